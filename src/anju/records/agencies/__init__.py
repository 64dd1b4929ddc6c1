"""Stations, centres and bureaus, what they are entrusted with, and who is posted there."""
