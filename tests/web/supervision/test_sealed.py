"""Protected files over HTTP: rights, opening for a while, sealing, unsealing, verifying."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories.lives import ELIGIBLE_ON, Life, holding, registered
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    ADMINISTRATOR,
    AUDITOR,
    CHIEF,
    CLERK,
    COLLECTOR,
    OFFICER,
    OTHER_CLERK,
    REVIEWER,
    at_desk,
    open_house,
)

from anju.access.session import has_named_right

pytestmark = pytest.mark.django_db
STATION = "52260102"
BAR = "sealed-bar"


@pytest.fixture(autouse=True)
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def send(desk: Client, address: str, **answers: str) -> str:
    data = {"request_key": str(uuid4())} | answers
    return str(desk.post(address, data, follow=True).content.decode())


def give(number: str = CHIEF, until: str = "", by: str = REVIEWER) -> str:
    day = until or f"{ELIGIBLE_ON + timedelta(days=30):%Y-%m-%d}"
    answers = {"holder": f"{number}@{STATION}", "until": day, "reason": "专人负责"}
    return send(at_desk(by), "/sealed/rights/", **answers)


def protect(life: Life) -> str:
    address = f"/sealed/protect/{life.person_ref}/"
    return send(at_desk(CHIEF), address, ground="1", order="凯法保字1号", until="")


def opened(number: str = CHIEF) -> Client:
    desk = at_desk(number)
    page = send(desk, "/sealed/", reason="本人来办签注")
    assert BAR in page
    return desk


def file_of(life: Life) -> str:
    return f"/counter/person/{life.person_ref}/"


def test_access() -> None:
    life = registered()
    assert_four_lines(f"/sealed/protect/{life.person_ref}/", right=CHIEF, wrong=OFFICER)
    assert_four_lines("/sealed/rights/", right=ADMINISTRATOR, wrong=CHIEF)
    assert_four_lines("/verify/", right=OTHER_CLERK, wrong=AUDITOR, elsewhere="")
    assert at_desk(COLLECTOR).get("/verify/").status_code == 404
    assert at_desk(CHIEF).get("/sealed/").status_code == 404
    assert "已授权" in give()
    assert_four_lines("/sealed/", right=CHIEF, wrong=CLERK)
    protect(life)
    assert at_desk(CHIEF).get(f"/sealed/end/{life.person_ref}/").status_code == 404
    assert opened().get(f"/sealed/end/{life.person_ref}/").status_code == 200


def test_from_sealing_to_opening_again() -> None:
    life = registered()
    assert "设为受保护" in at_desk(CHIEF).get(file_of(life)).content.decode()
    assert "设为受保护" not in at_desk(OFFICER).get(file_of(life)).content.decode()
    assert "档案已受保护" in protect(life)
    for number in (CLERK, OFFICER, CHIEF, REVIEWER, OTHER_CLERK):
        assert at_desk(number).get(file_of(life)).status_code == 404
        found = at_desk(number).get("/counter/find/?q=周阿妹").content.decode()
        assert life.person_ref not in found
    give()
    assert "/sealed/" in at_desk(CHIEF).get("/counter/").content.decode()
    desk = opened()
    page = desk.get(file_of(life)).content.decode()
    for words in ("周阿妹", "迎宾大道15号", "还有 15 分", "不再保护"):
        assert words in page
    refused = desk.get("/counter/register/")
    assert refused.status_code == 404
    assert "请先退出受保护档案" in refused.content.decode()
    assert "请写明为什么" in send(desk, f"/sealed/end/{life.person_ref}/")
    page = send(desk, f"/sealed/end/{life.person_ref}/", reason="命令已撤销")
    assert "档案不再受保护" in page
    assert BAR not in page
    assert at_desk(CLERK).get(file_of(life)).status_code == 200


def test_after_a_quarter_of_an_hour_they_are_closed(clock: MovingClock) -> None:
    life = registered()
    protect(life)
    give()
    desk = opened()
    clock.moment += timedelta(minutes=14, seconds=30)
    assert "还有 1 分" in desk.get(file_of(life)).content.decode()
    clock.moment += timedelta(seconds=31)
    page = desk.get(file_of(life), follow=True).content.decode()
    assert "受保护档案已关闭" in page
    assert BAR not in page
    assert desk.get(file_of(life)).status_code == 404


def test_leaving_and_losing_the_right_close_them_at_once() -> None:
    life = registered()
    protect(life)
    give()
    desk = opened()
    assert "受保护档案已关闭" in send(desk, "/sealed/leave/")
    assert desk.get(file_of(life)).status_code == 404
    desk = opened()
    rights = at_desk(REVIEWER).get("/sealed/rights/").content.decode()
    address = rights.split('action="/sealed/rights/')[1].split('"')[0]
    assert "权限已收回" in send(at_desk(REVIEWER), f"/sealed/rights/{address}")
    page = desk.get(file_of(life), follow=True).content.decode()
    assert "受保护档案已关闭" in page
    assert life.person_ref not in page
    assert desk.get("/sealed/").status_code == 404


def test_a_right_that_ran_out_opens_nothing(clock: MovingClock) -> None:
    give(until=f"{ELIGIBLE_ON:%Y-%m-%d}")
    assert has_named_right(CHIEF, STATION, on=ELIGIBLE_ON)
    clock.to(ELIGIBLE_ON + timedelta(days=1))
    assert at_desk(CHIEF).get("/sealed/").status_code == 404


def test_what_is_missing_is_said_and_the_rest_stays() -> None:
    life = registered()
    page = send(at_desk(CHIEF), f"/sealed/protect/{life.person_ref}/", until="2月30日", order="凯1")
    for words in ("请选择为什么保护", "2月30日", 'value="凯1"'):
        assert words in page
    page = send(at_desk(REVIEWER), "/sealed/rights/", reason="专人", until=".")
    assert "请选择给谁" in page
    assert 'value="专人"' in page
    assert "最长一年" in give(until="2030-01-01")
    give()
    assert "请写明为什么打开" in send(at_desk(CHIEF), "/sealed/")


def test_sent_twice_with_one_press_it_is_done_once() -> None:
    life, key = registered(), str(uuid4())
    answers = {"ground": "1", "order": "凯法保字1号", "until": "", "request_key": key}
    desk = at_desk(CHIEF)
    address = f"/sealed/protect/{life.person_ref}/"
    assert desk.post(address, answers).status_code == 302
    assert desk.post(address, answers).status_code == 302


def test_a_document_is_verified_in_one_word() -> None:
    life = holding()
    protect(life)
    page = send(at_desk(OTHER_CLERK), "/verify/", number=life.permit_number, purpose="1")
    for words in ("有效", "周*", "凯里市", "2027-09-06"):
        assert words in page
    for hidden in ("周阿妹", "1栋", life.person_ref):
        assert hidden not in page
    page = send(at_desk(OTHER_CLERK), "/verify/", number=life.document_number, purpose="1")
    assert "无法核验" in page
    page = send(at_desk(OTHER_CLERK), "/verify/", number="9", purpose="")
    assert "请选择为什么核验" in page
    assert 'value="9"' in page
    assert "核验证件" in at_desk(CLERK).get("/counter/").content.decode()
