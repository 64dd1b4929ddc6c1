"""The places: twenty offices, found by town, village and pinyin."""

import pytest
from django.test import Client

from anju.web.pages.public.where.places import place_of, places, places_for


def names(words: str) -> list[str]:
    return [place.office.name for place in places_for(words)]


def test_all_twenty_offices_are_listed_with_telephone_and_hours(client: Client) -> None:
    html = client.get("/where/").content.decode()
    assert len(places()) == 20
    assert html.count('href="tel:+86855') == 20
    assert html.count("办公时间待确认") == 20


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("大十字", "大十字街道"),
        ("dsz", "大十字街道"),
        ("DASHIZI", "大十字街道"),
        ("红星美凯龙", "鸭塘街道"),
        ("未来城", "城西街道"),
        ("wlc", "城西街道"),
        (" 三棵树 ", "三棵树镇"),
    ],
)
def test_a_place_is_found_by_its_town_its_village_or_its_sound(words: str, name: str) -> None:
    assert name in names(words)


def test_every_office_is_found_by_its_initials() -> None:
    from anju.codes.pinyin import initials

    for place in places():
        assert place.office.name in names(initials(place.office.name))


def test_an_unknown_estate_shows_every_office(client: Client) -> None:
    html = client.get("/where/", {"q": "没有这个小区"}).content.decode()
    assert "没有找到这个地方" in html
    assert html.count('class="place"') == 20


def test_a_floor_below_ground_is_said() -> None:
    place = place_of("522601009")
    assert place is not None
    assert place.floor == "负 2 楼"
    assert place.telephone == "+868558620966"


def test_nothing_typed_is_written_back_as_markup(client: Client) -> None:
    html = client.get("/where/", {"q": "<script>"}).content.decode()
    assert "<script>" not in html.replace("<script src", "")
