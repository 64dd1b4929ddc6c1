"""The page that decides a case: answers, contradictions, hands, and what changed meanwhile."""

import re
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, accepted, applying, registered
from tests.factories.registrations import entry
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CHIEF,
    OFFICER,
    OTHER_CLERK,
    REVIEWER,
    actor,
    at_desk,
    open_house,
)

from anju.access.scope import scoped
from anju.records.cases.models import Case, CaseAssignment, ContradictedAnswer
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
HERE = "?queue=to_review"


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def opened(number: str, case: str, query: str = HERE) -> str:
    return str(at_desk(number).get(f"/cases/{case}/{query}").content.decode())


def form_of(page: str) -> dict[str, str]:
    """What the page would send: its hidden fields."""
    form = page.split('id="decide"')[1].split("</form>", maxsplit=1)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def decided(number: str, case: str, step: str, data: dict[str, str], query: str = HERE) -> Any:
    return at_desk(number).post(f"/cases/{case}/{step}/{query}", data, follow=True)


def row(case: str) -> Case:
    with scoped(actor(CHIEF)):
        return Case.objects.get(number=case)


def test_every_question_is_answered_with_article_and_record() -> None:
    case = accepted().case_number
    assert "不予办理 <kbd>Alt+3</kbd>" in opened(CHIEF, case, "")
    page = opened(OFFICER, case)
    for words in (
        "不是住旅馆", "住在另一个城市", "住满半年", "起算日期有依据", "有本人相片", "证明材料齐全",
        "《居住证暂行条例》第二条", "来源", "登记 D", "劳动合同 2026-03-02 金源建筑", "与此不一致",
        "通过，转审批 <kbd>Alt+1</kbd>", "补正 <kbd>Alt+2</kbd>",
    ):  # fmt: skip
        assert words in page, words
    assert "没有扫描。请看原件" in page


def test_opening_to_decide_takes_it_and_looking_does_not() -> None:
    case = accepted().case_number
    assert "领办 <kbd>F7</kbd>" in opened(OFFICER, case, "")
    assert row(case).assigned_to == ""
    assert "起在办" in opened(OFFICER, case)
    assert row(case).assigned_to == OFFICER
    opened(OFFICER, case)
    with scoped(actor(CHIEF)):
        assert CaseAssignment.objects.count() == 1


def test_another_reads_it_and_takes_it_over_and_the_first_is_told() -> None:
    case = accepted().case_number
    mine = form_of(opened(OFFICER, case))
    page = opened(CHIEF, case)
    assert "起正在办理，您现在是只读查看" in page
    assert "<kbd>Alt+1</kbd>" not in page
    taken = page.split('id="hand-take_over"')[1].split("</form>")[0]
    data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', taken))
    answer = at_desk(CHIEF).post(f"/cases/{case}/hand/take_over/{HERE}", data, follow=True)
    assert "已接手" in answer.content.decode()
    assert row(case).assigned_to == CHIEF
    home = at_desk(OFFICER).get("/counter/").content.decode()
    assert "您在办的 1 件换了人" in home
    late = decided(OFFICER, case, "review", mine).content.decode()
    assert "起正在办理，要办请先接手" in late
    assert row(case).state == "accepted"
    at_desk(OFFICER).post("/police/told/")
    assert "换了人" not in at_desk(OFFICER).get("/counter/").content.decode()


def test_a_stale_page_shows_both_values_and_decides_nothing() -> None:
    case = accepted().case_number
    old = form_of(opened(OFFICER, case)) | {"otherwise_has_ground": "单位说已离职"}
    with scoped(actor(CHIEF)):
        Case.objects.filter(number=case).update(grounds=["dwelling"])
    page = decided(OFFICER, case, "review", old).content.decode()
    assert "修改，请核对后再保存" in page
    assert "<del>合法稳定就业</del>" in page
    assert "<ins>合法稳定住所</ins>" in page
    assert "单位说已离职" in page
    assert row(case).state == "accepted"
    again = form_of(page) | {"otherwise_has_ground": "单位说已离职"}
    decided(OFFICER, case, "review", again)
    assert row(case).state == "under_review"


def test_what_was_seen_otherwise_is_kept_and_shown_to_the_county() -> None:
    case = accepted().case_number
    data = form_of(opened(OFFICER, case)) | {"otherwise_lived_half_a_year": "邻居说六月才来"}
    decided(OFFICER, case, "review", data)
    with scoped(actor(CHIEF)):
        assert ContradictedAnswer.objects.get().note == "邻居说六月才来"
    page = opened(REVIEWER, case, "?queue=to_approve")
    assert "有人认为不一致" in page
    assert "邻居说六月才来" in page


def test_refusing_asks_a_reason_with_what_was_typed_kept() -> None:
    case = accepted().case_number
    data = form_of(opened(CHIEF, case)) | {"otherwise_papers": "合同是假的"}
    asked = decided(CHIEF, case, "refuse", data | {"open": "1"}).content.decode()
    assert "合同是假的" in asked
    assert "材料不真实" in asked
    assert "申请行政复议" in asked
    bare = decided(CHIEF, case, "refuse", form_of(asked)).content.decode()
    assert "请选择理由" in bare
    full = form_of(bare) | {
        "reason_code": "untrue_materials",
        "reason_text": "劳动合同不属实",
        "otherwise_papers": "合同是假的",
    }
    assert "通知书已出" in decided(CHIEF, case, "refuse", full).content.decode()
    assert row(case).state == "refused"


def test_the_county_sends_back_and_says_what_for() -> None:
    case = accepted().case_number
    decided(OFFICER, case, "review", form_of(opened(OFFICER, case)))
    query = "?queue=to_approve"
    page = opened(REVIEWER, case, query)
    bare = decided(REVIEWER, case, "send_back", form_of(page), query).content.decode()
    assert "请写明要派出所核实什么" in bare
    said = form_of(bare) | {"note": "请核实租房合同"}
    assert "已退回派出所核实" in decided(REVIEWER, case, "send_back", said, query).content.decode()
    assert row(case).state == "accepted"


def test_the_next_case_opens_and_the_list_at_the_row_when_there_is_none() -> None:
    first = accepted().case_number
    second = accepted(applying(registered(entry(name="钱小二")))).case_number
    answer = decided(OFFICER, first, "review", form_of(opened(OFFICER, first)))
    assert answer.redirect_chain[-1][0].startswith(f"/cases/{second}/")
    assert row(second).assigned_to == OFFICER
    answer = decided(OFFICER, second, "review", form_of(answer.content.decode()))
    assert answer.redirect_chain[-1][0] == f"/counter/queue/to_review/#{second}"
    assert "没有待审核的办件" in answer.content.decode()


def test_twice_and_back_and_two_tabs_decide_once() -> None:
    case = accepted().case_number
    one = form_of(opened(OFFICER, case))
    other_tab = form_of(opened(OFFICER, case))
    for data in (one, one, other_tab):
        assert decided(OFFICER, case, "review", data).status_code == 200
    with scoped(actor(CHIEF)):
        assert JournalEntry.objects.filter(act="review").count() == 1


def test_garbage_and_strangers() -> None:
    case = accepted().case_number
    assert at_desk(OTHER_CLERK).get(f"/cases/{case}/papers/1/1/").status_code == 404
    assert at_desk(OFFICER).get(f"/cases/{case}/papers/1/1/").status_code == 404
    assert at_desk(OFFICER).get(f"/cases/{case}/papers/0/9/").status_code == 404
    assert at_desk(OFFICER).post(f"/cases/{case}/hand/juggle/").status_code == 404
    assert (
        at_desk(AUDITOR)
        .post(f"/cases/{case}/hand/take/", {"request_key": str(uuid4())})
        .status_code
        == 404
    )
    wild = {"seen": "x", "request_key": "y", "otherwise_papers": "z" * 900, "open": "1"}
    for step in ("review", "refuse", "approve", "send_back"):
        assert at_desk(OFFICER).post(f"/cases/{case}/{step}/{HERE}", wild).status_code in {200, 404}
    assert row(case).state == "accepted"
