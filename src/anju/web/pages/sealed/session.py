"""How long the protected files stay open in a session."""

from datetime import datetime, timedelta
from math import ceil

from django.http import HttpRequest

__all__ = ["close", "has_run_out", "minutes_left", "open_until"]

#: Where the session keeps the moment (as a timestamp) at which the protected files close.
CLOSES_AT = "sealed_closes_at"
OPEN_FOR = timedelta(minutes=15)


def open_until(request: HttpRequest, now: datetime) -> None:
    """Work on protected files from now on, for a quarter of an hour."""
    request.session[CLOSES_AT] = (now + OPEN_FOR).timestamp()


def close(request: HttpRequest) -> None:
    """Work on ordinary files again."""
    request.session.pop(CLOSES_AT, None)


def minutes_left(request: HttpRequest, now: datetime) -> int:
    """The minutes that are left, begun ones counted; 0 when the protected files are closed."""
    seconds: float = request.session.get(CLOSES_AT, 0) - now.timestamp()
    return max(0, ceil(seconds / 60))


def has_run_out(request: HttpRequest, now: datetime) -> bool:
    """Whether the protected files were open and their time is over."""
    return CLOSES_AT in request.session and not minutes_left(request, now)
