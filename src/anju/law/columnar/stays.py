"""Stays of many people at once: where the residence that reaches a day began."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from anju.law.columnar.days import NO_DAY, Days
from anju.law.text import parameters

__all__ = ["StayColumns", "is_known", "starts_from_stays"]


@dataclass(frozen=True, slots=True)
class StayColumns:
    """One row a stay: whose it is (the row of the person), from when, to when, in which unit."""

    person: NDArray[np.int64]
    from_on: Days
    to_on: Days
    unit: NDArray[np.int32]


def is_known(units: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where there is a city; a number below nought says why there is none."""
    return units > 0


def starts_from_stays(stays: StayColumns, residence_unit: NDArray[np.int32], on: date) -> Days:
    """For each person the start of the unbroken residence that reaches the day, or no day.

    1. Keep the stays begun by the day in the person's own city.
    2. In order of their start, carry the latest end so far along each person's rows.
    3. A stay that starts later than that end and the tolerated gap begins anew.
    4. The last beginning counts if the latest end reaches the day.
    """
    starts = np.full(len(residence_unit), NO_DAY, dtype=np.int32)
    today = on.toordinal()
    own_city = (stays.unit == residence_unit[stays.person]) & is_known(stays.unit)
    kept = (stays.from_on <= today) & own_city
    if not kept.any():
        return starts
    order = np.lexsort((stays.from_on[kept], stays.person[kept]))
    person = stays.person[kept][order]
    from_on = stays.from_on[kept][order].astype(np.int64)
    ended = _latest_end_so_far(person, stays.to_on[kept][order])
    is_first = np.r_[True, person[1:] != person[:-1]]
    tolerance = parameters.number("residence.gap_tolerance", on) + 1
    begins = is_first | np.r_[True, from_on[1:] - ended[:-1] > tolerance]
    last_beginning = np.maximum.accumulate(np.where(begins, np.arange(len(person)), 0))
    is_last = np.r_[person[1:] != person[:-1], True]
    reaches = is_last & (ended >= today)
    starts[person[reaches]] = from_on[last_beginning[reaches]]
    return starts


def _latest_end_so_far(person: NDArray[np.int64], to_on: Days) -> NDArray[np.int64]:
    """The latest end among a person's rows up to each row; a lasting stay never ends."""
    never = date.max.toordinal()
    ends = np.where(to_on == NO_DAY, never, to_on).astype(np.int64)
    # People stand in rising order: an offset a person keeps one from reaching into the next.
    offset = person * never
    return np.maximum.accumulate(ends + offset) - offset
