"""Signing in with number, password and code; taking up a post; signing out."""
