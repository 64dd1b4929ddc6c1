"""Persistence: what is kept, and the invariants that hold for it. No verbs live here."""
