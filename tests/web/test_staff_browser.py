"""The frame of staff pages in Chromium: keys, input method, error summary, no barriers."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COMPOSE = """() => {
  const field = document.querySelector('#id_name');
  field.focus();
  field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
  field.dispatchEvent(new KeyboardEvent(
    'keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}));
  field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
}"""
FOCUSED = "document.activeElement.id"


@pytest.fixture
def gallery(page: Page) -> Page:
    page.goto("/gallery/")
    return page


def test_staff_page_has_no_barrier_at_any_width(gallery: Page, axe_findings) -> None:
    for width, height in ((1366, 768), (683, 384), (320, 640)):
        gallery.set_viewport_size({"width": width, "height": height})
        assert axe_findings(gallery) == []
        assert gallery.evaluate("document.documentElement.scrollWidth") <= width


def test_f9_saves_and_a_refused_form_takes_the_focus_to_its_errors(
    gallery: Page, axe_findings
) -> None:
    gallery.locator("#id_phone").fill("13800000000")
    gallery.keyboard.press("F9")
    gallery.wait_for_function("document.activeElement.hasAttribute('data-error-summary')")
    assert gallery.title().startswith("错误：")
    assert gallery.locator("#id_phone").input_value() == "13800000000"
    assert axe_findings(gallery) == []
    gallery.get_by_role("link", name="请选择处所").click()
    assert gallery.evaluate(FOCUSED) == "id_dwelling"


def test_enter_goes_to_the_next_field_and_shift_enter_back(gallery: Page) -> None:
    gallery.locator("#id_name").focus()
    gallery.keyboard.press("Enter")
    assert gallery.evaluate(FOCUSED) == "id_phone"
    gallery.keyboard.press("Shift+Enter")
    assert gallery.evaluate(FOCUSED) == "id_name"


def test_enter_that_confirms_a_candidate_belongs_to_the_input_method(gallery: Page) -> None:
    gallery.evaluate(COMPOSE)
    assert gallery.evaluate(FOCUSED) == "id_name"
    gallery.evaluate("() => new Promise(requestAnimationFrame)")
    gallery.keyboard.press("Enter")
    assert gallery.evaluate(FOCUSED) == "id_phone"


def test_f1_shows_the_keys_and_escape_gives_the_focus_back(gallery: Page, axe_findings) -> None:
    gallery.keyboard.press("F1")
    assert gallery.get_by_role("dialog", name="按键").is_visible()
    assert axe_findings(gallery) == []
    gallery.keyboard.press("Escape")
    assert not gallery.get_by_role("dialog", name="按键").is_visible()


def test_no_field_with_the_focus_hides_under_the_action_bar(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 1366, "height": 500})
    covered = """() => {
      const bar = document.querySelector('.action-bar').getBoundingClientRect();
      return document.activeElement.getBoundingClientRect().bottom > bar.top
        && !document.activeElement.closest('.action-bar, .masthead');
    }"""
    gallery.locator("#id_name").focus()
    for _ in range(12):
        gallery.keyboard.press("Tab")
        assert not gallery.evaluate(covered)
