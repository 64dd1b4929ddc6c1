"""W5: the one notice is seen whole before it is given; a second waits for the chief's answer."""

from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, applying
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, OFFICER, actor, at_desk, open_house

from anju.kit import clock
from anju.reading.case_page import CasePage, case_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def key(**answers: str) -> dict[str, str]:
    return {"request_key": str(uuid4())} | answers


def notice_of(case: str) -> str:
    return f"/cases/{case}/notify_deficiencies/"


def send(number: str, address: str, data: dict[str, str]) -> str:
    return str(at_desk(number).post(address, data, follow=True).content.decode())


def shown(number: str, address: str) -> str:
    return str(at_desk(number).get(address, follow=True).content.decode())


def stands(case: str) -> CasePage:
    return case_page(actor(CLERK), case, now=clock.now())


def supplemented() -> str:
    """A case told once that two papers are missing, of which one came."""
    case = applying(evidence=EVERYTHING[:2]).case_number
    send(CLERK, notice_of(case), key(seen="", note=""))
    brought = key(kind_employment_proof="employment_contract", kind_address_proof="")
    assert "还缺 1 项" in send(CLERK, f"/cases/{case}/supplement/", brought)
    return case


def asked_for(case: str) -> str:
    """The address at which the chief answers what the clerk asked."""
    send(CLERK, notice_of(case), key(reason="住宿证明写错了"))
    page = shown(CHIEF, "/counter/queue/second_notices/")
    return "/second-notices/" + page.split('href="/second-notices/')[1].split('"')[0]


def test_access() -> None:
    case = applying(evidence=EVERYTHING[:3]).case_number
    assert_four_lines(notice_of(case), right=CLERK, wrong=AUDITOR)
    send(CLERK, notice_of(case), key(seen="", note=""))
    assert_four_lines(f"/cases/{case}/told/", right=CLERK, wrong=AUDITOR)


def test_the_chief_alone_answers() -> None:
    assert_four_lines(asked_for(supplemented()), right=CHIEF, wrong=CLERK)


def test_the_whole_notice_is_shown_before_it_is_given() -> None:
    case = applying(evidence=EVERYTHING[:3]).case_number
    page = shown(CLERK, notice_of(case))
    for words in ("一次告知全部 1 项", "缺少就业证明", "劳动合同", "《居住证暂行条例》第九条"):
        assert words in page, words
    faults = {"fault_lease": "没有签名", "fault_photo": "", "fault_identity_card": ""}
    unseen = send(CLERK, notice_of(case), key(seen="", note="请带原件", **faults))
    for words in ("请看完整的告知书", "一次告知全部 2 项", "没有签名", "请带原件"):
        assert words in unseen, words
    assert stands(case).state == "submitted"
    seen = key(seen="lease=没有签名", note="请带原件", **faults)
    told = send(CLERK, notice_of(case), seen)
    for words in ("已一次告知全部 2 项", "计时暂停", "请带原件", "打印告知书 <kbd>F9</kbd>"):
        assert words in told, words
    assert "已一次告知全部 2 项" in send(CLERK, notice_of(case), seen), "sent twice, given once"
    assert len(stands(case).notices) == 1


def test_computing_the_notice_anew_gives_none() -> None:
    case = applying(evidence=EVERYTHING[:3]).case_number
    page = send(CLERK, notice_of(case), key(preview="1", seen="", note="", fault_lease="缺页"))
    assert "一次告知全部 2 项" in page
    assert "lease=缺页" in page
    assert stands(case).state == "submitted"


def test_a_second_notice_is_asked_of_the_chief_and_given_when_agreed() -> None:
    case = supplemented()
    page = shown(CLERK, notice_of(case))
    assert "再次告知需所长同意并说明原因" in page
    assert "第 1 次告知：2 项" in page
    assert "请写明为什么要再次告知" in send(CLERK, notice_of(case), key(reason=""))
    at = asked_for(case)
    assert "等所长答复" in shown(CLERK, notice_of(case))
    assert "再次告知待同意" in shown(CHIEF, "/counter/")
    page = shown(CHIEF, at)
    assert "住宿证明写错了" in page
    assert "已同意再次告知" in send(CHIEF, at, key(answer="", agree="1"))
    page = shown(CLERK, notice_of(case))
    assert "已同意再次告知" in page
    assert "已一次告知全部 1 项" in send(CLERK, notice_of(case), key(seen="", note=""))
    assert len(stands(case).notices) == 2


def test_a_chief_who_disagrees_says_why() -> None:
    case = supplemented()
    at = asked_for(case)
    assert "请写明为什么不同意" in send(CHIEF, at, key(answer="", decline="1"))
    assert "不同意再次告知" in send(CHIEF, at, key(answer="请电话核实", decline="1"))
    page = shown(CLERK, notice_of(case))
    assert "上次提请，所长不同意" in page
    assert "请电话核实" in page
    assert "已经答复" in shown(CHIEF, at)
    assert "已经答复过" in send(CHIEF, at, key(answer="", agree="1"))


def test_without_agreement_a_sent_notice_is_refused_with_the_article() -> None:
    case = supplemented()
    page = send(CLERK, notice_of(case), key(seen="", note="再补一份"))
    assert "需要补充的材料已经一次性告知过" in page
    assert "再补一份" in page
    assert len(stands(case).notices) == 1


def test_nobody_agrees_to_their_own_request() -> None:
    case = supplemented()
    send(CHIEF, notice_of(case), key(reason="住宿证明写错了"))
    page = shown(CHIEF, "/counter/queue/second_notices/")
    at = "/second-notices/" + page.split('href="/second-notices/')[1].split('"')[0]
    assert "要由另一人同意" in shown(CHIEF, at)
    assert "要由另一人同意" in send(CHIEF, at, key(answer="", agree="1"))


@pytest.mark.parametrize("garbage", [{}, {"note": "\x00", "seen": "\x01"}, {"note": "长" * 300}])
def test_garbage_is_answered(garbage: dict[str, str]) -> None:
    case = applying(evidence=EVERYTHING[:3]).case_number
    answer = at_desk(OFFICER).post(notice_of(case), garbage | {"request_key": "x"})
    assert answer.status_code == 200
    assert stands(case).state == "submitted"
