"""The permit itself: who issues it, what stands on it, whether it is usable, what ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anju.law.calendar import STATE_COUNCIL, WorkingCalendar, add_months
from anju.law.citation import cites
from anju.law.endorsement import (
    EndorsementWindow,
    Timing,
    endorsement_timing,
    endorsement_window,
    use_is_suspended,
    years_are_counted_from,
)
from anju.law.finding import Finding, Reason, merged
from anju.law.registration import Office
from anju.law.text import parameters
from anju.law.text.instruments import instrument

__all__ = [
    "FACE_ITEMS",
    "PermitEnd",
    "Use",
    "UseOfPermit",
    "items_on_the_face",
    "legacy_permit_is_valid",
    "may_issue",
    "may_take_application",
    "permit_ends",
    "suspension_ends_permit_on",
    "use_of_permit",
    "years_anchor",
]

#: The ten items of the face, in the order of the article.
FACE_ITEMS = (
    "name",
    "sex",
    "ethnic_group",
    "born_on",
    "citizen_number",
    "photo",
    "hukou_address",
    "residence_address",
    "issuing_organ",
    "issued_on",
)


class Use(StrEnum):
    """Whether a permit may be used on a day."""

    USABLE = "usable"
    SUSPENDED = "suspended"


class PermitEnd(StrEnum):
    """Why the holder's status ends."""

    HUKOU_MOVED_IN = "hukou_moved_in"
    DIED = "died"
    LEFT = "left"
    MOVED_TO_ANOTHER_CITY = "moved_to_another_city"
    UNITS_MERGED = "units_merged"
    OBTAINED_BY_DECEIT = "obtained_by_deceit"
    OWN_WISH = "own_wish"


@dataclass(frozen=True, slots=True)
class UseOfPermit:
    """What a permit is worth on a day.

    `continuous_years` are the years that are over and endorsed since `anchor_on`; `window` is
    that of the next endorsement due, or the missed one while use is suspended.
    """

    state: Use
    continuous_years: int
    anchor_on: date
    window: EndorsementWindow


@cites("IRRP 9(1)", "IRRP 8(1)")
def may_take_application(*, office: Office, is_entrusted: bool) -> Finding[bool]:
    """Whether an office may take applications for permits.

    Law: 应当向居住地公安派出所或者受公安机关委托的社区服务机构提交
    """
    facts = {"office": office, "is_entrusted": is_entrusted}
    if office is Office.POLICE_STATION or (office is Office.SERVICE_CENTRE and is_entrusted):
        return Finding(True, facts=facts)
    code = "not_entrusted" if office is Office.SERVICE_CENTRE else "wrong_office"
    return Finding(False, facts=facts, reasons=(Reason(code, ("IRRP 9(1)",)),))


@cites("IRRP 23")
def legacy_permit_is_valid(*, issued_on: date, valid_until: date, on: date) -> Finding[bool]:
    """Whether a permit issued before the regulation is still good on a day.

    Law: 本条例施行前各地已发放的居住证，在有效期内继续有效。
    """
    commencement = instrument("IRRP").in_force_from
    facts = {"issued_on": issued_on, "valid_until": valid_until, "on": on}
    return Finding(issued_on < commencement and on <= valid_until, facts=facts)


@cites("IRRP 10(1)")
def may_issue(*, office: Office) -> Finding[bool]:
    """Whether an office may issue permits.

    Law: 居住证由县级人民政府公安机关签发
    """
    facts = {"office": office}
    if office is Office.COUNTY_BUREAU:
        return Finding(True, facts=facts)
    barred = (Reason("wrong_office", ("IRRP 10(1)",)),)
    return Finding(False, facts=facts, reasons=barred)


@cites("IRRP 4")
def items_on_the_face() -> Finding[tuple[str, ...]]:
    """What is printed on the card, no more and no less; there is no end of validity among it.

    Law: 居住证登载的内容包括：姓名、性别、民族、出生日期、公民身份号码、本人相片、
    常住户口所在地住址、居住地住址、证件的签发机关和签发日期。
    """
    return Finding(FACE_ITEMS)


@cites("IRRP 10(2)")
def years_anchor(*, issued_on: date, residence_starts_on: date | None) -> Finding[date]:
    """The day from which the yearly endorsements of a new permit are counted.

    Law: 应当在居住每满1年之日前1个月内
    Read with: R-0004 (the day of issue, unless the place counts from the start of residence)
    """
    facts = {"issued_on": issued_on, "residence_starts_on": residence_starts_on}
    anchor = parameters.choice("endorsement.anchor", issued_on)
    if anchor == "residence_start" and residence_starts_on is not None:
        return Finding(residence_starts_on, facts=facts)
    return Finding(issued_on, facts=facts)


@cites("IRRP 10(2)", "IRRP 10(3)", "PSD-2016 2(5)")
def use_of_permit(
    *,
    anchor_on: date,
    endorsed_on: Sequence[date],
    on: date,
    calendar: WorkingCalendar = STATE_COUNCIL,
) -> Finding[UseOfPermit]:
    """Whether a permit may be used on a day, and how many continuous years it proves.

    Law: 补办签注手续的，居住证的使用功能恢复，
    居住证持有人在居住地的居住年限自补办签注手续之日起连续计算。
    Read with: R-0004, R-0027 (a year counts once it is over and endorsed)
    """
    ledger = _Ledger(anchor_on, 0, ())
    for day in sorted(day for day in endorsed_on if day <= on):
        ledger = ledger.endorsed(day, calendar)
    due = endorsement_window(anchor_on=ledger.anchor_on, year=ledger.years + 1, calendar=calendar)
    suspension = use_is_suspended(window=due.outcome, on=on)
    state = Use.SUSPENDED if suspension.outcome else Use.USABLE
    return Finding(
        UseOfPermit(state, ledger.years_over(on), ledger.anchor_on, due.outcome),
        merged(suspension.cites, due.cites),
        facts={"anchor_on": anchor_on, "endorsed_on": tuple(sorted(endorsed_on)), "on": on},
        changes_on=suspension.changes_on,
        warnings=merged(due.warnings, ledger.warnings),
        reasons=suspension.reasons,
    )


@cites("IRRP 2", "IRRP 15", "IRRP 19(2)")
def permit_ends(*, cause: PermitEnd, on: date) -> Finding[bool]:
    """Whether a cause ends the holder's status at once.

    Law: 可以根据本人意愿，将常住户口由原户口所在地迁入居住地
    Read with: R-0008 (merged units: kept until the next endorsement), R-0010 (moving inside the
    province ends it and keeps its history)
    """
    facts = {"cause": cause, "on": on}
    if cause is PermitEnd.UNITS_MERGED:
        return Finding(not parameters.switch("permit.kept_when_units_merge", on), facts=facts)
    if cause is PermitEnd.MOVED_TO_ANOTHER_CITY:
        return Finding(parameters.switch("permit.ends_on_move_in_province", on), facts=facts)
    return Finding(True, facts=facts)


@cites("IRRP 10(3)")
def suspension_ends_permit_on(*, suspended_from: date) -> Finding[date | None]:
    """When a suspension that nobody mends ends the permit; never, where no limit is set.

    Law: 逾期未办理签注手续的，居住证使用功能中止
    Read with: R-0005
    """
    months = parameters.possible_number("permit.longest_suspension", suspended_from)
    facts = {"suspended_from": suspended_from, "months": months}
    return Finding(None if months is None else add_months(suspended_from, months), facts=facts)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The endorsements so far: counted from where, how many years, and which were void."""

    anchor_on: date
    years: int
    warnings: tuple[str, ...]

    def endorsed(self, day: date, calendar: WorkingCalendar) -> "_Ledger":
        """The ledger after one more endorsement; one before its window counts for nothing."""
        due = endorsement_window(anchor_on=self.anchor_on, year=self.years + 1, calendar=calendar)
        timing = endorsement_timing(window=due.outcome, on=day).outcome
        if timing is Timing.TOO_EARLY:
            void = f"endorsed_too_early:{day.isoformat()}"
            return _Ledger(self.anchor_on, self.years, merged(self.warnings, (void,)))
        anchor = years_are_counted_from(anchor_on=self.anchor_on, endorsed_on=day, timing=timing)
        years = 0 if timing is Timing.LATE else self.years + 1
        return _Ledger(anchor.outcome, years, merged(self.warnings, due.warnings))

    def years_over(self, on: date) -> int:
        """How many of the endorsed years are over on a day: all, or all but the last."""
        interval = parameters.number_for("endorsement.interval", self.anchor_on)
        last_is_over = on > add_months(self.anchor_on, interval * self.years)
        return self.years if last_is_over or self.years == 0 else self.years - 1
