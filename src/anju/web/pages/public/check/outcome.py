"""What the answers come to: asked of the law, told in the words of the page."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from anju.codes import divisions
from anju.law.application.agents import AgentKind, agent_may_apply
from anju.law.application.outlook import Outlook, outlook
from anju.law.eligibility import Application, Ground
from anju.law.excluded_stays import StayKind
from anju.law.finding import Finding
from anju.law.territory import another_city, city_unit
from anju.web.pages.public.check.answers import Answers
from anju.web.pages.public.check.questions import (
    APPLICANTS,
    GROUNDS,
    HUKOU_NOT_A_PLACE,
    NOT_IN_GUIZHOU,
    NOT_REGISTERED,
    STAYS,
    StayChoice,
    first_month,
)

__all__ = ["CheckResult", "agent_of", "check_result", "grounds_of", "is_settled"]

CITIZEN = "111"
UNCLEAR_GROUND = 16
PROVINCE_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Exactly one of six outlooks, with the days and reasons its page speaks of."""

    outlook: Outlook
    finding: Finding[Outlook]
    starts_on: date | None
    eligible_from: date | None
    might_be_now: bool
    unclear: tuple[str, ...]
    may_be_handed_in_by_agent: bool

    @property
    def reason_codes(self) -> tuple[str, ...]:
        """What stands in the way, by code."""
        return tuple(reason.code for reason in self.finding.reasons)


def check_result(answers: Answers, on: date) -> CheckResult:
    """The outlook of a person on a day.

    Only the month of registering is asked, so the last day it can have been is taken: nobody is
    promised a day that comes too early.
    """
    latest = _month_end(answers, on)
    found = _asked_of_law(answers, latest, on)
    unclear = _unclear(answers, found)
    settled = found.outcome in {Outlook.OTHER_RULES, Outlook.NOT_THIS_WAY}
    shown = Outlook.ASK_A_PERSON if unclear and not settled else found.outcome
    earliest = first_month(answers.since)
    might_be_now = shown is Outlook.LATER and _is_now(answers, earliest, on)
    return CheckResult(
        outlook=shown,
        finding=found,
        starts_on=latest,
        eligible_from=found.changes_on,
        might_be_now=might_be_now,
        unclear=unclear,
        may_be_handed_in_by_agent=_agent_may_apply(answers),
    )


def is_settled(answers: Answers, on: date) -> bool:
    """Whether no further question can change the outcome."""
    if answers.hukou in HUKOU_NOT_A_PLACE:
        return answers.hukou != 9
    if answers.stay and STAYS[answers.stay].kind not in {StayKind.ORDINARY, None}:
        return True
    hukou = _hukou_division(answers, on)
    if hukou is None or answers.residence <= NOT_IN_GUIZHOU:
        return False
    same = another_city(
        hukou_division=hukou, residence_division=str(answers.residence), on=on
    ).outcome
    return same is False


def grounds_of(answers: Answers) -> frozenset[Ground]:
    """The grounds that were ticked."""
    return frozenset(
        ground for bit, (ground, _, _) in GROUNDS.items() if ground and answers.grounds & bit
    )


def agent_of(answers: Answers) -> AgentKind:
    """Who would stand at the counter; the person, where that was not asked."""
    return APPLICANTS[answers.applicant or 1][0]


def _asked_of_law(answers: Answers, starts_on: date | None, on: date) -> Finding[Outlook]:
    document = HUKOU_NOT_A_PLACE.get(answers.hukou, ("", ""))[0] or CITIZEN
    unanswered = answers.grounds in {0, UNCLEAR_GROUND}
    application = Application(
        hukou_division=_hukou_division(answers, on),
        residence_division=str(answers.residence),
        stay_kind=_stay(answers).kind or StayKind.ORDINARY,
        # A ground that is not clear is not held against the person: a clerk looks at it.
        grounds=frozenset(Ground) if unanswered else grounds_of(answers),
        starts_on=starts_on,
    )
    registered = answers.since not in {0, NOT_REGISTERED}
    return outlook(application=application, is_registered=registered, document=document, on=on)


def _stay(answers: Answers) -> StayChoice:
    return STAYS[answers.stay or 1]


def _hukou_division(answers: Answers, on: date) -> str | None:
    """The division of the hukou; for another province any city of it, as all give one answer."""
    if answers.hukou in HUKOU_NOT_A_PLACE or not answers.hukou:
        return None
    code = str(answers.hukou)
    return code if answers.hukou % PROVINCE_DIGITS else _first_city(code, on)


def _first_city(code: str, on: date) -> str | None:
    """The first division below that belongs to one city."""
    for below in divisions.children(code, on):
        if city_unit(division=below.code, on=on).outcome is not None:
            return below.code
        deeper = _first_city(below.code, on)
        if deeper is not None:
            return deeper
    return None


def _month_end(answers: Answers, on: date) -> date | None:
    """The last day one can have registered on, given the month."""
    first = first_month(answers.since)
    if first is None:
        return None
    return min(on, first.replace(day=monthrange(first.year, first.month)[1]))


def _is_now(answers: Answers, starts_on: date | None, on: date) -> bool:
    return _asked_of_law(answers, starts_on, on).outcome is Outlook.NOW


def _unclear(answers: Answers, found: Finding[Outlook]) -> tuple[str, ...]:
    """Which answers only a person at the counter can clear, as codes of the page's sentences."""
    codes = {reason.code for reason in found.reasons}
    doubts = {
        "hukou": answers.hukou == 9,
        "residence": answers.residence == NOT_IN_GUIZHOU,
        "division": bool(codes & {"unknown_division", "division_is_no_city"}),
        "stay": bool(answers.stay) and STAYS[answers.stay].kind is None,
        "month": "residence_unknown" in codes and bool(found.facts.get("is_registered")),
        "ground": bool(answers.grounds & UNCLEAR_GROUND),
    }
    return tuple(code for code, doubted in doubts.items() if doubted)


def _agent_may_apply(answers: Answers) -> bool:
    agent = agent_of(answers)
    return agent_may_apply(
        agent=agent,
        is_under_age=agent is AgentKind.GUARDIAN,
        limited_mobility=agent is AgentKind.RELATIVE,
    ).outcome
