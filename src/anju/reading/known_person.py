"""The panel beside the form: what the register already knows of the document in hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from anju.access.actor import Actor, open_side
from anju.access.looks import seen
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.secrets import blind_index
from anju.codes import citizen_number
from anju.kit.clock import day_of
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, permit_state, person_ids
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case
from anju.records.people.models import Person, ResidentSearch
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import CurrentResidence

__all__ = ["KnownPerson", "SimilarPerson", "known_person"]


@dataclass(frozen=True, slots=True)
class SimilarPerson:
    """Somebody with the same name and day of birth in the territory."""

    person_ref: str
    name: str
    born_on: date


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What stands against a document number; `is_ours` is false for a file of another area.

    Of a file elsewhere only that it exists and the name of its station is said.
    """

    is_known: bool
    is_ours: bool = False
    person_ref: str = ""
    name: str = ""
    registration_number: str = ""
    registered_on: date | None = None
    address: str = ""
    agency: str = ""
    permit_number: str = ""
    permit_state: str = ""
    open_case_number: str = ""
    open_case_state: str = ""
    ethnic_group: str = ""
    hukou_division: str = ""
    hukou_address: str = ""
    similar: tuple[SimilarPerson, ...] = ()


SHOWN = ("name", "address", "hukou")
MOST_SIMILAR = 5


def known_person(actor: Actor, kind: str, number: str, *, now: datetime) -> KnownPerson:
    """Whether the holder of a document is on file, registered, holds a permit, has a case."""
    with scoped(actor):
        require(actor, "find_person")
        digest = blind_index(kind, citizen_number.normalise(number)).value
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM find_people_by_numbers(%s)", [[digest]])
            found = cursor.fetchone()
        if found is None:
            return KnownPerson(is_known=False)
        _, person_id, _, area = found
        person = Person.objects.filter(pk=person_id).first()
        if person is None:
            return KnownPerson(is_known=True, agency=_short_name(area))
        seen(actor, person, SHOWN, purpose="known_person", now=now)
        return _ours(person, day_of(now))


def _ours(person: Person, on: date) -> KnownPerson:
    """What the panel says of a file of this territory."""
    ids = person_ids(person.pk)
    facts = known_facts(person.pk, on)
    residence = (
        CurrentResidence.objects.filter(person_id__in=ids).select_related("registration").first()
    )
    home = places_of([residence.dwelling_id]).get(residence.dwelling_id) if residence else None
    permit = ResidencePermit.objects.filter(person_id__in=ids, ended_on__isnull=True).first()
    case = Case.objects.filter(person_id__in=ids, closed_on__isnull=True).first()
    return KnownPerson(
        is_known=True,
        is_ours=True,
        person_ref=person.ref,
        name=facts.name,
        registration_number=residence.registration.number if residence else "",
        registered_on=residence.registration.registered_on if residence else None,
        address=place_text(home) if home else "",
        agency=_short_name(person.area),
        permit_number=permit.number if permit else "",
        permit_state=permit_state(permit, on) if permit else "",
        open_case_number=case.number if case else "",
        open_case_state=case.state if case else "",
        ethnic_group=facts.ethnic_group,
        hukou_division=facts.hukou_division,
        hukou_address=facts.hukou_address,
        similar=_similar(person, facts.name, facts.born_on),
    )


def _similar(person: Person, name: str, born_on: date) -> tuple[SimilarPerson, ...]:
    """Others of the same name and birth, found by the name's own index."""
    rows = (
        ResidentSearch.objects.filter(name=name, born_on=born_on)
        .exclude(person_id=person.pk)
        .select_related("person")
        .order_by("person_id")[:MOST_SIMILAR]
    )
    return tuple(SimilarPerson(row.person.ref, row.name, row.born_on) for row in rows)


def _short_name(area: str) -> str:
    agency = Agency.objects.filter(code=open_side(area)).first()
    return agency.short_name if agency else ""
