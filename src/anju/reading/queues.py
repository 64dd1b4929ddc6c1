"""Worklists in the order of the day they are due; what is overdue stands first, never hidden."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.reading.paging import Page

__all__ = ["QUEUES", "Queue", "QueueRow", "queue"]

#: kind of a queue → the case states in it (departures, reports and corrections are their own).
QUEUES: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of work. `ref` is the number of the case, registration, departure or correction."""

    kind: str
    ref: str
    person_ref: str
    name: str
    state: str
    due_on: date | None
    is_overdue: bool
    assigned_to: str
    what: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of a queue, and how many of the whole queue are overdue, whatever page is shown."""

    kind: str
    page: Page[QueueRow]
    overdue: int


def queue(actor: Actor, kind: str, *, cursor: str = "", size: int = 50, now: datetime) -> Queue:
    """The work of one kind in the actor's territory, by due day.

    Kinds: to_accept, awaiting_supplement, to_review, to_approve, to_order, to_produce, to_notify,
    to_collect, reports (from collectors), departures, corrections.
    """
    raise NotImplementedError
