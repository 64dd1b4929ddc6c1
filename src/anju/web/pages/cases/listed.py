"""The worklist a case was opened from: carried along in the address, led back to, gone on in."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from anju.reading.queues import DUE_QUEUES, QUEUES, Only

__all__ = ["address_of", "list_address", "only_of", "queue_of", "suffix"]

FILTERS = ("what", "station", "clerk", "state")
#: What of the list's own address comes along: its place and its filters.
CARRIED = ("after", *FILTERS)
STATION_DIGITS = 8
CODE = re.compile(r"[A-Za-z0-9_-]{1,32}")


def queue_of(request: HttpRequest) -> str:
    """The worklist the case was opened from, empty for none."""
    kind = request.GET.get("queue", "")
    return kind if kind in {*QUEUES, *DUE_QUEUES} else ""


def only_of(request: HttpRequest) -> Only:
    """The part of the list that is asked for; what cannot be a station is none."""
    said = {name: request.GET.get(name, "") for name in FILTERS}
    said = {name: text if CODE.fullmatch(text) else "" for name, text in said.items()}
    if not (said["station"].isdecimal() and len(said["station"]) == STATION_DIGITS):
        said["station"] = ""
    return Only(**said)


def suffix(request: HttpRequest) -> str:
    """The end of each address that stays within the worklist."""
    kind = queue_of(request)
    return f"?{urlencode({'queue': kind, **_place(request)})}" if kind else ""


def address_of(name: str, request: HttpRequest, *parts: str) -> str:
    """The address of a page of a case, still within the same worklist."""
    return reverse(name, args=parts) + suffix(request)


def list_address(request: HttpRequest, number: str) -> str:
    """The list again, at the same page and filters and at the row of the case; empty for none."""
    kind = queue_of(request)
    if not kind:
        return ""
    place = urlencode(_place(request))
    return f"{reverse('worklist', args=[kind])}{'?' if place else ''}{place}#{number}"


def _place(request: HttpRequest) -> dict[str, str]:
    """The page of the list and its filters, as they stand in the address."""
    return {name: request.GET[name] for name in CARRIED if request.GET.get(name)}
