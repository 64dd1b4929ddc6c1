"""Suspension for all permits at once, for the nightly run."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from anju.law.calendar import STATE_COUNCIL, WorkingCalendar
from anju.law.columnar.days import Days, as_days
from anju.law.endorsement import endorsement_window

__all__ = ["suspended_from", "use_is_suspended"]


def suspended_from(
    anchor_on: Days, years_endorsed: NDArray[np.int16], calendar: WorkingCalendar = STATE_COUNCIL
) -> Days:
    """From which day each permit is suspended unless endorsed, each distinct case asked once."""
    cases = np.stack([anchor_on, years_endorsed.astype(np.int32)], axis=1)
    distinct, places = np.unique(cases, axis=0, return_inverse=True)
    answers = as_days(
        endorsement_window(
            anchor_on=date.fromordinal(int(anchor)), year=int(years) + 1, calendar=calendar
        ).outcome.suspended_from
        for anchor, years in distinct
    )
    return answers[places.ravel()]


def use_is_suspended(
    anchor_on: Days,
    years_endorsed: NDArray[np.int16],
    on: date,
    calendar: WorkingCalendar = STATE_COUNCIL,
) -> NDArray[np.bool_]:
    """Whether the use of each permit is suspended on a day."""
    return suspended_from(anchor_on, years_endorsed, calendar) <= on.toordinal()
