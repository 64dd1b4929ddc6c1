"""Corrections by four eyes."""

from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, registered
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, REVIEWER, at_desk, open_house

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def propose(person: str, query: str = "", **answers: str) -> str:
    data = {
        "request_key": str(uuid4()), "reason": "登记时看错", "evidence_note": "户口簿",
    } | answers  # fmt: skip
    page = at_desk(CLERK).post(f"/counter/person/{person}/correct/{query}", data, follow=True)
    return str(page.content.decode())


def the_open_one(number: str = CHIEF) -> str:
    page = at_desk(number).get("/corrections/").content.decode()
    return str(page.split('href="/corrections/')[-1].split('/"')[0])


def decide(number: str, ref: str, **answers: str) -> str:
    data = {"request_key": str(uuid4())} | answers
    page = at_desk(number).post(f"/corrections/{ref}/", data, follow=True)
    return str(page.content.decode())


def test_access() -> None:
    life = registered()
    assert_four_lines(f"/counter/person/{life.person_ref}/correct/", right=CLERK, wrong=AUDITOR)
    assert_four_lines("/corrections/", right=CHIEF, wrong=AUDITOR, elsewhere="")
    propose(life.person_ref, name="周阿美")
    assert_four_lines(f"/corrections/{the_open_one()}/", right=CHIEF, wrong=AUDITOR)
    assert "周阿美" not in at_desk("demo11").get("/corrections/").content.decode()


def test_a_name_is_corrected_by_two_people() -> None:
    life = registered()
    asked = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/correct/").content.decode()
    assert "现在：周阿妹" in asked
    assert "已提出更正" in propose(life.person_ref, name="周阿美")
    ref = the_open_one()
    page = at_desk(CHIEF).get(f"/corrections/{ref}/").content.decode()
    assert "<del>周阿妹</del>" in page
    assert "要由另一个单位批准" in page
    assert "同意更正" not in page
    assert "<ins>周阿美</ins>" in page
    assert "同意更正" not in at_desk(CLERK).get(f"/corrections/{ref}/").content.decode()
    assert at_desk(CLERK).post(f"/corrections/{ref}/").status_code == 404
    assert "另一个单位" in decide(CHIEF, ref)
    assert "已更正" in decide(REVIEWER, ref)
    assert "周阿美" in at_desk(CLERK).get(f"/counter/person/{life.person_ref}/").content.decode()
    assert "这件事已经往前办了" in decide(REVIEWER, ref)


def test_rejecting_needs_a_reason_and_changes_nothing() -> None:
    life = registered()
    propose(life.person_ref, name="周阿美")
    ref = the_open_one()
    assert "请写明不同意的理由" in decide(CHIEF, ref, act="reject")
    assert "档案不变" in decide(CHIEF, ref, act="reject", reason="与户口簿不符")
    assert "周阿妹" in at_desk(CLERK).get(f"/counter/person/{life.person_ref}/").content.decode()


def test_what_is_missing_or_wrong_is_said_with_the_values_kept() -> None:
    life = registered()
    nothing = propose(life.person_ref)
    assert "请填写更正后的内容，至少一样" in nothing
    assert "登记时看错" in nothing
    same = propose(life.person_ref, name="周阿妹")
    assert "至少一样" in same
    assert "请写明依据什么材料" in propose(life.person_ref, name="周阿美", evidence_note="")
    early = propose(life.person_ref, "?what=start", starts_on="2020-01-01")
    assert "2020-01-01" in early
    assert "已提出更正" not in early
    assert "已提出更正" in propose(life.person_ref, "?what=start", starts_on="2026-03-02")
    address = f"/counter/person/{life.person_ref}/correct/?what=x"
    assert at_desk(CLERK).get(address).status_code == 404


def test_hukou_is_chosen_from_the_list_and_the_effects_are_shown_before_approval() -> None:
    life = registered()
    form = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/correct/").content.decode()
    assert 'list="hukou-list"' in form
    assert "请从列表里选一个县" in propose(life.person_ref, hukou_division="某个县")
    assert "已提出更正" in propose(life.person_ref, hukou_division="522601 贵州省凯里市")
    page = at_desk(REVIEWER).get(f"/corrections/{the_open_one()}/").content.decode()
    assert "凯里市" in page
    assert "批准以后随着变的" in page
    assert "不能申领居住证" in page
