"""Open work that nobody on duty would find in a list: where it is, and who is to be told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from anju.access.actor import CENTRE_DIGITS, Actor, Post, county_of, station_of
from anju.reading.counter_home import TILES
from anju.reading.police.work import QUEUES, work_of
from anju.records.agencies.models import Entrustment, Posting
from anju.records.cases.models import Case

__all__ = ["KINDS", "Orphan", "PutBefore", "find_orphans"]

STATION_DIGITS, PREFECTURE_DIGITS, PROVINCE_DIGITS = 8, 4, 2
#: What a list holds, by the kind under which it is put before somebody.
KINDS = {
    "reports": "report",
    "departures": "departure",
    "corrections": "correction",
    "second_notices": "second_notice",
    "inquiries": "inquiry",
    "orders": "order",
    "duplicates": "pair",
    "to_verify": "pair",
}
#: The states of a case that no list holds: it is not handed in yet, or it is closed.
NOT_OPEN = ("draft",)


@dataclass(frozen=True, slots=True)
class PutBefore:
    """The agency and post before which it is put."""

    agency_code: str
    post: str


@dataclass(frozen=True, slots=True)
class Orphan:
    """One piece of open work and why nobody would find it."""

    kind: str
    ref: str
    person_id: int
    area: str
    reason: str
    holder: str
    due_on: date | None
    put_before: PutBefore


@dataclass(slots=True)
class _Desks:
    """Who is on duty on a day: the agencies at which each post is held, and who holds one."""

    of_post: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_person: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ended_centres: set[str] = field(default_factory=set)

    @classmethod
    def on(cls, on: date) -> "_Desks":
        """The desks of the day; a centre's clerk sits there only while it is entrusted."""
        desks = cls()
        entrusted = set(
            Entrustment.objects.filter(
                span__contains=on, acts__contains=["view_queue"]
            ).values_list("centre_id", flat=True)
        )
        held = Posting.objects.filter(staff__is_active=True, span__contains=on)
        rows = held.values_list("agency_id", "post", "staff__number")
        for agency, post, number in rows.order_by("agency_id", "post", "staff_id"):
            if len(agency) == CENTRE_DIGITS and agency not in entrusted:
                desks.ended_centres.add(agency)
                continue
            desks.of_post[post].add(agency)
            desks.of_person[number].add(agency)
        return desks

    def holds(self, post: str, area: str) -> bool:
        """Whether somebody holds the post at an agency over the area."""
        return any(area.startswith(agency) for agency in self.of_post[post])

    def is_over(self, number: str, area: str) -> bool:
        """Whether somebody holds any post over the area."""
        return any(area.startswith(agency) for agency in self.of_person[number])

    def first_over(self, area: str) -> PutBefore:
        """Before whom work of an area is put: its chief, the county, whoever keeps the posts."""
        asked = (
            (station_of(area), Post.STATION_CHIEF),
            (county_of(area), Post.COUNTY_REVIEWER),
            (county_of(area), Post.ADMINISTRATOR),
            (area[:PREFECTURE_DIGITS], Post.ADMINISTRATOR),
            (area[:PROVINCE_DIGITS], Post.ADMINISTRATOR),
        )
        for agency, post in asked:
            if agency in self.of_post[post]:
                return PutBefore(agency, post)
        return PutBefore(county_of(area), Post.ADMINISTRATOR)


def find_orphans(actor: Actor, *, on: date) -> Iterator[Orphan]:
    """All open work of the territory that no list shows to anybody on duty on the day.

    Inside the actor's scope. Work in the hands of somebody who left is found as well: a list
    holds it, but nobody else would do it.
    """
    desks = _Desks.on(on)
    for queue, kind in {**dict.fromkeys(QUEUES, "case"), **KINDS}.items():
        source = work_of(queue, actor, on=on)
        unseen = _unseen(source.rows, _posts_for(queue), desks)
        for row in source.rows.filter(area__in=list(unseen)).iterator():
            yield _orphan(kind, row, source.ref, source.due, unseen[row.area], desks)
        if queue in QUEUES:
            yield from _left_behind(source.rows.exclude(area__in=list(unseen)), desks)
    yield from _in_no_list(desks)


def _posts_for(queue: str) -> list[str]:
    """Who works on a list; a collector sees some of it, and decides only where nobody else does."""
    posts = [post for post, tiles in TILES.items() if queue in tiles]
    deciding = [post for post in posts if post != Post.FIELD_COLLECTOR]
    return deciding or posts


def _unseen(rows: QuerySet[Any], posts: list[str], desks: _Desks) -> Mapping[str, str]:
    """The areas with rows that nobody of the posts would see, each with why."""
    areas = rows.values_list("area", flat=True).order_by("area").distinct()
    return {
        area: "entrustment_ended" if area in desks.ended_centres else "nobody_posted"
        for area in areas
        if not any(desks.holds(post, area) for post in posts)
    }


def _left_behind(cases: QuerySet[Case], desks: _Desks) -> Iterator[Orphan]:
    """Cases in the hands of somebody who holds no post over them any more."""
    held = cases.exclude(assigned_to="")
    pairs = held.values_list("assigned_to", "area").order_by("assigned_to", "area").distinct()
    gone = [(number, area) for number, area in pairs if not desks.is_over(number, area)]
    for number, area in gone:
        for row in held.filter(assigned_to=number, area=area).iterator():
            yield _orphan("case", row, "number", "due_on", "holder_left", desks)


def _in_no_list(desks: _Desks) -> Iterator[Orphan]:
    """Open cases in a state that no list holds."""
    listed = [state for states in QUEUES.values() for state in states]
    lost = Case.objects.filter(closed_on__isnull=True).exclude(
        Q(state__in=listed) | Q(state__in=NOT_OPEN) | Q(state="collected")
    )
    for row in lost.iterator():
        yield _orphan("case", row, "number", "due_on", "in_no_list", desks)


def _orphan(kind: str, row: Any, ref: str, due: str, reason: str, desks: _Desks) -> Orphan:
    return Orphan(
        kind=kind,
        ref=getattr(row, ref),
        person_id=row.person_id,
        area=row.area,
        reason=reason,
        holder=getattr(row, "assigned_to", ""),
        due_on=getattr(row, due),
        put_before=desks.first_over(row.area),
    )
