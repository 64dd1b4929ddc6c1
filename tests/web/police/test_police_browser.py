"""Reviewing and the chief's pages in Chromium: by keys alone, within budget, without barriers."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.lives import ELIGIBLE_ON, accepted, applying, registered
from tests.factories.registrations import entry, key
from tests.page_errors import kept
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CHIEF, OFFICER, REVIEWER, actor, at_desk, open_house

import anju.devices.simulator
from anju.access.actor import Actor
from anju.access.evidence_files import keep_pages
from anju.access.scope import scoped
from anju.casework.cases.decisions import refuse, review
from anju.casework.cases.in_hand import take_over_case
from anju.casework.cases.orphans import list_orphans
from anju.casework.cases.outcomes import CaseSeen, RefusalReason, SeenOtherwise
from anju.casework.reference_data import PROVINCE
from anju.kit import clock
from anju.kit.page_bundle import PageBundle
from anju.records.cases.models import Case, Evidence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COUNTER, ENLARGED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}
PICTURES = Path(anju.devices.simulator.__file__).parent / "pictures"
IN_A_ROW = 12
NAMES = [
    "吴小妹", "钱小二", "孙三", "李四", "杨阿婆", "龙同学",
    "潘小宝", "石女士", "陈小雨", "赵五", "王小军", "罗阿妹",
]  # fmt: skip


@pytest.fixture
def now(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MovingClock:
    settings.ANJU_DATA = tmp_path
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


@pytest.fixture
def window(now: MovingClock, browser: "Browser", live_server: Any) -> Iterator["BrowserContext"]:
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


def named(name: str) -> str:
    """An accepted case with scans, one of which cannot be opened."""
    case = accepted(applying(registered(entry(name=name)))).case_number
    contract = keep_pages(PageBundle(((PICTURES / "contract.jpg").read_bytes(),)))
    work = (PICTURES / "employment.jpg").read_bytes()
    employment = keep_pages(PageBundle((work, work)))
    with scoped(actor(OFFICER)):
        papers = Evidence.objects.filter(case__number=case)
        papers.filter(kind="lease").update(file_ref=contract, pages=1)
        papers.filter(kind="employment_contract").update(file_ref=employment, pages=2)
        papers.filter(kind="photo").update(file_ref="0" * 32, pages=1)
    return case


def test_a_chief_reviews_one_case_after_another_by_keys(
    window: "BrowserContext", live_server: Any, axe_findings: Any, meter_of: Any, now: MovingClock
) -> None:
    cases = [named(NAMES[n % len(NAMES)]) for n in range(IN_A_ROW)]
    with scoped(actor(OFFICER)):
        due = Case.objects.get(number=cases[0]).due_on
    meters = meter_of(window)
    tab = window.new_page()
    tab.on("pageerror", kept)
    meter = meters(tab)
    sit_down(window, live_server, CHIEF)
    keys = tab.keyboard

    now.to(due - timedelta(days=2))
    tab.goto("/police/")
    assert (
        tab.locator(".number-tile--warn", has_text="48 小时内到期")
        .inner_text()
        .startswith(str(IN_A_ROW))
    )
    look_at(tab, axe_findings, "police")
    keys.press("Alt+1")
    tab.wait_for_url("**/queue/to_review/")
    look_at(tab, axe_findings, "worklist")
    tab.goto("/counter/queue/to_review/")
    keys.press("Enter")
    tab.wait_for_url(f"**/cases/{cases[0]}/**")
    assert "起在办" in tab.inner_text(".bar")

    for press in ("]", "]", "+", "r", "0", "["):
        keys.press(press)
    tab.locator(".viewer__page:not([hidden]) img").wait_for()
    look_at(tab, axe_findings, "review")

    waits = []
    for place, case in enumerate(cases[:-1]):
        with meter("T31") as task:
            task.decided()
            keys.press("Alt+1")
            tab.wait_for_url(f"**/cases/{cases[place + 1]}/**")
        waits.append(task.waited)
        assert case not in tab.url
    is_busy = os.getloadavg()[0] > (os.cpu_count() or 1)  # then it says nothing of the page
    assert is_busy or sorted(waits)[len(waits) // 2] <= 1.0, waits

    last = cases[-1]
    keys.press("Alt+3")
    tab.wait_for_url("**/refuse/**")
    assert tab.evaluate("document.activeElement.name") == "reason_code"
    tab.locator("#id_reason_code").select_option("untrue_materials")
    assert tab.input_value("#id_reason_text") == "提交的材料与核实情况不符"
    look_at(tab, axe_findings, "refuse")
    keys.press("Escape")
    tab.wait_for_url(f"**/cases/{last}/?**")
    keys.press("Escape")
    tab.wait_for_url("**/queue/to_review/**")
    assert tab.evaluate("document.activeElement.id") == last


def test_what_others_do_meanwhile_is_seen(
    window: "BrowserContext", live_server: Any, axe_findings: Any, now: MovingClock
) -> None:
    case, other, third = (named(name) for name in NAMES[:3])
    tab = window.new_page()
    sit_down(window, live_server, OFFICER)
    tab.goto(f"/cases/{case}/?queue=to_review")
    asked = {"actor": actor(CHIEF), "request_key": key(), "now": clock.now()}
    take_over_case(**asked, case_number=case, taken_from=OFFICER)
    tab.goto("/counter/")
    assert "您在办的 1 件换了人" in tab.inner_text("main")
    look_at(tab, axe_findings, "taken-over")
    tab.goto(f"/cases/{case}/?queue=to_review")
    assert "您现在是只读查看" in tab.inner_text("main")
    look_at(tab, axe_findings, "read-only")

    tab.goto(f"/cases/{other}/?queue=to_review")
    tab.locator(".check__otherwise summary").nth(3).click()
    tab.fill("#id_otherwise_has_ground", "单位说已离职")
    with scoped(actor(OFFICER)):
        Case.objects.filter(number=other).update(grounds=["dwelling"])
    tab.keyboard.press("Alt+1")
    tab.locator("ins").first.wait_for()
    assert tab.input_value("#id_otherwise_has_ground") == "单位说已离职"
    look_at(tab, axe_findings, "stale")

    odd = CaseSeen(otherwise=(SeenOtherwise("photo", "不像本人"),))
    asked = {"actor": actor(OFFICER), "now": clock.now()}
    for number, seen in ((third, CaseSeen()), (other, odd)):
        review(**asked, case_number=number, seen=seen, request_key=key())
    refuse(
        actor=actor(CHIEF), case_number=case, request_key=key(), now=clock.now(),
        reason=RefusalReason("untrue_materials", "劳动合同经单位确认不属实"),
    )  # fmt: skip
    sit_down(window, live_server, REVIEWER)
    tab.goto("/counter/queue/to_approve/?what=first_issue")
    for box in tab.locator(".tick").all():
        box.check()
    look_at(tab, axe_findings, "to-approve")
    tab.keyboard.press("Alt+1")
    tab.wait_for_url("**/police/batch/")
    look_at(tab, axe_findings, "batch-plan")
    tab.keyboard.press("F9")
    tab.locator("table").wait_for()
    assert "办成 1 件，办不成 0 件，没有办 1 件" in tab.inner_text("main")
    look_at(tab, axe_findings, "batch")
    tab.goto("/police/report/")
    look_at(tab, axe_findings, "report")
    now.to(ELIGIBLE_ON + timedelta(days=40))
    list_orphans(actor=Actor.system("夜间处理", PROVINCE), now=clock.now())
    tab.goto("/police/orphans/")
    look_at(tab, axe_findings, "orphans")
    tab.goto("/counter/queue/to_approve/?what=reissue")
    assert "筛选外还有 1 件超期" in tab.inner_text("main")
    look_at(tab, axe_findings, "filtered")
