"""Days as columns: whole numbers of days, and rules asked once for each day that occurs."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_DAY", "Days", "as_days", "day_of", "latest_that", "per_distinct_day"]

Days = NDArray[np.int32]

#: Stands where there is no day.
NO_DAY = np.int32(np.iinfo(np.int32).min)


def as_days(days: Iterable[date | None]) -> Days:
    """Dates as whole numbers of days."""
    ordinals = (NO_DAY if day is None else day.toordinal() for day in days)
    return np.fromiter(ordinals, dtype=np.int32)


def day_of(number: int) -> date | None:
    """The date of a whole number of days."""
    return None if number == NO_DAY else date.fromordinal(number)


def per_distinct_day(days: Days, rule: Callable[[date], date]) -> Days:
    """A rule from day to day over a column, asked once for each day that occurs."""
    distinct, places = np.unique(days, return_inverse=True)
    answers = as_days(None if n == NO_DAY else rule(date.fromordinal(int(n))) for n in distinct)
    return answers[places]


def latest_that(holds: Callable[[date], bool], near: date) -> date:
    """The latest day for which a statement holds that is true up to some day and false after it.

    The search begins near the answer and walks; the statement must change within reach.
    """
    day = near
    while not holds(day):
        day = date.fromordinal(day.toordinal() - 1)
    while holds(following := date.fromordinal(day.toordinal() + 1)):
        day = following
    return day
