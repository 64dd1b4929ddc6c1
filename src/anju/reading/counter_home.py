"""The day at a counter: numbers, each with exactly the list it counts."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor, Post
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.police.work import work_of
from anju.records.registrations.models import ResidenceRegistration

__all__ = ["CounterHome", "Tile", "counter_home"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number and the queue it opens (`reading.queues.queue` with this kind)."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CounterHome:
    """What waits here today, in the order of urgency."""

    tiles: tuple[Tile, ...]
    registered_today: int
    cash: int = 0


#: What each post waits for, in the order of urgency.
TILES: dict[str, tuple[str, ...]] = {
    Post.WINDOW_CLERK: (
        "to_accept",
        "awaiting_supplement",
        "to_notify",
        "to_collect",
        "reports",
        "departures",
    ),
    Post.OFFICER: (
        "to_review",
        "to_accept",
        "awaiting_supplement",
        "to_notify",
        "to_collect",
        "reports",
        "departures",
        "inquiries",
        "orders",
        "duplicates",
    ),
    Post.STATION_CHIEF: (
        "overdue",
        "due_today",
        "due_soon",
        "to_review",
        "second_notices",
        "corrections",
        "departures",
        "to_collect",
        "inquiries",
        "orders",
        "duplicates",
        "orphans",
    ),
    Post.COUNTY_REVIEWER: (
        "overdue",
        "due_today",
        "due_soon",
        "to_approve",
        "to_order",
        "corrections",
        "orphans",
    ),
    Post.CARD_MAKER: ("to_order", "to_produce", "to_notify"),
    Post.FIELD_COLLECTOR: ("reports", "departures", "inquiries", "to_verify"),
}


def counter_home(actor: Actor, *, now: datetime) -> CounterHome:
    """The tiles of the actor's post: counts equal the lengths of the lists behind them."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        tiles = tuple(
            Tile(kind, work_of(kind, actor, on=on).rows.count())
            for kind in TILES.get(actor.post, ())
        )
        registered = ResidenceRegistration.objects.filter(registered_on=on).count()
    return CounterHome(tiles, registered)
