"""What the register knows of everybody in a list, read in a few questions for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from anju.access.actor import Actor
from anju.access.scope import scoped, wider
from anju.casework.people.identities import holders
from anju.casework.registration_form import (
    FormContext,
    HouseholdEntry,
    KnownStay,
    RegistrationEntry,
)
from anju.casework.registrations import context as counter
from anju.codes import floors, townships
from anju.records.registrations.models import CurrentResidence

__all__ = ["counter_townships", "form_context"]

PlaceKey = tuple[str, str, str, int | None, str]


def counter_townships(actor: Actor) -> dict[str, str]:
    """The townships a list of this counter may name, by their names and codes."""
    with scoped(actor):
        codes = counter.townships_of(actor.county)
    found = {}
    for code in codes:
        town = townships.find(code, "nbs")
        if town is not None:
            found[town.name] = code
    return found


def form_context(actor: Actor, people: Sequence[RegistrationEntry], *, on: date) -> FormContext:
    """The context of the form at this counter, for all the people of a list together.

    Beside what a single form is told, it says who is registered at the very place the list
    names: they are left as they are.
    """
    together = HouseholdEntry(people=tuple(people))
    with scoped(actor):
        context = counter.form_context(actor, together, on=on)
        places = places_now(actor, people) if context.known_stays else {}
    stays = dict(context.known_stays)
    for entry in people:
        document = counter.document_of(entry)
        stay = stays.get(document)
        if stay is not None and places.get(document) == place_said(entry):
            stays[document] = replace_here(stay)
    return replace(context, known_stays=stays)


def replace_here(stay: KnownStay) -> KnownStay:
    """The stay, known to be at the place in question."""
    return replace(stay, is_here=True)


def places_now(
    actor: Actor, people: Sequence[RegistrationEntry]
) -> Mapping[tuple[str, str], PlaceKey]:
    """Where the holders of the documents are registered now, within the county."""
    known = holders(counter.document_of(entry) for entry in people if entry.document_number)
    county = actor.county
    with wider(actor, "register_household", county):
        rows = CurrentResidence.objects.filter(
            person_id__in=[holder.person_id for holder in known.values()]
        ).values_list(
            "person_id",
            "dwelling__address__township",
            "dwelling__address__text",
            "dwelling__unit",
            "dwelling__floor",
            "dwelling__room",
        )
        by_person: dict[int, PlaceKey] = {
            person: (township, text, unit, floor, room)
            for person, township, text, unit, floor, room in rows
        }
    return {
        document: by_person[holder.person_id]
        for document, holder in known.items()
        if holder.person_id in by_person
    }


def place_said(entry: RegistrationEntry) -> PlaceKey:
    """The place an entry names, as it would stand in the records."""
    text = f"{entry.address.strip()}{entry.building.strip()}" or entry.landmark.strip()
    floor = entry.floor.strip()
    number = int(floor) if floor.lstrip("-").isdecimal() else floors.floor_in(floor)
    return (entry.township.strip(), text, entry.unit.strip(), number, entry.room.strip())
