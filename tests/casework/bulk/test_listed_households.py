"""A list of people goes in as a set and leaves the very rows the counter would have left."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.bulk.households import (
    ListedHousehold,
    ListedState,
    register_listed_households,
)
from anju.casework.reference_data import load_agencies
from anju.casework.registration_form import HouseholdEntry, RegistrationEntry, check_household
from anju.casework.registrations.context import form_context
from anju.casework.registrations.register import register_household
from anju.codes.citizen_number import check_digit

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 7, 1)
STATION = "52260102"
CLERK = Actor("demo01", "吴晓", "window_clerk", STATION, STATION)
PROVINCE = Actor.system("测试", "52")
TABLES = (
    "people_person",
    "people_personfacts",
    "people_identitydocument",
    "people_identitykey",
    "people_contact",
    "people_relation",
    "people_residentsearch",
    "places_standardaddress",
    "places_dwelling",
    "registrations_household",
    "registrations_residenceregistration",
    "registrations_registrationfacts",
    "registrations_recognisedstart",
    "registrations_currentresidence",
    "issued_paper",
    "issued_numberledger",
    "journal_journalentry",
    "journal_unsealedentry",
)
# Keys, numbers drawn at random, and what is sealed anew each time.
DIFFERS = (
    "id", "ref", "act_id", "entry_id", "leaf", "request_key", "door_code", "check_code",
    "number_encrypted", "relative_number_encrypted", "landlord_phone_encrypted",
    "reporting_number_encrypted", "reporting_phone_encrypted", "superseded_by_act_id",
    "person_id", "household_id", "registration_id", "dwelling_id", "address_id", "relative_id",
)  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def agencies():
    start_anew()


def start_anew():
    """Empty tables, the agencies, and a journal that says nothing of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    load_agencies(actor=PROVINCE, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_journalentry, journal_unsealedentry")


def number(serial, born="19900101"):
    first = f"99000{serial // 1000}{born}{serial % 1000:03d}"
    return first + check_digit(first)


def person(serial, born="19900101", **more):
    return RegistrationEntry(
        **{
            "document_number": number(serial, born),
            "name": "周某",
            "ethnic_group": "06",
            "hukou_division": "522634",
            "hukou_address": "某乡某村",
            "phone": "13985512345" if serial % 2 else "",
            "township": "522601002",
            "address": f"宁波路{serial % 7}号",
            "room": "602",
            "place_kind": "1",
            "landlord_name": "吴某",
            "landlord_phone": "13985500000",
            "arrived_on": "2026-06-20",
            "reason": "1",
            "employer_name": "某某公司",
        }
        | more
    )


def household(*people, **more):
    return HouseholdEntry(people=people, channel="8", **more)


def listed(entry):
    context = form_context(CLERK, entry, on=ON)
    verdict = check_household(entry, on=ON, context=context)
    assert verdict.may_be_saved, verdict
    return ListedHousehold(entry, tuple(one.values for one in verdict.people))


def as_a_set(*entries):
    return register_listed_households(
        CLERK, [listed(entry) for entry in entries], batch="b", now=NOW
    )


def rows(table):
    """All rows of a table as they compare between two ways, in a stable order."""
    with scoped(PROVINCE), connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
        found = [row for (row,) in cursor.fetchall()]
    return sorted((comparable(row) for row in found), key=repr)


def comparable(row):
    row = json.loads(row) if isinstance(row, str) else row
    kept = {key: value for key, value in row.items() if key not in DIFFERS}
    kept |= {
        key: bool(row[key])
        for key in DIFFERS
        if key.endswith(("encrypted", "superseded_by_act_id")) and key in row
    }
    if row.get("subject_kind") == "person":
        kept["subject_ref"] = "drawn"
    for key in ("facts", "content"):
        kept[key] = without_drawn(row[key]) if key in row else None
    return kept


def without_drawn(content):
    if not isinstance(content, dict):
        return content
    return {
        key: without_drawn(value)
        for key, value in content.items()
        if key not in {"household", "batch", "verification", "sealed"}
    }


def register(entry):
    return register_household(actor=CLERK, household=entry, request_key=uuid4(), now=NOW)


HOUSEHOLDS = (
    household(person(1)),
    household(person(2, room="", floor="-1", landmark="菜场旁")),
    household(
        person(3, relation_to_householder="1"),
        person(4, born="20180505", relation_to_householder="3", reason="9", host_name="周某",
               host_relation="50", guardian_name="周某", guardian_relation="50"),
        person(5, relation_to_householder="2", phone="0855-8223045"),
        reporting_party="3", reporting_name="房某", reporting_number="X1", reporting_phone="139",
    ),
    household(person(6, hukou_division="522601", reason="12", school_name="某校",
                     enrolled_on="2025-09-01", employer_name="")),
)  # fmt: skip


def test_a_set_leaves_the_rows_the_counter_leaves():
    for entry in HOUSEHOLDS:
        register(entry)
    by_counter = {table: rows(table) for table in TABLES}
    start_anew()
    as_a_set(*HOUSEHOLDS)
    for table in TABLES:
        assert rows(table) == by_counter[table], table


def test_a_line_that_stood_before_changes_nothing():
    register(household(person(1)))
    moved = household(person(1, address="韶山路9号", arrived_on="2026-06-25"))
    register(moved)
    before = {table: rows(table) for table in TABLES}
    ((again,),) = as_a_set(household(person(1)))
    assert again.state is ListedState.ALREADY_REGISTERED
    assert {table: rows(table) for table in TABLES} == before
