"""A card in the hand: what it says it is, endorsing and handing over in one action, no fee."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.cast import SUN, WU
from tests.factories.lives import (
    ELIGIBLE_ON,
    Life,
    accepted,
    approved,
    carded,
    holding,
)
from tests.factories.registrations import at, made_up_number
from tests.factories.registrations import key as new_key
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CARD_MAKER,
    CLERK,
    OFFICER,
    OTHER_CLERK,
    at_desk,
    open_house,
)

from anju.access.scope import scoped
from anju.casework.permits.cards import CardRequest, reissue_card, replace_card
from anju.casework.permits.endings import cancel_permit
from anju.casework.permits.losses import report_loss
from anju.casework.registrations.departures import Ending, deregister
from anju.records.cases.models import Case
from anju.records.permits.models import Card, Endorsement

pytestmark = pytest.mark.django_db
IN_WINDOW = date(2027, 8, 20)
TOO_LATE = date(2027, 11, 20)
DAMAGED_ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def shown(card: str, number: str = CLERK) -> str:
    return str(at_desk(number).get("/counter/card/", {"card": card}).content.decode())


def do(permit: str, step: str, number: str = CLERK, **answers: Any) -> str:
    data = {"request_key": str(uuid4()), **answers}
    told = at_desk(number).post(f"/counter/card/{permit}/do/{step}/", data, follow=True)
    return str(told.content.decode())


def ready() -> Life:
    return carded(approved(), blank_serial="KL0001", on=ELIGIBLE_ON)


def test_access() -> None:
    permit = holding().permit_number
    assert_four_lines("/counter/card/", right=CLERK, wrong=AUDITOR, elsewhere="")
    assert permit in shown(permit)
    away = shown(permit, OTHER_CLERK)
    assert "查不到" in away
    assert "周阿妹" not in away
    for number in (CARD_MAKER, OTHER_CLERK):
        address = f"/counter/card/{permit}/do/endorse/"
        assert at_desk(number).post(address, {"request_key": str(uuid4())}).status_code == 404
    assert at_desk(CLERK).post(f"/counter/card/{permit}/do/melt/").status_code == 404


def test_the_word_for_every_stranger() -> None:
    assert "查不到" in shown("999")
    assert "外省的证" in shown("4301050012020010100001")
    assert "湖南省" in shown("4301050012020010100001")
    assert "查不到" in shown("5201020012020010100001")
    assert "放到读卡器上按 F2" in shown("")
    assert at_desk(CLERK).get("/counter/card/?card=%00%01").status_code == 200


def test_a_card_is_known_by_its_serial_too(now: MovingClock) -> None:
    life = holding(blank_serial="KL0009")
    now.to(date(2026, 12, 1))
    assert "使用中" in shown("kl0009")
    assert "2027年8月4日" in shown("KL 0009")
    report_loss(
        actor=WU, permit_number=life.permit_number, request_key=new_key(), now=at(date(2026, 12, 1))
    )
    assert "已挂失" in shown("KL0009")


def test_a_cancelled_permit_says_so() -> None:
    permit = holding().permit_number
    cancel_permit(
        actor=SUN,
        permit_number=permit,
        reason="own_wish",
        request_key=new_key(),
        now=at(ELIGIBLE_ON, 18),
    )
    assert "已注销" in shown(permit)
    assert "作废的卡" in shown("B0001")


def test_endorsing_is_one_action(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(IN_WINDOW)
    page = shown(permit)
    assert "可以签注" in page
    assert "收费 0 元" in page
    one = str(uuid4())
    for _ in range(2):
        done = do(permit, "endorse", request_key=one)
        assert "已签注第 1 年，0 元" in done
    assert "卡上待写入：1 次签注" in done
    assert "打印签注单" in done
    line = at_desk(CLERK).get(f"/counter/card/{permit}/line.pdf")
    assert line.content.startswith(b"%PDF")
    with scoped(WU):
        assert Endorsement.objects.count() == 1


def test_late_shows_both_counts_and_the_gap_first(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(TOO_LATE)
    page = shown(permit)
    assert "中止前" in page
    assert "补办后，从今天重新连续计算" in page
    assert "2027-09-07 — 2027-11-19" in page
    assert "已补办签注，0 元，马上恢复使用" in do(permit, "endorse_late")
    assert "使用中" in shown(permit)


def test_whoever_left_registers_first(now: MovingClock) -> None:
    life = holding()
    gone = date(2027, 6, 1)
    deregister(
        actor=WU, registration_number=life.registration_number,
        ending=Ending(left_on=gone, reason="3"), request_key=new_key(), now=at(gone),
    )  # fmt: skip
    now.to(IN_WINDOW)
    page = shown(life.permit_number)
    assert "先办登记" in page
    assert "仍住在这里，签注" not in page
    assert "已签注" not in do(life.permit_number, "endorse")


def test_the_card_goes_to_whom_it_belongs() -> None:
    life = ready()
    page = shown(life.permit_number)
    assert "待领取" in page
    assert life.document_number[-4:] not in page.split("<main")[1], "the digits are on the document"
    assert "请看着证件" in do(life.permit_number, "hand_over", holder_number="")
    wrong = do(life.permit_number, "hand_over", holder_number="0000", agent_name="吴小龙")
    assert "不是持证人的" in wrong
    assert 'value="吴小龙"' in wrong
    case = life.case_number
    one = {
        "request_key": str(uuid4()),
        "holder_number": life.document_number[-4:],
        "case_number": case,
    }
    for _ in range(2):
        done = do(life.permit_number, "hand_over", **one)
        assert "已发放，办结" in done
    assert "使用中" in done


def test_an_agent_shows_both_documents() -> None:
    life = ready()
    agent = {
        "holder_number": life.document_number[-4:],
        "agent_name": "吴小龙",
        "relation": "other",
    }
    bad = do(life.permit_number, "hand_over", **agent, agent_number="123")
    assert "代领人身份证号不对" in bad
    number = made_up_number()
    assert "委托书" in do(life.permit_number, "hand_over", **agent, agent_number=number)
    given = do(life.permit_number, "hand_over", **agent, agent_number=number, has_mandate="on")
    assert "已发放" in given
    with scoped(WU):
        assert Card.objects.get().collected_by == "吴小龙"


def renewed(life: Life, why: str, on: date) -> Life:
    """A new card for a standing permit lies ready."""
    asked = {"actor": WU, "request_key": new_key(), "now": at(on, 9)}
    request = CardRequest(permit_number=life.permit_number, why=why, old_card_shown=why != "lost")
    if why == "lost":
        report_loss(
            actor=WU, permit_number=life.permit_number, request_key=new_key(), now=at(on, 8)
        )
        opened = reissue_card(request=request, **asked)
    else:
        opened = replace_card(request=request, **asked)
    again = Life(life.person_ref, life.registration_number, opened.case_number,
                 life.permit_number, life.document_number)  # fmt: skip
    return carded(approved(accepted(again, on=on), on=on), blank_serial="KL0002", on=on)


@pytest.mark.parametrize(
    ("old", "state"), [("handed_back", "surrendered"), ("lost", "lost"), ("seized", "void")]
)
def test_a_replacement_says_where_the_old_card_is(now: MovingClock, old: str, state: str) -> None:
    life = renewed(holding(), "damaged", DAMAGED_ON)
    now.to(DAMAGED_ON)
    holder = {"holder_number": life.document_number[-4:]}
    assert "请说明原证在哪里" in do(life.permit_number, "hand_over", **holder)
    assert "已发放" in do(life.permit_number, "hand_over", **holder, old_card=old)
    with scoped(WU):
        assert Card.objects.get(blank_serial="B0001").state == state
    word = {"surrendered": "换下来的旧卡", "lost": "已丢失的旧卡", "void": "作废的卡"}[state]
    assert word in shown("B0001")


@pytest.mark.parametrize("why", ["damaged", "lost"])
def test_nobody_talks_the_desk_into_a_fee(now: MovingClock, why: str) -> None:
    life = renewed(holding(), why, DAMAGED_ON)
    now.to(DAMAGED_ON)
    page = shown(life.permit_number)
    assert "收费 0 元：没有现行的收费标准" in page
    assert 'name="fee"' not in page
    asked = {
        "fee": "20",
        "amount": "20",
        "工本费": "20",
        "holder_number": life.document_number[-4:],
    }
    done = do(life.permit_number, "hand_over", old_card="handed_back", **asked)
    assert "已发放" in done
    assert "20 元" not in done
    with scoped(WU):
        assert {case.fee for case in Case.objects.all()} == {0}


def test_an_officer_may_do_what_the_window_does(now: MovingClock) -> None:
    permit = holding().permit_number
    now.to(IN_WINDOW)
    assert "已签注第 1 年" in do(permit, "endorse", OFFICER)
