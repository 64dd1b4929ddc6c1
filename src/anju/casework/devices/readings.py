"""Counting what readers read and what had to be corrected by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.act import official_act
from anju.records.journal.models import CardReading

__all__ = ["CardRead", "ReadingsNoted", "note_card_readings"]

LONGEST_NAME = 60
LONGEST_WORD = 20
MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card that was read for something now saved: where, of which kind, what was changed."""

    reader: str
    card_kind: str
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingsNoted:
    """How many cards were noted."""

    cards: int


@official_act
def note_card_readings(
    *, actor: Actor, readings: Sequence[CardRead], request_key: UUID, now: datetime
) -> ReadingsNoted:
    """Note once, for the actor's own counter, which readers read what was saved.

    No value of anybody's is kept and nobody's rights are touched: it needs no right beyond that
    to the act it follows, and leaves no journal entry.
    """
    rows = [
        CardReading(
            area=actor.area,
            at=now,
            reader=one.reader[:LONGEST_NAME],
            card_kind=one.card_kind[:LONGEST_WORD],
            corrected=[field[:LONGEST_WORD] for field in one.corrected[:MOST_FIELDS]],
            actor_number=actor.staff_number,
        )
        for one in readings
    ]
    return ReadingsNoted(len(CardReading.objects.bulk_create(rows)))
