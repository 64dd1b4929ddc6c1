"""Rest days and working days of the State Council's yearly notices.

Saturdays and Sundays rest unless the notice makes them working days; statutory holidays and the
days moved to them rest. The published years come from the `chinesecalendar` library (2004 on);
years it does not know yet are written into `tables/later_rest_days.toml` when the notice is out.
For a year in neither, weekends are all that is known, and the answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants

from anju.codes.rows import read_head

__all__ = [
    "RestDay",
    "after_working_days",
    "first_known_year",
    "is_rest_day",
    "last_known_year",
    "roll",
]

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class RestDay:
    """Whether offices are closed on a day, and whether that year's notice is known."""

    day: date
    rest: bool
    known: bool
    holiday: str | None = None


@dataclass(frozen=True, slots=True)
class _Exceptions:
    rest: dict[date, str]
    work: frozenset[date]
    years: frozenset[int]


@cache
def _exceptions() -> _Exceptions:
    chinese = {kind.value: kind.chinese for kind in constants.Holiday}
    rest = {day: chinese[name] for day, name in constants.holidays.items()}
    work = set(constants.workdays)
    years = {day.year for day in rest}
    for year, holiday, rest_days, work_days in _later_years():
        years.add(year)
        rest.update(dict.fromkeys(rest_days, holiday))
        work.update(work_days)
    return _Exceptions(rest=rest, work=frozenset(work), years=frozenset(years))


def _later_years() -> list[tuple[int, str, list[date], list[date]]]:
    holidays = read_head("later_rest_days").get("holiday", [])
    if not isinstance(holidays, list):
        raise TypeError("later_rest_days.toml: [[holiday]] is a list of tables")
    return [(one["year"], one["name"], one["rest"], one["work"]) for one in holidays]


def is_rest_day(day: date) -> RestDay:
    """Whether the day is one of rest, and how surely we know."""
    known = _exceptions()
    holiday = known.rest.get(day)
    weekend = day.weekday() >= _SATURDAY and day not in known.work
    return RestDay(
        day=day,
        rest=holiday is not None or weekend,
        known=day.year in known.years,
        holiday=holiday,
    )


def roll(day: date) -> RestDay:
    """The first working day from `day` on; `known` is false if any day passed was a guess."""
    answer = is_rest_day(day)
    known = answer.known
    while answer.rest:
        answer = is_rest_day(answer.day + _ONE_DAY)
        known = known and answer.known
    return RestDay(day=answer.day, rest=False, known=known)


def after_working_days(day: date, count: int) -> date:
    """The last of so many working days that follow `day`."""
    for _ in range(count):
        day = roll(day + _ONE_DAY).day
    return day


def first_known_year() -> int:
    """The first year whose notice is known."""
    return min(_exceptions().years)


def last_known_year() -> int:
    """The last year whose notice is known."""
    return max(_exceptions().years)
