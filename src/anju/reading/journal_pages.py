"""What was done and seen about a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.kit.paging import Page
from anju.reading.legal_facts import person_ids
from anju.reading.person_file import TimelineRow, timeline
from anju.records.journal.models import ViewEntry

__all__ = ["LookRow", "journal_of", "looks_at"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look at the person's record."""

    at: datetime
    actor_number: str
    actor_post: str
    agency_code: str
    purpose: str
    fields: tuple[str, ...]


def journal_of(
    actor: Actor, person_ref: str, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[TimelineRow]:
    """Every act about a person, newest first."""
    with scoped(actor):
        person = person_for(actor, person_ref, action="view_journal")
        seen(actor, person, ("history",), purpose="journal", now=now)
        rows = timeline(person_ids(person.pk))
    return _page(rows, cursor, size)


def looks_at(
    actor: Actor, person_ref: str, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[LookRow]:
    """Who looked at a person's record, newest first. Auditors by the policy."""
    with scoped(actor):
        person = person_for(actor, person_ref, action="view_views")
        seen(actor, person, ("history",), purpose="looks", now=now)
        entries = [
            entry
            for pk in person_ids(person.pk)
            for entry in ViewEntry.objects.raw("SELECT * FROM views_of_person(%s)", [pk])
        ]
    entries.sort(key=lambda entry: (entry.at, entry.pk), reverse=True)
    rows = tuple(
        LookRow(
            entry.at,
            entry.actor_number,
            entry.actor_post,
            entry.agency_code,
            entry.purpose,
            tuple(entry.fields),
        )
        for entry in entries
    )
    return _page(rows, cursor, size)


def _page(rows: tuple[T, ...], cursor: str, size: int) -> Page[T]:
    """A page of one person's rows, which are few enough to be read whole."""
    start = int(cursor or 0)
    end = start + size
    return Page(rows[start:end], str(end) if end < len(rows) else "")
