"""The second screen of a counter, turned to whom it is about."""
