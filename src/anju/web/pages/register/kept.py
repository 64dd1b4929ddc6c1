"""What stood on a sheet, kept for whoever comes back to it: drafts, and a sheet taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import NAMESPACE_OID, UUID, uuid5

from django.http import QueryDict
from django.urls import reverse

from anju.access.actor import Actor
from anju.access.objects import keep_draft as keep_file
from anju.access.objects import read_draft as read_file
from anju.casework.registrations.drafts import keep_draft
from anju.web.pages.register.sheet import Sheet, sent_sheet
from anju.web.staff import StaffRequest

__all__ = [
    "SentAgain",
    "boxes_of",
    "keep_what_was_sent",
    "kept_sheet",
    "sent_again",
    "sheet_key",
]

#: What travels with a sheet and is no answer on it.
NOT_A_BOX = {"csrfmiddlewaretoken", "act", "renew", "card_reading", "who"}
SENT = "registration sheet"
SESSION = "register_sent"


@dataclass(frozen=True, slots=True)
class SentAgain:
    """Taking back: the key of that act, and where the sheet lies before the clerk again."""

    key: UUID
    address: str


def sheet_key(text: str) -> UUID | None:
    """The key of a sheet; nothing for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def boxes_of(sent: QueryDict) -> dict[str, Sequence[str]]:
    """The answers of a sheet as sent."""
    return {name: sent.getlist(name) for name in sent if name not in NOT_A_BOX}


def kept_sheet(actor: Actor, content: Mapping[str, Sequence[str]], on: date) -> Sheet:
    """The sheet as it was left."""
    data = QueryDict(mutable=True)
    for name, texts in content.items():
        data.setlist(name, list(texts))
    return sent_sheet(actor, data, on)


def keep_what_was_sent(request: StaffRequest, household_ref: str) -> None:
    """Keep a saved sheet sealed for as long as it may be taken back."""
    content = json.dumps(boxes_of(request.POST), ensure_ascii=False).encode()
    request.session[SESSION] = [household_ref, keep_file(SENT, content)]


def sent_again(request: StaffRequest, household_ref: str) -> SentAgain:
    """The sheet behind a receipt as a draft of its own; an empty sheet when it is forgotten.

    The keys follow from the household's, so that a second press takes back and lays out once.
    """
    key = uuid5(NAMESPACE_OID, f"taken back {household_ref}")
    if request.method != "POST":
        return SentAgain(key, reverse("register"))
    ref, file = (*request.session.get(SESSION, ()), "", "")[:2]
    content = read_file(SENT, file) if ref == household_ref and file else None
    if content is None:
        return SentAgain(key, reverse("register"))
    sheet = uuid5(NAMESPACE_OID, f"sheet again {household_ref}")
    boxes = json.loads(content) | {"request_key": [str(sheet)]}
    keep_draft(actor=request.actor, sheet=sheet, content=boxes, now=request.now)
    return SentAgain(key, f"{reverse('register')}?{urlencode({'draft': sheet})}")
