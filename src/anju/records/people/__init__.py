"""Persons, their documents, their contacts and their relations."""
