"""Registering a household at the counter: one screen, one act, a slip for each adult."""
