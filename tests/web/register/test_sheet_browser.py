"""The sheet in Chromium, hands on the keyboard: T20 to T24, the input method, drafts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import registered
from tests.factories.registrations import TOWN_A, TOWN_B, entry, made_up_number
from tests.journeys.task_meter import Meter, measured
from tests.web.staff_desks import CLERK, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
SHEET = "/counter/register/"
BOXES = "#sheet input:not([type=hidden]):not([type=checkbox])"
CARD = """card => document.dispatchEvent(new CustomEvent("anju:card-read", {
  cancelable: true, detail: { kind: "citizen", photo: "", reader: "试", marks: [], fields: card },
}))"""
#: In each box that is seen: a composition, Enter inside it, and Enter in the instant it ends.
COMPOSE = """boxes => [...document.querySelectorAll(boxes)].filter(one => one.offsetParent)
.map(one => {
  const press = more => one.dispatchEvent(new KeyboardEvent("keydown", {
    key: "Enter", bubbles: true, cancelable: true, ...more,
  }));
  const compose = name => one.dispatchEvent(new CompositionEvent(name, { bubbles: true }));
  one.focus();
  compose("compositionstart");
  press({ isComposing: true });
  press({ keyCode: 229 });
  one.value += "周";
  compose("compositionend");
  press({});
  return [one.name, document.activeElement.name];
})"""


@pytest.fixture
def desk(
    browser: "Browser", live_server: Any, settings: Any, record_property: Callable[..., None]
) -> Iterator[tuple["Page", Meter]]:
    """A tab at the counter with the meter on it."""
    open_house(settings)
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    session = at_desk(CLERK).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    meters = measured(window, record_property)
    tab = window.new_page()
    tab.set_default_timeout(25_000)
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab, meters(tab)
    window.close()
    assert not faults


def picture(tab: "Page", name: str) -> None:
    """Save what is seen, where somebody wants to look at it."""
    if folder := os.environ.get("ANJU_PICTURES"):
        tab.screenshot(path=Path(folder) / f"{name}.png")


def read_card(tab: "Page", number: str, name: str = "周小满", address: str = "") -> None:
    """F2, and what the reader then says."""
    tab.keyboard.press("F2")
    card = {"number": number, "name": name, "ethnic_group": "06", "sex": "2"}
    card |= {"address": address or "贵州省黎平县德凤街道平街1号"}
    tab.evaluate(CARD, card)
    tab.wait_for_selector("#known .known__read")


def commit(tab: "Page", task: Any, text: str, keys: int) -> None:
    """Chinese as an input method brings it: so many keys, one text."""
    tab.keyboard.insert_text(text)
    task.counts["K"] += keys


def at(tab: "Page") -> str:
    return str(tab.evaluate("document.activeElement.name || document.activeElement.textContent"))


def press(tab: "Page", *keys: str) -> None:
    for key in keys:
        tab.wait_for_timeout(30)
        tab.keyboard.press(key)


def house_of_others() -> None:
    """A house with one home that is taken and another that is known."""
    registered(entry(name="吴大海", room="601"))
    registered(entry(name="郑小河", room="602", arrived_on="2026-02-02"))


def test_the_hands_stay_on_the_keyboard(
    desk: tuple["Page", Meter], axe_findings: Callable[["Page"], list[str]]
) -> None:
    tab, meter = desk
    house_of_others()
    tab.goto(SHEET)
    assert at(tab) == "p0-document_number"
    with meter("T20") as task:
        read_card(tab, made_up_number())
        assert tab.input_value("[name=p0-hukou_division]").endswith("黎平县")
        assert tab.input_value("[name=p0-hukou_address]") == "德凤街道平街1号"
        assert at(tab) == "p0-phone"
        tab.keyboard.type("15412345678")
        press(tab, "Enter")
        assert at(tab) == "address"
        tab.keyboard.type("ybdd15")
        press(tab, "Enter")
        tab.wait_for_selector("#places [name=take_home]")
        tab.keyboard.type("602")
        press(tab, "Enter")
        assert tab.input_value("[name=landlord_name]") == "杨某"
        assert tab.input_value("[name=door_code]")
        assert at(tab) == "arrived_on"
        press(tab, "Enter")
        assert at(tab) == "p0-reason"
        press(tab, "1", "Enter")
        assert tab.input_value("[name=p0-occupation]") == "6"
        assert at(tab) == "p0-employer_name"
        commit(tab, task, "金源建筑", 7)
        task.decided(3)
        tab.keyboard.press("Tab")
        tab.wait_for_selector("#start-line b")
        picture(tab, "intake")
        with tab.expect_navigation():
            press(tab, "F9")
    assert "凭证 1 张" in tab.inner_text("main")
    picture(tab, "intake-receipt")
    assert not axe_findings(tab)
    press(tab, "Enter")
    tab.wait_for_url(f"**{SHEET}")
    tab.wait_for_selector("[data-last-place]")
    picture(tab, "intake-next")


def test_without_a_reader(desk: tuple["Page", Meter]) -> None:
    tab, meter = desk
    house_of_others()
    tab.goto(SHEET)
    with meter("T21") as task:
        tab.keyboard.type(made_up_number())
        tab.wait_for_selector("#known .known__read")
        press(tab, "Enter")
        commit(tab, task, "周小满", 10)
        press(tab, "Enter")
        tab.keyboard.type("m")
        press(tab, "Enter")
        tab.keyboard.type("15412345678")
        press(tab, "Enter")
        tab.keyboard.type("522631")
        press(tab, "Enter")
        commit(tab, task, "德凤街道平街1号", 24)
        press(tab, "Enter")
        tab.keyboard.type("ybdd15")
        press(tab, "Enter")
        tab.wait_for_selector("#places [name=take_home]")
        tab.keyboard.type("602")
        press(tab, "Enter", "Enter", "1", "Enter")
        commit(tab, task, "金源建筑", 7)
        task.decided(5)
        with tab.expect_navigation():
            press(tab, "F9")
    assert "凭证 1 张" in tab.inner_text("main")


def test_one_more_and_still_here_and_moved(desk: tuple["Page", Meter]) -> None:
    tab, meter = desk
    house_of_others()
    number = made_up_number()
    registered(entry(document_number=number, name="周小满", room="701"))
    tab.goto(SHEET)
    with meter("T23"):
        read_card(tab, number)
        press(tab, "F7")
        with tab.expect_navigation():
            press(tab, "F9")
    assert "周小满 已确认仍住" in tab.inner_text("main")
    assert at(tab) == "p0-document_number"
    with meter("T24"):
        read_card(tab, number)
        press(tab, "F7", "F7")
        assert at(tab) == "address"
        assert tab.input_value("[name=p0-employer_name]") == "金源建筑"
        picture(tab, "intake-moved")
        tab.keyboard.type("ybdd15")
        press(tab, "Enter")
        tab.wait_for_selector("#places [name=take_home]")
        tab.keyboard.type("602")
        press(tab, "Enter")
        assert at(tab) == "arrived_on"
        with tab.expect_navigation():
            press(tab, "F9")
    assert "凭证 1 张" in tab.inner_text("main")
    tab.goto(SHEET)
    read_card(tab, made_up_number())
    with meter("T22"):
        press(tab, "F4")
        tab.wait_for_selector("[name=p1-document_number]")
        read_card(tab, made_up_number(), name="周大海")
        tab.wait_for_selector("[name=p1-relation_to_householder]:focus")
        press(tab, "2")
    assert tab.input_value("[name=p1-relation_to_householder]") == "2"
    assert tab.input_value("[name=p1-name]") == "周大海"


def test_enter_inside_a_composition_belongs_to_the_input_method(desk: tuple["Page", Meter]) -> None:
    tab, _ = desk
    tab.goto(SHEET)
    tab.select_option("[name=p0-document_kind]", "117")
    tab.select_option("[name=place_kind]", "1")
    done: set[str] = set()
    for reason in ("1", "9", "12", "13"):
        tab.select_option("[name=p0-reason]", reason)
        told = tab.evaluate(COMPOSE, BOXES)
        assert [name for name, at_end in told if name != at_end] == []
        done |= {name for name, _ in told}
    assert len(done) > 25
    assert tab.url.endswith(SHEET)


def test_nothing_typed_is_lost(
    desk: tuple["Page", Meter], axe_findings: Callable[["Page"], list[str]]
) -> None:
    tab, _ = desk
    tab.goto(SHEET)
    number = made_up_number()
    tab.keyboard.type(number)
    tab.fill("[name=p0-name]", "周小满")
    press(tab, "Escape")
    assert tab.url.endswith(SHEET)
    with tab.expect_navigation():
        press(tab, "Escape", "Escape")
    assert "没办完的草稿" in tab.inner_text("main")
    picture(tab, "counter-home")
    assert not axe_findings(tab)
    with tab.expect_navigation():
        press(tab, "F7")
    assert tab.input_value("[name=p0-document_number]") == number
    assert tab.input_value("[name=p0-name]") == "周小满"
    fields = {"address": "莲花巷136号", "room": "2", "landlord_name": "杨某"}
    fields |= {"p0-hukou_division": "黎平县", "p0-hukou_address": "平街1号"}
    fields |= {"p0-employer_name": "金源建筑"}
    for name, code in {"township": TOWN_A, "place_kind": "1", "p0-reason": "1"}.items():
        tab.select_option(f"[name={name}]", code)
    tab.select_option("[name=p0-ethnic_group]", "06")
    for name, text in fields.items():
        tab.fill(f"[name={name}]", text)
    tab.context.set_offline(True)
    press(tab, "F9")
    tab.wait_for_selector("#sending:not([hidden])")
    assert "暂时存不上。内容已保存在本机，恢复后自动提交" in tab.inner_text("#sending")
    picture(tab, "intake-down")
    with tab.expect_navigation():
        tab.context.set_offline(False)
    assert "凭证 1 张" in tab.inner_text("main")
    with tab.expect_navigation():
        press(tab, "Control+z")
    assert "已撤回 1 人的登记" in tab.inner_text("main")
    assert tab.input_value("[name=p0-document_number]") == number


def test_faults_are_said_at_their_field_and_the_cursor_stays(
    desk: tuple["Page", Meter], axe_findings: Callable[["Page"], list[str]]
) -> None:
    tab, _ = desk
    registered(entry(township=TOWN_B, address="北京东路8号"))
    tab.goto(SHEET)
    tab.keyboard.type("99010119900101001")
    press(tab, "Tab")
    tab.wait_for_selector("#id_p0-document_number-said")
    assert at(tab) == "p0-name"
    tab.fill("[name=arrived_on]", "2010-01-01")
    tab.locator("[name=arrived_on]").press("Tab")
    tab.wait_for_selector("#id_arrived_on-said [name=confirmed]")
    picture(tab, "intake-faults")
    for size in (COUNTER, ENLARGED):
        tab.set_viewport_size(size)
        assert not axe_findings(tab)
        width = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"]
    press(tab, "F8")
    assert at(tab) == "p0-document_number"
