"""Papers that left the house: numbers, editions and frozen content."""
