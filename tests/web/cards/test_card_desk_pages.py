"""The card desk on its pages: stock, batches, boxes, notices, lists to print."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.cast import STATION_A
from tests.factories.lives import ELIGIBLE_ON, accepted, applying, approved, registered, stocked
from tests.factories.registrations import entry
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CARD_MAKER,
    CLERK,
    OTHER_CLERK,
    REVIEWER,
    at_desk,
    open_house,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def key(**answers: Any) -> dict[str, Any]:
    return {"request_key": str(uuid4()), **answers}


def shown(number: str, address: str) -> str:
    return str(at_desk(number).get(address, follow=True).content.decode())


def sent(number: str, address: str, data: dict[str, Any]) -> Any:
    return at_desk(number).post(address, data, follow=True)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def people(count: int) -> None:
    for n in "甲乙丙"[:count]:
        approved(accepted(applying(registered(entry(name=f"周{n}", room=n)))))


def batch(count: int = 2, blanks: int = 5) -> str:
    """A batch was opened at the desk; its address."""
    people(count)
    stocked("KL0001", f"KL{blanks:04d}")
    return str(sent(CARD_MAKER, "/cards/batches/", key()).redirect_chain[-1][0])


def case_on(page: str) -> str:
    found = re.search(r'name="case_number" value="([^"]+)"', page)
    assert found
    return found[1]


def make(address: str, blank: str, **more: str) -> str:
    case = case_on(shown(CARD_MAKER, address))
    return text(sent(CARD_MAKER, address, key(blank=blank, case_number=case, **more)))


def boxed(count: int = 2) -> str:
    """Cards of a batch on their way to station A; the address of the box."""
    address = batch(count)
    for n in range(count):
        make(address, f"0{n + 1}")
    return str(sent(CARD_MAKER, f"/cards/send/{STATION_A}/", key()).redirect_chain[-1][0])


def test_access() -> None:
    assert_four_lines("/cards/", right=CARD_MAKER, wrong=AUDITOR, elsewhere="")
    assert at_desk(CLERK).get("/cards/").status_code == 200
    assert at_desk(REVIEWER).get("/cards/").status_code == 200
    for address in ("/cards/blanks/", "/cards/blanks/back/"):
        assert_four_lines(address, right=CARD_MAKER, wrong=CLERK)
    assert_four_lines(batch(), right=CARD_MAKER, wrong=CLERK)
    for address in ("/cards/calls.pdf", "/cards/visits.pdf"):
        assert_four_lines(address, right=CLERK, wrong=CARD_MAKER, elsewhere="")


def test_a_box_has_its_four_lines() -> None:
    assert_four_lines(boxed(), right=CLERK, wrong=AUDITOR)


def test_the_maker_sees_numbers_and_no_names() -> None:
    people(2)
    page = shown(CARD_MAKER, "/cards/")
    assert "可制证 2 人" in page
    assert "先入库" in page
    assert "周甲" not in page
    assert "新建批次" not in page


def test_blanks_come_by_their_label_and_a_mistake_keeps_what_was_typed() -> None:
    wrong = text(
        sent(CARD_MAKER, "/cards/blanks/", key(first_serial="KL0009", last_serial="KL0001"))
    )
    assert "止号不能小于起号" in wrong
    assert 'value="KL0009"' in wrong
    ends = key(first_serial="kl0001", last_serial="kl0010")
    for _ in range(2):
        assert "已入库 10 张空白卡" in text(sent(CARD_MAKER, "/cards/blanks/", ends))
    back = key(first_serial="KL0009", last_serial="KL0010", reason="")
    assert "请写明为什么退回" in text(sent(CARD_MAKER, "/cards/blanks/back/", back))
    back["reason"] = "整版偏色"
    assert "已退回 2 张空白卡" in text(sent(CARD_MAKER, "/cards/blanks/back/", back))


def test_card_after_card_with_every_blank_on_the_page() -> None:
    address = batch()
    page = shown(CARD_MAKER, address)
    assert "还要做 2 张" in page
    assert "KL0001" in page
    assert "周甲" in page
    assert "周乙" not in page, "one face at a time"
    assert "没有这个末尾的空白卡，应该是 KL0001" in make(address, "77")
    assert "KL0001 已制成" in make(address, "01")
    assert "KL0002 已作废（印歪、印花），同一人重新排队" in make(address, "02", spoil="1")
    page = make(address, "KL0003")
    assert "KL0003 已制成" in page
    assert "这一批都做好了" in page
    assert "结束批次" in page
    assert "制成 2，作废 1，退回库存 0" in text(sent(CARD_MAKER, f"{address}close/", key()))
    assert text(sent(CARD_MAKER, f"{address}close/", key())).count("已经结束") == 1


def test_a_double_click_makes_one_card_and_a_stale_page_says_so() -> None:
    address = batch()
    case = case_on(shown(CARD_MAKER, address))
    once = key(blank="01", case_number=case)
    for _ in range(2):
        assert "KL0001 已制成" in text(sent(CARD_MAKER, address, once))
    stale = text(sent(CARD_MAKER, address, key(blank="02", case_number=case)))
    assert "已经往前办了" in stale
    assert "还要做 1 张" in stale


def test_garbage_is_answered() -> None:
    address = batch()
    for data in (
        {},
        {"blank": "\x01", "case_number": "x"},
        key(blank="01", case_number="S1"),
        {"spoil": "99"},
    ):
        assert at_desk(CARD_MAKER).post(address, data).status_code in {200, 404}
    assert at_desk(CARD_MAKER).post("/cards/batches/", {}).status_code == 302
    assert at_desk(CARD_MAKER).get("/cards/batches/Z0/").status_code == 404
    assert at_desk(CLERK).get("/cards/boxes/?q=<x>").status_code == 409
    assert at_desk(CLERK).post("/cards/second-notices/", {}).status_code == 200


def test_a_box_is_scanned_and_signed_for_with_what_is_missing() -> None:
    address = boxed()
    code = address.rstrip("/").rsplit("/", 1)[1]
    assert "在路上" in shown(CARD_MAKER, "/cards/")
    page = shown(CLERK, f"/cards/boxes/?q={code.lower()}")
    assert "应该有 2 张" in page
    assert "周甲" in page
    assert "签收，出领证通知" not in shown(CARD_MAKER, address)
    missing = re.findall(r'name="missing" value="([^"]+)"', page)
    short = text(sent(CLERK, address, key(missing=missing[:1])))
    assert "已签收 1 张，领证通知已出；缺 1 张" in short
    assert "签收时缺 1 张" in short
    assert "缺 1 张" in shown(CARD_MAKER, "/cards/")
    assert "已签收 1 张" in text(sent(CLERK, address, key()))
    assert at_desk(OTHER_CLERK).get(address).status_code == 404
    assert "没有编号" in shown(OTHER_CLERK, f"/cards/boxes/?q={code}")


def test_whoever_does_not_come_is_told_again_and_then_the_chief_knows(now: MovingClock) -> None:
    sent(CLERK, boxed(), key())
    assert "周甲" in shown(CLERK, "/cards/")
    now.to(ELIGIBLE_ON + timedelta(31))
    page = shown(CLERK, "/cards/")
    assert "通知三十天还没来领" in page
    assert "二次通知 2 人" in page
    assert "已出二次领证通知 2 份" in text(sent(CLERK, "/cards/second-notices/", key()))
    assert "二次通知" not in shown(CLERK, "/cards/").split("<main")[1].split("二次 ")[0]
    now.to(ELIGIBLE_ON + timedelta(91))
    assert "九十天还没来领，报所长" in shown(CLERK, "/cards/")


def test_the_lists_are_printed() -> None:
    address = batch()
    assert at_desk(CARD_MAKER).get(f"{address.rstrip('/')}.pdf").content.startswith(b"%PDF")
    make(address, "01")
    box = sent(CARD_MAKER, f"/cards/send/{STATION_A}/", key()).redirect_chain[-1][0].rstrip("/")
    assert at_desk(CLERK).get(f"{box}.pdf").content.startswith(b"%PDF")
    sent(CLERK, f"{box}/", key())
    for name in ("calls", "visits"):
        assert at_desk(CLERK).get(f"/cards/{name}.pdf").content.startswith(b"%PDF")
