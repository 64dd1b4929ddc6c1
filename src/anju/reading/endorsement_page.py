"""Before an endorsement: the window, and what a late one does to the years."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.reading.paging import Page

__all__ = ["EndorsementPage", "PermitDue", "endorsement_page", "permits_due"]


@dataclass(frozen=True, slots=True)
class EndorsementPage:
    """What the clerk and the holder see before endorsing.

    `step` is "endorse", "endorse_late", "too_early" or "not_possible"; when late,
    `years_before` and `years_after` are both counts.
    """

    permit_number: str
    person_ref: str
    name: str
    masked_number: str
    address: str
    state: str
    issued_on: date
    anchor_on: date
    year_number: int
    year_completed_on: date
    opens_on: date
    closes_on: date
    suspended_from: date
    step: str
    years_before: int
    years_after: int
    is_registered: bool
    endorsed_on: tuple[date, ...]
    cites: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermitDue:
    """A permit whose window is open or passed."""

    permit_number: str
    person_ref: str
    name: str
    state: str
    closes_on: date
    is_overdue: bool


def endorsement_page(actor: Actor, permit_number: str, *, now: datetime) -> EndorsementPage:
    """The window of the year being completed and, when late, both counts of years."""
    raise NotImplementedError


def permits_due(
    actor: Actor, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[PermitDue]:
    """The permits in use whose endorsement window is open, and those suspended, by last day."""
    raise NotImplementedError
