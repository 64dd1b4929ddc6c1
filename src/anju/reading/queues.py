"""Worklists in the order of the day they are due; what is overdue stands first, never hidden."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.kit.paging import Page
from anju.records.cases.models import Case, Correction
from anju.records.people.models import Person, PersonFacts
from anju.records.registrations.models import DepartureProposal, ResidenceRegistration

__all__ = ["OTHER_QUEUES", "QUEUES", "Queue", "QueueRow", "beside", "queue", "work_of"]


#: kind of a queue → the case states in it.
QUEUES: dict[str, tuple[str, ...]] = {
    "to_accept": ("submitted", "supplemented"),
    "awaiting_supplement": ("awaiting_supplement",),
    "to_review": ("accepted",),
    "to_approve": ("under_review",),
    "to_order": ("approved",),
    "to_produce": ("in_production",),
    "to_notify": ("produced",),
    "to_collect": ("ready",),
}
#: Work that is no case: reports to confirm, departures to confirm, corrections to decide.
OTHER_QUEUES = ("reports", "departures", "corrections")
NO_DAY = date.max


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of work. `ref` is the number of the case, registration, departure or correction."""

    kind: str
    ref: str
    person_ref: str
    name: str
    state: str
    due_on: date | None
    is_overdue: bool
    assigned_to: str
    what: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of a queue, and how many of the whole queue are overdue, whatever page is shown."""

    kind: str
    page: Page[QueueRow]
    overdue: int


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a queue's work lies: rows, the columns of outward number, day due, and what it is."""

    rows: QuerySet[Any]
    ref: str
    due: str
    what: str
    state: str = "state"
    assigned: str = ""


def queue(actor: Actor, kind: str, *, cursor: str = "", size: int = 50, now: datetime) -> Queue:
    """The work of one kind in the actor's territory, by due day.

    Kinds: to_accept, awaiting_supplement, to_review, to_approve, to_order, to_produce, to_notify,
    to_collect, reports (from collectors), departures, corrections.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        source = work_of(kind)
        by_day = source.rows.annotate(day=Coalesce(F(source.due), Value(NO_DAY)))
        rows = list(_after(by_day, cursor).order_by("day", "id")[: size + 1])
        people = _people([row.person_id for row in rows[:size]])
        page = Page(
            tuple(_row(kind, source, row, people, on) for row in rows[:size]),
            _cursor(rows[size - 1]) if len(rows) > size else "",
        )
        overdue = source.rows.filter(**{f"{source.due}__lt": on}).count()
        seen_list(
            actor, [person for person, _ in people.values()], ("name",), purpose=kind, now=now
        )
    return Queue(kind, page, overdue)


def beside(actor: Actor, kind: str, ref: str) -> tuple[str, str]:
    """The numbers before and after a line of a queue, each empty where there is none."""
    with scoped(actor):
        require(actor, "view_queue")
        source = work_of(kind)
        rows = source.rows.annotate(day=Coalesce(F(source.due), Value(NO_DAY)))
        here = rows.filter(**{source.ref: ref}).first()
        if here is None:
            return "", ""
        earlier = rows.filter(Q(day__lt=here.day) | Q(day=here.day, id__lt=here.pk))
        later = rows.filter(Q(day__gt=here.day) | Q(day=here.day, id__gt=here.pk))
        before = earlier.order_by("-day", "-id").first()
        after = later.order_by("day", "id").first()
    return getattr(before, source.ref, ""), getattr(after, source.ref, "")


def work_of(kind: str) -> _Source:
    """The rows of a queue, which `counter_home` counts and `queue` lists: one definition."""
    if kind in QUEUES:
        rows = Case.objects.filter(state__in=QUEUES[kind], closed_on__isnull=True)
        return _Source(rows, "number", "due_on", "kind", assigned="assigned_to")
    match kind:
        case "reports":
            reports = ResidenceRegistration.objects.filter(state="submitted")
            return _Source(reports, "number", "registered_on", "registered_by")
        case "departures":
            proposed = DepartureProposal.objects.filter(state="proposed")
            return _Source(proposed, "ref", "objection_until", "proposed_by_party")
        case "corrections":
            wanted = Correction.objects.filter(state="proposed").annotate(
                proposed_on=TruncDate("proposed_at")
            )
            return _Source(wanted, "ref", "proposed_on", "subject_kind")
        case _:
            raise ValueError(f"no such queue: {kind}")


def _after(rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
    """The rows behind a cursor: day and id of the last one shown."""
    if not cursor:
        return rows
    day, _, last = cursor.partition(".")
    behind = date.fromisoformat(day)
    return rows.filter(Q(day__gt=behind) | Q(day=behind, id__gt=int(last)))


def _cursor(row: Any) -> str:
    return f"{row.day.isoformat()}.{row.pk}"


def _row(
    kind: str, source: _Source, row: Any, people: dict[int, tuple[Person, str]], on: date
) -> QueueRow:
    person, name = people[row.person_id]
    due_on: date | None = getattr(row, source.due)
    return QueueRow(
        kind=kind,
        ref=getattr(row, source.ref),
        person_ref=person.ref,
        name=name,
        state=getattr(row, source.state),
        due_on=due_on,
        is_overdue=due_on is not None and due_on < on,
        assigned_to=getattr(row, source.assigned) if source.assigned else "",
        what=getattr(row, source.what),
    )


def _people(ids: list[int]) -> dict[int, tuple[Person, str]]:
    """The people of a page with their names, in two questions."""
    names = dict(
        PersonFacts.objects.known_now()
        .filter(person_id__in=ids)
        .order_by("valid")
        .values_list("person_id", "name")
    )
    rows = Person.objects.filter(id__in=ids)
    return {row.pk: (row, names.get(row.pk, "")) for row in rows}
