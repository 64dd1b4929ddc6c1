"""One person's file at the counter, and the acts on where they live."""
