"""Intake and notice in Chromium: two scans and one notice by keys alone, every state looked at."""

import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from tests.exchange.scans.files import as_bytes, portrait, written_page
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, applying, registered
from tests.factories.registrations import entry
from tests.page_errors import kept
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CHIEF, CLERK, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
#: What the counter's devices do on a key: the same events as `devices.js` sends.
DEVICES = """
const scans = SCANS;
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
addEventListener("keydown", (event) => {
  if (event.key !== "F10" && event.key !== "F2") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const file = () => new File([bytes(scans.shift())], "scan.jpg", { type: "image/jpeg" });
  const [name, detail] = event.key === "F10"
    ? ["anju:scanned", { file: file() }]
    : ["anju:card-read", { fields: {}, photo: "data:image/jpeg;base64,CHIP" }];
  document.dispatchEvent(new CustomEvent(name, { cancelable: true, detail }));
}, true);
"""


def in_letters(content: bytes) -> str:
    return b64encode(content).decode("ascii")


@pytest.fixture
def now(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MovingClock:
    settings.ANJU_DATA = tmp_path
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


@pytest.fixture
def window(now: MovingClock, browser: "Browser", live_server: Any) -> Iterator["BrowserContext"]:
    opened = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    yield opened
    opened.close()


def sit_down(window: "BrowserContext", live_server: Any, number: str) -> None:
    session = at_desk(number).cookies["sessionid"].value
    window.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def plug_in(window: "BrowserContext") -> None:
    """A reader and a scanner at this counter."""
    scans = [in_letters(as_bytes(written_page(seed=seed))) for seed in (1, 2)]
    chip = in_letters(as_bytes(portrait(102, 126)))
    window.add_init_script(DEVICES.replace("SCANS", json.dumps(scans)).replace("CHIP", chip))


@pytest.fixture
def look(window: "BrowserContext", axe_findings: Any) -> Callable[["Page", str], None]:
    """A page as it stands at both widths: no barrier, nothing hangs over the side."""
    pictures = os.environ.get("ANJU_PICTURES")

    def looked(tab: "Page", name: str) -> None:
        for size in (COUNTER, ENLARGED):
            tab.set_viewport_size(size)
            assert axe_findings(tab) == [], name
            assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], name
            if pictures:
                tab.screenshot(path=Path(pictures) / f"{name}-{size['width']}.png", full_page=True)
        tab.set_viewport_size(COUNTER)

    return looked


def test_t26_and_t27_two_scans_and_one_notice_by_keys_alone(
    window: "BrowserContext", live_server: Any, meter_of: Any, look: Any
) -> None:
    life, other = registered(), registered(entry(name="周乙", room="2"))
    sit_down(window, live_server, CLERK)
    meters = meter_of(window)
    plug_in(window)
    tab = window.new_page()
    tab.on("pageerror", kept)
    meter = meters(tab)
    tab.goto(f"/counter/person/{life.person_ref}/apply/")
    with meter("T26"):
        tab.keyboard.press("F2")
        tab.wait_for_selector('[data-code="photo"] .held')
        tab.keyboard.press("F10")
        tab.wait_for_selector('[data-code="address_proof"] .held')
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("F10")
        tab.wait_for_selector('[data-code="employment_proof"] .held')
        tab.keyboard.press("ArrowDown")
        look(tab, "intake-with-files")
        tab.keyboard.press("F9")
        tab.wait_for_url("**/cases/*/")
    assert "申请已收下" in tab.content()
    assert "还缺" not in tab.inner_text("main")
    tab.goto(f"/counter/person/{other.person_ref}/apply/")
    with meter("T27"):
        tab.keyboard.press("F8")
        tab.wait_for_url("**/notify_deficiencies/")
        look(tab, "notice")
        tab.keyboard.press("F9")
        tab.wait_for_url("**/told/")
        look(tab, "notice-told")
        with window.expect_page() as printed:
            tab.keyboard.press("F9")
        printed.value.close()
    assert "一次告知全部 4 项" in tab.inner_text("main")


def test_every_state_of_intake_and_notice_has_no_barrier(
    window: "BrowserContext", live_server: Any, look: Any, now: MovingClock
) -> None:
    life = registered()
    here = registered(entry(name="周丙", hukou_division="522601", room="3"))
    told = applying(registered(entry(name="周丁", room="4")), evidence=EVERYTHING[:2]).case_number
    desk = at_desk(CLERK)
    notice = f"/cases/{told}/notify_deficiencies/"
    desk.post(notice, {"request_key": str(uuid4()), "seen": "", "note": ""})
    sit_down(window, live_server, CLERK)
    tab = window.new_page()

    def at(address: str, name: str) -> None:
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        look(tab, name)

    now.to(date(2026, 6, 1))
    at(f"/counter/person/{life.person_ref}/apply/", "intake-not-yet")
    now.to(ELIGIBLE_ON)
    at(f"/counter/person/{here.person_ref}/apply/", "intake-not-this-way")
    at(f"/counter/person/{life.person_ref}/apply/?code=K7F3K7F4", "intake-misread-code")
    with tab.expect_response("**/hold/address_proof/"):
        tab.set_input_files(
            "#id_files_address_proof",
            {"name": "合同.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"},
        )
    tab.wait_for_selector('[data-code="address_proof"] [data-faults] p')
    look(tab, "intake-file-refused")
    at(f"/cases/{told}/supplement/", "supplement")
    brought = {"request_key": str(uuid4()), "kind_employment_proof": "employment_contract"}
    desk.post(f"/cases/{told}/supplement/", brought | {"kind_address_proof": ""})
    at(notice, "second-notice-needed")
    desk.post(notice, {"request_key": str(uuid4()), "reason": "住宿证明写错了"})
    at(notice, "second-notice-waiting")
    sit_down(window, live_server, CHIEF)
    at("/counter/queue/second_notices/", "second-notices")
    tab.click("tbody a")
    look(tab, "second-notice-answer")
    tab.keyboard.press("Alt+3")
    tab.wait_for_selector(".anju-error-summary")
    look(tab, "second-notice-no-reason")
