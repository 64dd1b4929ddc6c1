"""The page of a case: what it shows, and each step through it."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    accepted,
    applying,
    approved,
    carded,
    registered,
    stocked,
)
from tests.factories.registrations import entry
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CARD_MAKER,
    CHIEF,
    CLERK,
    OFFICER,
    REVIEWER,
    actor,
    at_desk,
    open_house,
)

from anju.casework.cases.outcomes import EvidenceShown
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


def take(number: str, case: str, step: str, data: dict[str, str], query: str = "") -> Any:
    """Take a step as somebody, and follow to the page it leads to."""
    return at_desk(number).post(f"/cases/{case}/{step}/{query}", data, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


def shown(number: str, case: str, step: str = "", query: str = "") -> str:
    address = f"/cases/{case}/{step}/{query}" if step else f"/cases/{case}/{query}"
    return text(at_desk(number).get(address, follow=True))


def stands(case: str) -> CasePage:
    return case_page(actor(CLERK), case, now=clock.now())


def test_access() -> None:
    life = applying()
    assert_four_lines(f"/cases/{life.case_number}/", right=CLERK, wrong=AUDITOR)
    assert at_desk(REVIEWER).get(f"/cases/{life.case_number}/accept/").status_code == 404
    assert at_desk(CLERK).get(f"/cases/{life.case_number}/nothing/").status_code == 404


def test_the_page_says_who_what_for_whose_turn_and_what_the_law_answers() -> None:
    page = shown(CLERK, applying().case_number)
    for words in (
        "周阿妹", "首次申领", "待受理", "现在轮到", "派出所", "租赁房屋", "合法稳定就业",
        "劳动合同", "系统按规定核对", "住满半年", "起算日期 2026-03-03", "户籍地 黎平县",
        "《居住证暂行条例》第二条", "0 元",
    ):  # fmt: skip
        assert words in page, words
    assert "受理 <kbd>F9</kbd>" in page
    assert "批准 <kbd>" not in page


def test_accepting_gives_the_receipt_and_both_limits_once() -> None:
    life = applying()
    data = key()
    page = text(take(CLERK, life.case_number, "accept", data))
    assert "已受理，回执已出" in page
    assert "受理回执" in page
    again = take(CLERK, life.case_number, "accept", data)
    assert "已受理" in text(again)
    assert len(stands(life.case_number).papers) == 1


def test_a_case_that_lacks_papers_is_notified_not_accepted() -> None:
    life = applying(evidence=EVERYTHING[:2])
    page = shown(CLERK, life.case_number)
    assert "还缺这些材料" in page
    assert "受理 <kbd>F9</kbd>" not in page
    assert "材料还没有齐" in text(take(CLERK, life.case_number, "accept", key()))


def test_a_supplement_asks_only_what_is_missing_and_is_taken_once() -> None:
    life = applying(evidence=EVERYTHING[:3])
    take(CLERK, life.case_number, "notify_deficiencies", key(seen=""))
    page = shown(CLERK, life.case_number, "supplement")
    assert "就业证明" in page
    assert "kind_photo" not in page
    nothing = text(take(CLERK, life.case_number, "supplement", key(kind_employment_proof="")))
    assert "请至少选一样带来的材料" in nothing
    brought = key(kind_employment_proof="employment_contract", issuer_employment_proof="金源")
    for _ in range(2):
        assert "材料已补齐" in text(take(CLERK, life.case_number, "supplement", brought))
    assert len(stands(life.case_number).evidence) == 4


def test_whoever_accepted_does_not_decide_and_the_reviewer_does() -> None:
    life = accepted()
    assert "已审核，转县局审批" in text(take(OFFICER, life.case_number, "review", key()))
    page = shown(REVIEWER, life.case_number)
    assert "批准 <kbd>Alt+1</kbd>" in page
    done = text(take(REVIEWER, life.case_number, "approve", key()))
    assert "已批准，居住证号 522601" in done
    assert "送制证 <kbd>F9</kbd>" in done


def test_a_refusal_has_its_reason_and_the_remedy() -> None:
    life = accepted()
    page = shown(CHIEF, life.case_number, "refuse")
    assert "申请行政复议" in page
    empty = text(take(CHIEF, life.case_number, "refuse", key(reason_text="查不到人")))
    assert "请选择理由" in empty
    assert "查不到人" in empty
    said = key(reason_code="untrue_materials", reason_text="合同是假的")
    done = text(take(CHIEF, life.case_number, "refuse", said))
    assert "不予办理，通知书已出" in done
    assert "已办结" in done


def test_declining_and_withdrawing_close_the_case() -> None:
    life = applying()
    said = key(reason_code="wrong_office", reason_text="住在别的县")
    assert "不予受理，通知书已出" in text(take(CLERK, life.case_number, "decline", said))
    other = applying(registered(entry()))
    assert "已撤回" in text(take(CLERK, other.case_number, "withdraw", key(reason="不办了")))


def test_from_a_worklist_the_next_case_opens() -> None:
    first, second = accepted(), accepted(applying(registered(entry(name="钱小二"))))
    page = shown(OFFICER, first.case_number, query="?queue=to_review")
    assert "下一件" in page
    done = take(OFFICER, first.case_number, "review", key(), "?queue=to_review")
    assert done.redirect_chain[-1][0] == f"/cases/{second.case_number}/?queue=to_review"
    last = take(OFFICER, second.case_number, "review", key(), "?queue=to_review")
    assert last.redirect_chain[-1][0].startswith("/counter/queue/to_review/#")


def test_a_card_is_made_spoiled_made_told_and_handed_over_at_the_card_desk() -> None:
    case = approved().case_number
    stocked("B1", "B2")
    take(REVIEWER, case, "send_to_production", key())
    assert "请填写空白卡编号" in text(take(CARD_MAKER, case, "produce", key()))
    assert "已制成" in text(take(CARD_MAKER, case, "produce", key(blank_serial="B1")))
    spoiled = key(blank_serial="B2", reason="印歪了")
    wrong = text(take(CARD_MAKER, case, "spoil", spoiled))
    assert "这张卡用的是空白卡 B1" in wrong
    assert "印歪了" in wrong
    spoiled = key(blank_serial="B1", reason="印歪了")
    assert "重新排队制证" in text(take(CARD_MAKER, case, "spoil", spoiled))
    used = text(take(CARD_MAKER, case, "produce", key(blank_serial="B1")))
    assert "这张空白卡已经用过" in used
    take(CARD_MAKER, case, "produce", key(blank_serial="B2"))
    assert "领证通知" in text(take(CARD_MAKER, case, "notify", key()))
    assert "待领取" in text(take(CLERK, case, "hand_over", key()))
    assert stands(case).state == "ready"


def test_a_step_that_is_past_says_so() -> None:
    life = carded(approved(), blank_serial="B7", on=ELIGIBLE_ON)
    late = text(take(CLERK, life.case_number, "accept", key()))
    assert "这件事已经往前办了" in late
    assert at_desk(CLERK).get(f"/cases/{life.case_number}/supplement/").status_code == 302


@pytest.mark.parametrize("step", ["supplement", "notify_deficiencies", "decline", "withdraw"])
def test_garbage_is_answered(step: str) -> None:
    life = applying(evidence=(replace(EVERYTHING[0]), EvidenceShown("photo")))
    garbage = {"request_key": "x", "seen": "\x01", "kind_photo": "castle", "reason_code": "none"}
    page = take(CLERK, life.case_number, step, garbage)
    assert page.status_code == 200
    assert stands(life.case_number).state == "submitted"
