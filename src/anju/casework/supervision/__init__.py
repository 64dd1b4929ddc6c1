"""Whether what is recorded is true, put right in time, and shown to nobody who must not see it."""
