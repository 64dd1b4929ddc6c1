"""Entries of the registration form; traits say the situation, not the field."""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import count
from uuid import UUID, uuid4

from anju.casework.registration_form import HouseholdEntry, RegistrationEntry
from anju.codes.citizen_number import check_digit
from anju.codes.offices import offices
from anju.kit.clock import SHANGHAI

SEQUENCE = count(1)
TOWNSHIPS = sorted(office.code for office in offices())
#: The townships of station A (the second) and of station B (the first).
TOWN_A, TOWN_B = TOWNSHIPS[1], TOWNSHIPS[0]


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day at the counter."""
    return datetime.combine(day, time(hour), SHANGHAI)


def key() -> UUID:
    """A request key nobody has used."""
    return uuid4()


def made_up_number(born_on: date = date(1990, 1, 1), *, male: bool = False) -> str:
    """A valid citizen number that nobody can have: no province begins with 99."""
    running = next(SEQUENCE) % 499 * 2 + (1 if male else 0)
    first = f"990101{born_on:%Y%m%d}{running:03d}"
    return first + check_digit(first)


def entry(**changes: str) -> RegistrationEntry:
    """周 from Liping, who works and rents in station A's town, here since 2026-03-02."""
    plain = RegistrationEntry(
        document_kind="111",
        document_number=changes.pop("document_number", "") or made_up_number(),
        name="周阿妹",
        ethnic_group="03",
        hukou_division="522631",
        hukou_address="德凤街道平街1号",
        township=TOWN_A,
        address="迎宾大道15号",
        building="1栋",
        room="602",
        place_kind="1",
        landlord_name="杨某",
        arrived_on="2026-03-02",
        reason="1",
        employer_name="金源建筑",
        relation_to_householder="1",
    )
    return replace(plain, **changes)


def child(**changes: str) -> RegistrationEntry:
    """A child of eight who came with 周."""
    changes.setdefault("document_number", made_up_number(date(2018, 5, 1), male=True))
    changes.setdefault("name", "周小龙")
    return entry(
        reason="9",
        host_name="周阿妹",
        host_relation="50",
        employer_name="",
        relation_to_householder="3",
        **changes,
    )


def household(*people: RegistrationEntry, **changes: object) -> HouseholdEntry:
    """A household reported at the window by the person."""
    return replace(HouseholdEntry(people=people or (entry(),)), **changes)
