"""Every mistake is stopped at its field with its own sentence, or put right; nothing typed is lost.

Those of the form and of its handling run here; the ones about files stand with their page.
"""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.factories.registrations import made_up_number
from tests.journeys.mistakes import PASSES, PUT_RIGHT, Mistake, mistakes
from tests.web.register.sheets import ADDRESS, sheet
from tests.web.staff_desks import CLERK, OFFICER, actor, at_desk, open_house

from anju.kit.clock import now
from anju.reading.known_person import known_person
from anju.web.pages.signin.kept_answers import kept_fields

#: Of all sixty, how many must be met; the seven about files are counted with their page.
OF_FILES, AT_LEAST = 7, 57
#: A list shows only what it offers; a code from elsewhere was never typed into it.
LISTS = {"township"}


@pytest.fixture
def clerk(db: None, settings: Any) -> Client:
    open_house(settings)
    return at_desk(CLERK)


def is_met(clerk: Client, mistake: Mistake) -> str:
    """What went otherwise than it should; nothing when the mistake was met."""
    sent = sheet() | mistake.typed
    answer = clerk.post(ADDRESS, sent)
    if mistake.meets in {PASSES, PUT_RIGHT}:
        return _is_saved_as_meant(mistake, sent, answer.status_code)
    if answer.status_code != 200:
        return "saved silently"
    page = unescape(answer.content.decode())
    said = f'id="id_{mistake.field}-error"' in page or f'value="{mistake.meets}"' in page
    texts = [text for name, text in sent.items() if isinstance(text, str) and name not in LISTS]
    lost = [text for text in texts if _is_lost(text, page)]
    if not said or mistake.sentence not in page:
        return f"not said at {mistake.field}"
    return f"lost: {lost}" if lost else ""


def _is_lost(text: str, page: str) -> bool:
    return bool(text) and f'value="{text}"' not in page and text != "save"


def _is_saved_as_meant(mistake: Mistake, sent: dict[str, Any], status: int) -> str:
    if status != 302:
        return "not saved"
    number = mistake.meant.get("number", sent["p0-document_number"])
    known = known_person(actor(CLERK), "111", number, now=now())
    if not known.registration_number or mistake.meant.get("name", known.name) != known.name:
        return f"saved as {known.name}"
    place = mistake.meant.get("address", known.address)
    return "" if place == known.address else f"saved at {known.address}"


def test_the_mistakes_of_the_form(clerk: Client, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [*mistakes()]
    found = {f"{one.group}：{one.what}": is_met(clerk, one) for one in rows}
    wrong = {what: fault for what, fault in found.items() if fault}
    process = 6  # the tests below, each asserted on its own
    met = len(rows) - len(wrong) + process
    with capsys.disabled():
        print(f"\n六十个错误：表单和办理 {met}/{len(rows) + process}，材料另计 {OF_FILES} 个")
    assert not wrong
    assert met + OF_FILES >= AT_LEAST


def test_twice_within_three_days_and_two_clerks(clerk: Client) -> None:
    number = made_up_number()
    typed = {"p0-document_number": number}
    assert clerk.post(ADDRESS, sheet() | typed).status_code == 302
    for desk in (clerk, at_desk(OFFICER)):
        page = desk.post(ADDRESS, sheet() | typed).content.decode()
        assert "在本址登记，可以直接“确认仍住”" in page
        assert f'value="{number}"' in page


def test_a_double_click_and_the_way_back(clerk: Client) -> None:
    sent = sheet()
    first, second = clerk.post(ADDRESS, sent), clerk.post(ADDRESS, sent)
    assert first.headers["Location"] == second.headers["Location"]
    changed = sent | {"p0-name": "周大满"}
    page = clerk.post(ADDRESS, changed).content.decode()
    assert "已经用过" in page
    assert 'value="周大满"' in page


def test_a_session_that_ended_and_two_tabs(clerk: Client) -> None:
    sent, other = sheet(), sheet()
    page = Client().post(ADDRESS, sent).content.decode()
    sealed, *_ = re.findall(r'name="kept" value="([^"]+)"', page)
    assert ("p0-document_number", sent["p0-document_number"]) in kept_fields(unescape(sealed))
    assert clerk.post(f"{ADDRESS}draft/", sent).status_code == 204
    assert clerk.post(f"{ADDRESS}draft/", other).status_code == 204
    assert clerk.post(ADDRESS, other).status_code == 302
    kept = clerk.get(f"{ADDRESS}?draft={sent['request_key']}").content.decode()
    assert sent["p0-document_number"] in kept
