"""The open work nobody on duty would find, for whoever it was put before and those above."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor, station_of
from anju.access.looks import seen_list
from anju.access.policy import allowed_fields, require
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.records.agencies.models import Agency
from anju.records.cases.models import OrphanedWork
from anju.records.people.models import Person, PersonFacts

__all__ = ["OrphanRow", "orphan_list"]

SHOWN = 200


@dataclass(frozen=True, slots=True)
class OrphanRow:
    """One piece of work: why nobody would find it, who had it, before whom it was put."""

    kind: str
    ref: str
    name: str
    reason: str
    holder: str
    due_on: date | None
    is_overdue: bool
    found_on: date
    station: str
    put_before_post: str


def orphan_list(actor: Actor, *, now: datetime) -> tuple[OrphanRow, ...]:
    """What is not settled in the actor's territory, the most urgent first.

    Whoever only keeps the posts sees no names.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_orphans")
        rows = list(
            OrphanedWork.objects.filter(settled_at__isnull=True).order_by("due_on", "id")[:SHOWN]
        )
        names = _names(actor, [row.person_id for row in rows], now)
        holders = names_of_staff(row.holder for row in rows)
        codes = {station_of(row.area) for row in rows}
        stations = dict(Agency.objects.filter(code__in=codes).values_list("code", "short_name"))
    return tuple(
        OrphanRow(
            row.kind,
            row.ref,
            names.get(row.person_id, ""),
            row.reason,
            holders.get(row.holder, row.holder),
            row.due_on,
            row.due_on is not None and row.due_on < on,
            day_of(row.found_at),
            stations.get(station_of(row.area), row.area),
            row.put_before_post,
        )
        for row in rows
    )


def _names(actor: Actor, ids: list[int], now: datetime) -> dict[int, str]:
    """The names, for whoever may see them on a list; the look is journalled."""
    if "name" not in allowed_fields(actor, "view_queue"):
        return {}
    seen_list(actor, Person.objects.filter(id__in=ids), ("name",), purpose="orphans", now=now)
    rows = PersonFacts.objects.known_now().filter(person_id__in=ids).order_by("valid")
    return dict(rows.values_list("person_id", "name"))
