"""Asking for a permit: the papers, the people who may ask, the way that is open."""
