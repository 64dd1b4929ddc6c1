"""One box to find a person."""

import pytest
from django.test import Client
from tests.factories.lives import registered
from tests.web.staff_desks import AUDITOR, CLERK, OTHER_CLERK, at_desk

pytestmark = pytest.mark.usefixtures("house")


def test_the_lines_of_access(client: Client) -> None:
    assert client.get("/counter/find/").status_code == 302
    assert at_desk(AUDITOR).get("/counter/find/").status_code == 404
    assert at_desk(CLERK).get("/counter/find/").status_code == 200


def test_a_person_is_found_by_whatever_is_at_hand() -> None:
    life = registered()
    clerk = at_desk(CLERK)
    for typed in ("周阿妹", "zhouamei", "zam", life.document_number, life.registration_number):
        page = clerk.get("/counter/find/", {"q": typed}).content.decode()
        assert f"/counter/person/{life.person_ref}/" in page, typed
        assert life.document_number not in page.replace(
            f'value="{life.document_number}"', ""
        ).split("<main")[1].replace(typed, "")


def test_another_station_finds_nobody_and_is_told_what_to_try() -> None:
    registered()
    page = at_desk(OTHER_CLERK).get("/counter/find/", {"q": "周阿妹"}).content.decode()
    assert "没有找到" in page
    assert "登记住户" in page


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "'; --", "%", "字" * 900, "<b>", "2026-01-01"]
)
def test_rubbish_never_breaks_the_box(typed: str) -> None:
    answer = at_desk(CLERK).get("/counter/find/", {"q": typed})
    assert answer.status_code == 200
    assert "<b>&lt;" not in answer.content.decode()
