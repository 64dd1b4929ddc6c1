"""Several open stays of one person: which stands, and when each other one ended (R-0037)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.law.residence_period import stay_that_stands

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 1)

TABLE = [
    ((MARCH,), None, 0, (None,)),
    ((MARCH, APRIL), None, 1, (date(2026, 3, 31), None)),
    ((APRIL, MARCH), None, 0, (None, date(2026, 3, 31))),
    # Arrived on one day at both: the other ended on that day, not before it began.
    ((APRIL, APRIL), None, 1, (APRIL, None)),
    # The person says they stayed where they first were: the other ended the day it began.
    ((MARCH, APRIL), 0, 0, (None, APRIL)),
    ((MARCH, MAY, APRIL), None, 1, (date(2026, 4, 30), None, date(2026, 4, 30))),
]


@pytest.mark.parametrize(("arrived_on", "chosen", "stands", "ends_on"), TABLE)
def test_the_later_stands_unless_the_person_says_another(
    arrived_on: tuple[date, ...], chosen: int | None, stands: int, ends_on: tuple[date | None, ...]
) -> None:
    found = stay_that_stands(arrived_on=arrived_on, stands=chosen)
    assert (found.outcome.stands, found.outcome.ends_on) == (stands, ends_on)
    assert found.cites == ("HRR 15(1)", "PSD-2016 2(2)")
    assert found.facts["arrived_on"] == arrived_on


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=5))
def test_one_stands_and_nobody_leaves_before_they_came(arrived_on: list[date]) -> None:
    found = stay_that_stands(arrived_on=arrived_on).outcome
    assert found.ends_on.count(None) == 1
    assert found.ends_on[found.stands] is None
    ended = zip(arrived_on, found.ends_on, strict=True)
    assert all(left is None or left >= came for came, left in ended)
