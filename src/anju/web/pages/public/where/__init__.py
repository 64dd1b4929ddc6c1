"""Which place serves one, and how to reach it."""
