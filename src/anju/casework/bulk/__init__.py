"""Many registrations at once: the same rules and the same rows as one at the counter, as sets."""
