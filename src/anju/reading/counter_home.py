"""The day at a counter: numbers, each with exactly the list it counts."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor

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


def counter_home(actor: Actor, *, now: datetime) -> CounterHome:
    """The tiles of the actor's post: counts equal the lengths of the lists behind them."""
    raise NotImplementedError
