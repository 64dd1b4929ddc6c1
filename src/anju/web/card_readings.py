"""What was read from a card travels with the form; after saving it is compared and counted.

`devices.js` writes one hidden field `card_reading` for each card: the reader, the kind of card
and the values by the form's own names. Only which fields differ is kept. A page that was refused
hands the fields back, so that a later change is counted too.
"""

import json
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.http import QueryDict

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.devices.readings import CardRead, note_card_readings

__all__ = ["FIELD", "count_card_readings", "readings_sent"]

FIELD = "card_reading"
MOST_CARDS = 20
LONGEST = 4000
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SEPARATORS = re.compile(r"[\s·•.-]+")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One hidden field, understood."""

    reader: str
    kind: str
    read: dict[str, str]


def count_card_readings(actor: Actor, sent: QueryDict, *, now: datetime) -> None:
    """Count the cards of a form that was saved, once for the same form."""
    readings = readings_sent(sent)
    if not readings:
        return
    with suppress(Conflict):  # sent twice with other values: it was counted the first time
        note_card_readings(
            actor=actor, readings=readings, request_key=_key(sent.get("request_key", "")), now=now
        )


def readings_sent(sent: QueryDict) -> tuple[CardRead, ...]:
    """The cards read for a form, each with the fields whose value is another one now."""
    understood = (_understood(text) for text in sent.getlist(FIELD)[:MOST_CARDS])
    return tuple(
        CardRead(one.reader, one.kind, tuple(sorted(_changed(one, sent))))
        for one in understood
        if one is not None
    )


def _changed(reading: _Reading, sent: QueryDict) -> set[str]:
    """The fields, without their person's prefix, that a hand changed after the card was read."""
    return {
        name.rpartition("-")[2]
        for name, read in reading.read.items()
        if name in sent and _plain(str(sent[name])) != _plain(read)
    }


def _plain(text: str) -> str:
    """A value as it is compared: how it is written does not count."""
    day = DAY.fullmatch(text.strip())
    joined = "".join(day.groups()) if day else text
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", joined)).upper()


def _understood(text: str) -> _Reading | None:
    """What a hidden field says; nothing for one that no script of ours wrote."""
    if len(text) > LONGEST:
        return None
    try:
        told = json.loads(text)
        reader, kind, read = told["reader"], told["kind"], dict(told["read"])
    except (ValueError, TypeError, KeyError):
        return None
    texts = (reader, kind, *read, *read.values())
    if not reader or not all(isinstance(one, str) and "\x00" not in one for one in texts):
        return None
    return _Reading(reader, kind, read)


def _key(form_key: str) -> UUID:
    """A key of its own for the counting, the same for the same form."""
    try:
        return uuid5(NAMESPACE_OID, f"{FIELD} {UUID(form_key)}")
    except ValueError:
        return uuid4()
