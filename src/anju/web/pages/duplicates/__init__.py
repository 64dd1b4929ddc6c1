"""Records alike: compared, merged field by field, kept apart, looked into, undone."""
