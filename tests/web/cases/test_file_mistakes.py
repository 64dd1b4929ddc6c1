"""Files of papers: the seven mistakes stopped at their row, everything else kept, nothing leaks."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exchange.scans.files import HEIC, as_bytes, locked_pdf, pdf, portrait, written_page
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, applying, registered
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CARD_MAKER,
    CLERK,
    OFFICER,
    OTHER_CLERK,
    actor,
    at_desk,
    open_house,
)

from anju.access.evidence_files import pages_kept
from anju.access.scope import scoped
from anju.kit import clock
from anju.reading.case_page import case_page
from anju.records.cases.models import Evidence
from anju.records.journal.models import JournalEntry, ViewEntry

pytestmark = pytest.mark.django_db
PAGE = as_bytes(written_page())


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> MovingClock:
    settings.ANJU_DATA = tmp_path
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def upload(content: bytes, name: str = "合同.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sheet(**changes: object) -> dict[str, Any]:
    return {
        "request_key": str(uuid4()),
        "listed": "rented|employment|none",
        "housing": "rented",
        "grounds": ["employment"],
        "agent_kind": "none",
        "kind_identity_card": "identity_card",
        "kind_photo": "photo",
        "kind_address_proof": "lease",
        "issuer_address_proof": "杨某",
        "kind_employment_proof": "employment_contract",
        "dated_employment_proof": "2026-03-02",
    } | changes


def send(person_ref: str, data: dict[str, Any], desk: Client | None = None) -> Any:
    return (desk or at_desk(CLERK)).post(f"/counter/person/{person_ref}/apply/", data)


def hold(code: str, desk: Client, *files: SimpleUploadedFile, **more: Any) -> str:
    sent = {f"files_{code}": list(files)} | more
    return str(desk.post(f"/counter/evidence/hold/{code}/", sent).content.decode())


def refs(page: str, code: str) -> list[str]:
    return re.findall(f'name="held_{code}" value="([0-9a-f]+)"', page)


def row_of(page: str, code: str) -> str:
    return page.split(f'data-code="{code}"')[1].split("</tr>", maxsplit=1)[0]


MISTAKES = {
    "30 MB": (b"\xff\xd8\xff" + bytes(30 * 1024 * 1024 - 3), "“合同.jpg”有 30 MB，最多 20 MB"),
    "0 bytes": (b"", "“合同.jpg”是空的（0 字节）"),
    "PDF with password": (locked_pdf(), "“合同.jpg”是有密码的 PDF，打不开"),
    "wrong document": (
        b"PK\x03\x04 a letter",
        "“合同.jpg”不能打开。请上传照片（JPG、PNG、HEIC）或 PDF",
    ),
    "blurred": (as_bytes(written_page(blurred=5)), "看不清字。请放平、避光、靠近再拍"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_stopped_in_its_row_and_nothing_else_is_lost(mistake: str) -> None:
    content, sentence = MISTAKES[mistake]
    life, desk = registered(), at_desk(CLERK)
    (good,) = refs(hold("address_proof", desk, upload(PAGE, "租赁.jpg")), "address_proof")
    data = sheet(held_address_proof=good, files_employment_proof=upload(content))
    page = send(life.person_ref, data, desk).content.decode()
    assert sentence in row_of(page, "employment_proof")
    assert sentence not in row_of(page, "address_proof")
    assert refs(page, "address_proof") == [good]
    assert 'value="杨某"' in page
    assert 'value="2026-03-02"' in page
    assert not Evidence.objects.exists()


def test_a_photograph_of_a_new_telephone_is_no_mistake() -> None:
    life = registered()
    done = send(life.person_ref, sheet(files_address_proof=upload(HEIC.read_bytes(), "IMG_1.HEIC")))
    assert done.status_code == 302
    with scoped(actor(CLERK)):
        row = Evidence.objects.get(kind="lease")
    assert row.pages == 1
    assert pages_kept(row.file_ref).pages[0].startswith(b"\xff\xd8\xff")


def test_the_same_file_twice_is_said_in_the_second_row() -> None:
    life = registered()
    data = sheet(files_address_proof=upload(PAGE, "租赁.jpg"), files_employment_proof=upload(PAGE))
    page = send(life.person_ref, data).content.decode()
    said = "“合同.jpg”和“租赁.jpg”的文件是同一个，请核对是不是选错了"
    assert said in row_of(page, "employment_proof")
    assert refs(page, "address_proof")
    assert refs(page, "employment_proof") == []


def test_the_same_file_twice_in_one_row_is_taken_once() -> None:
    desk = at_desk(CLERK)
    taken = hold("address_proof", desk, upload(PAGE, "甲.jpg"), upload(PAGE, "乙.jpg"))
    assert len(refs(taken, "address_proof")) == 1
    assert "“乙.jpg”已经交过了" in taken


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (as_bytes(portrait(at=0.1)), "脸没有在框内"),
        (as_bytes(portrait(behind=60)), "背景太暗，请站到窗边"),
        (as_bytes(portrait(200, 250)), "相片太小（200×250），至少 358×441"),
        (as_bytes(portrait(900, 600)), "相片要竖的证件相片"),
        (pdf(portrait()), "是 PDF"),
    ],
)
def test_each_fault_of_a_photo_has_its_sentence(photo: bytes, sentence: str) -> None:
    assert sentence in hold("photo", at_desk(CLERK), upload(photo, "相片.jpg"))


def test_the_small_photo_of_the_identity_card_will_do_when_it_comes_from_the_card() -> None:
    chip, desk = as_bytes(portrait(102, 126)), at_desk(CLERK)
    assert refs(hold("photo", desk, upload(chip)), "photo") == []
    assert refs(hold("photo", desk, upload(chip), photo_from_card="1"), "photo")


def test_several_files_are_one_paper_and_stay_with_person_and_case() -> None:
    life = registered()
    files = [upload(PAGE, "第一页.jpg"), upload(pdf(*[written_page(seed=n) for n in (2, 3)]))]
    number = send(life.person_ref, sheet(files_address_proof=files)).headers["Location"]
    number = number.split("/")[2]
    case = case_page(actor(CLERK), number, now=clock.now())
    assert [(row.kind, row.pages) for row in case.evidence if row.pages] == [("lease", 3)]
    with scoped(actor(CLERK)):
        entry = JournalEntry.objects.get(act="submit_application")
        row = Evidence.objects.get(kind="lease")
    assert entry.facts["files"] == {"lease": row.digests}
    assert len(row.digests) == 2


def test_a_file_without_its_kind_asks_which_paper_it_is() -> None:
    life = registered()
    data = sheet(kind_address_proof="", files_address_proof=upload(PAGE))
    page = send(life.person_ref, data).content.decode()
    assert "请选择这个文件是哪一种材料" in row_of(page, "address_proof")
    assert refs(page, "address_proof")


def test_a_form_sent_twice_with_its_files_opens_one_case() -> None:
    life, data = registered(), sheet()
    first = send(life.person_ref, data | {"files_address_proof": upload(PAGE)})
    again = send(life.person_ref, data | {"files_address_proof": upload(PAGE)})
    assert first.headers["Location"] == again.headers["Location"]
    with scoped(actor(CLERK)):
        assert Evidence.objects.filter(kind="lease").count() == 1


def test_two_clerks_file_for_one_person_and_the_second_is_told_and_loses_nothing() -> None:
    life = registered()
    assert send(life.person_ref, sheet()).status_code == 302
    desk = at_desk(OFFICER)
    page = send(life.person_ref, sheet(files_address_proof=upload(PAGE)), desk).content.decode()
    assert "已有一件正在办" in page


def test_files_live_on_when_the_session_ran_out() -> None:
    life, desk = registered(), at_desk(CLERK)
    (ref,) = refs(hold("address_proof", desk, upload(PAGE)), "address_proof")
    data = sheet(held_address_proof=ref)
    expired = send(life.person_ref, data, Client()).content.decode()
    assert "kept" in expired
    assert send(life.person_ref, data, at_desk(CLERK)).status_code == 302
    with scoped(actor(CLERK)):
        assert Evidence.objects.get(kind="lease").pages == 1


def test_what_is_held_opens_for_its_holder_only() -> None:
    desk = at_desk(CLERK)
    (ref,) = refs(hold("address_proof", desk, upload(PAGE)), "address_proof")
    address = f"/counter/evidence/held/{ref}/1/"
    shown = desk.get(address)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "no-store" in shown.headers["Cache-Control"]
    assert Client().get(address).status_code == 302
    for other in (OFFICER, OTHER_CLERK, AUDITOR):
        assert at_desk(other).get(address).status_code == 404
    assert desk.get(f"/counter/evidence/held/{ref}/2/").status_code == 404
    assert desk.get("/counter/evidence/held/nothing/1/").status_code == 404
    assert at_desk(AUDITOR).post("/counter/evidence/hold/photo/", {}).status_code == 404


def test_a_file_of_another_holder_is_no_file_of_mine() -> None:
    life = registered()
    (ref,) = refs(hold("address_proof", at_desk(OFFICER), upload(PAGE)), "address_proof")
    page = send(life.person_ref, sheet(held_address_proof=ref)).content.decode()
    assert "请重新选择" in row_of(page, "address_proof")
    assert not Evidence.objects.exists()


def test_a_kept_page_is_shown_with_a_logged_look_and_does_not_stay() -> None:
    life = registered()
    sent = send(life.person_ref, sheet(files_address_proof=upload(PAGE)))
    number = sent.headers["Location"].split("/")[2]
    address = f"/cases/{number}/papers/3/1/"
    shown = at_desk(OFFICER).get(address)
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "no-store" in shown.headers["Cache-Control"]
    with scoped(actor(CLERK)):
        assert ViewEntry.objects.filter(purpose="evidence_page").count() == 1
    assert at_desk(OTHER_CLERK).get(address).status_code == 404
    assert at_desk(CARD_MAKER).get("/counter/evidence/held/x/1/").status_code == 404


def test_what_is_on_file_is_offered_first_and_serves_again(now: MovingClock) -> None:
    life = registered()
    sent = send(life.person_ref, sheet(files_address_proof=upload(PAGE)))
    number = sent.headers["Location"].split("/")[2]
    at_desk(CLERK).post(f"/cases/{number}/withdraw/", {"request_key": str(uuid4()), "reason": ""})
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "用这份：房屋租赁合同 杨某 1 页" in row_of(page, "address_proof")
    with scoped(actor(CLERK)):
        old = Evidence.objects.get(kind="lease")
    data = sheet(kind_address_proof="", issuer_address_proof="", again_address_proof=str(old.pk))
    assert send(life.person_ref, data).status_code == 302
    with scoped(actor(CLERK)):
        new = Evidence.objects.exclude(pk=old.pk).get(kind="lease")
    assert (new.file_ref, new.issued_by) == (old.file_ref, "杨某")


def test_a_supplement_takes_files_of_what_is_missing_only() -> None:
    case = applying(evidence=EVERYTHING[:3]).case_number
    at_desk(CLERK).post(
        f"/cases/{case}/notify_deficiencies/",
        {"request_key": str(uuid4()), "seen": "", "note": ""},
    )
    page = at_desk(CLERK).get(f"/cases/{case}/supplement/").content.decode()
    assert 'data-code="employment_proof"' in page
    assert 'data-code="address_proof"' not in page
    brought = {
        "request_key": str(uuid4()),
        "kind_employment_proof": "employment_contract",
        "files_employment_proof": upload(b""),
    }
    address = f"/cases/{case}/supplement/"
    page = at_desk(CLERK).post(address, brought).content.decode()
    assert "是空的（0 字节）" in row_of(page, "employment_proof")
    brought["files_employment_proof"] = upload(PAGE)
    done = at_desk(CLERK).post(address, brought, follow=True).content.decode()
    assert "材料已补齐" in done
