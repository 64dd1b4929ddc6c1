"""Whoever is on file goes in with the set, and leaves the very rows the counter would have left."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from tests.casework.bulk.test_listed_households import (
    PROVINCE,
    TABLES,
    as_a_set,
    household,
    person,
    register,
    rows,
    start_anew,
)

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.bulk import households as bulk
from anju.casework.bulk.households import ListedState
from anju.casework.people.merges import Merging, merge_persons
from anju.casework.people.suspicions import suspect_duplicate
from anju.casework.registrations.departures import Ending, deregister
from anju.casework.registrations.register import register_household

BEFORE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
BUREAU = Actor("demo05", "郑明", "officer", "522601", "522601")
OTHER_TOWN = "522601001"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def agencies():
    start_anew()


def earlier(*people, **more):
    """A household of the county, registered in spring."""
    return register_household(
        actor=BUREAU, household=household(*people, **more), request_key=uuid4(), now=BEFORE
    )


def there(serial, **more):
    """Somebody who lived in the other town since February."""
    return person(serial, township=OTHER_TOWN, arrived_on="2026-02-20", **more)


def left(done, on):
    """The first person of a household is struck off."""
    deregister(
        actor=BUREAU,
        registration_number=done.people[0].registration_number,
        ending=Ending(left_on=on, reason="3"),
        request_key=uuid4(),
        now=BEFORE,
    )


def two_documents():
    """A file of the other town with the documents 11 and 12, found to be one human being's."""
    kept, absorbed = earlier(there(11)), earlier(there(12))
    left(absorbed, date(2026, 3, 1))
    refs = {"person_ref": kept.people[0].person_ref, "other_ref": absorbed.people[0].person_ref}
    pair = suspect_duplicate(actor=BUREAU, **refs, request_key=uuid4(), now=BEFORE)
    merging = Merging(pair_ref=pair.pair_ref, keep_ref=refs["person_ref"], reason="同一人")
    merge_persons(actor=BUREAU, merging=merging, request_key=uuid4(), now=BEFORE)


def spring():
    """What stands before the list: neighbours, people of the other town, people who left."""
    earlier(person(1, arrived_on="2026-02-20"))
    earlier(person(2, arrived_on="2026-02-20", phone="13985511111"))
    earlier(there(11, phone="13985522222"))
    earlier(
        there(12, relation_to_householder="1"),
        there(13, born="20180505", relation_to_householder="3", reason="9", host_name="周某",
              host_relation="50", guardian_name="周某", guardian_relation="50"),
    )  # fmt: skip
    left(earlier(there(14, ethnic_group=""), is_incomplete=True), date(2026, 3, 1))
    left(earlier(person(3, arrived_on="2026-02-20")), date(2026, 2, 20))


LISTED = (
    household(person(1, address="韶山路9号", arrived_on="2026-06-25")),
    household(person(2, address="韶山路9号", phone="13985533333", education="20",
                     hukou_division="520102", hukou_address="另一处")),
    household(person(3)),
    household(person(4), person(5, address="宁波路4号", relation_to_householder="2")),
    household(
        person(12, address="宁波路9号"),
        person(13, born="20180505", address="宁波路9号", relation_to_householder="3", reason="9",
               host_name="周某", host_relation="50", guardian_name="周某", guardian_relation="50"),
        person(15, address="宁波路9号", relation_to_householder="2"),
    ),
    household(person(11, arrived_on="2026-02-20")),
    household(person(14, ethnic_group="06", phone="0855-8223045")),
)  # fmt: skip


def test_people_on_file_leave_the_rows_the_counter_leaves():
    spring()
    moved = [register(entry) for entry in LISTED]
    by_counter = {table: rows(table) for table in TABLES}
    start_anew()
    spring()
    answers = as_a_set(*LISTED)
    for table in TABLES:
        assert rows(table) == by_counter[table], table
    for done, family in zip(moved, answers, strict=True):
        expected = [
            (
                ListedState.MOVED if one.moved_from_elsewhere else ListedState.REGISTERED,
                one.registration_number,
            )
            for one in done.people
        ]
        assert [(one.state, one.registration_number) for one in family] == expected


def test_the_same_list_again_changes_nothing():
    spring()
    as_a_set(*LISTED)
    before = {table: rows(table) for table in TABLES}
    again = as_a_set(*LISTED)
    assert {one.state for family in again for one in family} == {ListedState.ALREADY_REGISTERED}
    assert {table: rows(table) for table in TABLES} == before


def test_who_lives_in_that_very_home_is_shown_to_the_counter_and_the_others_go_in():
    register(household(person(1, arrived_on="2026-06-01")))
    (refused, (new,)) = as_a_set(
        household(person(1), person(7, relation_to_householder="2")), household(person(8))
    )
    assert {one.state for one in refused} == {ListedState.REFUSED}
    assert refused[0].sentence == "周某 已于 2026-07-01 在本址登记，可以直接“确认仍住”"
    assert new.state is ListedState.REGISTERED


def test_a_file_merged_with_another_goes_through_the_counters_act(monkeypatch):
    two_documents()
    singly = []
    monkeypatch.setattr(
        bulk,
        "register_household",
        lambda **given: singly.append(given) or register_household(**given),
    )
    ((moved,), (new,)) = as_a_set(household(person(12)), household(person(1)))
    assert (moved.state, new.state) == (ListedState.MOVED, ListedState.REGISTERED)
    assert len(singly) == 1


def test_whoever_stands_in_the_list_under_two_documents_is_registered_once():
    two_documents()
    (one,), (other,) = as_a_set(household(person(11)), household(person(12)))
    assert (one.state, other.state) == (ListedState.MOVED, ListedState.MOVED)
    with scoped(PROVINCE), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registrations_currentresidence")
        assert cursor.fetchone() == (1,)
