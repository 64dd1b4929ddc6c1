"""Anju: residence registration and residence permits of a province."""
