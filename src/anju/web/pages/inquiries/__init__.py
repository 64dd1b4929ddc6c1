"""Inquiries into addresses."""
