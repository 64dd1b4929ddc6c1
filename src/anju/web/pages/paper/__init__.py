"""Issued papers as PDF, from the content frozen when they were given out."""
