"""Help, privacy, accessibility, editions."""
