"""The territory of a transaction: what row-level security lets through while it runs.

The bounds are settings local to the transaction. A connection that goes back to the pool carries
none, and without them the database shows no person's row at all.

There are two ranges. People's rows are bound by the actor's area, which for somebody who works on
protected files is on the sealed side. Rows that tell of nobody (homes, households, blank cards)
have no sealed side: whoever works there sees the same ground as before.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from django.db import connection, transaction

from anju.access.actor import Actor, area_range, open_side, sealed_side
from anju.access.policy import require, require_wider

__all__ = ["across_the_seal", "scoped", "wider"]

EXCHANGE_BOUNDS = """
SELECT coalesce(current_setting('anju.area_from', true), ''),
       coalesce(current_setting('anju.area_to', true), ''),
       coalesce(current_setting('anju.ground_from', true), ''),
       coalesce(current_setting('anju.ground_to', true), ''),
       set_config('anju.area_from', %s, true),
       set_config('anju.area_to', %s, true),
       set_config('anju.ground_from', %s, true),
       set_config('anju.ground_to', %s, true)
"""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The two ranges of a territory, as the database compares them."""

    area_from: str
    area_to: str
    ground_from: str
    ground_to: str

    @classmethod
    def of(cls, area: str) -> Self:
        """The territory of an area: its people, and the ground it lies on."""
        return cls(*area_range(area), *area_range(open_side(area)))

    def values(self) -> tuple[str, str, str, str]:
        """The ranges in the order of the statement."""
        return self.area_from, self.area_to, self.ground_from, self.ground_to


@contextmanager
def scoped(actor: Actor, *, durable: bool = False) -> Iterator[None]:
    """One transaction that sees and writes the actor's territory, and nothing else.

    Inside another one it is a savepoint with its own territory; afterwards the outer one holds
    again. With ``durable`` it must be the outermost: what it wrote is stored when it ends.
    """
    with _territory(_Bounds.of(actor.area), durable=durable):
        yield


@contextmanager
def wider(actor: Actor, action: str, area: str) -> Iterator[Mapping[str, str]]:
    """For a part of an act, the territory of ``area`` as well as the actor's own.

    Only for the actions the policy lets look wider, and only as far as it says; never from the
    open side to the sealed one or back. Gives the facts that the act's journal entry must carry.
    """
    require_wider(actor, action, area)
    common = _common_path(open_side(actor.area), open_side(area))
    with _territory(_Bounds.of(actor.on_side(common))):
        yield {"looked_wider": common, "looked_wider_for": action}


@contextmanager
def across_the_seal(actor: Actor, action: str, area: str) -> Iterator[None]:
    """Both sides at once, for the two acts that carry the file at ``area`` from one to the other.

    Paths compare as text, so the one range from the open side to the sealed one holds whatever
    lies between; an act under it names the rows it writes and looks for none.
    """
    require(actor, action, area=area)
    first, _ = area_range(open_side(area))
    _, end = area_range(sealed_side(area))
    ground = area_range(open_side(actor.area))
    with _territory(_Bounds(first, end, *ground)):
        yield


@contextmanager
def _territory(bounds: _Bounds, *, durable: bool = False) -> Iterator[None]:
    """A transaction or savepoint with these bounds.

    A transaction forgets them by itself when it ends, and so does a savepoint that is rolled
    back; only one that goes well must set the outer bounds again.
    """
    is_inner = connection.in_atomic_block
    with transaction.atomic(durable=durable):
        before = _exchange(bounds)
        yield
        if is_inner:
            _exchange(before)


def _exchange(bounds: _Bounds) -> _Bounds:
    """Set the bounds and give those that held before; empty ones let nothing through."""
    with connection.cursor() as cursor:
        cursor.execute(EXCHANGE_BOUNDS, bounds.values())
        before = cursor.fetchone()[: len(bounds.values())]
    return _Bounds(*before)


def _common_path(one: str, other: str) -> str:
    """The smallest territory that holds both."""
    for length in (8, 6, 4, 2):
        if one[:length] == other[:length] and len(one) >= length <= len(other):
            return one[:length]
    raise ValueError(f"{one} and {other} lie in no common province")
