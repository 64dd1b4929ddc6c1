"""Inquiries, orders, ratings and the client's screen in Chromium: by keys, without a barrier."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import ELIGIBLE_ON, registered
from tests.web.moving_clock import moving_clock
from tests.web.staff_desks import CHIEF, CLERK, OFFICER, at_desk, open_house

from anju.web.pages.rate.tokens import rating_token

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
COUNTER, ENLARGED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}
PHONE = {"width": 360, "height": 640}
DUE = f"{ELIGIBLE_ON + timedelta(days=10):%Y%m%d}"


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


def look_at(
    tab: "Page", axe_findings: Any, name: str, sizes: tuple[Any, ...] = (ENLARGED, COUNTER)
) -> None:
    """The page as it stands at each width: no barrier, nothing over the side, a picture."""
    folder = os.environ.get("ANJU_PICTURES")
    for size in sizes:
        tab.set_viewport_size(size)
        assert axe_findings(tab) == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if folder:
            tab.screenshot(path=Path(folder) / f"{name}-{size['width']}.png")


def test_an_inquiry_and_an_order_by_keys(
    window: "BrowserContext", live_server: Any, axe_findings: Any
) -> None:
    life = registered()
    tab = window.new_page()
    sit_down(window, live_server, OFFICER)

    tab.goto(f"/inquiries/of/{life.person_ref}/")
    tab.keyboard.press("F9")
    tab.get_by_text("请选择怎么发现的").first.wait_for()
    look_at(tab, axe_findings, "inquiry-refused")
    tab.get_by_label("怎么发现的").select_option("2")
    tab.get_by_label("发现了什么").fill("房主说上月已搬走")
    tab.keyboard.press("F9")
    tab.get_by_text("已立案核查").wait_for()
    look_at(tab, axe_findings, "inquiry-open")

    tab.keyboard.press("F4")
    tab.get_by_label("做了什么").select_option("occupant")
    tab.get_by_label("见到、问到人没有").select_option("yes")
    tab.get_by_label("见到谁").fill("杨某")
    tab.get_by_label("说了什么、看到什么").fill("上月底已经搬走，东西都拿走了")
    tab.keyboard.press("F9")
    tab.get_by_text("已记入核查").wait_for()
    tab.keyboard.press("F9")
    tab.get_by_label("核查结果").select_option("left")
    tab.get_by_label("凭什么认定").fill("房主说的")
    tab.keyboard.press("F9")
    tab.get_by_text("还没有听取本人的意见").first.wait_for()
    look_at(tab, axe_findings, "inquiry-unheard")
    tab.keyboard.press("Escape")
    tab.get_by_role("heading", name="可以怎样办结").wait_for()
    look_at(tab, axe_findings, "inquiry-dossier")
    tab.goto("/counter/queue/inquiries/")
    look_at(tab, axe_findings, "inquiry-list")

    tab.goto(f"/orders/of/{life.person_ref}/")
    tab.get_by_label("责令改正什么").select_option("tenants_not_reported")
    tab.get_by_label("责令谁").fill("杨某")
    tab.get_by_label("查明的情况").fill("出租三间房，承租人没有报告")
    tab.get_by_label("哪天以前改正").fill(DUE)
    look_at(tab, axe_findings, "order-begin")
    tab.keyboard.press("F9")
    tab.get_by_text("已责令限期改正").wait_for()
    look_at(tab, axe_findings, "order")


def test_the_client_looks_says_and_rates(
    window: "BrowserContext", live_server: Any, axe_findings: Any
) -> None:
    sit_down(window, live_server, CLERK)
    clerk = window.new_page()
    clerk.goto("/counter/register/")
    client = window.new_page()
    client.goto("/counter/client/")
    client.get_by_role("heading", name="您好").wait_for()
    look_at(client, axe_findings, "client-waiting")
    name = clerk.get_by_label("姓名", exact=True).first
    name.fill("周阿妹")
    name.press("Tab")
    client.get_by_text("周阿妹").wait_for()
    look_at(client, axe_findings, "client-summary")
    client.get_by_role("button", name="周阿妹").click()
    client.get_by_role("button", name="不对").click()
    clerk.get_by_text("客户说不对：姓名").wait_for()
    client.get_by_role("button", name="对", exact=True).click()
    clerk.get_by_text("客户看过，说对").wait_for()

    word = rating_token("household", "H1", "52260102")
    tell = "new BroadcastChannel('anju.client').postMessage({kind: 'done', said: '登记好了', rate})"
    clerk.evaluate(f"(rate) => {tell}", f"/rate/{word}/")
    client.get_by_role("heading", name="办好了").wait_for()
    look_at(client, axe_findings, "client-done")
    client.get_by_role("button", name="不满意", exact=True).click()
    client.get_by_text("谢谢您的评价").wait_for()

    phone = window.new_page()
    phone.goto(f"/rate/{rating_token('household', 'H2', '52260102')}/")
    look_at(phone, axe_findings, "rate", (PHONE,))
    sit_down(window, live_server, CHIEF)
    clerk.goto("/police/ratings/")
    look_at(clerk, axe_findings, "ratings")
    clerk.get_by_role("link", name="记下处理情况").press("Enter")
    look_at(clerk, axe_findings, "rating-answer")
