"""One box to find a person: what it takes, what it shows, and what it keeps to itself."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.lives import registered
from tests.factories.registrations import entry, made_up_number
from tests.web.staff_desks import AUDITOR, CLERK, COLLECTOR, OTHER_CLERK, at_desk

pytestmark = pytest.mark.usefixtures("house")
ADDRESS = "/counter/find/"


def asked(typed: str, desk: str = CLERK, **headers: str) -> str:
    answer = at_desk(desk).get(ADDRESS, {"q": typed}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_lines_of_access(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert at_desk(AUDITOR).get(ADDRESS).status_code == 404
    assert at_desk(CLERK).get(ADDRESS).status_code == 200


def test_a_person_is_found_by_whatever_is_at_hand() -> None:
    life = registered()
    clerk = at_desk(CLERK)
    for typed in (
        "周阿妹", "zhouamei", "zam", "周am", "周阿妹 1990", "迎宾大道15号 602", "ybdd15",
        life.document_number, life.registration_number,
    ):  # fmt: skip
        page = clerk.get(ADDRESS, {"q": typed}).content.decode()
        assert f"/counter/person/{life.person_ref}/" in page, typed
        assert 'data-number="1"' in page
        assert life.document_number not in page.replace(
            f'value="{life.document_number}"', ""
        ).split("<main")[1].replace(typed, "")


def test_the_overlay_gets_the_list_alone() -> None:
    life = registered()
    part = asked("周阿妹", **{"hx-request": "true"})
    assert life.person_ref in part
    assert "<html" not in part
    assert "按姓名找到 1 人" in part


def test_every_staff_page_carries_the_overlay_but_the_page_of_its_own() -> None:
    clerk = at_desk(CLERK)
    assert 'id="find-overlay"' in clerk.get("/counter/").content.decode()
    assert 'id="find-overlay"' not in clerk.get(ADDRESS).content.decode()
    assert 'id="find-overlay"' not in at_desk(AUDITOR).get("/counter/").content.decode()


def test_a_wrong_character_is_offered_under_its_own_line() -> None:
    registered()
    page = asked("周阿美")
    assert "没有找到" in page
    assert "读音相同或差一个字" in page
    before, after = page.split("读音相同或差一个字", 1)
    assert "周阿妹" not in before
    assert "周阿妹" in after
    assert "读音相同" in after


def test_a_list_too_long_says_so_and_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju.reading.finding_people.MOST", 1)
    for room in "12":
        registered(entry(room=room))
    page = asked("周阿妹")
    assert "超过 50 个" in page
    assert "请加上出生年份" in page


def test_another_station_cannot_tell_somebody_elsewhere_from_nobody() -> None:
    life = registered()
    for typed, absent in (
        ("周阿妹", "欧阳无名"),
        (life.document_number, made_up_number(date(1950, 1, 1))),
        (life.registration_number, life.registration_number[:-5] + "99999"),
        ("迎宾大道15号 602", "迎宾大道15号 603"),
    ):
        elsewhere = asked(typed, OTHER_CLERK).split("<main")[1].replace(typed, "")
        assert elsewhere == asked(absent, OTHER_CLERK).split("<main")[1].replace(absent, "")
        assert "没有找到" in elsewhere
        assert "登记住户" in elsewhere


def test_a_collector_finds_people_but_opens_no_file() -> None:
    life = registered()
    page = asked("周阿妹", COLLECTOR)
    assert "周阿妹" in page
    assert life.person_ref not in page


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "'; --", "%", "字" * 900, "<b>", "2026-01-01", "0000", "²", "a1"]
)
def test_rubbish_never_breaks_the_box(typed: str) -> None:
    assert "<b>&lt;" not in asked(typed)
