"""The first page: what one can do here."""
