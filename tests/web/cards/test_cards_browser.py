"""The card desk by keyboard alone in Chromium: T29, T30 and T34 within budget, no barrier."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.cast import SUN, WU
from tests.factories.lives import (
    ELIGIBLE_ON,
    accepted,
    applying,
    approved,
    carded,
    holding,
    registered,
    stocked,
)
from tests.factories.registrations import at, entry, key
from tests.journeys.task_meter import Meter, measured
from tests.page_errors import kept
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CARD_MAKER, CLERK, at_desk, open_house

from anju.casework.permits.endings import cancel_permit
from anju.casework.permits.losses import report_loss

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
IN_WINDOW = date(2027, 8, 20)
TOO_LATE = date(2027, 11, 20)
#: A card laid on the reader gives its number to the page on F2, as the counter's devices do.
CARD_ON_READER = """(fields) => addEventListener("keydown", (event) => {
  if (event.key !== "F2") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const detail = { fields, marks: [], note() {} };
  document.dispatchEvent(new CustomEvent("anju:card-read", { cancelable: true, detail }));
}, true)"""


class Desk:
    """A tab at which somebody sits, with a meter."""

    def __init__(self, tab: "Page", server: Any, axe: Callable[["Page"], list[str]]) -> None:
        self.tab, self.server, self.axe = tab, server, axe
        self.pictures = os.environ.get("ANJU_PICTURES")

    def sit(self, number: str) -> None:
        """Let somebody sign in at this tab."""
        session = at_desk(number).cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": self.server.url}
        self.tab.context.add_cookies([cookie])

    def look(self, name: str) -> None:
        """The page as it stands, at both widths: no barrier, nothing over the side."""
        for size in (ENLARGED, COUNTER):
            self.tab.set_viewport_size(size)
            assert self.axe(self.tab) == [], name
            assert self.tab.evaluate("document.documentElement.scrollWidth") <= size["width"], name
            if self.pictures:
                path = Path(self.pictures) / f"{name}-{size['width']}.png"
                self.tab.screenshot(path=path, full_page=size is ENLARGED)

    def opens(self, address: str, name: str) -> None:
        """Open a page and look at it."""
        answer = self.tab.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        self.look(name)

    def lay(self, **fields: str) -> None:
        """Lay a card on the reader."""
        self.tab.evaluate(CARD_ON_READER, fields)

    def press(self, *keys: str, reads: str) -> None:
        """Press keys, one after another, until the page says it."""
        for one in keys:
            self.tab.keyboard.press(one)
        self.tab.get_by_text(reads).first.wait_for()


@pytest.fixture
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


@pytest.fixture
def meters(
    now: MovingClock,
    browser: "Browser",
    live_server: Any,
    axe_findings: Any,
    record_property: Callable[[str, object], None],
) -> Iterator[tuple[Desk, Meter]]:
    """A desk and the meter of its tab."""
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    meter_of = measured(window, record_property)
    tab = window.new_page()
    tab.on("pageerror", kept)
    yield Desk(tab, live_server, axe_findings), meter_of(tab)
    window.close()


def test_a_batch_card_after_card_t34(meters: tuple[Desk, Meter]) -> None:
    desk, meter = meters
    for n in "甲乙丙":
        approved(accepted(applying(registered(entry(name=f"周{n}", room=n)))))
    desk.sit(CARD_MAKER)
    desk.opens("/cards/", "cards-no-blanks")
    stocked("KL0001", "KL0010")
    desk.opens("/cards/blanks/", "cards-blanks")
    desk.opens("/cards/blanks/back/", "cards-blanks-back")
    desk.opens("/cards/", "cards-maker")
    desk.press("F9", reads="已建批次")
    desk.look("cards-batch")
    with meter("T34"):
        desk.press("0", "1", "F9", reads="KL0001 已制成")
    with meter("T34s"):
        desk.press("0", "2", "Alt+1", reads="KL0002 已作废")
    desk.press("9", "9", "F9", reads="没有这个末尾的空白卡")
    desk.look("cards-batch-wrong-blank")
    desk.press("F2", "Control+A", "0", "3", "Enter", reads="KL0003 已制成")
    desk.press("0", "4", "F9", reads="这一批都做好了")
    desk.look("cards-batch-done")
    desk.press("F7", reads="批次已结束")
    desk.press("Escape", reads="做好了，等装箱")
    desk.look("cards-to-send")
    desk.press("Alt+1", reads="已移交 3 张")
    desk.look("cards-box-sent")
    code = desk.tab.url.rstrip("/").rsplit("/", 1)[1]
    desk.sit(CLERK)
    desk.tab.goto("/cards/")
    desk.tab.keyboard.press("F2")
    desk.tab.keyboard.insert_text(code)
    desk.press("Enter", reads="点一点，应该有 3 张")
    desk.look("cards-box")
    desk.press("F9", reads="已签收 3 张")
    desk.look("cards-box-signed")
    desk.press("Escape", reads="待领取")
    desk.look("cards-station")


def test_a_card_in_the_hand_t29_t30(meters: tuple[Desk, Meter], now: MovingClock) -> None:
    desk, meter = meters
    desk.sit(CLERK)
    desk.opens("/counter/card/", "hand-empty")
    for typed, name in (("4301050012020010100001", "hand-away"), ("999", "hand-unknown")):
        desk.opens(f"/counter/card/?card={typed}", name)
    ready = carded(approved(), blank_serial="KL0001", on=ELIGIBLE_ON)
    desk.tab.goto("/counter/card/")
    desk.lay(permit_number=ready.permit_number)
    with meter("T30"):
        desk.press("F2", reads="看证件，再发放")
        desk.press(*ready.document_number[-4:], "F9", reads="已发放，办结")
    desk.look("hand-given")
    now.to(IN_WINDOW)
    desk.tab.goto("/counter/card/")
    desk.lay(permit_number=ready.permit_number)
    with meter("T29") as task:
        desk.press("F2", reads="可以签注")
        task.decided()
        desk.press("F9", reads="已签注第 1 年，0 元")
    desk.look("hand-endorsed")
    other = holding(blank_serial="KL0009")
    desk.opens(f"/counter/card/?card={other.permit_number}", "hand-endorse")
    now.to(TOO_LATE)
    desk.opens("/counter/card/?card=KL0009", "hand-late")
    desk.press("F9", reads="已补办签注")
    told: dict[str, Any] = {"permit_number": other.permit_number, "now": at(TOO_LATE, 11)}
    report_loss(actor=WU, request_key=key(), **told)
    desk.opens("/counter/card/?card=KL0009", "hand-lost")
    cancel_permit(actor=SUN, reason="own_wish", request_key=key(), **told)
    desk.opens(f"/counter/card/?card={other.permit_number}", "hand-cancelled")
    waiting = carded(
        approved(accepted(applying(registered(entry(name="孙三")), on=IN_WINDOW), on=IN_WINDOW),
                 on=IN_WINDOW),
        blank_serial="KL0020", on=IN_WINDOW,
    )  # fmt: skip
    desk.opens(f"/counter/card/?card={waiting.permit_number}", "hand-hand-over")
    desk.press("Alt+1", reads="看代领人自己的身份证")
    desk.tab.get_by_label("代领人姓名").fill("吴小龙")
    desk.press("F9", reads="请看着证件")
    desk.look("hand-refused")
