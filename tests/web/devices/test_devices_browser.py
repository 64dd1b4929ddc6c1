"""The counter's devices in Chromium: read, corrected, printed, scanned; and all of it without."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.devices.simulated import SimulatedDevices
from tests.factories.registrations import TOWN_A
from tests.web.staff_desks import CHIEF, CLERK, actor, at_desk, open_house

from anju.access.scope import scoped
from anju.records.journal.models import CardReading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
READER = '[data-device="reader"]'
SHEET = "/counter/register/"
Findings = Callable[["Page"], list[str]]


def picture(tab: "Page", name: str) -> None:
    """Keep a picture of the page where one was asked for."""
    if folder := os.environ.get("ANJU_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=Path(folder) / f"devices-{name}.png")


@pytest.fixture
def tab(browser: "Browser", live_server: Any, settings: Any) -> Iterator["Page"]:
    """A tab of the clerk's window; the devices are not paired yet."""
    open_house(settings)
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    session = at_desk(CLERK).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    tab = window.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    window.close()
    assert not errors


def is_ready(tab: "Page", device: str = "reader") -> None:
    tab.wait_for_selector(f'[data-device="{device}"][data-state="ready"]')


def says(tab: "Page", words: str) -> None:
    tab.wait_for_selector(f"#device-words:has-text('{words}')")


def stands(tab: "Page", name: str, value: str) -> None:
    """The sheet fills itself a moment after the words: it asks where the county lies."""
    tab.wait_for_function(
        "([name, value]) => document.getElementsByName(name)[0].value === value", arg=[name, value]
    )


def fill_the_rest(tab: "Page") -> None:
    """What no card says."""
    for name, code in {"township": TOWN_A, "place_kind": "1", "p0-reason": "1"}.items():
        tab.select_option(f"[name={name}]", code)
    tab.select_option("[name=p0-occupation]", "6")
    texts = {
        "p0-phone": "13900001234",
        "address": "迎宾大道15号",
        "room": "602",
        "landlord_name": "杨某",
        "p0-hukou_division": "黎平县",
        "p0-hukou_address": "德凤街道平街1号",
        "p0-employer_name": "金源建筑",
    }
    for name, text in texts.items():
        tab.fill(f"[name={name}]", text)


def test_a_counter_is_paired_once_and_reads_prints_and_scans(
    tab: "Page", devices: SimulatedDevices, live_server: Any, axe_findings: Findings
) -> None:
    devices.allow([live_server.url])
    tab.goto(SHEET)
    assert tab.get_attribute(READER, "data-state") == "none"
    tab.click(".device-pills button")
    tab.fill("#device-code", "AAAA-AAAA")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-told]:has-text('配对码')")
    tab.fill("#device-code", devices.pairing.new_code())
    tab.keyboard.press("Enter")
    is_ready(tab)
    picture(tab, "paired")
    assert not axe_findings(tab)
    tab.keyboard.press("Escape")

    tab.keyboard.press("F2")
    says(tab, "没有找到证件")
    devices.lay("woman")
    tab.keyboard.press("F2")
    says(tab, "已读卡")
    stands(tab, "p0-name", "潘晓兰")
    stands(tab, "p0-ethnic_group", "06")
    assert tab.locator("input[name=card_reading]").count() == 1
    picture(tab, "read")
    assert not axe_findings(tab)

    fill_the_rest(tab)
    tab.fill("[name=p0-name]", "潘小兰")
    tab.keyboard.press("F9")
    tab.wait_for_url("**/done/**")
    with scoped(actor(CLERK)):
        (row,) = CardReading.objects.all()
    assert row.corrected == ["name"]
    assert row.reader.startswith("模拟窗口")
    is_ready(tab, "printer")
    devices.table.printer = "printer_paper"
    tab.keyboard.press("F9")
    says(tab, "打印机缺纸")
    picture(tab, "paper-out")
    assert not axe_findings(tab)
    devices.table.printer = ""
    tab.reload()
    is_ready(tab, "printer")
    tab.keyboard.press("F9")
    says(tab, "已打印")
    (printed,) = devices.table.prints
    assert printed.startswith(b"%PDF-")

    tab.goto("/counter/import/")
    is_ready(tab, "scanner")
    tab.keyboard.press("F10")
    says(tab, "扫描仪里没有纸")
    devices.table.paper = "contract"
    tab.keyboard.press("F10")
    says(tab, "已扫描一页")
    assert (
        tab.evaluate("document.querySelector('main input[type=file]').files[0].type")
        == "image/jpeg"
    )


def test_a_card_finds_its_person_and_a_misread_one_is_marked(
    tab: "Page", devices: SimulatedDevices, live_server: Any, axe_findings: Findings
) -> None:
    devices.pair(tab.context, live_server.url)
    devices.lay("man")
    tab.goto("/counter/")
    is_ready(tab)
    tab.keyboard.press("F2")
    tab.wait_for_url("**/counter/find/?q=9902*")
    devices.lay("misread")
    tab.goto(SHEET)
    is_ready(tab)
    tab.keyboard.press("F2")
    says(tab, "校验位不符")
    stands(tab, "p0-name", "陈立新")
    assert tab.get_attribute("[data-of=number]", "data-marked") == "true"
    picture(tab, "misread")
    assert not axe_findings(tab)


def test_nothing_waits_for_a_device_and_nothing_typed_is_lost(
    tab: "Page", devices: SimulatedDevices, live_server: Any, axe_findings: Findings
) -> None:
    devices.pair(tab.context, live_server.url)
    tab.goto(SHEET)
    is_ready(tab)
    tab.fill("[name=p0-name]", "周敏")
    devices.table.reader = "hangs"
    tab.keyboard.press("F2")
    tab.wait_for_selector("#device-words:has-text('没有按时应答')", timeout=2500)
    assert tab.evaluate("document.activeElement.name") == "p0-document_number"
    devices.stop()
    tab.keyboard.press("F2")
    says(tab, "没有应答")
    tab.wait_for_selector(f'{READER}[data-state="trouble"]')
    tab.keyboard.type("9901")
    assert tab.input_value("[name=p0-document_number]") == "9901"
    assert tab.input_value("[name=p0-name]") == "周敏"
    tab.click(".device-pills button")
    picture(tab, "gone")
    assert not axe_findings(tab)
    tab.keyboard.press("Escape")
    tab.set_viewport_size(ENLARGED)
    assert not axe_findings(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= ENLARGED["width"]
    tab.keyboard.press("F2")
    assert tab.evaluate("document.activeElement.name") == "p0-document_number"


def test_another_site_and_another_token_get_nothing(
    tab: "Page", devices: SimulatedDevices, live_server: Any
) -> None:
    devices.allow([live_server.url])
    devices.lay("woman")
    tab.add_init_script("localStorage.setItem('anju.devices', 'of somebody else')")
    tab.goto(SHEET)
    tab.wait_for_selector(f'{READER}[data-state="trouble"]')
    tab.click(".device-pills button")
    assert "还没有配对" in tab.inner_text("#devices")
    assert tab.is_visible("#device-code")
    tab.goto(live_server.url.replace("localhost", "127.0.0.1") + "/")
    reading = """async ([address, token]) => {
        const asked = { method: "POST", headers: { Authorization: `Bearer ${token}` } };
        try { return await (await fetch(address + "/v1/card", asked)).text(); }
        catch (error) { return error.name; }
    }"""
    assert tab.evaluate(reading, [devices.address, devices.token()]) == "TypeError"
    assert devices.table.read == 0


def test_the_report_and_the_simulator_have_no_barrier(
    tab: "Page", devices: SimulatedDevices, live_server: Any, axe_findings: Findings
) -> None:
    session = at_desk(CHIEF).cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for size in (COUNTER, ENLARGED):
        tab.set_viewport_size(size)
        for address in ("/readers/", f"{devices.address}/"):
            tab.goto(address)
            tab.wait_for_timeout(200)
            assert not axe_findings(tab), address
            assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    tab.set_viewport_size(COUNTER)
    tab.goto(f"{devices.address}/")
    tab.focus('[data-key="rare"]')
    tab.keyboard.press("Enter")
    tab.wait_for_selector('[data-key="rare"][aria-pressed="true"]')
    assert devices.table.card is not None
    assert devices.table.card.key == "rare"
    tab.click("#new-code")
    tab.wait_for_selector("#code:has-text('-')")
    tab.select_option("[data-set=paper]", "contract")
    picture(tab, "simulator")
