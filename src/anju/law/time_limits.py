"""By when a permit must be made and handed over."""

from dataclasses import dataclass
from datetime import date, timedelta

from anju.law.calendar import STATE_COUNCIL, WorkingCalendar, last_day_to_act
from anju.law.citation import cites
from anju.law.finding import Finding, Reason, merged
from anju.law.text import parameters

__all__ = [
    "IssueLimits",
    "is_overdue",
    "issue_limits",
    "longest_extension_ends_on",
    "must_hand_over_by",
    "must_produce_by",
    "must_supplement_by",
]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class IssueLimits:
    """The last day to make a card and the last day to hand it over, each also without rolling."""

    produce_by: date
    hand_over_by: date
    produce_by_unrolled: date
    hand_over_by_unrolled: date


@cites("PSD-2016 2(4)")
def must_produce_by(
    *, accepted_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date]:
    """The last day to make the card of an accepted application.

    Law: 公安机关应当自受理之日起7日内制作居住证
    Read with: R-0026 (counted from acceptance; the day before rolling is the office's own target)
    """
    days = parameters.number("time_limits.produce_within", accepted_on)
    return last_day_to_act(ends_on=accepted_on + days * ONE_DAY, calendar=calendar)


@cites("IRRP 9(6)")
def must_hand_over_by(
    *, accepted_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date]:
    """The last day to have made and handed over the permit.

    Law: 公安机关应当自受理之日起15日内制作发放居住证
    Read with: R-0026
    """
    days = parameters.number("time_limits.hand_over_within", accepted_on)
    return last_day_to_act(ends_on=accepted_on + days * ONE_DAY, calendar=calendar)


@cites("PSD-2016 2(4)", "IRRP 9(6)")
def issue_limits(
    *, accepted_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[IssueLimits]:
    """Both limits of an accepted application: the shorter one inside the longer one.

    Law: 对符合居住证办理条件的，公安机关应当自受理之日起7日内制作居住证，并通知申领人或者代办人
    领取。
    Read with: R-0026
    """
    produce = must_produce_by(accepted_on=accepted_on, calendar=calendar)
    hand_over = must_hand_over_by(accepted_on=accepted_on, calendar=calendar)
    limits = IssueLimits(
        produce_by=produce.outcome,
        hand_over_by=hand_over.outcome,
        produce_by_unrolled=_unrolled("time_limits.produce_within", accepted_on),
        hand_over_by_unrolled=_unrolled("time_limits.hand_over_within", accepted_on),
    )
    return Finding(
        limits,
        merged(produce.cites, hand_over.cites),
        facts={"accepted_on": accepted_on},
        warnings=merged(produce.warnings, hand_over.warnings),
    )


@cites("IRRP 9(6)")
def longest_extension_ends_on(
    *, accepted_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date]:
    """The day beyond which no implementing measure may extend the hand-over.

    Law: 但延长后最长不得超过30日
    Read with: R-0001 (no measure of the province that extends the limit was found)
    """
    days = parameters.number("time_limits.longest_extension", accepted_on)
    return last_day_to_act(ends_on=accepted_on + days * ONE_DAY, calendar=calendar)


@cites("IRRP 9(5)")
def must_supplement_by(
    *, notified_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date]:
    """The last day to bring in what the notice of missing papers named.

    Law: 应当一次性告知申领人需要补充的材料
    Read with: R-0035 (no text sets a term; afterwards one may always apply again)
    """
    days = parameters.number("time_limits.supplement_within", notified_on)
    return last_day_to_act(ends_on=notified_on + days * ONE_DAY, calendar=calendar)


@cites("IRRP 9(6)")
def is_overdue(*, due_on: date, on: date) -> Finding[bool]:
    """Whether a limit has passed.

    Law: 公安机关应当自受理之日起15日内制作发放居住证
    """
    facts = {"due_on": due_on, "on": on}
    if on > due_on:
        late = (Reason("limit_passed", ("IRRP 9(6)",)),)
        return Finding(True, facts=facts, reasons=late)
    return Finding(False, facts=facts, changes_on=due_on + ONE_DAY)


def _unrolled(key: str, accepted_on: date) -> date:
    return accepted_on + parameters.number(key, accepted_on) * ONE_DAY
