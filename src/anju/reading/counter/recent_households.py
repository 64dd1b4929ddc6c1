"""The last households somebody registered today, to look at again or to copy the place from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.addresses import place_text, places_of
from anju.records.people.models import PersonFacts
from anju.records.places.models import Dwelling
from anju.records.registrations.models import RegistrationFacts, ResidenceRegistration

__all__ = ["RecentHousehold", "Shift", "recent_households", "shift_of"]

MOST = 20


@dataclass(frozen=True, slots=True)
class RecentHousehold:
    """A household: its receipt, who is in it, where, and the boxes a neighbour would repeat."""

    household_ref: str
    names: tuple[str, ...]
    address: str
    is_taken_back: bool
    place: Mapping[str, str]

    @property
    def place_json(self) -> str:
        """The boxes as a page carries them."""
        return json.dumps(dict(self.place), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Shift:
    """What one person did today: households and people registered, taken back, still incomplete."""

    households: int
    people: int
    taken_back: int
    incomplete: int


def recent_households(actor: Actor, *, now: datetime) -> tuple[RecentHousehold, ...]:
    """The last twenty households of one's own day, the latest first."""
    with scoped(actor):
        require(actor, "register_household")
        mine = _mine(actor, now)
        refs = list(mine.order_by("-household_id").values_list("household__ref", "household_id"))
        latest = list(dict.fromkeys(refs))[:MOST]
        rows = mine.filter(household_id__in=[pk for _, pk in latest]).order_by("id")
        stays: dict[int, list[ResidenceRegistration]] = {}
        for row in rows.select_related("household"):
            stays.setdefault(row.household_id, []).append(row)
        homes = places_of(own[0].household.dwelling_id for own in stays.values())
        facts = _facts([own[0] for own in stays.values()])
        names = _names(row.person_id for own in stays.values() for row in own)
    return tuple(
        _household(ref, stays[pk], homes, facts.get(stays[pk][0].pk), names) for ref, pk in latest
    )


def shift_of(actor: Actor, *, now: datetime) -> Shift:
    """The sums of one's own day."""
    with scoped(actor):
        require(actor, "register_household")
        rows = list(_mine(actor, now).values_list("household_id", "state", "is_incomplete"))
    standing = [row for row in rows if row[1] != "taken_back"]
    return Shift(
        households=len({household for household, *_ in standing}),
        people=len(standing),
        taken_back=len(rows) - len(standing),
        incomplete=sum(is_incomplete for *_, is_incomplete in standing),
    )


def _mine(actor: Actor, now: datetime) -> QuerySet[ResidenceRegistration]:
    return ResidenceRegistration.objects.filter(
        registered_by=actor.staff_number, registered_on=day_of(now), area__startswith=actor.area
    )


def _facts(firsts: Iterable[ResidenceRegistration]) -> dict[int, RegistrationFacts]:
    stays = list(firsts)
    rows = RegistrationFacts.objects.filter(
        registration_id__in=[stay.pk for stay in stays],
        person_id__in=[stay.person_id for stay in stays],
    )
    return {row.registration_id: row for row in rows.order_by("id")}


def _names(person_ids: Iterable[int]) -> dict[int, str]:
    rows = PersonFacts.objects.known_now().filter(person_id__in=set(person_ids))
    return dict(rows.order_by("valid").values_list("person_id", "name"))


def _household(
    ref: str,
    stays: list[ResidenceRegistration],
    homes: Mapping[int, Dwelling],
    facts: RegistrationFacts | None,
    names: Mapping[int, str],
) -> RecentHousehold:
    home = homes.get(stays[0].household.dwelling_id)
    return RecentHousehold(
        household_ref=ref,
        names=tuple(names.get(stay.person_id, "") for stay in stays),
        address=place_text(home) if home else "",
        is_taken_back=all(stay.state == "taken_back" for stay in stays),
        place=_place(home, facts) if home and facts else {},
    )


def _place(home: Dwelling, facts: RegistrationFacts) -> dict[str, str]:
    """The boxes of the sheet that people of one house share; the room is asked."""
    return {
        "township": home.address.township,
        "address": home.address.text,
        "unit": home.unit,
        "place_kind": facts.place_kind,
        "landlord_name": facts.landlord_name,
        "landlord_relation": facts.landlord_relation,
        "living_arrangement": facts.living_arrangement,
    }
