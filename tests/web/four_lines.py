"""The four access lines every staff page has."""

from django.test import Client
from tests.web.staff_desks import at_desk

__all__ = ["assert_four_lines"]


def assert_four_lines(address: str, *, right: str, wrong: str, elsewhere: str = "demo11") -> None:
    """Anonymous → sign-in; wrong post and other area → not there; the right post → the page."""
    away = Client().get(address)
    assert away.status_code == 302
    assert away.headers["Location"].startswith("/signin/")
    assert at_desk(wrong).get(address).status_code == 404, "wrong post"
    if elsewhere:
        assert at_desk(elsewhere).get(address).status_code == 404, "other area"
    assert at_desk(right).get(address).status_code == 200
