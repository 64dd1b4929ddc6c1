"""Public pages in Chromium: accessibility, reflow, targets, keyboard, no script."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from anju.web.pages.public.check.answers import Answers, code_of
from anju.web.pages.public.check.questions import month_answer

pytestmark = pytest.mark.browser

RESIDENT = Answers(
    hukou=522631,
    residence=522601,
    town=2,
    stay=1,
    since=month_answer(date(2025, 3, 1)),
    grounds=3,
    papers=5,
    applicant=1,
)
RESULTS = {
    "now": RESIDENT,
    "later": RESIDENT.having(since=month_answer(date(2080, 1, 1)), applicant=4),
    "register_first": RESIDENT.having(since=1),
    "not_this_way": Answers(hukou=520103, residence=520111),
    "ask_a_person": RESIDENT.having(since=2, stay=9),
    "other_rules": Answers(hukou=1),
}
ADDRESSES = (
    "/",
    "/guide/",
    "/guide/?q=没有这种事",
    "/guide/apply/",
    "/guide/lost/",
    "/guide/notice/",
    "/check/",
    "/check/hukou-county/",
    "/check/residence/",
    "/check/stay/",
    "/check/stay/?go=1",
    "/check/grounds/?go=1&answer=1&answer=8",
    "/check/applicant/",
    "/where/",
    "/where/?q=wlc",
    "/about/accessibility/",
    "/nowhere/",
    *(f"/check/result/?a={code_of(answers)}" for answers in RESULTS.values()),
)
NARROWEST: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 360, "height": 640}
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
#: Links inside a sentence need no target of their own; what stands alone does.
TOO_SMALL = """() => [...document.querySelectorAll(
  'main button, main .anju-button, main .tile, main .choices label, main .place__call, main input')]
  .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
  .map(([html]) => html)"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_barrier_at_any_width(page: Page, axe_findings, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)
    assert axe_findings(page) == []
    assert page.evaluate(TOO_SMALL) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
    page.set_viewport_size(DESKTOP)
    assert axe_findings(page) == []


def test_error_summary_takes_the_focus_on_every_submission(page: Page) -> None:
    page.goto("/check/stay/")
    for _ in range(2):
        page.get_by_role("button", name="继续").click()
        focused = "document.activeElement.hasAttribute('data-error-summary')"
        page.wait_for_function(focused)
    page.get_by_role("link", name="请选择一项").click()
    assert page.evaluate("document.activeElement.id") == "id_answer_0"


def test_the_check_is_walked_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/check/")
    page.get_by_role("button", name="广东省").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="大十字街道").focus()
    page.keyboard.press("Enter")
    page.locator("#id_answer_0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/since/**")
    page.locator("#id_answer_0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/grounds/**")


def test_the_check_needs_no_script(browser: Browser, pages_address: str) -> None:
    window = browser.new_context(
        base_url=pages_address, java_script_enabled=False, viewport={"width": 360, "height": 640}
    )
    tab = window.new_page()
    tab.goto("/")
    tab.locator("a.tile", has_text="查能不能办证").click()
    tab.get_by_role("button", name="湖南省").click()
    tab.get_by_role("button", name="大十字街道").click()
    for choices in (("租房",), ("更早",), ("在这里上班或者做生意",), ("劳动合同",)):
        for choice in choices:
            tab.get_by_label(choice, exact=True).check()
        tab.get_by_role("button", name="继续").click()
    tab.get_by_role("button", name="本人", exact=True).click()
    assert tab.locator("[data-outcome]").get_attribute("data-outcome") == "now"
    window.close()


def test_a_printed_item_leaves_out_what_only_a_screen_needs(page: Page) -> None:
    page.goto("/guide/apply/")
    page.emulate_media(media="print")
    for words in ("窗口电话", "打印这一页", "接着看"):
        assert not page.get_by_text(words).first.is_visible()
    assert page.get_by_text("本页核对日期").is_visible()


def test_skip_link_is_the_first_stop_and_leads_to_the_text(page: Page) -> None:
    page.goto("/where/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("outcome", RESULTS)
def test_each_result_looked_at_is_the_one_meant(page: Page, outcome: str) -> None:
    page.goto(f"/check/result/?a={code_of(RESULTS[outcome])}")
    assert page.locator("[data-outcome]").get_attribute("data-outcome") == outcome
