"""How the law counts days, months and years, and when a last day moves."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Protocol

from anju.codes import working_calendar
from anju.law.citation import cites
from anju.law.finding import Finding
from anju.law.text import parameters

__all__ = [
    "STATE_COUNCIL",
    "RestDay",
    "WorkingCalendar",
    "add_months",
    "last_day_to_act",
    "period_in_days_ends_on",
    "period_in_months_ends_on",
    "waiting_period_is_complete_from",
]


class RestDay(Protocol):
    """What a calendar says of one day."""

    @property
    def rest(self) -> bool:
        """Whether offices are closed."""
        ...

    @property
    def known(self) -> bool:
        """Whether the State Council's arrangement of that year is known."""
        ...


class WorkingCalendar(Protocol):
    """Anything that knows rest days."""

    def is_rest_day(self, day: date) -> RestDay:
        """What is known of a day."""
        ...


#: The calendar of the State Council's yearly holiday notices, as the code tables hold it.
STATE_COUNCIL: WorkingCalendar = working_calendar

ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on, or the last day of that month without one."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@cites("CC 201(1)")
def period_in_days_ends_on(*, starts_on: date, days: int) -> Finding[date]:
    """The last day of a period counted in days.

    Law: 按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。
    """
    return Finding(starts_on + days * ONE_DAY, facts={"starts_on": starts_on, "days": days})


@cites("CC 202", "CC 201(1)")
def period_in_months_ends_on(*, starts_on: date, months: int) -> Finding[date]:
    """The last day of a period counted in months.

    Law: 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。
    """
    return Finding(add_months(starts_on, months), facts={"starts_on": starts_on, "months": months})


@cites("CC 202")
def waiting_period_is_complete_from(*, starts_on: date, months: int) -> Finding[date]:
    """The first day on which a waiting period of so many months lies wholly behind one.

    Law: 到期月的对应日为期间的最后一日
    Read with: R-0003 (complete once the last day has ended; nothing is to be done on it, so a
    holiday does not move it)
    """
    ends_on = add_months(starts_on, months)
    on_full_day = parameters.switch("residence.half_year_accept_on_full_day", ends_on)
    facts = {"starts_on": starts_on, "full_on": ends_on}
    return Finding(ends_on if on_full_day else ends_on + ONE_DAY, facts=facts)


@cites("CC 203(1)")
def last_day_to_act(*, ends_on: date, calendar: WorkingCalendar = STATE_COUNCIL) -> Finding[date]:
    """The last day on which one may still act when a period ends on a given day.

    Law: 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。
    Read with: R-0002 (Saturdays and Sundays rest unless worked by the yearly notice), R-0015
    """
    facts = {"ends_on": ends_on}
    if not parameters.switch("calendar.deadlines_roll", ends_on):
        return Finding(ends_on, facts=facts)
    day, warnings = ends_on, _warnings(ends_on, calendar)
    while _rests(day, calendar):
        day += ONE_DAY
        warnings |= _warnings(day, calendar)
    return Finding(day, facts=facts, warnings=tuple(sorted(warnings)))


def _rests(day: date, calendar: WorkingCalendar) -> bool:
    """Whether offices rest on a day, as far as anyone can know."""
    found = calendar.is_rest_day(day)
    return found.rest and (
        found.known or parameters.switch("calendar.weekends_rest_in_unpublished_years", day)
    )


def _warnings(day: date, calendar: WorkingCalendar) -> set[str]:
    """Which year's holidays are not known and were taken as weekends only."""
    return set() if calendar.is_rest_day(day).known else {f"holidays_not_published:{day.year}"}
