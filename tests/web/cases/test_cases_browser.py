"""Pages of applications, cards, permits, corrections and imports in Chromium, without barriers."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    accepted,
    applying,
    approved,
    carded,
    holding,
    registered,
)
from tests.factories.registrations import entry
from tests.page_errors import kept
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CARD_MAKER, CHIEF, CLERK, OFFICER, REVIEWER, at_desk, open_house

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER = {"width": 1366, "height": 768}
ENLARGED = {"width": 683, "height": 384}
Look = Callable[[str, str], None]


@pytest.fixture
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


@pytest.fixture
def tab(now: MovingClock, browser: "Browser", live_server: Any) -> Iterator["Page"]:
    """A tab at the counter."""
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    one = window.new_page()
    one.on("pageerror", kept)
    yield one
    window.close()


def sit_down(tab: "Page", live_server: Any, number: str) -> None:
    """Let somebody sign in at this tab."""
    session = at_desk(number).cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


@pytest.fixture
def look(tab: "Page", live_server: Any, axe_findings: Any) -> Look:
    """Open a page as somebody at both widths: no barrier, nothing hangs over the side."""
    pictures = os.environ.get("ANJU_PICTURES")

    def looked(number: str, address: str) -> None:
        sit_down(tab, live_server, number)
        for size in (COUNTER, ENLARGED):
            tab.set_viewport_size(size)
            answer = tab.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert axe_findings(tab) == [], address
            width = tab.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], address
            if pictures:
                name = address.strip("/").replace("/", "-").replace("?", "-")
                tab.screenshot(path=Path(pictures) / f"{name}-{size['width']}.png")

    return looked


def test_an_application_has_no_barrier(look: Look, now: MovingClock) -> None:
    life = registered()
    apply = f"/counter/person/{life.person_ref}/apply/"
    look(CLERK, apply)
    short = applying(life, evidence=EVERYTHING[:3]).case_number
    look(CLERK, f"/cases/{short}/")
    for step in ("notify_deficiencies", "decline", "withdraw"):
        look(CLERK, f"/cases/{short}/{step}/")
    other = registered(entry(name="钱小二"))
    now.to(date(2026, 6, 1))
    look(CLERK, f"/counter/person/{other.person_ref}/apply/")


def test_decisions_and_cards_have_no_barrier(look: Look) -> None:
    case = accepted().case_number
    look(OFFICER, f"/cases/{case}/?queue=to_review")
    look(CHIEF, f"/cases/{case}/refuse/")
    done = approved(accepted(applying(registered(entry(name="孙三"))))).case_number
    look(REVIEWER, f"/cases/{done}/")
    ready = carded(
        approved(accepted(applying(registered(entry(name="李四"))))),
        blank_serial="B0009",
        on=ELIGIBLE_ON,
    ).case_number
    look(CLERK, f"/cases/{ready}/hand_over/")
    look(CARD_MAKER, "/cards/")


def test_permits_have_no_barrier(look: Look, now: MovingClock) -> None:
    permit = holding().permit_number
    look(CLERK, f"/permits/{permit}/")
    for act in ("loss", "replace"):
        look(CLERK, f"/permits/{permit}/{act}/")
    now.to(date(2027, 8, 20))
    look(CLERK, f"/permits/{permit}/?open")
    look(CLERK, "/permits/due/")
    now.to(date(2027, 11, 20))
    look(CLERK, f"/permits/{permit}/endorse_late/")
    look(CHIEF, f"/permits/{permit}/seize/")


def test_corrections_and_imports_have_no_barrier(look: Look) -> None:
    one = registered()
    look(CLERK, f"/counter/person/{one.person_ref}/correct/")
    look(CHIEF, "/corrections/")
    look(CLERK, "/counter/import/")


def test_a_permit_is_endorsed_by_one_key(tab: "Page", live_server: Any, now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(date(2027, 8, 20))
    sit_down(tab, live_server, CLERK)
    tab.goto(f"/permits/{permit}/")
    tab.keyboard.press("F9")
    tab.get_by_text("已签注第 1 年，0 元").wait_for()
