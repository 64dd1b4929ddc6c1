"""Acts on persons: who is who, what was wrong, and two records of one human being."""
