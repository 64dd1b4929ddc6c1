"""Orders to put an omission right by a day."""
