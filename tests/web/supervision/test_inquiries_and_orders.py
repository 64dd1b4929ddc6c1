"""An inquiry from a person's file to its result, and an order to correct, over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import ELIGIBLE_ON, Life, registered
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, OFFICER, at_desk, open_house

pytestmark = pytest.mark.django_db
NOTE = {"kind": "occupant", "done_on": ".", "reached": "yes", "who": "杨某", "said": "上月搬走了"}
ORDER = {
    "offence": "tenants_not_reported",
    "addressee": "杨某",
    "facts": "三户承租人没有报告",
    "due_on": f"{ELIGIBLE_ON + timedelta(days=10):%Y-%m-%d}",
}


@pytest.fixture(autouse=True)
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def send(number: str, address: str, **answers: str) -> str:
    data = {"request_key": str(uuid4())} | answers
    return str(at_desk(number).post(address, data, follow=True).content.decode())


def begun(life: Life) -> str:
    """The address of an inquiry a clerk has opened."""
    told = {"ground": "2", "noticed": "房主说上月已搬走", "request_key": str(uuid4())}
    page = at_desk(CLERK).post(f"/inquiries/of/{life.person_ref}/", told)
    assert page.status_code == 302, page.content.decode()
    return str(page.headers["Location"])


def ordered(life: Life) -> str:
    """The address of an order an officer has given."""
    told = ORDER | {"request_key": str(uuid4())}
    page = at_desk(OFFICER).post(f"/orders/of/{life.person_ref}/", told)
    assert page.status_code == 302, page.content.decode()
    return str(page.headers["Location"])


def test_access() -> None:
    life = registered()
    assert_four_lines(f"/inquiries/of/{life.person_ref}/", right=CLERK, wrong=AUDITOR)
    assert_four_lines(f"/orders/of/{life.person_ref}/", right=OFFICER, wrong=CLERK)
    inquiry, order = begun(life), ordered(life)
    assert_four_lines(inquiry, right=CLERK, wrong=AUDITOR)
    assert_four_lines(f"{inquiry}note/", right=CLERK, wrong=AUDITOR)
    assert_four_lines(f"{inquiry}conclude/", right=OFFICER, wrong=CLERK)
    assert_four_lines(order, right=CLERK, wrong=AUDITOR)
    assert_four_lines(f"{order}lift/", right=CHIEF, wrong=OFFICER)


def test_an_inquiry_from_doubt_to_result(clock: MovingClock) -> None:
    life = registered()
    inquiry = begun(life)
    assert "住址核查" in at_desk(OFFICER).get("/counter/").content.decode()
    assert inquiry in at_desk(CLERK).get("/counter/queue/inquiries/").content.decode()
    page = at_desk(OFFICER).get(inquiry).content.decode()
    assert "房主说上月已搬走" in page
    assert "还没有听取本人的意见" in page
    refused = send(OFFICER, f"{inquiry}conclude/", result="left", reasons="房主说的", left_on="-3")
    assert "还没有听取本人的意见" in refused
    assert 'value="房主说的"' in refused
    assert "已记入核查" in send(CLERK, f"{inquiry}note/", **NOTE)
    for days in (1, 1):
        clock.to(clock.moment.date() + timedelta(days=days))
        visit = NOTE | {"kind": "visit", "reached": "no", "who": "", "said": "门锁着"}
        send(CLERK, f"{inquiry}note/", **visit)
    done = send(
        OFFICER, f"{inquiry}conclude/", result="not_found", reasons="两次上门未遇", left_on="-3"
    )
    assert "核查已办结" in done
    assert "查无下落" in done
    file = at_desk(CLERK).get(f"/counter/person/{life.person_ref}/").content.decode()
    assert "已注销" in file


def test_what_is_missing_is_said_and_the_rest_stays() -> None:
    inquiry = begun(registered())
    page = send(CLERK, f"{inquiry}note/", said="看见门锁着", done_on="2月30日")
    for sentence in ("请选择做了什么", "请选择见到人没有", "2月30日"):
        assert sentence in page
    assert 'value="看见门锁着"' in page


def test_begun_twice_with_one_press_it_is_one_inquiry() -> None:
    life = registered()
    told = {"ground": "2", "noticed": "搬走", "request_key": str(uuid4())}
    desk = at_desk(CLERK)
    first, second = (
        desk.post(f"/inquiries/of/{life.person_ref}/", told).headers["Location"] for _ in "12"
    )
    assert first == second


def test_no_sanction_before_the_order_ran_out(clock: MovingClock) -> None:
    order = ordered(registered())
    penalty = {"document": "凯公罚决字1号", "yuan": "300", "who": "person"}
    assert "还不能" in at_desk(CHIEF).get(order).content.decode()
    assert "记录处罚" not in at_desk(CHIEF).get(order).content.decode()
    assert "处罚已记录" not in send(CHIEF, f"{order}penalty/", **penalty)
    clock.to(ELIGIBLE_ON + timedelta(days=11))
    assert "记录处罚" in at_desk(CHIEF).get(order).content.decode()
    assert "罚款应在" in send(CHIEF, f"{order}penalty/", **penalty | {"yuan": "9"})
    assert "处罚已记录" in send(CHIEF, f"{order}penalty/", **penalty)


def test_put_right_it_is_settled() -> None:
    order = ordered(registered())
    assert "请写明情况" in send(CLERK, f"{order}corrected/")
    assert "已记为改正" in send(CLERK, f"{order}corrected/", note="已补报")


def test_no_number_of_money_breaks_the_page(clock: MovingClock) -> None:
    order = ordered(registered())
    clock.to(ELIGIBLE_ON + timedelta(days=11))
    for yuan in ("", "三百", "-1", "1e9", "9" * 40):
        page = send(CHIEF, f"{order}penalty/", document="x", yuan=yuan, who="person")
        assert "处罚已记录" not in page


@pytest.mark.parametrize("slug", ["gone", "note ", "../note"])
def test_an_unknown_act_is_not_there(slug: str) -> None:
    inquiry = begun(registered())
    assert at_desk(CLERK).get(f"{inquiry}{slug}/").status_code == 404
