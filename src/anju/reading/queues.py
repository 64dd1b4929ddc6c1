"""Worklists in the order of the day they are due; what is overdue stands first, never hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Substr

from anju.access.actor import Actor, area_range
from anju.access.looks import seen_list
from anju.access.masking import masked_name
from anju.access.policy import allowed_fields, require
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.kit.paging import Page
from anju.reading.police.work import DUE_QUEUES, OTHER_QUEUES, QUEUES, SOON, Source, work_of
from anju.records.agencies.models import Agency
from anju.records.people.models import Person, PersonFacts

__all__ = [
    "DUE_QUEUES",
    "OTHER_QUEUES",
    "QUEUES",
    "Everything",
    "Only",
    "Queue",
    "QueueRow",
    "beside",
    "queue",
    "work_of",
]


NO_DAY = date.max
#: Whom the filter by clerk calls nobody.
NOBODY = "-"
STATION_DIGITS = 8


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
    is_due_soon: bool = False
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Only:
    """A part of a queue: kind of case, station (its area), clerk (nobody: "-"), state."""

    what: str = ""
    station: str = ""
    clerk: str = ""
    state: str = ""

    def of(self, source: Source) -> QuerySet[Any]:
        """The rows of a queue that are meant; what a queue does not know leaves nothing out."""
        rows = source.rows
        if self.what and source.what:
            rows = rows.filter(**{source.what: self.what})
        if self.station:
            first, end = area_range(self.station)
            rows = rows.filter(area__gte=first, area__lt=end)
        if self.clerk and source.assigned:
            rows = rows.filter(**{source.assigned: "" if self.clerk == NOBODY else self.clerk})
        return rows.filter(**{source.state: self.state}) if self.state else rows


#: Nothing is left out.
Everything = Only()


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of a queue. How many are meant, how many there are, and how many of all are overdue.

    `overdue_outside` are overdue and left out by the filter: no filter hides them.
    """

    kind: str
    page: Page[QueueRow]
    overdue: int
    count: int
    total: int
    overdue_outside: int
    clerks: Mapping[str, str]
    stations: Mapping[str, str]


def queue(
    actor: Actor,
    kind: str,
    *,
    cursor: str = "",
    size: int = 50,
    only: Only = Everything,
    now: datetime,
) -> Queue:
    """The work of one kind in the actor's territory, by due day.

    Kinds: to_accept, awaiting_supplement, to_review, to_approve, to_order, to_produce, to_notify,
    to_collect; overdue, due_today, due_soon; reports (from collectors), departures, corrections.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        source = work_of(kind, actor, on=on)
        meant = only.of(source)
        rows = list(_after(_by_day(source, meant), cursor).order_by("day", "id")[: size + 1])
        shown = _Shown.of(actor, rows[:size], source, on)
        page = Page(
            tuple(shown.row(kind, row) for row in rows[:size]),
            _cursor(rows[size - 1]) if len(rows) > size else "",
        )
        late = {f"{source.due}__lt": on}
        total, overdue = source.rows.count(), source.rows.filter(**late).count()
        is_all = only == Everything
        seen_list(actor, shown.people.values(), ("name",), purpose=kind, now=now)
        return Queue(
            kind,
            page,
            overdue,
            count=total if is_all else meant.count(),
            total=total,
            overdue_outside=0 if is_all else overdue - meant.filter(**late).count(),
            clerks=_clerks(source),
            stations=_stations(source),
        )


def beside(
    actor: Actor, kind: str, ref: str, *, only: Only = Everything, now: datetime
) -> tuple[str, str]:
    """The numbers before and after a line of a queue, each empty where there is none.

    What others have in hand is passed over: it is not this person's work.
    """
    with scoped(actor):
        require(actor, "view_queue")
        source = work_of(kind, actor, on=day_of(now))
        here = _by_day(source, source.rows).filter(**{source.ref: ref}).first()
        if here is None:
            return "", ""
        rows = _by_day(source, only.of(source))
        if source.assigned:
            rows = rows.filter(**{f"{source.assigned}__in": ["", actor.staff_number]})
        earlier = rows.filter(Q(day__lt=here.day) | Q(day=here.day, id__lt=here.pk))
        later = rows.filter(Q(day__gt=here.day) | Q(day=here.day, id__gt=here.pk))
        before = earlier.order_by("-day", "-id").first()
        after = later.order_by("day", "id").first()
    return getattr(before, source.ref, ""), getattr(after, source.ref, "")


def _after(rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
    """The rows behind a cursor: day and id of the last one shown."""
    if not cursor:
        return rows
    day, _, last = cursor.partition(".")
    behind = date.fromisoformat(day)
    return rows.filter(Q(day__gt=behind) | Q(day=behind, id__gt=int(last)))


def _cursor(row: Any) -> str:
    return f"{row.day.isoformat()}.{row.pk}"


def _by_day(source: Source, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with the day they are due; what has none comes last."""
    by_day: QuerySet[Any] = rows.annotate(day=Coalesce(F(source.due), Value(NO_DAY)))
    return by_day


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page of rows shows besides them: whose, by whom; names masked where they must be."""

    source: Source
    on: date
    people: Mapping[int, Person]
    names: Mapping[int, str]
    staff: Mapping[str, str]

    @classmethod
    def of(cls, actor: Actor, rows: list[Any], source: Source, on: date) -> "_Shown":
        """Gather it for the rows, in three questions."""
        ids = [row.person_id for row in rows]
        clear = "name" in allowed_fields(actor, "view_queue")
        known = (
            PersonFacts.objects.known_now()
            .filter(person_id__in=ids)
            .order_by("valid")
            .values_list("person_id", "name")
        )
        holders = [getattr(row, source.assigned) for row in rows] if source.assigned else []
        return cls(
            source,
            on,
            {row.pk: row for row in Person.objects.filter(id__in=ids)},
            {person: name if clear else masked_name(name) for person, name in known},
            names_of_staff(held) if (held := [one for one in holders if one]) else {},
        )

    def row(self, kind: str, row: Any) -> QueueRow:
        """One line."""
        source, on = self.source, self.on
        due_on: date | None = getattr(row, source.due)
        assigned = getattr(row, source.assigned) if source.assigned else ""
        return QueueRow(
            kind=kind,
            ref=getattr(row, source.ref),
            person_ref=self.people[row.person_id].ref,
            name=self.names.get(row.person_id, ""),
            state=getattr(row, source.state),
            due_on=due_on,
            is_overdue=due_on is not None and due_on < on,
            assigned_to=assigned,
            what=getattr(row, source.what),
            is_due_soon=due_on is not None and on <= due_on <= on + SOON,
            holder=self.staff.get(assigned, assigned),
        )


def _clerks(source: Source) -> Mapping[str, str]:
    """Who has work of the queue in hand, by number."""
    if not source.assigned:
        return {}
    held = source.rows.exclude(**{source.assigned: ""}).values_list(source.assigned, flat=True)
    numbers = sorted(set(held.order_by(source.assigned).distinct()))
    names = names_of_staff(numbers) if numbers else {}
    return {number: names.get(number, number) for number in numbers}


def _stations(source: Source) -> Mapping[str, str]:
    """The stations that have work in the queue, by code."""
    areas = source.rows.values_list(Substr("area", 1, STATION_DIGITS), flat=True)
    codes = sorted(set(areas.order_by().distinct()))
    named = Agency.objects.filter(code__in=codes).values_list("code", "short_name")
    return dict(named.order_by("code"))
