"""One box to find a person by whatever is at hand."""
