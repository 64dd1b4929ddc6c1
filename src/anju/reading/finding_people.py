"""One box to find a person by whatever is at hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.secrets import blind_index
from anju.codes import citizen_number, phone
from anju.kit.clock import day_of
from anju.kit.grams import fragments
from anju.reading.addresses import place_text, places_of
from anju.reading.masking import masked_documents
from anju.records.cases.models import Case
from anju.records.issued.models import Paper
from anju.records.people.models import Contact, Person, PersonFacts
from anju.records.permits.models import PermitFacts, ResidencePermit
from anju.records.places.models import Dwelling
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

__all__ = ["FoundPeople", "FoundPerson", "find_people"]

MOST = 50
SHOWN = ("name", "sex", "born_on", "number", "address")
#: Kinds of documents that carry the citizen number.
CITIZEN_DOCUMENTS = ("111", "112", "113")
PERMIT_NUMBER = re.compile(r"\d{22}")
OWN_NUMBER = re.compile(r"(?P<series>[A-Z])\d{16,23}")
LATIN = re.compile(r"[A-Za-z ]+")
BY_NUMBERS = "SELECT DISTINCT person_id FROM find_people_by_numbers(%s)"
BY_WORDS = "SELECT person_id FROM find_people(%s, %s, '', 0, %s)"


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of the list: enough to tell people apart, numbers masked."""

    person_ref: str
    name: str
    sex: str
    born_on: date
    masked_number: str
    address: str
    registration_state: str
    permit_state: str


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """What was found, by which kind of key ("citizen_number", "phone", "name" …); at most 50."""

    by: str
    rows: tuple[FoundPerson, ...]
    more: bool


def find_people(actor: Actor, text: str, *, now: datetime) -> FoundPeople:
    """Who is meant by a citizen number, permit, slip, registration or case number, phone, name,
    pinyin or initials: the box recognises which it is. Only the actor's territory; masked.
    """
    with scoped(actor):
        require(actor, "find_person")
        by, ids = _recognised(text.strip())
        rows = Person.objects.filter(id__in=ids).select_related("merged_into")
        living = {(row.merged_into or row).pk: row.merged_into or row for row in rows}
        order = [pk for pk in dict.fromkeys(ids) if pk in living]
        order += [pk for pk in living if pk not in order]
        people = [living[pk] for pk in order[:MOST]]
        found = found_rows(people, on=day_of(now))
        seen_list(actor, people, SHOWN, purpose="find_person", now=now)
    return FoundPeople(by, found, len(order) > MOST)


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


def _recognised(text: str) -> tuple[str, list[int]]:
    """Which kind of key a text is, and whom it names."""
    number = citizen_number.normalise(text)
    if not text:
        return "nothing", []
    if PERMIT_NUMBER.fullmatch(number):
        return "permit", _ids(ResidencePermit.objects.filter(number=number))
    if OWN_NUMBER.fullmatch(text.upper()):
        return _by_own_number(text.upper())
    if len(number) in {15, 18} and number[:14].isdecimal():
        return "citizen_number", _by_document(number)
    if phone.read(text).kind is not None:
        return "phone", _by_phone(phone.read(text).normalised)
    if LATIN.fullmatch(text):
        word = text.replace(" ", "").lower()
        return "pinyin", [*_by_words("initials", word), *_by_words("pinyin", word)]
    return "name", _by_words("name", text) or _by_words("grams", fragments(text))


def _by_own_number(number: str) -> tuple[str, list[int]]:
    """By a number of the house: registration, case, or any issued paper."""
    match number[0]:
        case "D":
            return "registration", _ids(ResidenceRegistration.objects.filter(number=number))
        case "S":
            return "case", _ids(Case.objects.filter(number=number))
        case _:
            return "paper", _ids(Paper.objects.filter(number=number))


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.person_id for row in rows]


def _by_document(number: str) -> list[int]:
    full = citizen_number.upgraded(number) if len(number) == 15 else number
    digests = [blind_index(kind, full).value for kind in CITIZEN_DOCUMENTS]
    with connection.cursor() as cursor:
        cursor.execute(BY_NUMBERS, [digests])
        return [row[0] for row in cursor.fetchall()]


def _by_phone(number: str) -> list[int]:
    digest = blind_index("phone", number).value
    return _ids(Contact.objects.known_now().filter(blind_index=digest)[: MOST + 1])


def _by_words(by: str, words: str) -> list[int]:
    if not words:
        return []  # nothing but marks was typed
    with connection.cursor() as cursor:
        cursor.execute(BY_WORDS, [by, words, MOST + 1])
        return [row[0] for row in cursor.fetchall()]
