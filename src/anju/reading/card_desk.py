"""The card desk: to produce, produced, ready, uncollected."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor

__all__ = ["CardDesk", "CardRow", "card_desk"]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card on the desk."""

    case_number: str
    permit_number: str
    person_ref: str
    name: str
    state: str
    blank_serial: str
    due_on: date | None
    notified_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CardDesk:
    """The four lists of the desk; `uncollected` were notified more than 30 days ago."""

    to_produce: tuple[CardRow, ...]
    produced: tuple[CardRow, ...]
    ready: tuple[CardRow, ...]
    uncollected: tuple[CardRow, ...]


def card_desk(actor: Actor, *, limit: int = 100, now: datetime) -> CardDesk:
    """The cards of the actor's territory by state, each list by due day, at most `limit` each."""
    raise NotImplementedError
