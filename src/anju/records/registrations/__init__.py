"""Residence registrations, households, recognised start dates and departures."""
