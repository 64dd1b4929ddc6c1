"""People behind a number: of a document, permit, paper, case or telephone, or behind a door."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection

from anju.access.secrets import blind_index
from anju.codes.tables import table
from anju.reading.addresses import address_ids
from anju.reading.finding.meanings import Meaning
from anju.records.cases.models import Case
from anju.records.issued.models import Paper
from anju.records.people.models import Contact
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

__all__ = ["HOLDERS"]

MOST = 51
BY_NUMBERS = "SELECT DISTINCT person_id FROM find_people_by_numbers(%s)"
IN_ORDER = ("dwelling__address__text", "dwelling__unit", "dwelling__floor", "dwelling__room", "pk")


def by_citizen_number(meaning: Meaning) -> list[int]:
    """By the number on an identity card or in a household book."""
    return _by_digests(meaning.text, carries_citizen_number=True)


def by_other_document(meaning: Meaning) -> list[int]:
    """By the number of a passport or any other document."""
    return _by_digests(meaning.text, carries_citizen_number=False)


def by_phone(meaning: Meaning) -> list[int]:
    """By a telephone that is theirs now; colleagues and families share one."""
    digest = blind_index("phone", meaning.text).value
    rows = Contact.objects.known_now().filter(blind_index=digest, valid__upper_inf=True)
    return _ids(rows[:MOST])


def by_permit(meaning: Meaning) -> list[int]:
    """By the number of a residence permit."""
    return _ids(ResidencePermit.objects.filter(number=meaning.text))


def by_registration(meaning: Meaning) -> list[int]:
    """By the number of a registration."""
    return _ids(ResidenceRegistration.objects.filter(number=meaning.text))


def by_case(meaning: Meaning) -> list[int]:
    """By the number of a case."""
    return _ids(Case.objects.filter(number=meaning.text))


def by_paper(meaning: Meaning) -> list[int]:
    """By the number of a slip or of any other issued paper."""
    return _ids(Paper.objects.filter(number=meaning.text))


def by_check_code(meaning: Meaning) -> list[int]:
    """By the code anybody may ask about a paper with."""
    return _ids(Paper.objects.filter(check_code=meaning.text))


def by_address(meaning: Meaning) -> list[int]:
    """Who lives at an address, or behind one door of it."""
    addresses = address_ids(meaning.text)
    rows = CurrentResidence.objects.filter(dwelling__address_id__in=addresses)
    if meaning.room:
        rows = rows.filter(dwelling__room=meaning.room)
    if meaning.unit:
        rows = rows.filter(dwelling__unit=meaning.unit)
    return _ids(rows.order_by(*IN_ORDER)[:MOST]) if addresses else []


def by_door_code(meaning: Meaning) -> list[int]:
    """Who lives behind the door that carries a code."""
    return _ids(CurrentResidence.objects.filter(dwelling__door_code=meaning.text)[:MOST])


#: How each certain kind of key is looked up.
HOLDERS: Mapping[str, Callable[[Meaning], list[int]]] = {
    "citizen_number": by_citizen_number,
    "document": by_other_document,
    "phone": by_phone,
    "permit": by_permit,
    "registration": by_registration,
    "case": by_case,
    "paper": by_paper,
    "check_code": by_check_code,
    "address": by_address,
    "door_code": by_door_code,
}


def _by_digests(number: str, *, carries_citizen_number: bool) -> list[int]:
    """The function looks beyond the territory; who is not in it is sifted out by the caller."""
    wanted = "yes" if carries_citizen_number else "no"
    kinds = [
        code.code
        for code in table("document_kinds").codes
        if code.more["holds_citizen_number"] == wanted
    ]
    digests = [blind_index(kind, number).value for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute(BY_NUMBERS, [digests])
        return [row[0] for row in cursor.fetchall()]


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.person_id for row in rows]
