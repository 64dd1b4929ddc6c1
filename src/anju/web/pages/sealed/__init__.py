"""Protected files: opened by a named right, sealed and unsealed, and who has the right."""
