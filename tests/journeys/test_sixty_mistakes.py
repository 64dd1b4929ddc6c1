"""Every mistake is stopped at its field with its own sentence, or put right; nothing typed is lost.

The form, its handling and its files; two at the same moment and a server that dies stand in
test_process_mistakes.
"""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.exchange.scans.files import HEIC
from tests.journeys.mistakes import PASSES, PUT_RIGHT, Mistake, mistakes
from tests.journeys.process_mistakes import PROCESS
from tests.web.cases.test_file_mistakes import MISTAKES, PAGE, hold, refs, upload
from tests.web.register.sheets import ADDRESS, sheet
from tests.web.staff_desks import CLERK, actor, at_desk, open_house

from anju.kit.clock import now
from anju.reading.known_person import known_person

ALL = 60
#: A list shows only what it offers; a code from elsewhere was never typed into it.
LISTS = {"township"}


@pytest.fixture
def clerk(db: None, settings: Any, tmp_path: Path) -> Client:
    settings.ANJU_DATA = tmp_path
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


def of_files(clerk: Client) -> dict[str, str]:
    """The seven about files, each handed in by itself: what went otherwise than it should."""
    found = {}
    for what, (content, sentence) in MISTAKES.items():
        part = hold("address_proof", clerk, upload(content))
        is_met = sentence in part and not refs(part, "address_proof")
        found[f"材料：{what}"] = "" if is_met else "not stopped"
    heic = hold("address_proof", clerk, upload(HEIC.read_bytes(), "IMG_1.HEIC"))
    found["材料：HEIC"] = "" if refs(heic, "address_proof") else "not taken"
    twice = hold("address_proof", clerk, upload(PAGE, "甲.jpg"), upload(PAGE, "乙.jpg"))
    once = len(refs(twice, "address_proof")) == 1 and "“乙.jpg”已经交过了" in twice
    return found | {"材料：同一个文件两次": "" if once else "taken twice"}


def test_all_sixty_are_met(clerk: Client, capsys: pytest.CaptureFixture[str]) -> None:
    found = {f"{one.group}：{one.what}": is_met(clerk, one) for one in mistakes()}
    found |= {what: check(clerk) for what, check in PROCESS.items()} | of_files(clerk)
    wrong = {what: fault for what, fault in found.items() if fault}
    with capsys.disabled():
        print(f"\n六十个错误：挡住、改正或者照常办 {len(found) - len(wrong)}/{len(found)}")
    assert len(found) == ALL
    assert not wrong
