"""Signing in, choosing a post, coming back to where one was, signing out."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.staff_desks import ADMINISTRATOR, AUDITOR, CLERK, actor, at_desk

from anju.access.session import posts_held
from anju.casework.demo_staff import DEMO_PASSWORD, present_code
from anju.casework.staffing import end_posting, post_staff
from anju.kit.clock import now, today

pytestmark = pytest.mark.usefixtures("house")


def factors(number: str = CLERK) -> dict[str, str]:
    return {"number": number, "password": DEMO_PASSWORD, "code": present_code(number, now())}


def test_a_stranger_is_led_to_the_sign_in_page_and_back(client: Client) -> None:
    wanted = "/counter/find/?q=" + quote("周")
    away = client.get(wanted)
    assert away.status_code == 302
    assert away.headers["Location"] == "/signin/?next=" + quote(wanted, "")
    back = client.post(away.headers["Location"], factors())
    assert back.headers["Location"] == wanted


def test_which_of_the_three_was_wrong_is_not_said(client: Client) -> None:
    wrong = [
        factors() | {"code": "000000"},
        factors() | {"password": "no"},
        factors() | {"number": "x"},
    ]
    pages = [client.post("/signin/", one).content.decode() for one in wrong]
    assert all("工号、密码或者动态口令不对" in page for page in pages)
    assert all(DEMO_PASSWORD not in page.split("演示人员")[0] for page in pages)


def test_too_many_failures_must_wait(client: Client) -> None:
    for _ in range(6):
        page = client.post("/signin/", factors("demo02") | {"password": "no"}).content.decode()
    assert "以后再试" in page


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:1"])
def test_signing_in_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    back = client.post(f"/signin/?next={quote(elsewhere)}", factors("demo03"))
    assert back.headers["Location"] == "/counter/"


def test_whoever_holds_several_posts_chooses_one(client: Client) -> None:
    manager = actor(ADMINISTRATOR)
    post_staff(
        actor=manager, number=CLERK, agency_code="52260101", post="window_clerk",
        since=today(), now=now(),
    )  # fmt: skip
    page = client.post("/signin/?next=/counter/find/", factors()).content.decode()
    assert "您现在做哪个岗位" in page
    assert client.get("/counter/find/").headers["Location"].startswith("/signin/post/")
    chosen = posts_held(CLERK, on=today())[1]
    done = client.post("/signin/post/?next=/counter/find/", {"post": chosen.posting_id})
    assert done.headers["Location"] == "/counter/find/"
    assert chosen.agency_name in client.get("/counter/find/").content.decode()
    foreign = client.post("/signin/post/", {"post": "999999"})
    assert "您现在做哪个岗位" in foreign.content.decode()


def test_answers_typed_before_a_session_ran_out_come_back(client: Client) -> None:
    typed = {
        "request_key": str(uuid4()),
        "name": "周小满<b>",
        "grounds": ["employment", "dwelling"],
    }
    page = client.post("/counter/register/", typed).content.decode()
    assert "内容还在" in page
    kept = page.split('name="kept" value="')[1].split('"')[0]
    resumed = client.post(
        "/signin/?next=/counter/register/", factors() | {"kept": kept}
    ).content.decode()
    assert 'name="name" value="周小满&lt;b&gt;"' in resumed
    assert 'value="employment"' in resumed
    assert 'value="dwelling"' in resumed
    assert 'action="/counter/register/"' in resumed


def test_answers_nobody_signed_are_not_taken(client: Client) -> None:
    done = client.post("/signin/?next=/counter/find/", factors() | {"kept": "eyJhIjoxfQ:1:1"})
    assert done.status_code == 302


def test_a_part_of_a_page_says_in_its_place_that_the_session_ran_out(client: Client) -> None:
    part = client.get("/counter/find/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "内容都还在" in part


def test_a_post_that_ended_signs_out_with_a_sentence() -> None:
    clerk = at_desk(CLERK)
    (held,) = posts_held(CLERK, on=today())
    end_posting(actor=actor(ADMINISTRATOR), posting_id=held.posting_id, ends_on=today(), now=now())
    away = clerk.get("/counter/find/", follow=True)
    assert "您的岗位已经变动" in away.content.decode()
    assert clerk.get("/counter/find/").status_code == 302


def test_without_a_post_nobody_gets_in(client: Client) -> None:
    (held,) = posts_held(CLERK, on=today())
    yesterday = today() - timedelta(days=1)
    end_posting(
        actor=actor(ADMINISTRATOR), posting_id=held.posting_id, ends_on=yesterday, now=now()
    )
    page = client.post("/signin/", factors(), follow=True).content.decode()
    assert "没有岗位" in page


def test_signing_out_ends_the_session() -> None:
    clerk = at_desk(CLERK)
    assert clerk.get("/signout/").status_code == 405
    assert "已退出" in clerk.post("/signout/", follow=True).content.decode()
    assert clerk.get("/counter/find/").status_code == 302


def test_the_demonstration_shows_its_people_and_production_does_not(
    client: Client, settings: Any
) -> None:
    assert "演示人员" in client.get("/signin/").content.decode()

    class Production:
        is_production = True

    settings.ANJU = Production()
    assert "演示人员" not in client.get("/signin/").content.decode()


def test_a_page_of_another_post_is_not_there() -> None:
    assert at_desk(AUDITOR).get("/counter/find/").status_code == 404


def test_pages_are_not_stored_by_browsers() -> None:
    assert "no-store" in at_desk(CLERK).get("/counter/find/").headers["Cache-Control"]


def test_a_sign_in_page_that_stood_open_too_long_is_opened_anew() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    answer = strict.post("/signin/", factors())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/signin/")
    assert "_auth_user_id" not in strict.session
