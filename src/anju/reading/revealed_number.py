"""A person's number and telephone in clear, for a stated reason that is kept with the look."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.reading.masking import clear_contact, clear_document

__all__ = ["RevealedNumber", "revealed_number"]

LONGEST_REASON = 40


@dataclass(frozen=True, slots=True)
class RevealedNumber:
    """What is hidden elsewhere; empty where nothing is on file."""

    document_number: str
    phone: str


def revealed_number(actor: Actor, person_ref: str, *, reason: str, now: datetime) -> RevealedNumber:
    """The number of the document and the telephone; who looked and why is journalled."""
    with scoped(actor):
        person = person_for(actor, person_ref, action="reveal_number")
        purpose = f"reveal_number: {reason[:LONGEST_REASON]}"
        seen(actor, person, ("number", "phone"), purpose=purpose, now=now)
        return RevealedNumber(clear_document(person.pk), clear_contact(person.pk))
