"""Residence permits, cards and endorsements."""
