"""Who may apply for a residence permit, from when, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from anju.law.citation import cites
from anju.law.excluded_stays import StayKind, stay_is_excluded
from anju.law.finding import Finding, Reason, merged
from anju.law.residence_period import Stay, continuous_residence_starts_on, half_year_residence
from anju.law.territory import another_city

__all__ = [
    "TOLD_THE_DAY",
    "Application",
    "Eligibility",
    "Ground",
    "Verdict",
    "has_ground",
    "holds_no_permit_yet",
    "lived_half_a_year",
    "lives_in_another_city",
    "may_apply",
    "may_refuse",
    "stays_ordinarily",
]


class Ground(StrEnum):
    """The three grounds, one of which suffices."""

    EMPLOYMENT = "employment"
    DWELLING = "dwelling"
    SCHOOLING = "schooling"


class Eligibility(StrEnum):
    """What an application comes to on a day."""

    ELIGIBLE = "eligible"
    NOT_YET = "not_yet"
    NOT_ELIGIBLE = "not_eligible"
    UNKNOWN = "unknown"


#: The outcomes that go with a first day of eligibility.
TOLD_THE_DAY = frozenset({Eligibility.ELIGIBLE, Eligibility.NOT_YET})


@dataclass(frozen=True, slots=True)
class Application:
    """What is known of a person who asks for a permit.

    The residence is given by its recognised start or by the registered stays; the start, where
    given, goes before. Neither given means that nothing is known of it.
    """

    hukou_division: str | None
    residence_division: str
    stay_kind: StayKind
    grounds: frozenset[Ground]
    starts_on: date | None = None
    stays: Sequence[Stay] = ()
    holds_permit: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, the first day of eligibility, and the day residence was counted from."""

    outcome: Eligibility
    eligible_from: date | None
    residence_starts_on: date | None


@cites("IRRP 2", "PSD-2016 2(1)")
def lives_in_another_city(*, application: Application, on: date) -> Finding[bool | None]:
    """Whether the person lives in another city than that of the hukou.

    Law: 公民离开常住户口所在地，到其他城市居住
    """
    if application.hukou_division is None:
        return Finding(None, reasons=(Reason("hukou_unknown", ("IRRP 2",)),))
    found = another_city(
        hukou_division=application.hukou_division,
        residence_division=application.residence_division,
        on=on,
    )
    same = (Reason("same_city", ("PSD-2016 2(1)",)),) if found.outcome is False else ()
    return Finding(found.outcome, found.cites, facts=found.facts, reasons=found.reasons + same)


@cites("PSD-2016 2(6)")
def stays_ordinarily(*, application: Application, on: date) -> Finding[bool | None]:
    """Whether the stay is of a kind that can lead to a permit.

    Law: 登记单位应当在办理登记后将登记信息传送公安机关，不办理居住证。
    """
    excluded = stay_is_excluded(stay_kind=application.stay_kind)
    facts = {**excluded.facts, "on": on}
    return Finding(not excluded.outcome, facts=facts, reasons=excluded.reasons)


@cites("IRRP 2", "PSD-2016 2(1)")
def has_ground(*, application: Application, on: date) -> Finding[bool | None]:
    """Whether at least one of the three grounds is there.

    Law: 符合有合法稳定就业、合法稳定住所、连续就读条件之一的
    """
    facts = {"grounds": tuple(sorted(application.grounds)), "on": on}
    if application.grounds:
        return Finding(True, facts=facts)
    return Finding(False, facts=facts, reasons=(Reason("no_ground", ("IRRP 2",)),))


@cites("IRRP 2", "IRRP 21(1)")
def holds_no_permit_yet(*, application: Application, on: date) -> Finding[bool | None]:
    """Whether the person has no permit in force, so that a first one may be applied for.

    Law: 首次申领居住证，免收证件工本费。
    Read with: R-0030 (one permit a person; a lost or damaged one is reissued or replaced)
    """
    facts = {"holds_permit": application.holds_permit, "on": on}
    if not application.holds_permit:
        return Finding(True, facts=facts)
    return Finding(False, facts=facts, reasons=(Reason("holds_permit", ("IRRP 11(1)",)),))


@cites("IRRP 2", "PSD-2016 2(3)")
def lived_half_a_year(*, application: Application, on: date) -> Finding[bool | None]:
    """Whether half a year of residence lies behind the person, or from when it will.

    Law: 居住半年以上
    Read with: R-0003, R-0007
    """
    start = _residence_start(application, on)
    if start.outcome is None:
        known = False if start.reasons[0].code == "not_residing" else None
        return Finding(known, start.cites, facts=start.facts, reasons=start.reasons)
    half_year = half_year_residence(starts_on=start.outcome)
    complete_from = half_year.outcome.complete_from
    facts = {"residence_starts_on": start.outcome, "complete_from": complete_from}
    if on >= complete_from:
        return Finding(True, half_year.cites, facts=facts)
    waits = (Reason("half_year_not_complete", ("IRRP 2",)),)
    return Finding(False, half_year.cites, facts=facts, changes_on=complete_from, reasons=waits)


class Condition(Protocol):
    """One condition: fulfilled, not fulfilled, or not to be told from what is known."""

    def __call__(self, *, application: Application, on: date) -> Finding[bool | None]:
        """Whether it is fulfilled on a day."""
        ...


#: The conditions, in the order in which a clerk would ask for them; the half year last.
CONDITIONS: tuple[Condition, ...] = (
    stays_ordinarily,
    lives_in_another_city,
    holds_no_permit_yet,
    has_ground,
    lived_half_a_year,
)


@cites("IRRP 2", "PSD-2016 2(1)", "PSD-2016 2(6)")
def may_apply(*, application: Application, on: date) -> Finding[Verdict]:
    """Whether a person may apply on a day; if not, what stands in the way and from when not.

    Law: 公民离开常住户口所在地，到其他城市居住半年以上，符合有合法稳定就业、合法稳定住所、
    连续就读条件之一的，可以依照本条例的规定申领居住证。
    Read with: R-0003, R-0007, R-0016, R-0021 (a permit is a right; nobody is made to hold one)
    """
    conditions = [condition(application=application, on=on) for condition in CONDITIONS]
    outcome = _outcome(conditions)
    half_year = conditions[-1]
    facts = {key: value for found in conditions for key, value in found.facts.items()}
    verdict = Verdict(
        outcome,
        _day(facts, "complete_from") if outcome in TOLD_THE_DAY else None,
        _day(facts, "residence_starts_on"),
    )
    return Finding(
        verdict,
        merged(*(found.cites for found in conditions)),
        facts=facts,
        changes_on=half_year.changes_on if outcome is Eligibility.NOT_YET else None,
        reasons=merged(*(found.reasons for found in conditions)),
    )


@cites("IRRP 20", "IRRP 2")
def may_refuse(*, verdict: Eligibility, reasons: tuple[Reason, ...]) -> Finding[bool]:
    """Whether an application may be refused: never one that meets the conditions, and with reasons.

    Law: 符合居住证申领条件但拒绝受理、发放
    """
    barred = verdict is Eligibility.ELIGIBLE or not reasons
    facts = {"verdict": verdict, "reason_codes": tuple(reason.code for reason in reasons)}
    return Finding(not barred, facts=facts)


def _outcome(conditions: Sequence[Finding[bool | None]]) -> Eligibility:
    """One condition that fails decides; next one that is not known; last the time still missing."""
    *others, half_year = conditions
    if any(found.outcome is False for found in others):
        return Eligibility.NOT_ELIGIBLE
    if half_year.outcome is False and half_year.changes_on is None:
        return Eligibility.NOT_ELIGIBLE
    if any(found.outcome is None for found in conditions):
        return Eligibility.UNKNOWN
    return Eligibility.ELIGIBLE if half_year.outcome else Eligibility.NOT_YET


def _residence_start(application: Application, on: date) -> Finding[date | None]:
    """From which day the residence counts, by the recognised start or by the stays."""
    if application.starts_on is not None:
        return Finding(application.starts_on)
    if not application.stays:
        return Finding(None, reasons=(Reason("residence_unknown", ("PSD-2016 2(2)",)),))
    return continuous_residence_starts_on(
        stays=application.stays, residence_division=application.residence_division, on=on
    )


def _day(facts: dict[str, object], key: str) -> date | None:
    value = facts.get(key)
    return value if isinstance(value, date) else None
