"""Whole lives of made-up people: who they are, why they are here, and what happened until today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count as numbers_from
from itertools import takewhile
from types import MappingProxyType

from anju.exchange.synthesis.chance import Chance
from anju.exchange.synthesis.courses import Claim, Event, permit_course, working_day
from anju.exchange.synthesis.household import Household, MadeUpPerson, Member, household
from anju.exchange.synthesis.stays import MadeUpStay, stay
from anju.exchange.synthesis.times import Times, times_of
from anju.law.workflow import CASE, DEPARTURE, NOTHING, PERMIT, REGISTRATION, Workflow

__all__ = ["Life", "Standing", "households", "people"]

_ADULT_DAYS = 16 * 365.25
_HOUSING = MappingProxyType(
    {
        "1": "rented",
        "2": "own_house",
        "3": "workplace",
        "4": "workplace",
        "5": "relative",
        "6": "student",
    }
)
_ADDRESS_PROOF = MappingProxyType(
    {
        "rented": "lease",
        "own_house": "title_document",
        "workplace": "employer_accommodation_proof",
        "relative": "relative_accommodation_proof",
        "student": "school_accommodation_proof",
    }
)
_DWELLING_PROOFS = frozenset({"lease", "title_document"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a life stands at its last event; empty where there is nothing."""

    registration: str
    departure: str
    case: str
    permit: str


@dataclass(frozen=True, slots=True)
class Life:
    """One made-up person with their stay and everything that happened, oldest first."""

    household: Household
    member: Member
    stay: MadeUpStay
    events: tuple[Event, ...]

    @property
    def person(self) -> MadeUpPerson:
        """Who it is."""
        return self.member.person

    @property
    def standing(self) -> Standing:
        """The states that the steps of the workflows lead to."""
        registration = departure = case = permit = NOTHING
        kind = ""
        for event in self.events:
            if event.step == "submit":
                case, kind = NOTHING, str(event.facts["kind"])
            departure = _after(DEPARTURE, event.step, departure)
            left = event.step == "confirm_departure"
            registration = _after(REGISTRATION, "deregister" if left else event.step, registration)
            case = _after(CASE, event.step, case)
            permit = _after(PERMIT, _step_of_permit(event.step, kind), permit)
        return Standing(registration, departure, case, permit)


def _after(workflow: Workflow, step: str, state: str) -> str:
    taken = workflow.step(step, state)
    return taken.to if taken else state


def _step_of_permit(step: str, kind: str) -> str:
    """The step a permit takes when its case takes one."""
    if step == "approve" and kind == "first_issue":
        return "issue"
    if step == "hand_over" and kind == "reissue":
        return "reissue"
    return step


def people(seed: int, count: int, on: date) -> Iterator[Life]:
    """So many made-up lives as they stand on a day; the people of a household follow each other.

    Nothing is remembered between households: ten million take no more memory than ten.
    """
    made = 0
    for lives in households(seed, on):
        for life in lives:
            yield life
            made += 1
            if made == count:
                return


def households(seed: int, on: date) -> Iterator[tuple[Life, ...]]:
    """Made-up households without end, each with the lives of its members."""
    first_person = 0
    for number in numbers_from():
        chance = Chance(seed, number)
        home, when = household(chance, seed, (number, first_person), on)
        first_person += len(home.members)
        yield tuple(_life(chance, home, member, when, on) for member in home.members)


def _life(chance: Chance, home: Household, member: Member, when: Times, on: date) -> Life:
    own = times_of(member.person.born_on, when, on)
    lines = stay(chance, home, member, own, on)
    until = own.left_on - timedelta(days=1) if own.left_on else on
    events = [*_registered(chance, lines, until)]
    starts_on = _start(events, own.registered_on)
    claim = _claim(chance, home, member, lines, starts_on)
    if _ever_applies(chance, member, own):
        course = permit_course(chance, claim, on)
        events += takewhile(lambda event: event.on <= until, course)
    events.sort(key=lambda event: event.on)
    if own.left_on:
        events += _departed(chance, Life(home, member, lines, tuple(events)), own.left_on, on)
    return Life(home, member, lines, tuple(event for event in events if event.on <= on))


def _registered(chance: Chance, lines: MadeUpStay, until: date) -> Iterator[Event]:
    """The registration, an earlier start that papers prove, and what is told afterwards."""
    yield Event(lines.registered_on, "register")
    proof = lines.work_since or lines.enrolled_on
    if proof and lines.arrived_on <= proof < lines.registered_on:
        kind = "employment_contract" if lines.work_since else "school_roll"
        yield Event(lines.registered_on, "recognise_start", {"kind": kind, "dated_on": proof})
    later = [
        (0.30, "confirm", (60, 200)),
        (0.04, "amend", (20, 300)),
        (0.06, "change_address", (40, 500)),
        (0.15, "confirm", (250, 600)),
    ]
    for probability, step, (least, most) in later:
        on = working_day(chance.day_after(lines.registered_on, least, most))
        if chance.happens(probability) and on <= until:
            yield Event(on, step)


def _start(events: list[Event], registered_on: date) -> date:
    proved = [event.facts["dated_on"] for event in events if event.step == "recognise_start"]
    return next((day for day in proved if isinstance(day, date)), registered_on)


def _ever_applies(chance: Chance, member: Member, own: Times) -> bool:
    """Whether somebody would ask for a permit at all: visitors never, small children seldom."""
    if member.part in {"visitor", "infant"}:
        return False
    is_child = (own.arrived_on - member.person.born_on).days < _ADULT_DAYS
    return chance.happens(0.25) if is_child else True


def _claim(
    chance: Chance, home: Household, member: Member, lines: MadeUpStay, starts_on: date
) -> Claim:
    """Grounds and papers as the stay gives them."""
    housing = _HOUSING[home.dwelling.place_kind]
    address_proof = _ADDRESS_PROOF[housing]
    papers = [("identity_card", starts_on), ("photo", starts_on)]
    papers.append((address_proof, starts_on))
    grounds = []
    if lines.work_since:
        grounds.append("employment")
        papers.append(("employment_contract", lines.work_since))
    if lines.enrolled_on:
        grounds.append("schooling")
        papers.append(("student_card", lines.enrolled_on))
    if address_proof in _DWELLING_PROOFS and (not grounds or chance.happens(0.3)):
        grounds.append("dwelling")
    return Claim(
        hukou_division=member.person.hukou_division,
        registered_on=lines.registered_on,
        starts_on=starts_on,
        grounds=tuple(grounds),
        housing=housing,
        evidence=tuple(papers),
        agent="guardian" if member.guardian else "none",
    )


def _departed(chance: Chance, life: Life, left_on: date, on: date) -> Iterator[Event]:
    """The end of a stay, told by the person or a third party; an open case and a permit end too."""
    standing = life.standing
    if CASE.step("withdraw", standing.case):
        yield Event(left_on, "withdraw")
    if chance.happens(0.2):
        told_on = working_day(chance.day_after(left_on, 0, 10))
        yield Event(told_on, "propose_departure", {"left_on": left_on, "by_party": "3"})
        ended_on = working_day(chance.day_after(told_on, 16, 25))
        yield Event(ended_on, "confirm_departure", {"left_on": left_on})
    else:
        ended_on = working_day(left_on)
        yield Event(ended_on, "deregister", {"left_on": left_on, "reason": "3"})
    if PERMIT.step("cancel", standing.permit):
        yield Event(ended_on, "cancel", {"reason": "left"})
