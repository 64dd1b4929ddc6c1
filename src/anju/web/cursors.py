"""Where the next page begins, in an address: signed, so that nobody types one of their own."""

from django.core import signing

__all__ = ["opened_cursor", "sealed_cursor"]

SIGNER = signing.Signer(salt="anju.web.cursors")


def sealed_cursor(cursor: str) -> str:
    """A cursor as it may stand in an address; empty stays empty."""
    return SIGNER.sign(cursor) if cursor else ""


def opened_cursor(text: str) -> str:
    """The cursor of an address; a mangled one begins at the first page."""
    try:
        return SIGNER.unsign(text)
    except signing.BadSignature:
        return ""
