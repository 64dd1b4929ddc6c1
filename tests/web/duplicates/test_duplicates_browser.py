"""Two records compared in Chromium: by keys alone, all differences in sight, no barrier."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.casework.pairs import registered_at, twice
from tests.factories.cast import FENG
from tests.factories.lives import ELIGIBLE_ON
from tests.page_errors import kept
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CHIEF, CLERK, COLLECTOR, REVIEWER, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER, ENLARGED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}
EVERYTHING_ELSE = {
    "name": "周阿美",
    "hukou_division": "522632",
    "hukou_address": "古州镇东街5号",
    "ethnic_group": "12",
    "phone": "13800138000",
    "hukou_kind": "10",
    "education": "40",
    "marital_status": "20",
}


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def take_picture(tab: "Page", name: str) -> None:
    pictures = os.environ.get("ANJU_PICTURES")
    if pictures:
        tab.screenshot(path=str(Path(pictures) / f"{name}.png"))


def test_t32_a_pair_is_decided_by_keys_with_all_differences_in_sight(
    browser: "Browser", live_server: Any, meter_of: Callable[..., Any], axe_findings: Any
) -> None:
    earlier, _, ref = twice(**EVERYTHING_ELSE)
    registered_at(FENG, name="周阿美")
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    meter, tab = meter_of(window), window.new_page()
    tab.on("pageerror", kept)

    def look(number: str, address: str, name: str) -> None:
        sit_down(number)
        for size in (COUNTER, ENLARGED):
            tab.set_viewport_size(size)
            tab.goto(address)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert axe_findings(tab) == []
            take_picture(tab, f"{name}-{size['width']}")
        tab.set_viewport_size(COUNTER)

    def sit_down(number: str) -> None:
        session = at_desk(number).cookies["sessionid"].value
        window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    pair = f"/duplicates/{ref}/"
    look(CHIEF, "/duplicates/", "duplicates")
    look(CLERK, f"/counter/person/{earlier.person_ref}/merge/?q=周阿妹", "duplicates-other")
    look(CHIEF, pair, "duplicate")
    tab.goto(pair)
    rows = tab.locator("#pair tbody tr")
    assert rows.count() >= 9
    sight = tab.evaluate(
        "() => { const bar = document.querySelector('.action-bar, .actions-bar, footer');"
        " const rows = [...document.querySelectorAll('#pair tbody tr')];"
        " return [rows.at(-1).getBoundingClientRect().bottom,"
        " bar ? bar.getBoundingClientRect().top : innerHeight, scrollY]; }"
    )
    assert sight[2] == 0
    assert sight[0] <= sight[1], "a difference is below the fold"
    assert tab.evaluate("document.activeElement.matches('[data-choice]')")
    with meter(tab)("T32") as task:
        task.decided()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("Alt+1")
        tab.get_by_text("已合并").wait_for()
    take_picture(tab, "duplicate-merged")
    undo = tab.get_by_role("link", name="撤销（30 天内）").get_attribute("href")
    assert undo is not None
    look(CHIEF, undo, "duplicate-undo")
    look(CHIEF, pair, "duplicate-decided")
    tab.goto(undo)
    tab.keyboard.press("Tab")
    tab.get_by_label("为什么撤销合并").fill("经核实是两个人")
    tab.keyboard.press("F9")
    tab.get_by_text("两份档案各自恢复").wait_for()
    look(CHIEF, pair, "duplicate-apart")
    look(REVIEWER, "/duplicates/", "duplicates-county")
    look(COLLECTOR, "/duplicates/", "duplicates-collector")
    window.close()
