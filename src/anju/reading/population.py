"""Whether anybody is in the register at all."""

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.records.people.models import Person

__all__ = ["somebody_is_registered"]


def somebody_is_registered(actor: Actor) -> bool:
    """Whether the actor's territory holds a single person."""
    with scoped(actor):
        return Person.objects.exists()
