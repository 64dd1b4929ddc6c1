"""The address desk: what counters typed that is not on file, and what it may be."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Min, QuerySet

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.codes.offices import find as office_of
from anju.reading.addresses import FoundAddress, find_addresses
from anju.records.places.models import Dwelling, StandardAddress
from anju.records.registrations.models import CurrentResidence

__all__ = ["PendingAddress", "addresses_to_place", "pending_address", "resembling"]

MOST = 50


@dataclass(frozen=True, slots=True)
class PendingAddress:
    """An address as typed; `door_code` of one of its homes names it."""

    door_code: str
    township: str
    township_name: str
    text: str
    landmark: str
    village: str
    homes: int
    residents: int


def addresses_to_place(actor: Actor) -> tuple[PendingAddress, ...]:
    """The pending addresses of the area, the longest waiting first."""
    with scoped(actor):
        require(actor, "place_address")
        return _shown(_pending(actor).order_by("id")[:MOST])


def pending_address(actor: Actor, door_code: str) -> PendingAddress:
    """One of them; `NotYours` for what is none any more, or another station's."""
    with scoped(actor):
        require(actor, "place_address")
        found = _shown(_pending(actor).filter(dwelling__door_code=door_code)[:1])
    if not found:
        raise NotYours("place_address")
    return found[0]


def resembling(actor: Actor, address: PendingAddress, text: str = "") -> tuple[FoundAddress, ...]:
    """Addresses on file that a pending one may mean, or that a text looks for."""
    found = find_addresses(actor, text or address.text)
    return tuple(
        one
        for one in found
        if one.is_ours and (one.township, one.text) != (address.township, address.text)
    )


def _pending(actor: Actor) -> QuerySet[StandardAddress]:
    first, end = actor.area_range()
    return StandardAddress.objects.filter(state="pending", area__gte=first, area__lt=end)


def _shown(rows: QuerySet[StandardAddress]) -> tuple[PendingAddress, ...]:
    addresses = list(rows)
    ids = [row.pk for row in addresses]
    homes = Dwelling.objects.filter(address_id__in=ids)
    doors = dict(homes.values_list("address_id").annotate(Min("door_code")))
    counts = Counter(homes.values_list("address_id", flat=True))
    living = CurrentResidence.objects.filter(dwelling__address_id__in=ids)
    residents = Counter(living.values_list("dwelling__address_id", flat=True))
    return tuple(
        PendingAddress(
            door_code=doors[row.pk],
            township=row.township,
            township_name=office.name if (office := office_of(row.township)) else "",
            text=row.text,
            landmark=row.landmark,
            village=row.village,
            homes=counts[row.pk],
            residents=residents[row.pk],
        )
        for row in addresses
        if row.pk in doors
    )
