"""The day at the counter: what waits, each number with its list."""
