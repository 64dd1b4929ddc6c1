"""The territory of a transaction: what row-level security lets through while it runs.

The bounds are settings local to the transaction. A connection that goes back to the pool carries
none, and without them the database shows no person's row at all.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction

from anju.access.actor import Actor, area_range
from anju.access.policy import require_wider

__all__ = ["scoped", "wider"]

EXCHANGE_BOUNDS = """
SELECT coalesce(current_setting('anju.area_from', true), ''),
       coalesce(current_setting('anju.area_to', true), ''),
       set_config('anju.area_from', %s, true),
       set_config('anju.area_to', %s, true)
"""


@contextmanager
def scoped(actor: Actor, *, durable: bool = False) -> Iterator[None]:
    """One transaction that sees and writes the actor's territory, and nothing else.

    Inside another one it is a savepoint with its own territory; afterwards the outer one holds
    again. With ``durable`` it must be the outermost: what it wrote is stored when it ends.
    """
    with _territory(actor.area_range(), durable=durable):
        yield


@contextmanager
def wider(actor: Actor, action: str, area: str) -> Iterator[Mapping[str, str]]:
    """For a part of an act, the territory of ``area`` as well as the actor's own.

    Only for the actions the policy lets look wider, and only as far as it says. Gives the facts
    that the act's journal entry must carry.
    """
    require_wider(actor, action, area)
    common = _common_path(actor.area, area)
    with _territory(area_range(common)):
        yield {"looked_wider": common, "looked_wider_for": action}


@contextmanager
def _territory(bounds: tuple[str, str], *, durable: bool = False) -> Iterator[None]:
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


def _exchange(bounds: tuple[str, str]) -> tuple[str, str]:
    """Set the bounds and give those that held before; empty ones let nothing through."""
    with connection.cursor() as cursor:
        cursor.execute(EXCHANGE_BOUNDS, bounds)
        area_from, area_to, *_ = cursor.fetchone()
    return area_from, area_to


def _common_path(one: str, other: str) -> str:
    """The smallest territory that holds both."""
    for length in (8, 6, 4, 2):
        if one[:length] == other[:length] and len(one) >= length <= len(other):
            return one[:length]
    raise ValueError(f"{one} and {other} lie in no common province")
