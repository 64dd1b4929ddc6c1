"""A person's file: what it shows, what can be done from it, and whom it is not there for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories.lives import Life, registered
from tests.factories.registrations import TOWN_A
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, OFFICER, OTHER_CLERK, actor, at_desk

from anju.access.scope import scoped
from anju.kit.clock import now, today
from anju.reading.person_file import person_file
from anju.records.journal.models import ViewEntry

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def life() -> Life:
    return registered()


def file_of(life: Life) -> str:
    return f"/counter/person/{life.person_ref}/"


def act_of(life: Life, slug: str) -> str:
    return f"{file_of(life)}act/{slug}/"


def key() -> dict[str, str]:
    return {"request_key": str(uuid4())}


def state_of(life: Life) -> str:
    return person_file(actor(CLERK), life.person_ref, now=now()).registrations[0].state


def test_the_four_lines_of_access(client: Client, life: Life) -> None:
    for address in (file_of(life), act_of(life, "confirm"), act_of(life, "move")):
        assert client.get(address).headers["Location"].startswith("/signin/?next=")
        assert at_desk(AUDITOR).get(address).status_code == 404
        assert at_desk(OTHER_CLERK).get(address).status_code == 404
        assert at_desk(CLERK).get(address).status_code == 200
    assert at_desk(OTHER_CLERK).post(act_of(life, "confirm"), key()).status_code == 404
    assert at_desk(CLERK).get("/counter/person/nobody/").status_code == 404


def test_the_file_shows_stay_papers_and_timeline_with_masked_numbers(life: Life) -> None:
    page = at_desk(CLERK).get(file_of(life)).content.decode()
    assert life.document_number not in page
    assert life.document_number[-4:] in page
    for words in ("迎宾大道15号", "已登记", "申报登记之日", "暂住登记凭证", "暂住登记", "务工"):
        assert words in page


def test_a_number_is_shown_for_a_reason_which_is_kept(life: Life) -> None:
    clerk = at_desk(CLERK)
    page = clerk.post(f"{file_of(life)}number/", {"reason": ""}).content.decode()
    assert "请写明为什么要看完整号码" in page
    assert life.document_number not in page
    page = clerk.post(f"{file_of(life)}number/", {"reason": "核对证件"}).content.decode()
    assert life.document_number in page
    with scoped(actor(CLERK)):
        assert ViewEntry.objects.filter(purpose__contains="核对证件").count() == 1
    assert life.document_number not in clerk.get(file_of(life)).content.decode()
    assert at_desk(OTHER_CLERK).post(f"{file_of(life)}number/", {"reason": "x"}).status_code == 404


def test_only_what_can_be_done_is_offered(life: Life) -> None:
    page = at_desk(CLERK).get(file_of(life)).content.decode()
    assert "确认仍住" in page
    assert "本人有异议" not in page
    assert "/apply/" in page


def test_a_stay_is_confirmed_once(life: Life) -> None:
    clerk, sent = at_desk(CLERK), key()
    for _ in range(2):
        page = clerk.post(act_of(life, "confirm"), sent, follow=True).content.decode()
        assert "已确认仍住在这里" in page
    acts = [row.act for row in person_file(actor(CLERK), life.person_ref, now=now()).timeline]
    assert acts.count("confirm_stay") == 1


def test_a_move_keeps_what_was_typed_when_refused_and_then_goes_through(life: Life) -> None:
    clerk = at_desk(CLERK)
    move = {
        "moved_on": "+5", "township": TOWN_A, "address": "莲花巷136号", "room": "201",
        "place_kind": "1", "landlord_name": "潘某", "landlord_phone": "12", "floor": "负二楼",
    }  # fmt: skip
    page = clerk.post(act_of(life, "move"), key() | move).content.decode()
    assert "座机请加区号" in page
    assert 'value="莲花巷136号"' in page
    page = clerk.post(act_of(life, "move"), key() | move | {"landlord_phone": ""}).content.decode()
    assert "搬家日期应在" in page
    assert 'value="莲花巷136号"' in page
    done = clerk.post(
        act_of(life, "move"), key() | move | {"landlord_phone": "", "moved_on": "."}, follow=True
    ).content.decode()
    assert "居住时间连续计算" in done
    assert "莲花巷136号" in done
    assert "打印凭证 <kbd>F9</kbd>" in done


def test_an_amendment_changes_only_what_was_filled_in(life: Life) -> None:
    sent = key() | {"since": ".", "employer_name": "新单位", "phone": "13900001234"}
    page = at_desk(CLERK).post(act_of(life, "amend"), sent, follow=True).content.decode()
    assert "已变更登记" in page
    assert "139****1234" in page
    assert "务工" in page


def test_a_reported_departure_waits_for_the_persons_objection(life: Life) -> None:
    clerk = at_desk(CLERK)
    sent = key() | {"left_on": "-1", "by_party": "3", "by_name": "杨某"}
    page = clerk.post(act_of(life, "departure"), sent, follow=True).content.decode()
    assert "登记暂时不变" in page
    assert "本人有异议" in page
    refused = clerk.post(act_of(life, "left"), key()).content.decode()
    assert "异议" in refused.split("data-error-summary")[1].split("</ul>")[0]
    objected = clerk.post(
        act_of(life, "object"), key() | {"objection": "还住着"}, follow=True
    ).content.decode()
    assert "已记下本人的异议" in objected
    assert state_of(life) == "registered"


def test_a_stay_ends_on_the_persons_word(life: Life) -> None:
    clerk = at_desk(CLERK)
    page = clerk.post(act_of(life, "leave"), key()).content.decode()
    assert "请选择注销原因" in page
    late = key() | {"left_on": f"{today() + timedelta(days=3):%Y-%m-%d}", "reason": "3"}
    assert "离开日期不能晚于今天" in clerk.post(act_of(life, "leave"), late).content.decode()
    clerk.post(act_of(life, "leave"), key() | {"left_on": ".", "reason": "3"})
    assert state_of(life) == "deregistered"
    gone = clerk.get(act_of(life, "move"), follow=True).content.decode()
    assert "现在没有登记" in gone


def test_an_earlier_start_needs_a_paper_that_proves_it(life: Life) -> None:
    officer = at_desk(OFFICER)
    late = key() | {"kind": "employment_contract", "dated_on": "2026-10-01"}
    page = officer.post(act_of(life, "start"), late).content.decode()
    assert "data-error-summary" in page
    sent = key() | {"kind": "employment_contract", "dated_on": "2026-03-02"}
    page = officer.post(act_of(life, "start"), sent, follow=True).content.decode()
    assert "起算日期认定为 2026-03-02" in page
    assert "劳动合同" in page


def test_acts_of_another_post_are_not_there(life: Life) -> None:
    chief = at_desk(CHIEF)
    assert chief.get(file_of(life)).status_code == 200


@pytest.mark.parametrize("slug", ["confirm", "move", "amend", "start", "leave", "departure"])
def test_rubbish_never_breaks_an_act(life: Life, slug: str) -> None:
    rubbish = {
        "request_key": "\x00", "moved_on": "\uff19" * 8, "floor": "²", "township": "x",
        "left_on": "2026-99-99", "reason": "999", "dated_on": "\x00", "since": "-99999999",
        "place_kind": "\x00", "address": "字" * 999, "landlord_phone": "a" * 99,
    }  # fmt: skip
    assert at_desk(OFFICER).post(act_of(life, slug), rubbish).status_code == 200
    assert at_desk(OFFICER).get(act_of(life, "no-such-act")).status_code == 404
