"""The process mistakes as hands make them, in Chromium: nothing is lost, nothing saved twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.process_mistakes import times_saved
from tests.web.staff_desks import CLERK, actor, at_desk, open_house

from anju.access.actor import Actor
from anju.casework.bulk.migration import migrate_in
from anju.jobs.bench.day_hands import Hands, fill_from_card
from anju.jobs.bench.day_people import BY_WHOM, NEW, Visitor, past_of, visitors
from anju.jobs.bench.day_truth import wrong_saves
from anju.kit.clock import now, today

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
SHEET = "/counter/register/"
RECEIPT = "**/counter/register/done/**"
NUMBER = "[name=p0-document_number]"


@pytest.fixture
def people(settings: Any, tmp_path: Path) -> list[Visitor]:
    """People who are new, and the neighbours they will have."""
    settings.ANJU_DATA = tmp_path
    open_house(settings)
    known = Actor.system("示范数据", "522601")
    migrate_in(known, list(past_of((), today())), hands=BY_WHOM, now=now())
    return [one for one in visitors(12) if one.errand in NEW]


@pytest.fixture
def hands(browser: Any, live_server: Any, people: list[Visitor]) -> Iterator[Hands]:
    """Hands at a tab of the clerk's browser."""
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    at_counter = Hands(window.new_page())
    faults: list[str] = []
    at_counter.tab.on("pageerror", lambda error: faults.append(str(error)))
    session = at_desk(CLERK).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    at_counter.tab.goto(SHEET)
    yield at_counter
    window.close()
    assert not faults


def test_keys_pressed_twice_the_way_back_and_ended_sessions_save_once(
    hands: Hands, people: list[Visitor]
) -> None:
    first, second, third = people[:3]
    tab = hands.tab
    hands.lay(first)
    fill_from_card(hands, first)
    with tab.expect_navigation(url=RECEIPT):
        tab.keyboard.press("F9")
        tab.keyboard.press("F9")
    assert times_saved() == 1
    tab.go_back()
    tab.wait_for_selector("#sheet")
    if tab.input_value(NUMBER):
        tab.keyboard.press("F9")
        tab.wait_for_selector(".anju-error-summary, [data-next]")
    assert times_saved() == 1

    # The session ends while the next sheet is half filled.
    tab.goto(SHEET)
    hands.lay(second)
    fill_from_card(hands, second)
    tab.context.clear_cookies(name="sessionid")
    hands.press_to(f"**{SHEET}", "F9")
    assert "登录后回到刚才的位置，内容还在" in tab.inner_text("main")
    tab.get_by_role("button", name="登录：吴晓").first.focus()
    hands.press_to("**/signin/**", "Enter")
    assert "刚才的内容还在" in tab.inner_text("main")
    tab.get_by_role("button", name="接着提交").focus()
    hands.press_to(RECEIPT, "Enter")
    assert times_saved() == 2

    # Two tabs: in the other one the clerk signs in anew while a sheet is open in this one.
    tab.goto(SHEET)
    hands.lay(third)
    fill_from_card(hands, third)
    other = {"name": "csrftoken", "value": "a" * 32, "domain": "localhost", "path": "/"}
    tab.context.add_cookies([other])
    hands.press_to(f"**{SHEET}", "F9")
    assert "刚才的内容还在" in tab.inner_text("main")
    tab.get_by_role("button", name="接着提交").focus()
    hands.press_to(RECEIPT, "Enter")
    assert times_saved() == 3
    assert wrong_saves(actor(CLERK), [first, second, third], now=now()) == []
