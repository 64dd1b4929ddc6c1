"""Many cases for the same step: what would happen to each, what is left out, what came of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import may, require
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.law.workflow import CASE
from anju.reading.police.answers import answers, contradictions
from anju.records.cases.models import BatchLine, Case
from anju.records.people.models import Person, PersonFacts

__all__ = ["BATCH_ACTS", "MOST", "Batch", "Planned", "batch", "batch_plan", "left_out_for"]

#: The acts that are safe for many, each with the step of the law it takes (none: no step).
BATCH_ACTS: Mapping[str, str] = {
    "approve": "approve",
    "send_to_production": "send_to_production",
    "notify_ready": "notify",
    "assign_case": "",
}
#: How many may be chosen at once: what one looks over on one page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Planned:
    """One case of many: whose, and why it is left out, empty when the act will be done."""

    case_number: str
    name: str
    state: str
    due_on: date | None
    left_out: str


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a batch and what came of it."""

    case_number: str
    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands."""

    ref: str
    act: str
    begun_at: datetime
    lines: tuple[Line, ...]

    def count(self, state: str) -> int:
        """How many lines stand in a state."""
        return sum(line.state == state for line in self.lines)


def batch_plan(
    actor: Actor, act: str, numbers: Iterable[str], *, now: datetime
) -> tuple[Planned, ...]:
    """What would happen to each chosen case, in the order of the day due.

    A number that is not the actor's to see is not there.
    """
    if act not in BATCH_ACTS:
        raise NotYours(act)
    with scoped(actor):
        require(actor, act)
        cases = list(Case.objects.filter(number__in=list(numbers)[:MOST]).order_by("due_on", "id"))
        names = _names(actor, cases, act, now)
        return tuple(
            Planned(
                case.number,
                names.get(case.person_id, ""),
                case.state,
                case.due_on,
                left_out_for(actor, act, case, on=day_of(now)),
            )
            for case in cases
        )


def left_out_for(actor: Actor, act: str, case: Case, *, on: date) -> str:
    """Why a case is left out of a batch, by a code; empty when it is not.

    Inside the actor's scope.
    """
    if not may(actor, act, area=case.area, state=case.state):
        return "not_yours"
    if case.assigned_to not in {"", actor.staff_number} and act != "assign_case":
        return "in_other_hands"
    step = BATCH_ACTS[act]
    if step and CASE.step(step, case.state) is None:
        return "other_state"
    if not step and case.closed_on is not None:
        return "closed"
    return MORE[act](actor, case, on) if act in MORE else ""


def batch(actor: Actor, ref: str, *, now: datetime) -> Batch:
    """A batch one began, with the result of each line; `NotYours` for those of others."""
    with scoped(actor):
        require(actor, "view_queue")
        rows = list(
            BatchLine.objects.filter(batch_ref=ref, begun_by=actor.staff_number)
            .select_related("case")
            .order_by("position")
        )
        if not rows:
            raise NotYours("view_queue")
        names = _names(actor, [row.case for row in rows], "batch", now)
        lines = tuple(
            Line(row.case.number, names.get(row.person_id, ""), row.state, row.said) for row in rows
        )
    return Batch(ref, rows[0].act, rows[0].begun_at, lines)


def _routine(actor: Actor, case: Case, on: date) -> str:
    """Approving many is for the routine: the law agrees throughout, nobody saw it otherwise."""
    if case.accepted_by == actor.staff_number:
        return "accepted_by_you"
    if contradictions(case):
        return "seen_otherwise"
    if not all(answer.holds for answer in answers(case, on)):
        return "law_says_no"
    return ""


MORE: dict[str, Callable[[Actor, Case, date], str]] = {"approve": _routine}


def _names(actor: Actor, cases: list[Case], purpose: str, now: datetime) -> Mapping[int, str]:
    """The names of the people; the look is journalled."""
    ids = [case.person_id for case in cases]
    seen_list(actor, Person.objects.filter(id__in=ids), ("name",), purpose=purpose, now=now)
    rows = PersonFacts.objects.known_now().filter(person_id__in=ids).order_by("valid")
    return dict(rows.values_list("person_id", "name"))
