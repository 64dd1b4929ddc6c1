"""A permit: what it is worth today, and what can be done with it."""
