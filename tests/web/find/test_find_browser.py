"""Finding people in Chromium: F3 over any page, hands on the keyboard, no barrier in any state."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import approved, registered
from tests.factories.registrations import entry
from tests.web.staff_desks import CLERK, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
PICTURES = os.environ.get("ANJU_PICTURES", "")
BOX = "#find-overlay input"
FIRST = "#find-overlay [data-row]"
FOCUSED = "document.activeElement.id || document.activeElement.name || document.activeElement.text"


@pytest.fixture
def tab(browser: "Browser", live_server: Any, settings: Any) -> Iterator["Page"]:
    """A tab at the counter, a clerk signed in; whoever touches the mouse is told."""
    open_house(settings)
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    session = at_desk(CLERK).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    tab = window.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(f"{error} {error.stack}"))
    yield tab
    window.close()
    assert not errors


def picture(tab: "Page", name: str) -> None:
    """Keep how it looks, where somebody asked for pictures."""
    if PICTURES:
        tab.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def town() -> str:
    """Six people, one with a permit; gives the outward number of the first."""
    life = approved()
    for place, name in enumerate(("周阿梅", "周阿花", "吴阿妹", "买买提·吐尔逊", "周小龙")):
        registered(entry(name=name, room=str(700 + place)))
    return life.person_ref


def test_f3_finds_over_the_form_and_gives_the_hands_back(
    tab: "Page", axe_findings: Callable[["Page"], list[str]]
) -> None:
    person = town()
    tab.goto("/counter/register/")
    keys = tab.keyboard
    keys.type("9901")
    before = tab.evaluate(FOCUSED)
    keys.press("F3")
    tab.wait_for_selector(BOX)
    assert tab.evaluate(FOCUSED) == "find-overlay-text"
    picture(tab, "find-overlay-empty")
    assert not axe_findings(tab)
    keys.type("周阿妹")
    keys.press("Enter")
    tab.wait_for_selector(FIRST)
    assert tab.evaluate(FOCUSED) == "周阿妹"
    picture(tab, "find-overlay")
    assert not axe_findings(tab)
    keys.press("ArrowDown")
    assert tab.evaluate(FOCUSED) == "周阿梅"
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    assert tab.evaluate(FOCUSED) == "find-overlay-text"
    keys.press("Escape")
    assert not tab.is_visible(BOX)
    assert tab.evaluate(FOCUSED) == before
    assert tab.evaluate("document.activeElement.value") == "9901"
    keys.press("F3")
    keys.type("zam")
    keys.press("Enter")
    tab.wait_for_selector("#find-overlay [data-row]:focus")
    keys.press("1")
    tab.wait_for_url(f"**/counter/person/{person}/")


def test_the_page_of_its_own_has_no_barrier_in_any_state(
    tab: "Page", axe_findings: Callable[["Page"], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    town()
    faults = {}
    states = {
        "find-empty": "", "find-rows": "?q=周", "find-alike": "?q=周阿美",
        "find-nobody": "?q=欧阳无名", "find-address": "?q=ybdd15", "find-many": "?q=阿",
    }  # fmt: skip
    for name, query in states.items():
        if name == "find-many":
            monkeypatch.setattr("anju.reading.finding_people.MOST", 2)
        for size in (COUNTER, ENLARGED):
            tab.set_viewport_size(size)
            tab.goto(f"/counter/find/{query}")
            if found := axe_findings(tab):
                faults[name, size["width"]] = found
            assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], name
            picture(tab, f"{name}-{size['width']}")
    assert not faults


def test_the_page_is_walked_by_keys(tab: "Page") -> None:
    town()
    tab.set_viewport_size(COUNTER)
    tab.goto("/counter/find/")
    keys = tab.keyboard
    assert tab.evaluate(FOCUSED) == "search-q"
    keys.type("周阿")
    keys.press("Enter")
    tab.wait_for_selector("[data-row]:focus")
    first = tab.evaluate(FOCUSED)
    keys.press("ArrowDown")
    assert tab.evaluate(FOCUSED) != first
    keys.press("w")
    assert tab.evaluate("document.activeElement.value") == "w"
    keys.press("F3")
    keys.press("Control+a")
    keys.type("吴am")
    keys.press("Enter")
    tab.wait_for_selector("[data-row]:focus:text('吴阿妹')")
    keys.press("Enter")
    tab.wait_for_url("**/counter/person/*/")
