"""A registration made by mistake a moment ago is taken back; what stood before stands again."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import FENG, NIGHT, SUN, WU
from tests.factories.lives import registered
from tests.factories.registrations import TOWN_B, at, child, entry, household, key, made_up_number

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.registrations.register import HouseholdRegistered, register_household
from anju.casework.registrations.stays import confirm_stay
from anju.casework.registrations.taking_back import take_back_household
from anju.codes.citizen_number import normalise
from anju.reading.finding_people import find_people
from anju.reading.known_person import known_person
from anju.reading.legal_facts import person_ids
from anju.records.issued.models import Paper
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

ON = date(2026, 9, 4)
NOW = at(ON)


def register(*people, actor=WU, now=NOW) -> HouseholdRegistered:
    return register_household(actor=actor, household=household(*people), request_key=key(), now=now)


def take_back(done: HouseholdRegistered, *, actor=WU, now=NOW + timedelta(minutes=9)):
    return take_back_household(
        actor=actor, household_ref=done.household_ref, request_key=key(), now=now
    )


def test_nothing_of_it_stands_and_the_number_is_free_again() -> None:
    first, kid = entry(), child()
    done = register(first, kid)
    back = take_back(done)
    assert back.people == 2
    with scoped(NIGHT):
        states = ResidenceRegistration.objects.values_list("state", flat=True)
        assert set(states) == {"taken_back"}
        assert not CurrentResidence.objects.exists()
        assert {paper.voided_reason for paper in Paper.objects.all()} == {"登记撤回"}
        assert len(back.void_papers) == Paper.objects.count() == 2
    assert not known_person(WU, "111", first.document_number, now=NOW).is_known
    assert not find_people(WU, first.name, now=NOW).rows
    again = register(first, kid, now=NOW + timedelta(minutes=12))
    assert again.people[0].person_ref != done.people[0].person_ref


def test_the_stay_before_goes_on_and_the_file_goes_back() -> None:
    life = registered(entry(document_number=(number := made_up_number())))
    moved = entry(document_number=number, township=TOWN_B, address="北京东路1号", arrived_on="-1")
    done = register(moved, actor=FENG)
    assert known_person(FENG, "111", number, now=NOW).is_ours
    take_back(done, actor=FENG)
    known = known_person(WU, "111", normalise(number), now=NOW)
    assert known.is_ours
    assert known.registration_number == life.registration_number
    assert "迎宾大道15号" in known.address
    with scoped(NIGHT):
        before = ResidenceRegistration.objects.get(number=life.registration_number)
        assert (before.state, before.left_on) == ("registered", None)
        residence = CurrentResidence.objects.get(person_id__in=person_ids(before.person_id))
        assert residence.last_confirmed_on == before.registered_on
    assert register(moved, actor=FENG, now=NOW + timedelta(minutes=11)).state == "registered"


def test_who_moved_within_the_station_lives_where_they_lived() -> None:
    life = registered(entry(document_number=(number := made_up_number())))
    take_back(register(entry(document_number=number, address="莲花巷136号", arrived_on="-1")))
    known = known_person(WU, "111", number, now=NOW)
    assert known.registration_number == life.registration_number
    assert "迎宾大道15号" in known.address


def test_too_late_or_somebody_elses() -> None:
    done = register(entry())
    with pytest.raises(Conflict, match="十分钟"):
        take_back(done, now=NOW + timedelta(minutes=11))
    with pytest.raises(Conflict, match="不是您登记的"):
        take_back(done, actor=SUN)
    with pytest.raises(NotYours):
        take_back(done, actor=FENG)


def test_not_once_something_hangs_on_it() -> None:
    done = register(entry())
    confirm_stay(
        actor=WU,
        registration_number=done.people[0].registration_number,
        channel="1",
        request_key=key(),
        now=NOW + timedelta(minutes=2),
    )
    with pytest.raises(Conflict, match="又办了别的事"):
        take_back(done)


def test_a_second_time_is_told_that_it_went_on() -> None:
    done = register(entry())
    take_back(done)
    with pytest.raises(Conflict):
        take_back(done)
