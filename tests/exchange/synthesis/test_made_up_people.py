"""Nobody here can be anybody, and everybody could stand on the form."""

import tracemalloc
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.synthesis.cast import SEED, TODAY, five_thousand

from anju.casework.registration_form import (
    FormContext,
    RegistrationEntry,
    Severity,
    check_registration,
)
from anju.codes import citizen_number, credit_code, divisions, names, phone, tables, townships
from anju.exchange.synthesis import people
from anju.exchange.synthesis.chance import Chance
from anju.exchange.synthesis.naming import LONGEST_NAME, person_name
from anju.exchange.synthesis.numbers import (
    birth_with_free_number,
    citizen_number_of,
    credit_code_of,
    mobile_of,
)
from anju.exchange.synthesis.writing import form_values

ONE_RANGE = 5_000_000
person_numbers = st.integers(0, 19_999_999)
birthdays = st.dates(date(1930, 1, 5), date(2026, 1, 1))


def test_every_citizen_number_is_valid_nobodys_and_used_once() -> None:
    people_here = [life.person for life in five_thousand()]
    for person in people_here:
        read = citizen_number.read(person.citizen_number, TODAY)
        assert read.valid
        assert read.made_up
        assert read.birth_on == person.born_on
        assert read.sex == {"1": "male", "2": "female"}[person.sex]
    assert len({person.citizen_number for person in people_here}) == len(people_here)


@given(person_numbers, person_numbers, birthdays, st.sampled_from(["1", "2"]))
def test_no_two_of_twenty_million_share_a_number(
    one: int, other: int, birthday: date, sex: str
) -> None:
    """Even when they would be born on the same day."""
    made = [
        citizen_number_of(SEED, number, birth_with_free_number(number, birthday), sex)
        for number in (one, other)
    ]
    assert (made[0] == made[1]) == (one == other)


@given(st.integers(0, ONE_RANGE - 1), st.integers(1, 3), birthdays)
def test_numbers_stay_free_when_the_range_begins_anew(
    person: int, turn: int, birthday: date
) -> None:
    """However close the birthdays of two people of different turns are."""
    later = person + turn * ONE_RANGE
    own = birth_with_free_number(person, birthday)
    for shift in range(-3, 4):
        theirs = birth_with_free_number(later, birthday + timedelta(days=shift))
        assert own != theirs


@given(st.integers(0, 99_999_999))
def test_telephones_cannot_ring(person: int) -> None:
    number = mobile_of(SEED, person)
    assert phone.read(number).kind == "mobile"
    assert number.startswith(phone.MADE_UP_PREFIX)


@given(st.integers(0, 9_999_999))
def test_credit_codes_are_valid_and_of_no_division(employer: int) -> None:
    code = credit_code_of(employer)
    assert credit_code.read(code).valid
    assert divisions.state(code[2:8], TODAY) == "unknown"


def test_names_are_clean_and_some_are_long_short_or_rare() -> None:
    made = {
        person_name(Chance(SEED, turn), sex="1", ethnic_group=group, family="龙")
        for turn in range(12_000)
        for group in ("05", "06")
    }
    assert all(names.read(name).normalised == name for name in made)
    assert all(names.read(name).problems == () for name in made)
    assert LONGEST_NAME in made
    assert len(LONGEST_NAME) == 25
    assert {len(name) for name in made} >= {1, 2, 3}
    assert any(names.MIDDLE_DOT in name for name in made)
    assert any(ord(character) > 0xFFFF for name in made for character in name)


def test_people_come_from_near_and_far_some_with_an_old_code() -> None:
    hukou = [life.person.hukou_division for life in five_thousand()]
    assert all(divisions.resolve(code, TODAY) for code in hukou)
    states = {divisions.state(code, TODAY) for code in hukou}
    assert states == {"current", "historic"}
    near = sum(code.startswith("5226") for code in hukou) / len(hukou)
    province = sum(code.startswith("52") for code in hukou) / len(hukou)
    assert 0.35 < near < 0.55
    assert 0.6 < province < 0.85


def test_homes_stand_in_all_twenty_towns_and_some_below_the_street() -> None:
    homes = [life.household.dwelling for life in five_thousand()]
    assert {home.township for home in homes} == {
        town.code("nbs") for town in townships.townships("522601")
    }
    assert any(home.floor is not None and home.floor < 0 for home in homes)
    assert any(home.landmark for home in homes)


def test_codes_are_those_of_the_tables() -> None:
    for life in five_thousand()[:1_000]:
        stay, person = life.stay, life.person
        written = {
            "ethnic_groups": person.ethnic_group,
            "stay_reasons": stay.reason,
            "place_kinds": life.household.dwelling.place_kind,
            "planned_stays": stay.planned_stay,
            "householder_relations": stay.relation_to_householder,
            "reporting_parties": stay.reporting_party,
            "channels": stay.channel,
        }
        for name, code in written.items():
            assert tables.table(name).has(code, TODAY), (name, code)


def test_everybody_passes_the_registration_form() -> None:
    by_name = {town.name: town.code("nbs") or "" for town in townships.townships("522601")}
    context = FormContext(
        residence_division="522601",
        area="522601",
        townships={code: ("52260101", "") for code in by_name.values()},
    )
    for life in five_thousand()[:1_500]:
        values = form_values(life)
        lines = {k: v for k, v in values.items() if k not in {"household", "confirmed"}}
        entry = RegistrationEntry(**{**lines, "township": by_name[values["township"]]})
        checked = check_registration(entry, on=TODAY, context=context)
        faults = [one for one in checked.problems if one.severity is Severity.ERROR]
        assert faults == []


def test_memory_stays_flat_however_many_stream_past() -> None:
    stream = people(SEED, 3_000, TODAY)
    for _ in range(1_500):
        next(stream)
    tracemalloc.start()
    for _ in range(1_500):
        next(stream)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2_000_000
