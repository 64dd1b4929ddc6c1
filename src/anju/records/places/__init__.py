"""Standard addresses and dwellings."""
