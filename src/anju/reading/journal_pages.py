"""What was done and seen about a person."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.reading.paging import Page
from anju.reading.person_file import TimelineRow

__all__ = ["LookRow", "journal_of", "looks_at"]


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
    raise NotImplementedError


def looks_at(
    actor: Actor, person_ref: str, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[LookRow]:
    """Who looked at a person's record, newest first. Auditors and chiefs by the policy."""
    raise NotImplementedError
