"""Verbs: one function for each official act, one transaction each; the only writer of records."""
