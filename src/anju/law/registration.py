"""Who must register a stay, by when, where, and what follows a change or a departure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anju.law.calendar import (
    STATE_COUNCIL,
    WorkingCalendar,
    last_day_to_act,
    period_in_days_ends_on,
)
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.territory import another_city
from anju.law.text import parameters

__all__ = [
    "Office",
    "Party",
    "RegistrationDuty",
    "belongs_to_floating_population",
    "days_late",
    "departure_may_be_entered",
    "lateness_is_shown_to_resident",
    "may_report",
    "may_take_registration",
    "must_register",
    "must_report_by",
    "must_report_departure_by",
    "must_report_new_address_by",
    "objection_is_open_until",
    "register_by",
    "registration_duty",
]


class Party(StrEnum):
    """Who speaks of a stay."""

    PERSON = "person"
    HOUSEHOLDER = "householder"
    LANDLORD = "landlord"
    EMPLOYER = "employer"


class Office(StrEnum):
    """Where one may be heard."""

    POLICE_STATION = "police_station"
    SERVICE_CENTRE = "service_centre"
    COUNTY_BUREAU = "county_bureau"


@dataclass(frozen=True, slots=True)
class RegistrationDuty:
    """Whether a stay must be registered, and by when: the last day to act and the plain count."""

    must_register: bool
    due_on: date | None
    unrolled_on: date | None


@cites("PFPR 3")
def belongs_to_floating_population(
    *, hukou_division: str, residence_division: str, on: date
) -> Finding[bool | None]:
    """Whether a person away from the place of hukou falls under residence registration at all.

    Law: 户籍在设区的市的人员，在本市市辖区范围内跨区居住的除外。
    """
    return another_city(hukou_division=hukou_division, residence_division=residence_division, on=on)


@cites("PSD-2016 2(2)", "HRR 15(1)", "CC 1259")
def must_register(*, arrived_on: date, leaves_on: date | None = None) -> Finding[bool]:
    """Whether a stay from arrival to the planned departure must be registered.

    Law: 流动人口暂住3日以上的
    Read with: R-0017 (the day of arrival is not counted; without a planned departure one stays)
    """
    if leaves_on is not None and leaves_on < arrived_on:
        raise ValueError("leaves_on lies before arrived_on")
    least = parameters.number("registration.stay_that_obliges", arrived_on)
    facts = {"arrived_on": arrived_on, "leaves_on": leaves_on, "least_days": least}
    return Finding(leaves_on is None or (leaves_on - arrived_on).days >= least, facts=facts)


@cites("PSD-2016 2(2)", "HRR 15(1)")
def register_by(*, arrived_on: date, calendar: WorkingCalendar = STATE_COUNCIL) -> Finding[date]:
    """The last day to register a stay that must be registered.

    Law: 自到达居住地之日起3日内
    Read with: R-0002 (calendar days, the last of which moves past days of rest)
    """
    days = parameters.number("registration.report_within", arrived_on)
    ends_on = period_in_days_ends_on(starts_on=arrived_on, days=days).outcome
    return last_day_to_act(ends_on=ends_on, calendar=calendar)


@cites("PSD-2016 2(2)")
def registration_duty(
    *, arrived_on: date, leaves_on: date | None = None, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[RegistrationDuty]:
    """Whether a stay must be registered and by when.

    Law: 流动人口申报暂住登记，既是法定义务，也是申领居住证的基础。
    Read with: R-0002, R-0017
    """
    duty = must_register(arrived_on=arrived_on, leaves_on=leaves_on)
    if not duty.outcome:
        return Finding(RegistrationDuty(False, None, None), duty.cites, facts=duty.facts)
    days = parameters.number("registration.report_within", arrived_on)
    due = register_by(arrived_on=arrived_on, calendar=calendar)
    outcome = RegistrationDuty(True, due.outcome, arrived_on + timedelta(days=days))
    cites = (*duty.cites, *due.cites)
    return Finding(outcome, cites, facts=duty.facts, warnings=due.warnings)


@cites("PSD-2016 2(2)", "HRR 15(1)")
def may_report(*, party: Party) -> Finding[bool]:
    """Whether a registration may be made on the word of this party alone.

    Law: 由户主或者本人持流动人口本人居民身份证或者其他有效身份证明
    """
    return Finding(party in {Party.PERSON, Party.HOUSEHOLDER}, facts={"party": party})


@cites("PSD-2016 2(2)")
def may_take_registration(*, office: Office, is_entrusted: bool) -> Finding[bool]:
    """Whether an office may take a registration.

    Law: 向居住地公安派出所或者受公安机关委托的乡镇（街道办事处、社区）流动人口服务中心申报登记
    """
    facts = {"office": office, "is_entrusted": is_entrusted}
    if office is Office.SERVICE_CENTRE and not is_entrusted:
        return Finding(False, facts=facts, reasons=(Reason("not_entrusted", ("PSD-2016 2(2)",)),))
    if office is Office.COUNTY_BUREAU:
        return Finding(False, facts=facts, reasons=(Reason("wrong_office", ("PSD-2016 2(2)",)),))
    return Finding(True, facts=facts)


@cites("PFPR 18(1)", "PFPR 19", "MPS-24 7", "MPS-24 8")
def must_report_by(
    *, party: Party, began_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date | None]:
    """By when a landlord, an employer or another party must report that a stay began.

    Law: 租赁房屋住宿的外来暂住人员，必须按户口管理规定，在三日内到公安派出所申请暂住户口登记
    Read with: R-0001 (limits that were not found are open and named in the warning)
    """
    return _within(f"registration.{party}_reports_within", began_on, calendar)


@cites("HRR 15(1)", "PFPR 18(1)", "PFPR 19")
def must_report_departure_by(
    *, party: Party, leaves_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date | None]:
    """By when a departure must be reported: by the person before leaving.

    Law: 离开前申报注销
    Read with: R-0001
    """
    if party in {Party.PERSON, Party.HOUSEHOLDER}:
        return Finding(leaves_on, facts={"party": party, "leaves_on": leaves_on})
    return _within(f"registration.{party}_reports_departure_within", leaves_on, calendar)


@cites("PFPR 14")
def must_report_new_address_by(
    *, moved_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date | None]:
    """By when a change of the residence address must be reported.

    Law: 流动人口居住地住址变更的，应当办理居住地住址变更。
    Read with: R-0001
    """
    return _within("registration.change_of_address_within", moved_on, calendar)


@cites("PSD-2016 2(2)")
def lateness_is_shown_to_resident(*, on: date) -> Finding[bool]:
    """Whether the person is shown how late a registration came.

    Law: 积极引导广大流动人口依法主动申报暂住登记
    Read with: R-0012
    """
    shown_to = parameters.choice("registration.lateness_shown_to", on)
    return Finding(shown_to == "everyone", facts={"shown_to": shown_to})


@cites("PSD-2016 2(2)")
def days_late(*, due_on: date, registered_on: date) -> Finding[int]:
    """How many days a registration came late; being late never keeps anyone from registering.

    Law: 积极引导广大流动人口依法主动申报暂住登记
    Read with: R-0012 (shown to the clerk and the police only)
    """
    late = max(0, (registered_on - due_on).days)
    return Finding(late, facts={"due_on": due_on, "registered_on": registered_on})


@cites("PSD-2016 2(2)")
def objection_is_open_until(
    *, told_on: date, calendar: WorkingCalendar = STATE_COUNCIL
) -> Finding[date]:
    """Until when a person may object to a departure somebody else reported.

    Law: 努力做到登记项目内容完整、准确、鲜活
    Read with: R-0013
    """
    days = parameters.number("registration.objection_to_departure", told_on)
    return last_day_to_act(ends_on=told_on + timedelta(days=days), calendar=calendar)


@cites("PSD-2016 2(2)", "HRR 15(1)")
def departure_may_be_entered(
    *, party: Party, objection_until: date | None, objected: bool, on: date
) -> Finding[bool]:
    """Whether a reported departure may end a registration on a day.

    Law: 努力做到登记项目内容完整、准确、鲜活
    Read with: R-0013 (a third party only proposes; the person is told and may object)
    """
    facts = {"party": party, "objection_until": objection_until, "objected": objected, "on": on}
    if objected:
        return Finding(False, facts=facts, reasons=(Reason("person_objected", ("HRR 15(1)",)),))
    if party in {Party.PERSON, Party.HOUSEHOLDER}:
        return Finding(True, facts=facts)
    if objection_until is None or on <= objection_until:
        changes_on = None if objection_until is None else objection_until + timedelta(days=1)
        waits = (Reason("objection_still_open", ("PSD-2016 2(2)",)),)
        return Finding(False, facts=facts, changes_on=changes_on, reasons=waits)
    return Finding(True, facts=facts)


def _within(key: str, began_on: date, calendar: WorkingCalendar) -> Finding[date | None]:
    """The last day of a limit in days, or nothing and a warning where no limit is known."""
    days = parameters.possible_number(key, began_on)
    if days is None:
        return Finding(None, warnings=(f"limit_to_be_confirmed:{key}",))
    due = last_day_to_act(ends_on=began_on + timedelta(days=days), calendar=calendar)
    return Finding(due.outcome, due.cites, facts={"began_on": began_on}, warnings=due.warnings)
