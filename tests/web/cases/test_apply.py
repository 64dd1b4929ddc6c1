"""Taking an application at the counter: the law first, then the papers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from tests.factories.lives import (
    ELIGIBLE_ON,
    REGISTERED_ON,
    Life,
    applying,
    holding,
    registered,
)
from tests.factories.registrations import at, child, entry, household
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CLERK, actor, at_desk, open_house

from anju.casework.registrations.register import register_household
from anju.kit import clock
from anju.law.application.agents import AgentKind
from anju.law.application.materials import Housing, MaterialsCase, required_materials
from anju.law.eligibility import Ground
from anju.reading.case_page import case_page
from anju.reading.counter.application_page import application_page
from anju.web.pages.cases.apply_form import ApplyForm
from anju.web.pages.public.check.answers import Answers, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def sheet(**changes: object) -> dict[str, Any]:
    """What a clerk sends: a tenant with a job who has brought everything but the contract."""
    return {
        "request_key": str(uuid4()),
        "listed": "rented|employment|none",
        "housing": "rented",
        "grounds": ["employment"],
        "agent_kind": "none",
        "kind_identity_card": "identity_card",
        "kind_photo": "photo",
        "kind_address_proof": "lease",
        "dated_address_proof": "2026-03-01",
        "issuer_address_proof": "杨某",
    } | changes


def send(person_ref: str, data: Mapping[str, Any], number: str = CLERK) -> Any:
    return at_desk(number).post(f"/counter/person/{person_ref}/apply/", data)


def test_access() -> None:
    life = registered()
    assert_four_lines(f"/counter/person/{life.person_ref}/apply/", right=CLERK, wrong=AUDITOR)


def test_the_law_answers_before_anything_is_asked() -> None:
    life = registered()
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "现在可以申领" in page
    assert "居住从 2026-03-03 起算，2026-09-04 起满半年" in page
    assert "《居住证暂行条例》第二条" in page
    assert "房屋租赁合同" in page


def test_not_yet_tells_the_day_and_takes_nothing(now: MovingClock) -> None:
    life = registered()
    now.to(date(2026, 6, 1))
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "2026年9月4日 起可以申领" in page
    assert "收下申请" not in page
    assert "认定起算日期" in page
    refused = send(life.person_ref, sheet()).content.decode()
    assert "2026年9月4日 起可以申领" in refused


def test_whoever_cannot_have_one_is_told_why_and_what_else() -> None:
    life = registered(entry(hukou_division="522601"))
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "户口所在地和居住地是同一个城市" in page
    assert "暂住登记照样有效" in page


def test_holder_is_shown_the_permit() -> None:
    life = holding()
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert life.permit_number in page
    assert "损坏可以换领" in page


def test_submitting_opens_the_case_once_however_often_it_is_sent() -> None:
    life = registered()
    data = sheet()
    first, again = send(life.person_ref, data), send(life.person_ref, data)
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    case = case_page(actor(CLERK), first.headers["Location"].split("/")[2], now=clock.now())
    assert [paper.kind for paper in case.evidence] == ["identity_card", "photo", "lease"]
    assert case.missing == ("employment_proof",)


def test_another_situation_lists_other_papers_and_keeps_what_was_typed() -> None:
    life = registered()
    page = send(life.person_ref, sheet(housing="student")).content.decode()
    assert "已按上面的情况重新列出材料" in page
    assert "就读学校出具的住宿证明" in page
    assert 'value="杨某"' in page
    assert "错误" not in page


def test_faults_are_said_at_their_place_with_the_values_kept() -> None:
    life = registered()
    wrong = sheet(
        listed="rented|employment|relative",
        agent_kind="relative",
        agent_number="99010119900101000",
        dated_address_proof="三月",
    )
    page = send(life.person_ref, wrong).content.decode()
    assert "请填写代办人姓名" in page
    assert "代办人身份证号不对" in page
    assert "三月" in page
    assert "杨某" in page


def test_somebody_else_may_not_apply_for_an_adult() -> None:
    life = registered()
    data = sheet(listed="rented|employment|other", agent_kind="other", agent_name="吴某")
    page = send(life.person_ref, data).content.decode()
    assert "可以代未满十六周岁或者行动不便的人申领" in page
    assert "《居住证暂行条例》第九条第三款" in page


def test_a_child_is_spoken_for() -> None:
    together = register_household(
        actor=actor(CLERK),
        household=household(entry(), child()),
        request_key=uuid4(),
        now=at(REGISTERED_ON),
    )
    life = Life(together.people[1].person_ref, together.people[1].registration_number)
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "未满 16 周岁" in page
    alone = send(life.person_ref, sheet()).content.decode()
    assert "由监护人或者近亲属代为申领" in alone


def test_one_case_at_a_time() -> None:
    life = applying()
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "已有一件正在办" in page
    assert life.case_number in page


@pytest.mark.parametrize(
    "garbage",
    [
        {},
        {"housing": "castle", "listed": "x"},
        {"request_key": "no", "listed": "rented||none", "housing": "rented"},
        {"agent_kind": "\x00", "grounds": ["x"], "listed": "rented||none", "housing": "rented"},
    ],
)
def test_garbage_is_answered(garbage: dict[str, Any]) -> None:
    life = registered()
    assert send(life.person_ref, garbage).status_code == 200


def test_the_laws_answers_stand_with_their_records_and_days() -> None:
    life = registered()
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    for words in (
        "不是住旅馆、住院、受救助", "离开户籍地，住在另一个城市", "还没有居住证", "住满半年",
        "户籍地 黎平县", f"登记 {life.registration_number}", "登记之日 2026-03-03",
    ):  # fmt: skip
        assert words in page, words


def test_what_would_make_it_earlier_is_said_and_can_be_printed(now: MovingClock) -> None:
    life = registered(entry(arrived_on="2026-02-01"))
    now.to(date(2026, 6, 1))
    page = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/apply/").content.decode()
    assert "登记的到达日期是 2026-02-01：有材料证明的，最早 2026年8月2日 起可以申领" in page
    assert "打印这一页 <kbd>F9</kbd>" in page


def test_the_code_of_the_public_check_opens_the_same_list() -> None:
    life = registered()
    address = f"/counter/person/{life.person_ref}/apply/"
    code = code_of(Answers(stay=4, grounds=4, applicant=1))
    page = at_desk(CLERK).get(address, {"code": code}).content.decode()
    assert "就读学校出具的住宿证明" in page
    assert "学生证" in page
    assert "劳动合同" not in page
    wrong = at_desk(CLERK).get(address, {"code": f"{code}7"}).content.decode()
    assert "这个编号不对" in wrong


SITUATIONS = [
    (housing, grounds, agent, mobile)
    for housing in Housing
    for grounds in ((Ground.EMPLOYMENT,), (Ground.DWELLING,), (Ground.SCHOOLING,), tuple(Ground))
    for agent in AgentKind
    for mobile in (True, False)
]


def test_the_page_lists_all_the_law_asks_for_and_nothing_else(now: MovingClock) -> None:
    """The oracle: for each situation, adult and child, the rows are the law's requirements."""
    life = registered()
    asks = application_page(actor(CLERK), life.person_ref, now=clock.now())
    for under_age in (False, True):
        for housing, grounds, agent, limited in SITUATIONS:
            typed = QueryDict(mutable=True)
            typed.update({"housing": housing, "agent_kind": agent})
            typed.setlist("grounds", list(grounds))
            if limited:
                typed["limited_mobility"] = "on"
            page = replace(asks, is_under_age=under_age)
            form = ApplyForm(None, page=page, on=ELIGIBLE_ON, typed=typed)
            law = required_materials(
                case=MaterialsCase(housing, frozenset(grounds), under_age, agent, limited)
            ).outcome
            assert [line.code for line in form.lines] == [one.code for one in law]
            shown = {
                line.code: [value for value, _ in line.kind.field.choices if value]
                for line in form.lines
            }
            assert shown == {one.code: list(one.alternatives) for one in law}
