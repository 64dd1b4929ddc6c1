"""The same rules for a whole population at once: columns in, columns out."""
