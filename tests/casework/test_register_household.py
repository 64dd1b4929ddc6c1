"""Registering a household: rows, papers, journal, and everybody who must be told apart."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import FENG, NIGHT, QIAN, WU, ZHENG
from tests.factories.lives import registered
from tests.factories.registrations import TOWN_B, at, child, entry, household, key, made_up_number

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.registration_form import FormRefused
from anju.casework.registrations.register import register_household
from anju.casework.registrations.stays import confirm_stay
from anju.reading.finding_people import find_people
from anju.reading.known_person import known_person
from anju.reading.papers_issued import household_slips
from anju.reading.person_file import person_file
from anju.records.journal.models import JournalEntry
from anju.records.people.models import IdentityKey
from anju.records.registrations.models import CurrentResidence

DAY = date(2026, 3, 3)


def register(people, *, actor=WU, on=DAY, **changes):
    return register_household(
        actor=actor, household=household(*people, **changes), request_key=key(), now=at(on)
    )


def test_a_family_gets_one_receipt_and_the_child_stands_on_the_parents_slip() -> None:
    result = register([entry(), child()])
    parent, little_one = result.people
    assert result.state == "registered"
    assert parent.slip_number == little_one.slip_number
    papers = household_slips(WU, result.household_ref, now=at(DAY))
    assert sorted(paper.kind for paper in papers) == ["registration_form", "slip"]
    slip = next(paper for paper in papers if paper.kind == "slip")
    assert [one["name"] for one in slip.content["children"]] == ["周小龙"]
    assert slip.content["may_apply_from"] == "2026-09-04"
    assert "*" in slip.content["holder"]["citizen_number_masked"]


def test_the_journal_names_the_article_and_holds_no_number() -> None:
    one = entry()
    life = registered(one)
    with scoped(NIGHT):
        row = JournalEntry.objects.get(act="register_household")
    assert row.subject_ref == life.registration_number
    assert "PSD-2016 2(2)" in row.cites
    assert row.law_version
    assert one.document_number not in str(row.facts)


def test_the_file_shows_address_start_and_timeline() -> None:
    life = registered()
    file = person_file(WU, life.person_ref, now=at(DAY))
    stay = file.registrations[0]
    assert stay.address == "迎宾大道15号1栋602室"
    assert (stay.starts_on, stay.basis) == (DAY, "declared")
    assert stay.eligible_from == date(2026, 9, 4)
    assert [row.act for row in file.timeline] == ["register_household"]
    assert file.masked_number.startswith("990101********")


def test_a_second_registration_in_the_same_home_is_refused() -> None:
    one = entry()
    registered(one)
    with pytest.raises(Conflict, match="已于 2026-03-03 在本址登记"):
        register([one], on=date(2026, 3, 10))


def test_registered_elsewhere_the_old_stay_ends_the_day_before_and_the_file_moves() -> None:
    one = entry()
    life = registered(one)
    moved = replace(one, township=TOWN_B, address="韶山路2号", arrived_on="2026-05-01")
    result = register([moved], actor=FENG, on=date(2026, 5, 2))
    assert result.people[0].person_ref == life.person_ref
    assert result.people[0].moved_from_elsewhere
    file = person_file(FENG, life.person_ref, now=at(date(2026, 5, 2)))
    here, before = file.registrations
    assert (before.state, before.left_on) == ("deregistered", date(2026, 4, 30))
    assert (here.starts_on, here.basis) == (DAY, "continued")
    with pytest.raises(NotYours):
        person_file(WU, life.person_ref, now=at(date(2026, 5, 2)))
    with scoped(NIGHT):
        areas = set(
            JournalEntry.objects.filter(act="register_household").values_list("area", flat=True)
        )
    assert areas == {"5226010101", "5226010201"}


def test_a_clerk_of_station_b_never_sees_station_a() -> None:
    life = registered()
    with pytest.raises(NotYours):
        person_file(FENG, life.person_ref, now=at(DAY))
    assert find_people(FENG, "周阿妹", now=at(DAY)).rows == ()
    known = known_person(FENG, "111", life.document_number, now=at(DAY))
    assert known.is_known
    assert not known.is_ours
    assert known.name == ""


@pytest.mark.parametrize("text", ["周阿妹", "周阿", "zam", "zhouamei", "阿妹"])
def test_a_person_is_found_by_name_pinyin_and_initials(text: str) -> None:
    life = registered()
    found = find_people(WU, text, now=at(DAY))
    assert [row.person_ref for row in found.rows] == [life.person_ref]


def test_a_person_is_found_by_every_number() -> None:
    one = entry(phone="15400001111")
    result = register([one])
    person = result.people[0]
    numbers = (
        one.document_number,
        "15400001111",
        person.registration_number,
        person.slip_number,
    )
    for number in numbers:
        found = find_people(WU, number, now=at(DAY))
        assert [row.person_ref for row in found.rows] == [person.person_ref], number


def test_the_form_refuses_with_every_problem_at_once() -> None:
    with pytest.raises(FormRefused) as refused:
        register([entry(name="", arrived_on="2026-13-01", reason="")])
    codes = {p.code for p in refused.value.verdict.people[0].problems}
    assert {"NM-EMPTY", "DT-REAL", "RS-EMPTY"} <= codes
    with scoped(NIGHT):
        assert not IdentityKey.objects.exists()


def test_a_problem_to_check_is_saved_once_the_clerk_confirms_it() -> None:
    long_ago = entry(arrived_on="2010-01-05")
    with pytest.raises(FormRefused):
        register([long_ago])
    result = register([long_ago], confirmed=frozenset({"DT-OLD"}))
    assert result.state == "registered"


def test_a_collectors_report_stands_until_the_counter_confirms_it() -> None:
    result = register([entry()], actor=ZHENG)
    assert (result.state, result.people[0].slip_number, result.form_number) == ("submitted", "", "")
    number = result.people[0].registration_number
    with scoped(NIGHT):
        assert not CurrentResidence.objects.exists()
    kept = confirm_stay(
        actor=WU,
        registration_number=number,
        channel="1",
        request_key=key(),
        now=at(date(2026, 3, 5)),
    )
    assert kept.state == "registered"
    assert kept.slip_number
    with scoped(NIGHT):
        assert CurrentResidence.objects.get().starts_on == DAY


def test_a_card_maker_registers_nobody() -> None:
    with pytest.raises(NotYours):
        register([entry()], actor=QIAN)


def test_somebody_with_hukou_in_this_city_is_registered_and_never_eligible() -> None:
    registered(entry(hukou_division="522601", document_number=made_up_number()))
    with scoped(NIGHT):
        assert CurrentResidence.objects.get().eligible_from is None
