"""The staff pages in Chromium: no barrier at either width, one screen, hands on the keyboard."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import Life, registered
from tests.factories.registrations import TOWN_A, made_up_number
from tests.page_errors import kept
from tests.web.staff_desks import CLERK, at_desk, open_house

from anju.web.pages.person.acts import PERSON_ACTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}


@pytest.fixture
def counter(browser: "Browser", live_server: Any, settings: Any) -> Iterator["Page"]:
    """A tab at the counter, a clerk signed in."""
    open_house(settings)
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    session = at_desk(CLERK).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    tab = window.new_page()
    tab.on("pageerror", kept)
    yield tab
    window.close()


def pages_of(life: Life) -> list[str]:
    file = f"/counter/person/{life.person_ref}/"
    acts = [f"{file}act/{slug}/" for slug, act in PERSON_ACTS.items() if not act.about_departure]
    return [
        "/counter/", "/counter/queue/to_accept/", "/counter/find/", "/counter/find/?q=周",
        "/counter/register/", file, *acts,
    ]  # fmt: skip


def test_no_page_has_a_barrier_or_scrolls_sideways(
    counter: "Page", axe_findings: Callable[["Page"], list[str]]
) -> None:
    life = registered()
    found = {}
    for size in (COUNTER, ENLARGED):
        counter.set_viewport_size(size)
        for address in pages_of(life):
            answer = counter.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            if faults := axe_findings(counter):
                found[address, size["width"]] = faults
            assert counter.evaluate("document.documentElement.scrollWidth") <= size["width"], (
                address
            )
    counter.context.clear_cookies()
    counter.goto("/signin/")
    assert not axe_findings(counter)
    assert not found


def test_the_empty_sheet_is_one_screen(counter: "Page") -> None:
    counter.goto("/counter/register/")
    assert counter.evaluate("document.documentElement.scrollHeight") <= COUNTER["height"]


def test_a_family_is_registered_without_touching_the_mouse(
    counter: "Page", axe_findings: Callable[["Page"], list[str]]
) -> None:
    counter.goto("/counter/register/")
    keys = counter.keyboard
    keys.type(made_up_number())
    counter.wait_for_selector("#known .known__read")
    for typed in ("周小满", "m", "13900001234", "黎平县", "德凤街道平街1号"):
        counter.wait_for_timeout(50)  # an Enter in the same instant belongs to the input method
        keys.press("Enter")
        keys.type(typed)
    assert counter.input_value("[name=p0-ethnic_group]") == "06"
    fill = {"township": TOWN_A, "place_kind": "1", "p0-reason": "1", "p0-occupation": "6"}
    texts = {"address": "迎宾大道15号", "room": "602", "landlord_name": "杨某"}
    for name, code in fill.items():
        counter.select_option(f"[name={name}]", code)
    for name, text in texts.items():
        counter.fill(f"[name={name}]", text)
    keys.press("F9")
    counter.wait_for_selector("[data-error-summary]")
    assert counter.title().startswith("错误：")
    assert counter.evaluate("document.activeElement.dataset.errorSummary") == ""
    assert not axe_findings(counter)
    counter.fill("[name=p0-employer_name]", "金源建筑")
    keys.press("F4")
    counter.wait_for_selector("[name=p1-name]")
    assert counter.evaluate("document.activeElement.name") == "p1-document_number"
    counter.fill("[name=p1-document_number]", made_up_number())
    counter.fill("[name=p1-name]", "周大满")
    counter.select_option("[name=p1-relation_to_householder]", "2")
    counter.select_option("[name=p1-ethnic_group]", "06")
    with counter.expect_navigation():
        keys.press("F9")
    assert "/done/" in counter.url, counter.inner_text("main")
    assert "凭证 2 张" in counter.inner_text("main")
    assert not axe_findings(counter)


def test_only_what_the_answers_make_one_ask_is_shown(counter: "Page") -> None:
    counter.goto("/counter/register/")
    school = counter.locator("[name=p0-school_name]")
    assert not school.is_visible()
    counter.select_option("[name=p0-reason]", "12")
    assert school.is_visible()
    assert not counter.locator("[name=p0-employer_name]").is_visible()
    counter.select_option("[name=p0-document_kind]", "117")
    assert counter.locator("[name=p0-born_on]").is_visible()


def test_an_address_and_a_home_are_taken_by_arrows_and_enter(counter: "Page") -> None:
    registered()
    counter.goto("/counter/register/")
    counter.locator("[name=address]").press_sequentially("迎宾")
    counter.wait_for_selector("#places [name=take_address]")
    counter.keyboard.press("ArrowDown")
    counter.keyboard.press("Enter")
    counter.wait_for_selector("#places [name=take_home]")
    counter.keyboard.type("602")
    counter.keyboard.press("Enter")
    assert counter.input_value("[name=township]") == TOWN_A
    assert counter.input_value("[name=door_code]")
    assert counter.input_value("[name=room]") == "602"
