"""Inquiry into an address: what must be done before a registration is found to be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anju.law.calendar import STATE_COUNCIL, WorkingCalendar, last_day_to_act
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters

__all__ = [
    "RESULTS",
    "Effect",
    "InquiryStep",
    "effect_of_inquiry",
    "inquiry_is_due",
    "may_conclude_inquiry",
]

#: What an inquiry may find; only the last two end a registration.
RESULTS = ("lives_here", "moved", "left", "not_found")
ENDING = ("left", "not_found")

PERSON, OCCUPANT, VISIT = "person", "occupant", "visit"
ACCURACY = ("PSD-2016 2(2)",)


@dataclass(frozen=True, slots=True)
class InquiryStep:
    """One thing that was done: who was heard or sought, on which day, and whether it succeeded.

    `kind` is "person" (the person was heard), "occupant" (who lives there or owns it was heard),
    "visit" (the place was visited), or another kind that proves nothing by itself.
    """

    kind: str
    done_on: date
    reached: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a result does to the registration, and to the permit."""

    registration: str
    permit: str


@cites("PSD-2016 2(2)")
def inquiry_is_due(*, opened_on: date, calendar: WorkingCalendar = STATE_COUNCIL) -> Finding[date]:
    """The last day to end an inquiry.

    Law: 努力做到登记项目内容完整、准确、鲜活
    Read with: R-0036
    """
    days = parameters.number("inquiry.conclude_within", opened_on)
    return last_day_to_act(ends_on=opened_on + timedelta(days=days), calendar=calendar)


@cites("PSD-2016 2(2)", "HRR 15(1)")
def may_conclude_inquiry(*, result: str, steps: Sequence[InquiryStep], on: date) -> Finding[bool]:
    """Whether an inquiry may end with a result on a day: nobody is struck off unheard.

    Law: 努力做到登记项目内容完整、准确、鲜活
    Read with: R-0036 (the person was heard, or sought in vain on several days; and whoever lives
    there was heard, before a registration is ended)
    """
    done = [step for step in steps if step.done_on <= on]
    facts = {"result": result, "steps": tuple(steps), "on": on}
    if result not in RESULTS:
        return Finding(False, facts=facts, reasons=(Reason("unknown_result", ACCURACY),))
    missing = [*_unheard_person(done, on), *_unheard_occupant(done)] if result in ENDING else []
    if result not in ENDING and not any(step.reached for step in done):
        missing = [Reason("nobody_heard", ACCURACY)]
    return Finding(not missing, facts=facts, reasons=tuple(missing))


@cites("PSD-2016 2(2)", "IRRP 10(2)")
def effect_of_inquiry(*, result: str, on: date) -> Finding[Effect]:
    """What a result does: it may end a registration, it never touches a permit by itself.

    Law: 居住证持有人在居住地连续居住的
    Read with: R-0036 (whether residence went on is asked at the endorsement)
    """
    registration = {
        "lives_here": "confirm",
        "moved": "change_address",
        "left": "deregister",
        "not_found": "deregister",
    }[result]
    permit = "asked_at_endorsement" if result in ENDING else "none"
    return Finding(Effect(registration, permit), facts={"result": result, "on": on})


def _unheard_person(done: Sequence[InquiryStep], on: date) -> list[Reason]:
    """Heard once is enough; otherwise the place was visited in vain on so many days."""
    if any(step.kind == PERSON and step.reached for step in done):
        return []
    visits = {step.done_on for step in done if step.kind == VISIT and not step.reached}
    least = parameters.number("inquiry.visits_in_vain", on)
    return [] if len(visits) >= least else [Reason("person_not_heard", ACCURACY)]


def _unheard_occupant(done: Sequence[InquiryStep]) -> list[Reason]:
    """Somebody who lives there, or owns it, was heard."""
    heard = any(step.kind == OCCUPANT and step.reached for step in done)
    return [] if heard else [Reason("occupant_not_heard", ACCURACY)]
