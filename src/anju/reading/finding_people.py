"""One box to find a person by whatever is at hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.addresses import place_text, places_of
from anju.reading.finding.holders import HOLDERS
from anju.reading.finding.matching import (
    Match,
    by_birth,
    by_letters,
    by_mixed,
    by_name,
    one_character_off,
    sounding,
)
from anju.reading.finding.meanings import Meaning, meanings
from anju.reading.masking import masked_documents
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import PermitFacts
from anju.records.places.models import Dwelling
from anju.records.registrations.models import CurrentResidence

__all__ = ["FoundPeople", "FoundPerson", "find_people"]

MOST = 50
#: With no more of the very name than this, names that differ by one character are offered too.
FEW = 3
MOST_ALIKE = 8
SHOWN = ("name", "sex", "born_on", "number", "address")
MATCHES: Mapping[str, Callable[[Meaning], list[Match]]] = {
    "name": by_name,
    "pinyin": by_letters,
    "mixed": by_mixed,
    "born": by_birth,
}


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of the list: enough to tell people apart, numbers masked.

    `likeness` says why somebody is offered whose name was not typed: "same_sound" or
    "one_character".
    """

    person_ref: str
    name: str
    sex: str
    born_on: date
    masked_number: str
    address: str
    registration_state: str
    permit_state: str
    likeness: str = ""


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """What was found, by which kind of key ("citizen_number", "phone", "name" …); at most 50.

    `alike` are people whose name is one wrong character away, when few bear the name typed.
    """

    by: str
    rows: tuple[FoundPerson, ...]
    more: bool
    alike: tuple[FoundPerson, ...] = ()


def find_people(actor: Actor, text: str, *, now: datetime) -> FoundPeople:
    """Who is meant by whatever was typed: a number, a name as written or heard, a day of birth,
    an address. The box recognises which. Only the actor's territory; masked; each look is noted.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "find_person")
        meant = meanings(text, on=on)
        meaning, ids = _first_that_finds(actor, meant)
        living = _living(ids)
        alike = _alike(actor, meant, meaning, set(living)) if len(living) <= FEW else {}
        people = list(living.values())[:MOST]
        others = _living(list(alike))
        seen_list(actor, [*people, *others.values()], SHOWN, purpose="find_person", now=now)
        return FoundPeople(
            by=meaning.by,
            rows=found_rows(people, on=on),
            more=len(living) > MOST,
            alike=tuple(
                replace(row, likeness=alike[pk])
                for pk, row in zip(others, found_rows(list(others.values()), on=on), strict=True)
            ),
        )


def _first_that_finds(actor: Actor, meant: Sequence[Meaning]) -> tuple[Meaning, list[int]]:
    """The likeliest meaning that names anybody in the territory, with whom it names."""
    for meaning in meant:
        ids = _named_by(actor, meaning)
        if ids:
            return meaning, ids
    return meant[0] if meant else Meaning("nothing"), []


def _named_by(actor: Actor, meaning: Meaning) -> list[int]:
    """The files a meaning names, those of the actor's own agency first."""
    if meaning.by in HOLDERS:
        return HOLDERS[meaning.by](meaning)
    found = MATCHES[meaning.by](meaning)
    if meaning.number_end:
        numbers = masked_documents(match.person_id for match in found)
        found = [
            match
            for match in found
            if numbers.get(match.person_id, "").endswith(meaning.number_end)
        ]
    return [match.person_id for match in sorted(found, key=lambda one: one.area != actor.area)]


def _alike(
    actor: Actor, meant: Sequence[Meaning], meaning: Meaning, found: set[int]
) -> dict[int, str]:
    """Who may be meant by a name with one wrong character, and in what the names are alike."""
    name = next((one for one in (meaning, *meant) if one.by == "name"), None)
    if name is None or meaning.by not in {"name", meant[0].by}:
        return {}
    matches = [(match, "same_sound") for match in sounding(name)]
    matches += [(match, "one_character") for match in one_character_off(name)]
    matches.sort(key=lambda one: one[0].area != actor.area)
    alike: dict[int, str] = {}
    for match, likeness in matches:
        if match.person_id not in found:
            alike.setdefault(match.person_id, likeness)
    return dict(list(alike.items())[:MOST_ALIKE])


def _living(ids: Sequence[int]) -> dict[int, Person]:
    """The living files behind these, in their order, as far as they lie in the territory."""
    rows = Person.objects.filter(id__in=ids).select_related("merged_into").in_bulk()
    people = (rows[pk] for pk in dict.fromkeys(ids) if pk in rows)
    return {living.pk: living for living in (person.merged_into or person for person in people)}


def found_rows(people: Sequence[Person], *, on: date) -> tuple[FoundPerson, ...]:
    """The lines of these people, in their order, in six questions however many they are."""
    ids = [person.pk for person in people]
    facts = {
        row.person_id: row
        for row in PersonFacts.objects.known_now().filter(person_id__in=ids).order_by("valid")
    }
    residences = {row.person_id: row for row in CurrentResidence.objects.filter(person_id__in=ids)}
    homes = places_of(row.dwelling_id for row in residences.values())
    permits = dict(
        PermitFacts.objects.known_now()
        .filter(person_id__in=ids, valid__contains=on)
        .values_list("person_id", "state")
    )
    numbers = masked_documents(ids)
    return tuple(
        FoundPerson(
            person_ref=person.ref,
            name=facts[person.pk].name,
            sex=facts[person.pk].sex,
            born_on=facts[person.pk].born_on,
            masked_number=numbers.get(person.pk, ""),
            address=_address(residences.get(person.pk), homes),
            registration_state="registered" if person.pk in residences else "",
            permit_state=permits.get(person.pk, ""),
        )
        for person in people
        if person.pk in facts
    )


def _address(residence: CurrentResidence | None, homes: dict[int, Dwelling]) -> str:
    home = homes.get(residence.dwelling_id) if residence else None
    return place_text(home) if home else ""
