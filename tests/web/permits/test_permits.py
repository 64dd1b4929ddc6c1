"""The permit page: state, window, endorsing in one action, late with both counts, a new card."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, holding
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CARD_MAKER,
    CHIEF,
    CLERK,
    OFFICER,
    at_desk,
    open_house,
)

pytestmark = pytest.mark.django_db
#: Issued on 2026-09-04: the window of the first year is 2027-08-04 to 2027-09-04 (a Saturday).
IN_WINDOW = date(2027, 8, 20)
TOO_LATE = date(2027, 11, 20)


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def act(number: str, permit: str, slug: str, **answers: str) -> str:
    data = {"request_key": str(uuid4())} | answers
    page = at_desk(number).post(f"/permits/{permit}/{slug}/", data, follow=True)
    return str(page.content.decode())


def shown(number: str, permit: str, slug: str = "") -> str:
    address = f"/permits/{permit}/{slug}/" if slug else f"/permits/{permit}/"
    return str(at_desk(number).get(address, follow=True).content.decode())


def test_access() -> None:
    permit = holding().permit_number
    assert_four_lines(f"/permits/{permit}/", right=CLERK, wrong=AUDITOR)
    assert at_desk(CARD_MAKER).get(f"/permits/{permit}/endorse/").status_code == 404
    assert at_desk(CLERK).get("/permits/999/").status_code == 404


def test_too_early_says_the_first_possible_day() -> None:
    page = shown(CLERK, holding().permit_number)
    assert "还没有到签注的时间" in page
    assert "2027年8月4日 起可以签注" in page
    assert "签注 <kbd>F9" not in page


def test_endorsing_in_the_window_is_one_action_done_once(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(IN_WINDOW)
    assert "仍住在这里，签注 <kbd>F9</kbd>" in shown(CLERK, permit)
    one = str(uuid4())
    for _ in range(2):
        page = act(CLERK, permit, "endorse", request_key=one)
        assert "已签注第 1 年，0 元" in page
    assert page.count("2027-08-20") == 1
    again = act(CLERK, permit, "endorse")
    assert "还没有到签注的时间" in again


def test_a_late_endorsement_shows_both_counts_first(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(TOO_LATE)
    page = shown(CLERK, permit)
    assert "使用功能中止" in page
    asked = shown(CLERK, permit, "endorse")
    assert "中止前" in asked
    assert "补办后，从今天重新连续计算" in asked
    done = act(CLERK, permit, "endorse_late")
    assert "已补办签注，0 元，马上恢复使用" in done
    assert "2027-11-20" in done


def test_loss_and_found_and_reissue(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(date(2026, 12, 1))
    assert "这张卡马上停用" in shown(CLERK, permit, "loss")
    assert "已挂失" in act(CLERK, permit, "loss")
    assert "已撤销挂失" in act(CLERK, permit, "found")
    act(CLERK, permit, "loss")
    asked = shown(CLERK, permit, "reissue")
    assert "收费：" in asked
    assert "《居住证暂行条例》第二十一条" in asked
    done = act(CLERK, permit, "reissue")
    assert "已开办件" in done
    assert "补领" in done


def test_a_replacement_needs_the_old_card(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(date(2026, 12, 1))
    asked = shown(CLERK, permit, "replace")
    assert "收费：0 元。没有现行的收费标准，不得收费" in asked
    refused = act(CLERK, permit, "replace", why="particulars_changed")
    assert "换领新证要交回原证" in refused
    assert 'value="particulars_changed" selected' in refused
    one = {"request_key": str(uuid4()), "why": "damaged", "old_card_shown": "on"}
    first, again = act(CLERK, permit, "replace", **one), act(CLERK, permit, "replace", **one)
    assert "换领" in first
    assert first.split("已开办件")[1][:30] == again.split("已开办件")[1][:30]
    assert "正在办" in shown(CLERK, permit)


def test_cancelling_and_seizing_need_a_reason() -> None:
    permit = holding().permit_number
    assert "请选择注销原因" in act(OFFICER, permit, "cancel")
    assert "请写明查明的事实" in act(CHIEF, permit, "seize")
    assert "居住证已收缴" in act(CHIEF, permit, "seize", reason="合同是假的")
    assert "已收缴" in shown(CLERK, permit)
    other = holding(blank_serial="B0002").permit_number
    assert "居住证已注销" in act(OFFICER, other, "cancel", reason="own_wish")
    assert at_desk(CLERK).post(f"/permits/{other}/seize/").status_code == 404


def test_the_list_of_those_due(now: MovingClock) -> None:
    permit = holding().permit_number
    assert "现在没有到签注期的居住证" in str(at_desk(CLERK).get("/permits/due/").content.decode())
    now.to(IN_WINDOW)
    assert_four_lines("/permits/due/", right=CLERK, wrong=AUDITOR, elsewhere="")
    page = at_desk(CLERK).get("/permits/due/?after=zzz").content.decode()
    assert permit in page
    assert "可签注" in page
    assert permit not in at_desk("demo11").get("/permits/due/").content.decode()
    now.to(TOO_LATE)
    assert "已过期" in at_desk(CLERK).get("/permits/due/").content.decode()


@pytest.mark.parametrize("slug", ["endorse", "replace", "reissue", "found", "endorse_late", "loss"])
def test_garbage_is_answered(slug: str) -> None:
    permit = holding().permit_number
    data = {"request_key": "x", "why": "\x01"}
    assert at_desk(CLERK).post(f"/permits/{permit}/{slug}/", data).status_code == 200


def test_an_endorsement_is_refused_only_for_what_the_law_knows_and_in_writing() -> None:
    permit = holding().permit_number
    assert "不予签注 <kbd>Alt+6</kbd>" in shown(CLERK, permit)
    assert "请选择理由" in act(CLERK, permit, "refuse_endorsement", reason_text="来早了")
    barred = act(CLERK, permit, "refuse_endorsement", reason_code="no_ground", reason_text="没证明")
    assert "按规定可以签注，不能以这个理由不予签注" in barred
    assert "没证明" in barred
    said = act(CLERK, permit, "refuse_endorsement", reason_code="too_early", reason_text="来早了")
    assert "不予签注，通知书已出" in said
    assert "打印通知书" in said
    assert at_desk(AUDITOR).post(f"/permits/{permit}/refuse_endorsement/").status_code == 404
