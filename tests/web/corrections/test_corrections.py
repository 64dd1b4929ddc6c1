"""Corrections by four eyes, and two files made one and two again."""

from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, registered
from tests.factories.registrations import entry
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, OFFICER, actor, at_desk, open_house

from anju.casework.registrations.departures import Ending, deregister
from anju.kit import clock

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
    assert "<ins>周阿美</ins>" in page
    assert "同意更正" not in at_desk(CLERK).get(f"/corrections/{ref}/").content.decode()
    assert at_desk(CLERK).post(f"/corrections/{ref}/").status_code == 404
    assert "已更正" in decide(CHIEF, ref)
    assert "周阿美" in at_desk(CLERK).get(f"/counter/person/{life.person_ref}/").content.decode()
    assert "这件事已经往前办了" in decide(CHIEF, ref)


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


def test_two_files_are_compared_merged_and_made_two_again() -> None:
    one, two = registered(), registered(entry(name="周阿美"))
    left = f"/counter/person/{one.person_ref}/merge/"
    assert_four_lines(left, right=OFFICER, wrong=CLERK)
    found = at_desk(OFFICER).get(left, {"q": "周阿美"}).content.decode()
    assert f"?with={two.person_ref}" in found
    address = f"{left}?with={two.person_ref}"
    page = at_desk(OFFICER).get(address).content.decode()
    assert "不同 " in page
    assert "相同 " in page
    data = {"request_key": str(uuid4()), "keep": "left", "reason": "本人两次登记"}
    both = at_desk(OFFICER).post(address, data).content.decode()
    assert "两份档案都有现在的居住登记" in both
    assert "本人两次登记" in both
    deregister(
        actor=actor(CLERK), registration_number=two.registration_number,
        ending=Ending(left_on=ELIGIBLE_ON, reason="1"), request_key=uuid4(), now=clock.now(),
    )  # fmt: skip
    data["request_key"] = str(uuid4())
    done = at_desk(OFFICER).post(address, data, follow=True)
    assert "已合并成一份档案" in done.content.decode()
    undo = f"/counter/person/{one.person_ref}/unmerge/{two.person_ref}/"
    assert undo in at_desk(OFFICER).get(left).content.decode()
    assert "请写明为什么撤销合并" in at_desk(OFFICER).post(undo, {}).content.decode()
    again = {"request_key": str(uuid4()), "reason": "不是同一人"}
    apart = at_desk(OFFICER).post(undo, again, follow=True).content.decode()
    assert "两份档案各自恢复" in apart
    assert at_desk(OFFICER).get(undo).status_code == 404
