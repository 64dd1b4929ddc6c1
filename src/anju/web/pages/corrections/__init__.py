"""Corrections by four eyes of two units."""
