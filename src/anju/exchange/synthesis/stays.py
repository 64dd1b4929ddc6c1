"""Why and since when the people of a household are here, as it would stand on the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anju.exchange.synthesis.chance import Chance, Weighted
from anju.exchange.synthesis.household import Household, Member
from anju.exchange.synthesis.naming import given_name
from anju.exchange.synthesis.numbers import credit_code_of
from anju.exchange.synthesis.times import Times
from anju.exchange.synthesis.words import frequencies, words

__all__ = ["MadeUpStay", "stay"]

_WORK_REASONS = Weighted.of([("1", 62), ("3", 16), ("4", 19), ("8", 1), ("2", 2)])
_VISIT_REASONS = Weighted.of([("10", 45), ("7", 20), ("5", 20), ("11", 10), ("6", 5)])
_OCCUPATION_OF = {"1": "6", "2": "5", "3": "4", "4": "4", "8": "4"}
# Relations to the host by GB/T 4761: a parent, a son or daughter, no relative.
_PARENT, _SON, _DAUGHTER, _NO_RELATIVE, _MOTHER = "50", "20", "30", "99", "52"
_NEEDS_EMPLOYER = {"1", "4", "8"}
_NEEDS_HOST = {"8", "9", "10"}
_SCHOOLING = "12"
_EMPLOYERS = 400


@dataclass(frozen=True, slots=True)
class MadeUpStay:
    """One person's lines of the registration form besides who they are and where they live."""

    arrived_on: date
    registered_on: date
    reason: str
    planned_stay: str
    occupation: str
    employer_name: str
    employer_code: str
    work_since: date | None
    school_name: str
    enrolled_on: date | None
    host_name: str
    host_relation: str
    relation_to_householder: str
    guardian_name: str
    guardian_number: str
    guardian_relation: str
    reporting_party: str
    channel: str


def stay(chance: Chance, home: Household, member: Member, when: Times, on: date) -> MadeUpStay:
    """The stay of one person of a household."""
    reason = _reason(chance, member, on)
    employer = _employer(chance) if reason in _NEEDS_EMPLOYER else ("", "")
    at_school = reason in {_SCHOOLING, "6"}
    works = reason in {"1", "3", "4"}
    guardian = member.guardian
    reporting_party, channel = _report(chance, home)
    return MadeUpStay(
        arrived_on=when.arrived_on,
        registered_on=when.registered_on,
        reason=reason,
        planned_stay=chance.pick(("1", "9")) if home.shape == "visitor" else "2",
        occupation=_OCCUPATION_OF.get(reason, ""),
        employer_name=employer[0],
        employer_code=employer[1],
        work_since=_since(chance, when, on) if works and chance.happens(0.7) else None,
        school_name=chance.pick(words("schools")) if at_school else "",
        enrolled_on=_since(chance, when, on) if at_school else None,
        host_name=_host(chance, home, member) if reason in _NEEDS_HOST else "",
        host_relation=_host_relation(member) if reason in _NEEDS_HOST else "",
        relation_to_householder=member.relation,
        guardian_name=guardian.name if guardian else "",
        guardian_number=guardian.citizen_number if guardian else "",
        guardian_relation=_MOTHER if guardian else "",
        reporting_party=reporting_party,
        channel=channel,
    )


def _reason(chance: Chance, member: Member, on: date) -> str:
    if member.part == "worker":
        return chance.draw(_WORK_REASONS)
    if member.part == "visitor":
        return chance.draw(_VISIT_REASONS)
    return {"student": _SCHOOLING, "pupil": _SCHOOLING}.get(member.part, "9")


def _since(chance: Chance, when: Times, on: date) -> date:
    """The day of a contract or of enrolment: around the arrival, never after today."""
    return min(chance.day_after(when.arrived_on, -5, 40), on)


def _employer(chance: Chance) -> tuple[str, str]:
    """One of a few hundred invented employers with its credit code, which a third leave out."""
    number = chance.below(_EMPLOYERS)
    places, names, trades = (
        words("employer_places"),
        words("employer_names"),
        words("employer_trades"),
    )
    name = names[number % len(names)] + trades[number // 3 % len(trades)]
    code = credit_code_of(number) if chance.happens(0.65) else ""
    return f"{places[number % len(places)]}{name}有限公司", code


def _host(chance: Chance, home: Household, member: Member) -> str:
    head = home.members[0].person
    if head.number != member.person.number:
        return head.name
    return chance.draw(frequencies("surnames")) + given_name(chance, chance.pick(("1", "2")))


def _host_relation(member: Member) -> str:
    if member.part == "grandparent":
        return _PARENT
    if member.part in {"infant", "pupil"}:
        return _SON if member.person.sex == "1" else _DAUGHTER
    return _NO_RELATIVE


def _report(chance: Chance, home: Household) -> tuple[str, str]:
    """Who reported the stay, and through which channel."""
    if home.shape == "student":
        return "5", "5"
    if home.dwelling.place_kind in {"3", "4"} and chance.happens(0.6):
        return "4", "4"
    if home.dwelling.place_kind == "1" and chance.happens(0.15):
        return "3", "3"
    return "1", chance.draw(_CHANNELS)


_CHANNELS = Weighted.of([("1", 60), ("2", 22), ("6", 18)])
