"""A clock the test sets: the pages read the moment from it."""

from datetime import date, datetime

import pytest
from tests.factories.registrations import at

from anju.kit import clock

__all__ = ["MovingClock", "moving_clock"]


class MovingClock:
    """The moment it is now, until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment."""
        return self.moment

    def to(self, day: date, hour: int = 10) -> None:
        """Go to a day."""
        self.moment = at(day, hour)


def moving_clock(monkeypatch: pytest.MonkeyPatch, day: date) -> MovingClock:
    """Put a clock that stands still in the place of the machine's."""
    moving = MovingClock(at(day))
    monkeypatch.setattr(clock, "now", moving.now)
    return moving
