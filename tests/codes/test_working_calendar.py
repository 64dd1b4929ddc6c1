from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.codes import working_calendar

known_days = st.dates(date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "first_working_day"),
    [
        (date(2026, 3, 5), date(2026, 3, 5)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 1, 1), date(2026, 1, 4)),
        (date(2026, 5, 3), date(2026, 5, 6)),
        (date(2024, 3, 1), date(2024, 3, 1)),
    ],
)
def test_a_last_day_rolls_past_rest_days(day: date, first_working_day: date) -> None:
    rolled = working_calendar.roll(day)
    assert (rolled.day, rolled.rest, rolled.known) == (first_working_day, False, True)


def test_a_holiday_is_named() -> None:
    assert working_calendar.is_rest_day(date(2026, 10, 1)).holiday == "国庆节"


def test_a_saturday_that_is_worked_is_no_rest_day() -> None:
    assert not working_calendar.is_rest_day(date(2026, 2, 14)).rest


def test_a_year_without_notice_is_answered_by_weekends_and_says_so() -> None:
    friday, saturday = date(2029, 6, 1), date(2029, 6, 2)
    assert not working_calendar.is_rest_day(friday).rest
    assert working_calendar.is_rest_day(saturday).rest
    assert not working_calendar.is_rest_day(saturday).known


def test_rolling_into_a_year_without_notice_says_so() -> None:
    last = date(working_calendar.last_known_year(), 12, 31)
    rolled = working_calendar.roll(last + timedelta(days=1))
    assert not rolled.known


def test_known_years_reach_from_2004_to_at_least_2026() -> None:
    assert working_calendar.first_known_year() == 2004
    assert working_calendar.last_known_year() >= 2026


@given(known_days)
def test_rolling_never_goes_back_and_ends_on_a_working_day(day: date) -> None:
    rolled = working_calendar.roll(day).day
    assert rolled >= day
    assert not working_calendar.is_rest_day(rolled).rest
    assert (rolled - day).days <= 10


@given(known_days)
def test_every_day_passed_by_rolling_is_one_of_rest(day: date) -> None:
    passed = (working_calendar.roll(day).day - day).days
    assert all(
        working_calendar.is_rest_day(day + timedelta(days=step)).rest for step in range(passed)
    )


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 3, 5), 0, date(2026, 3, 5)),
        (date(2026, 3, 5), 1, date(2026, 3, 6)),
        (date(2026, 3, 5), 2, date(2026, 3, 9)),
        (date(2026, 9, 29), 3, date(2026, 10, 9)),
    ],
)
def test_working_days_are_counted_from_the_next_day(day: date, count: int, last: date) -> None:
    assert working_calendar.after_working_days(day, count) == last
