"""Whom the box finds: by every key, in a sensible order, in the own territory, each look noted."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import FENG, NIGHT, QIAN, WANG, WU
from tests.factories.lives import ELIGIBLE_ON, approved, registered
from tests.factories.registrations import at, entry, key, made_up_number

from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.casework.registrations.departures import Ending, deregister
from anju.reading.finding_people import FoundPeople, find_people
from anju.records.journal.models import ViewEntry

NOW = at(ELIGIBLE_ON, 18)
#: A number of 1988 so that two of one name can be told apart.
OTHER_BIRTH = date(1988, 8, 8)


def find(text: str, actor=WU) -> FoundPeople:
    return find_people(actor, text, now=NOW)


def names(text: str) -> list[str]:
    return [row.name for row in find(text).rows]


def refs(text: str) -> list[str]:
    return [row.person_ref for row in find(text).rows]


def test_one_person_is_found_by_every_key() -> None:
    life = approved()
    number = life.document_number
    old = number[:6] + number[8:17]
    for typed in (
        number, old, f"周阿妹 {number}", life.permit_number, life.case_number,
        life.registration_number, "周阿妹", "周 阿妹", "阿妹", "zhouamei", "zhōu ā mèi", "zam",
        "zhouam", "周am", "周amei", "z阿妹", "周阿妹 1990", "周阿妹 19900101", "周阿妹1990-01-01",
        f"周阿妹 {number[-4:]}", f"zam {number[-4:]}", f"19900101 {number[-4:]}", "19900101",
        "迎宾大道15号 602", "迎宾大道15号1栋602室", "ybdd15 602", "ybdd15", "迎宾 15号",
    ):  # fmt: skip
        assert refs(typed) == [life.person_ref], typed


@pytest.mark.parametrize(
    "typed",
    ["周阿妹 1991", "周阿妹 19900102", "周阿妹 0000", "19900101 0000", "迎宾大道15号 603", "阿弟"],
)
def test_what_does_not_fit_finds_nobody(typed: str) -> None:
    registered()
    assert refs(typed) == []


@pytest.mark.parametrize(
    "typed",
    ["买买提·吐尔逊", "买买提.吐尔逊", "买买提•吐尔逊", "买买提吐尔逊", "买买提 吐尔逊", "吐尔逊"],
)
def test_a_name_with_a_dot_is_found_with_any_dot_and_with_none(typed: str) -> None:
    registered(entry(name="买买提·吐尔逊"))
    found = find(typed)
    assert [row.name for row in found.rows] == ["买买提·吐尔逊"]
    assert found.alike == ()


def test_a_wrong_character_is_offered_apart_and_said_in_words() -> None:
    for place, name in enumerate(("周阿妹", "周阿梅", "吴阿妹", "周小妹", "周大花")):
        registered(entry(name=name, room=str(place)))
    found = find("周阿美")
    assert found.rows == ()
    assert {(row.name, row.likeness) for row in found.alike} == {
        ("周阿妹", "same_sound"), ("周阿梅", "same_sound"),
    }  # fmt: skip
    found = find("周阿妹")
    assert [row.name for row in found.rows] == ["周阿妹"]
    assert [(row.name, row.likeness) for row in found.alike] == [
        ("周阿梅", "same_sound"), ("吴阿妹", "one_character"), ("周小妹", "one_character"),
    ]  # fmt: skip


def test_the_very_name_stands_before_longer_ones_and_residents_before_who_left() -> None:
    gone = registered(entry(name="周阿", room="1"))
    longer = registered(entry(name="周阿妹", room="2"))
    here = registered(entry(name="周阿", room="3"))
    deregister(
        actor=WU,
        registration_number=gone.registration_number,
        ending=Ending(left_on=date(2026, 5, 1), reason="3"),
        request_key=key(),
        now=at(date(2026, 5, 2)),
    )
    assert refs("周阿") == [here.person_ref, gone.person_ref, longer.person_ref]


def test_the_county_finds_in_all_its_stations_and_another_station_finds_nobody() -> None:
    life = registered()
    for typed in ("周阿妹", "zam", life.document_number, "迎宾大道15号 602", "19900101"):
        assert len(find(typed, WANG).rows) == 1, typed
        assert find(typed, FENG) == replace(find("无此人甲", FENG), by=find(typed, FENG).by)
    with pytest.raises(NotYours):
        find("周阿妹", QIAN)


def test_numbers_are_masked_and_everybody_listed_is_a_look() -> None:
    number = made_up_number(OTHER_BIRTH)
    registered(entry(name="周阿梅", document_number=number, room="1"))
    registered()
    found = find("周阿妹")
    assert number not in repr(found)
    with scoped(NIGHT):
        assert ViewEntry.objects.filter(purpose="find_person").count() == 2
