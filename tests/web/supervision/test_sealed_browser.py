"""Protected files in Chromium: no barrier at either width, and the bar on every page."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import ELIGIBLE_ON, holding
from tests.page_errors import kept
from tests.web.moving_clock import moving_clock
from tests.web.staff_desks import CHIEF, CLERK, REVIEWER, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
COUNTER, ENLARGED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}


@pytest.fixture
def window(
    settings: Any, monkeypatch: pytest.MonkeyPatch, browser: "Browser", live_server: Any
) -> Iterator["BrowserContext"]:
    moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    one = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    yield one
    one.close()


def sit_down(window: "BrowserContext", live_server: Any, number: str) -> None:
    session = at_desk(number).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def look_at(tab: "Page", axe_findings: Any, name: str) -> None:
    """The page as it stands at both widths: no barrier, nothing over the side, a picture."""
    folder = os.environ.get("ANJU_PICTURES")
    for size in (ENLARGED, COUNTER):
        tab.set_viewport_size(size)
        assert axe_findings(tab) == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if folder:
            tab.screenshot(path=Path(folder) / f"{name}-{size['width']}.png")


def test_from_the_right_to_the_open_file_by_keys(
    window: "BrowserContext", live_server: Any, axe_findings: Any
) -> None:
    life = holding()
    tab = window.new_page()
    tab.on("pageerror", kept)

    sit_down(window, live_server, REVIEWER)
    tab.goto("/sealed/rights/")
    look_at(tab, axe_findings, "rights-empty")
    tab.get_by_label("给谁").select_option(f"{CHIEF}@52260102")
    tab.get_by_label("到哪天").fill(f"{ELIGIBLE_ON + timedelta(days=30):%Y%m%d}")
    tab.get_by_label("为什么需要").fill("负责本所受保护档案")
    tab.keyboard.press("F9")
    tab.get_by_role("cell", name="李岩", exact=True).wait_for()
    look_at(tab, axe_findings, "rights")

    sit_down(window, live_server, CHIEF)
    tab.goto(f"/counter/person/{life.person_ref}/")
    tab.get_by_role("link", name="设为受保护").click()
    tab.keyboard.press("F9")
    tab.get_by_role("heading", name="设为受保护").wait_for()
    look_at(tab, axe_findings, "protect-refused")
    tab.get_by_label("为什么保护").select_option("1")
    tab.get_by_label("文号").fill("凯法保字〔2026〕1号")
    tab.keyboard.press("F9")
    tab.get_by_text("档案已受保护").wait_for()

    tab.get_by_role("link", name="受保护", exact=True).click()
    look_at(tab, axe_findings, "sealed-open")
    tab.get_by_label("为什么打开").fill("为本人办理签注")
    tab.keyboard.press("F9")
    tab.get_by_role("region", name="受保护档案").wait_for()
    tab.goto(f"/counter/person/{life.person_ref}/")
    look_at(tab, axe_findings, "sealed-file")
    tab.get_by_role("link", name="不再保护").click()
    look_at(tab, axe_findings, "sealed-end")
    tab.goto("/counter/register/")
    look_at(tab, axe_findings, "sealed-refused")
    tab.keyboard.press("Alt+0")
    tab.get_by_text("受保护档案已关闭").wait_for()
    assert tab.get_by_role("region", name="受保护档案").count() == 0

    sit_down(window, live_server, CLERK)
    tab.goto("/counter/")
    tab.keyboard.press("Alt+8")
    tab.get_by_label("居住证号码").fill(life.permit_number)
    tab.get_by_label("为什么核验").select_option("1")
    tab.keyboard.press("F9")
    tab.get_by_text("2027-09-06").wait_for()
    look_at(tab, axe_findings, "verify")
