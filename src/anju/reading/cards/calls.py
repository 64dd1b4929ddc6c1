"""Who is to be told of a finished card: by telephone, or at the door who has none."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.addresses import place_text, places_of
from anju.reading.cards.desk import UNCOLLECTED_AFTER
from anju.reading.masking import clear_contact
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Card
from anju.records.registrations.models import CurrentResidence

__all__ = ["Calls", "ToTell", "collection_calls"]

MOST = 200


@dataclass(frozen=True, slots=True)
class ToTell:
    """One person to tell: by `phone`, or where there is none at `address`."""

    name: str
    permit_number: str
    notified_on: date
    is_second: bool
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Calls:
    """Those who are called, and those who are visited."""

    by_phone: tuple[ToTell, ...]
    at_the_door: tuple[ToTell, ...]


def collection_calls(actor: Actor, *, now: datetime) -> Calls:
    """Everybody whose card lies ready. Telephones in clear: each is a look with its purpose."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "give_second_notices")
        require(actor, "reveal_number")
        rows = Card.objects.filter(state="ready", notified_on__isnull=False)
        cards = list(rows.select_related("permit").order_by("notified_on", "pk")[:MOST])
        people = Person.objects.in_bulk([card.person_id for card in cards])
        facts = PersonFacts.objects.known_now().filter(person_id__in=people).order_by("valid")
        names = dict(facts.values_list("person_id", "name"))
        homes = _homes(list(people))
        shown = ("name", "phone", "address")
        seen_list(actor, people.values(), shown, purpose="collection_calls", now=now)
        told = tuple(_to_tell(card, names, homes, on) for card in cards)
    return Calls(
        tuple(one for one in told if one.phone), tuple(one for one in told if not one.phone)
    )


def _homes(people: list[int]) -> dict[int, str]:
    """Where people live now."""
    living = CurrentResidence.objects.filter(person_id__in=people)
    dwellings = dict(living.values_list("person_id", "dwelling_id"))
    places = places_of(list(dwellings.values()))
    return {
        person: place_text(places[dwelling])
        for person, dwelling in dwellings.items()
        if dwelling in places
    }


def _to_tell(card: Card, names: dict[int, str], homes: dict[int, str], on: date) -> ToTell:
    notified_on = card.notified_on or on
    return ToTell(
        names.get(card.person_id, ""),
        card.permit.number,
        notified_on,
        on - notified_on > UNCOLLECTED_AFTER,
        clear_contact(card.person_id),
        homes.get(card.person_id, ""),
    )
