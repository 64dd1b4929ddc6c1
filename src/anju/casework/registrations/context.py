"""What the register knows that the registration form must be judged by, read in a few questions."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Count

from anju.access.actor import Actor
from anju.access.scope import scoped, wider
from anju.access.secrets import blind_index
from anju.casework.people.identities import Holder, holders
from anju.casework.registration_form import (
    FormContext,
    HouseholdEntry,
    KnownStay,
    RegistrationEntry,
)
from anju.codes import citizen_number, phone
from anju.reading.addresses import place_text
from anju.records.agencies.models import Agency
from anju.records.people.models import Contact, PersonFacts
from anju.records.places.models import Dwelling
from anju.records.registrations.models import CurrentResidence

__all__ = ["document_of", "form_context", "townships_of"]


#: What is told of a stay; of a long list of people no more than that is read.
OF_A_STAY = (
    "person_id",
    "area",
    "registration__registered_on",
    "dwelling__door_code",
    "dwelling__unit",
    "dwelling__floor",
    "dwelling__room",
    "dwelling__address__text",
)


def form_context(actor: Actor, household: HouseholdEntry, *, on: date) -> FormContext:
    """The context of one household's form at this counter."""
    people = household.people
    county = actor.county
    with scoped(actor), wider(actor, "register_household", county):
        return FormContext(
            residence_division=residence_division(actor, people),
            area=actor.area,
            townships=townships_of(county),
            known_stays=_known_stays(people, on),
            phone_uses=_phone_uses(people),
            addresses_with_rooms=_addresses_with_rooms(people),
            door_codes=_door_codes(people),
            made_up_people_pass=not settings.ANJU.is_production,
        )


def residence_division(actor: Actor, people: Iterable[RegistrationEntry]) -> str:
    """The county people will live in: that of the township said, or else of the counter."""
    said = next((entry.township[:6] for entry in people if entry.township), "")
    return said or actor.county


def townships_of(county: str) -> dict[str, tuple[str, str]]:
    """The townships of a county's stations, with the code and short name of who is responsible."""
    agencies = Agency.objects.filter(code__startswith=county, kind__in=["station", "centre"])
    found: dict[str, tuple[str, str]] = {}
    for agency in sorted(agencies, key=lambda agency: len(agency.code)):
        for township in agency.townships:
            station = found.get(township, ("", agency.short_name))[1]
            found[township] = (agency.code, station)
    return found


def document_of(entry: RegistrationEntry) -> tuple[str, str]:
    """Kind and number of the document of an entry, cleaned as the form cleans them."""
    return entry.document_kind.strip(), citizen_number.normalise(entry.document_number)


def _known_stays(people: Iterable[RegistrationEntry], on: date) -> dict[tuple[str, str], KnownStay]:
    """Where the documents' holders are registered now; elsewhere only the station is named."""
    known = holders(document_of(entry) for entry in people if entry.document_number.strip())
    residences = {
        row.person_id: row
        for row in CurrentResidence.objects.filter(
            person_id__in=[holder.person_id for holder in known.values()]
        )
        .select_related("registration", "dwelling__address")
        .only(*OF_A_STAY)
    }
    names = _names([holder.person_id for holder in known.values()], on)
    stations = dict(Agency.objects.values_list("code", "short_name"))
    return {
        document: stay
        for document, holder in known.items()
        if (stay := _stay(holder, residences.get(holder.person_id), names, stations)) is not None
    }


def _stay(
    holder: Holder,
    residence: CurrentResidence | None,
    names: dict[int, str],
    stations: dict[str, str],
) -> KnownStay | None:
    """A known stay of the county with its address; of another county nothing is known here."""
    if residence is None:
        return None
    return KnownStay(
        name=names.get(holder.person_id, ""),
        registered_on=residence.registration.registered_on,
        address=f"{stations.get(residence.area, '')}辖区{place_text(residence.dwelling)}",
        door_code=residence.dwelling.door_code,
    )


def _names(person_ids: list[int], on: date) -> dict[int, str]:
    rows = PersonFacts.objects.known_now().filter(person_id__in=person_ids)
    return dict(rows.order_by("valid").values_list("person_id", "name"))


def _phone_uses(people: Iterable[RegistrationEntry]) -> dict[str, int]:
    """How many people the telephone numbers of the form stand for already."""
    numbers = {phone.read(entry.phone).normalised for entry in people} - {""}
    by_digest = {blind_index("phone", number).value: number for number in numbers}
    rows = (
        Contact.objects.known_now()
        .filter(blind_index__in=list(by_digest))
        .values("blind_index")
        .annotate(people=Count("person_id", distinct=True))
    )
    return {by_digest[row["blind_index"]]: row["people"] for row in rows}


def _addresses_with_rooms(people: Iterable[RegistrationEntry]) -> frozenset[str]:
    """The addresses of the form whose homes on file have rooms."""
    said = {(entry.township, entry.address) for entry in people if entry.address}
    rows = Dwelling.objects.filter(
        address__township__in=[township for township, _ in said],
        address__text__in=[text for _, text in said],
    ).exclude(room="")
    return frozenset(
        f"{township}:{text}"
        for township, text in rows.values_list("address__township", "address__text")
    )


def _door_codes(people: Iterable[RegistrationEntry]) -> dict[str, str]:
    """The townships of the door codes of the form that are on file."""
    codes = {entry.door_code.strip().upper() for entry in people} - {""}
    rows = Dwelling.objects.filter(door_code__in=codes)
    return dict(rows.values_list("door_code", "address__township"))
