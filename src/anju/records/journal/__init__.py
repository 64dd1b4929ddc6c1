"""The append-only record of every official act, and of every look at a person."""
