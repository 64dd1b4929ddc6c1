"""The yearly endorsement: when it is due, what being early or late means, who may have it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anju.law.calendar import STATE_COUNCIL, WorkingCalendar, add_months, last_day_to_act
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters

__all__ = [
    "EndorsementWindow",
    "Timing",
    "endorsement_timing",
    "endorsement_window",
    "may_endorse",
    "use_is_suspended",
    "years_are_counted_from",
]

ONE_DAY = timedelta(days=1)


class Timing(StrEnum):
    """How a day stands to a window."""

    TOO_EARLY = "too_early"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class EndorsementWindow:
    """The window of one year of residence, both days included, and what follows it."""

    year: int
    year_completed_on: date
    opens_on: date
    closes_on: date
    suspended_from: date


@cites("IRRP 10(2)", "PSD-2016 2(5)")
def endorsement_window(
    *, anchor_on: date, year: int, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[EndorsementWindow]:
    """When the endorsement of the first, second, … year since the anchor may be had.

    Law: 应当在居住每满1年之日前1个月内
    Read with: R-0018 (always counted from the anchor, never from the window before), R-0002
    """
    if year < 1:
        raise ValueError("the first year is 1")
    interval = parameters.number_for("endorsement.interval", anchor_on)
    completed_on = add_months(anchor_on, interval * year)
    back = parameters.number_for("endorsement.window", completed_on)
    closing = last_day_to_act(ends_on=completed_on, calendar=calendar)
    opens_on = add_months(completed_on, -back)
    suspended_from = closing.outcome + ONE_DAY
    return Finding(
        EndorsementWindow(year, completed_on, opens_on, closing.outcome, suspended_from),
        closing.cites,
        facts={"anchor_on": anchor_on, "year": year},
        warnings=closing.warnings,
    )


@cites("IRRP 10(2)")
def endorsement_timing(*, window: EndorsementWindow, on: date) -> Finding[Timing]:
    """Whether a day lies before, in or after a window.

    Law: 居住证持有人在居住地连续居住的，应当在居住每满1年之日前1个月内
    """
    facts = {"window": window, "on": on}
    if on < window.opens_on:
        early = (Reason("too_early", ("IRRP 10(2)",)),)
        return Finding(Timing.TOO_EARLY, facts=facts, changes_on=window.opens_on, reasons=early)
    if on <= window.closes_on:
        return Finding(Timing.IN_TIME, facts=facts, changes_on=window.suspended_from)
    return Finding(Timing.LATE, facts=facts)


@cites("IRRP 10(3)")
def use_is_suspended(*, window: EndorsementWindow, on: date) -> Finding[bool]:
    """Whether use is suspended on a day because a window passed without endorsement.

    Law: 逾期未办理签注手续的，居住证使用功能中止
    """
    facts = {"window": window, "on": on}
    if on < window.suspended_from:
        return Finding(False, facts=facts, changes_on=window.suspended_from)
    passed = (Reason("endorsement_missed", ("IRRP 10(3)",)),)
    return Finding(True, facts=facts, reasons=passed)


@cites("IRRP 10(3)")
def years_are_counted_from(*, anchor_on: date, endorsed_on: date, timing: Timing) -> Finding[date]:
    """From which day years of residence count after an endorsement.

    Law: 居住证持有人在居住地的居住年限自补办签注手续之日起连续计算
    Read with: R-0004 (in time: from the anchor as before, that is the day of issue)
    """
    facts = {"anchor_on": anchor_on, "endorsed_on": endorsed_on, "timing": timing}
    return Finding(endorsed_on if timing is Timing.LATE else anchor_on, facts=facts)


@cites("IRRP 10(2)", "PSD-2016 2(5)")
def may_endorse(
    *, window: EndorsementWindow, still_resides: bool, still_has_ground: bool, on: date
) -> Finding[bool]:
    """Whether a permit may be endorsed on a day; late is allowed, early is not.

    Law: 居住证签注是居住证持有人在居住地连续居住年限的证明。
    Read with: R-0006 (residence is proved again; the ground only where the place demands it)
    """
    timing = endorsement_timing(window=window, on=on)
    reasons = timing.reasons
    if not still_resides:
        reasons += (Reason("not_residing", ("IRRP 10(2)",)),)
    if parameters.switch("endorsement.ground_proved_again", on) and not still_has_ground:
        reasons += (Reason("ground_not_proved", ("IRRP 2",)),)
    facts = {**timing.facts, "timing": timing.outcome, "still_resides": still_resides}
    changes_on = timing.changes_on if timing.outcome is Timing.TOO_EARLY else None
    return Finding(not reasons, facts=facts, changes_on=changes_on, reasons=reasons)
