"""Made-up people and the situations they are in, one module a subject."""
