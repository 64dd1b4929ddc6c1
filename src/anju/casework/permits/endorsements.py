"""A year of continuous residence proved, missed, or made up for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = ["Endorsed", "Lapsed", "endorse", "endorse_late", "lapse"]


@dataclass(frozen=True, slots=True)
class Endorsed:
    """An endorsement: of which year, and when the next one opens and closes."""

    permit_number: str
    state: str
    endorsed_on: date
    year_number: int
    continuous_years: int
    next_opens_on: date
    next_closes_on: date


@dataclass(frozen=True, slots=True)
class Lapsed:
    """How many permits one nightly run found past their window, and after which it stopped."""

    looked_at: int
    suspended: int
    finished: bool
    cursor: int = 0


def endorse(
    *, actor: Actor, permit_number: str, still_lives_here: bool, request_key: UUID, now: datetime
) -> Endorsed:
    """Endorse the year being completed (IRRP 10(2)), inside its window, free of charge.

    Window clerks and officers. Refused before the window (with the first possible day), after it
    (`endorse_late`), and where the person no longer lives in the city.
    """
    raise NotImplementedError


def endorse_late(
    *, actor: Actor, permit_number: str, still_lives_here: bool, request_key: UUID, now: datetime
) -> Endorsed:
    """Endorse after the window: use is restored, years count from this day (IRRP 10(3)).

    Window clerks and officers. Show both counts before (`reading.endorsement_page`).
    """
    raise NotImplementedError


def lapse(*, actor: Actor, on: date, after: int = 0, batch: int = 500, now: datetime) -> Lapsed:
    """Record that permits whose window passed are suspended, in one batch (IRRP 10(3)).

    The nightly actor, for all areas: call again with `cursor` until `finished`. Idempotent: a
    permit already suspended is not looked at.
    """
    raise NotImplementedError
