"""The day of a chief: what is due, what is late, who is behind; every number with its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Q

from anju.access.actor import Actor, Post
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.reading.counter_home import Tile
from anju.reading.police.work import work_of
from anju.records.agencies.models import Posting
from anju.records.cases.models import Case
from anju.records.registrations.models import ResidenceRegistration, StayConfirmation

__all__ = ["ClerkRow", "CollectorRow", "StationHome", "station_home"]

#: What a chief is shown first, in the order of urgency.
URGENT = ("overdue", "due_today", "due_soon")
ASKED: Mapping[str, tuple[str, ...]] = {
    Post.STATION_CHIEF: ("to_review", "second_notices", "corrections", "departures", "orphans"),
    Post.COUNTY_REVIEWER: ("to_approve", "corrections", "orphans"),
}
#: A collector who has recorded nothing for so long is behind.
QUIET_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """Somebody with cases in hand: how many, how many of them late, the oldest day due."""

    number: str
    name: str
    held: int
    overdue: int
    oldest_due_on: date | None


@dataclass(frozen=True, slots=True)
class CollectorRow:
    """A collector on duty: reports that wait, the last day with a record, whether behind."""

    number: str
    name: str
    waiting: int
    last_on: date | None
    is_behind: bool


@dataclass(frozen=True, slots=True)
class StationHome:
    """What the chief sees: the numbers, the next day due when nothing is, and the people."""

    urgent: tuple[Tile, ...]
    asked: tuple[Tile, ...]
    next_due_on: date | None
    clerks: tuple[ClerkRow, ...]
    collectors: tuple[CollectorRow, ...]


def station_home(actor: Actor, *, now: datetime) -> StationHome:
    """The day as it stands in this moment, counted anew with every look."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_station")
        return StationHome(
            urgent=tuple(_tile(kind, actor, on) for kind in URGENT),
            asked=tuple(_tile(kind, actor, on) for kind in ASKED.get(actor.post, ())),
            next_due_on=Case.objects.filter(closed_on__isnull=True, due_on__gte=on).aggregate(
                first=Min("due_on")
            )["first"],
            clerks=_clerks(on),
            collectors=_collectors(actor, on),
        )


def _tile(kind: str, actor: Actor, on: date) -> Tile:
    return Tile(kind, work_of(kind, actor, on=on).rows.count())


def _clerks(on: date) -> tuple[ClerkRow, ...]:
    """Everybody with open cases in hand, the latest first."""
    held = Case.objects.filter(closed_on__isnull=True).exclude(assigned_to="")
    rows = list(
        held.values("assigned_to")
        .annotate(
            held=Count("id"), overdue=Count("id", filter=Q(due_on__lt=on)), oldest=Min("due_on")
        )
        .order_by("-overdue", "oldest", "assigned_to")
    )
    names = names_of_staff(row["assigned_to"] for row in rows)
    return tuple(
        ClerkRow(
            row["assigned_to"],
            names.get(row["assigned_to"], row["assigned_to"]),
            row["held"],
            row["overdue"],
            row["oldest"],
        )
        for row in rows
    )


def _collectors(actor: Actor, on: date) -> tuple[CollectorRow, ...]:
    """The collectors on duty in the territory, who is behind first."""
    first, end = actor.area_range()
    posted = Posting.objects.filter(
        post=Post.FIELD_COLLECTOR,
        agency_id__gte=first,
        agency_id__lt=end,
        span__contains=on,
        staff__is_active=True,
    )
    names = dict(posted.values_list("staff__number", "staff__name"))
    registered = ResidenceRegistration.objects.filter(registered_by__in=names)
    by_collector = registered.values("registered_by").annotate(
        waiting=Count("id", filter=Q(state="submitted")), last=Max("registered_on")
    )
    made = {row["registered_by"]: row for row in by_collector}
    confirmed = StayConfirmation.objects.filter(confirmed_by__in=names).values("confirmed_by")
    seen = dict(confirmed.annotate(last=Max("confirmed_on")).values_list("confirmed_by", "last"))
    rows = []
    for number, name in names.items():
        row = made.get(number, {"waiting": 0, "last": None})
        days = [day for day in (row["last"], seen.get(number)) if day is not None]
        last = max(days, default=None)
        behind = last is None or on - last > QUIET_AFTER
        rows.append(CollectorRow(number, name, row["waiting"], last, behind))
    return tuple(sorted(rows, key=lambda row: (not row.is_behind, -row.waiting, row.number)))
