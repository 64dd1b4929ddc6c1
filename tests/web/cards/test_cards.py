"""The card desk: four lists, each line leading to its step."""

from datetime import date
from typing import Any

import pytest
from tests.factories.cast import WANG
from tests.factories.lives import ELIGIBLE_ON, approved, carded
from tests.factories.registrations import at, key
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CARD_MAKER, CLERK, at_desk, open_house

from anju.casework.cases.production import send_to_production

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def desk(number: str = CARD_MAKER) -> str:
    return str(at_desk(number).get("/cards/").content.decode())


def test_access() -> None:
    assert_four_lines("/cards/", right=CARD_MAKER, wrong=AUDITOR, elsewhere="")
    life = carded(approved(), blank_serial="B1", on=ELIGIBLE_ON)
    assert life.permit_number in desk(CLERK)
    assert life.permit_number not in desk("demo11")


def test_a_card_to_make_leads_to_the_next_one_and_is_marked_when_late(now: MovingClock) -> None:
    life = approved()
    case = {"case_number": life.case_number}
    send_to_production(actor=WANG, **case, request_key=key(), now=at(ELIGIBLE_ON, 14))
    page = desk()
    assert f"/cases/{life.case_number}/produce/?queue=to_produce" in page
    assert "已超期" not in page
    assert f"/cases/{life.case_number}/?queue=to_produce" in desk(CLERK)
    now.to(date(2026, 9, 30))
    assert "有 1 张超过期限" in desk()


def test_a_card_nobody_collects_stands_in_its_own_list(now: MovingClock) -> None:
    life = carded(approved(), blank_serial="B1", on=ELIGIBLE_ON)
    assert f"/cases/{life.case_number}/hand_over/?queue=to_collect" in desk(CLERK)
    assert "没有久放的卡" in desk()
    now.to(date(2026, 11, 20))
    page = desk()
    assert "没有等人来领的卡" in page
    assert "通知三十天还没来领" in page
