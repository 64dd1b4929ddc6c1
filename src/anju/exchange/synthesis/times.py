"""When made-up people arrive, are registered, and leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from anju.codes import working_calendar
from anju.exchange.synthesis.chance import Chance, Weighted

__all__ = ["Times", "times", "times_of"]

_DAYS_TO_REGISTER = 3
_SPANS = Weighted.of([((0, 25), 12), ((26, 180), 20), ((181, 900), 38), ((901, 2400), 30)])
_SPANS_OF = {"visitor": Weighted.of([((0, 25), 60), ((26, 120), 40)])}


@dataclass(frozen=True, slots=True)
class Times:
    """When a household arrived, was registered, and left (None: still here)."""

    arrived_on: date
    registered_on: date
    left_on: date | None


def times(chance: Chance, shape: str, on: date) -> Times:
    """Arrival, registration and departure of a household, none of them after the day."""
    span = chance.draw(_SPANS_OF.get(shape, _SPANS))
    arrived_on = on - timedelta(days=chance.between(*span))
    late = chance.happens(0.22)
    wanted = chance.day_after(arrived_on, *((4, 240) if late else (0, _DAYS_TO_REGISTER)))
    registered_on = min(working_calendar.roll(min(wanted, on)).day, on)
    left_on = None
    stayed = (on - registered_on).days
    if stayed > 20 and chance.happens(0.24):
        left_on = registered_on + timedelta(days=chance.between(10, stayed))
    return Times(arrived_on, registered_on, left_on)


def times_of(born_on: date, when: Times, on: date) -> Times:
    """The times of one person: a child born here arrives with its birth."""
    if born_on <= when.arrived_on:
        return when
    reported_on = max(when.registered_on, born_on + timedelta(days=_DAYS_TO_REGISTER))
    registered_on = min(working_calendar.roll(reported_on).day, on)
    left_on = when.left_on if when.left_on and when.left_on > registered_on else None
    return Times(born_on, registered_on, left_on)
