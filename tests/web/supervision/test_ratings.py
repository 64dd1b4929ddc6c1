"""Rating an act: once, without an account, without a name; a bad one is answered by the chief."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.factories.lives import ELIGIBLE_ON
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import AUDITOR, CHIEF, CLERK, at_desk, open_house

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.records.supervision.models import ServiceRating
from anju.web.pages.rate.tokens import rating_token

pytestmark = pytest.mark.django_db
STATION = "52260102"


@pytest.fixture(autouse=True)
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def token(ref: str = "H1") -> str:
    return rating_token("household", ref, STATION)


def rate(word: str, **answers: Any) -> str:
    return str(Client().post(f"/rate/{word}/", answers).content.decode())


def kept() -> list[ServiceRating]:
    with scoped(Actor.system("看评价", "52")):
        return list(ServiceRating.objects.all())


def test_the_page_asks_one_thing_and_chooses_nothing_beforehand() -> None:
    page = Client().get(f"/rate/{token()}/").content.decode()
    assert "非常满意" in page
    assert "checked" not in page
    assert "请选择一项" in rate(token(), words="还行")
    assert "还行" in rate(token(), words="还行")
    assert kept() == []


def test_one_rating_an_act() -> None:
    word = token()
    assert "谢谢您的评价" in rate(word, level="5", reasons=["7"])
    assert "谢谢您的评价" in rate(word, level="5", reasons=["7"])  # the same, sent twice
    assert "已经评价过了" in rate(word, level="1")
    assert "已经评价过了" in rate(token(), level="1")
    [row] = kept()
    assert (row.level, row.reasons, row.due_on) == (5, ["7"], None)


@pytest.mark.parametrize("word", ["x", "a:b:c", "mangled"])
def test_a_word_that_is_not_ours_rates_nothing(word: str) -> None:
    word = token("H2")[:-2] + "zz" if word == "mangled" else word
    page = Client().post(f"/rate/{word}/", {"level": "5"})
    assert page.status_code == 404
    assert "不能评价了" in page.content.decode()
    assert kept() == []


@pytest.mark.parametrize("level", ["0", "6", "五", ""])
def test_only_the_five_levels(level: str) -> None:
    assert "请选择一项" in rate(token(), level=level)
    assert kept() == []


def test_nothing_tells_who_served() -> None:
    rate(token(), level="4")
    with scoped(Actor.system("看评价", "52")):
        row = ServiceRating.objects.values().get()
    assert "demo" not in str(row)


def test_a_bad_one_waits_for_the_chief_and_is_answered_once(clock: MovingClock) -> None:
    rate(token(), level="1", reasons=["4"], words="跑了三趟")
    [row] = kept()
    assert row.due_on is not None
    assert_four_lines("/police/ratings/", right=CHIEF, wrong=CLERK, elsewhere="")
    page = at_desk(CHIEF).get("/police/ratings/").content.decode()
    assert "跑了三趟" in page
    clock.to(row.due_on + timedelta(days=1))
    assert "已超期" in at_desk(CHIEF).get("/police/ratings/").content.decode()
    address = f"/police/ratings/{row.ref}/"
    assert at_desk(AUDITOR).get(address).status_code == 404
    empty = at_desk(CHIEF).post(address, {"request_key": str(uuid4())}).content.decode()
    assert "请写明怎样处理的" in empty
    answers = {"request_key": str(uuid4()), "answer": "已上门道歉，补办完毕"}
    done = at_desk(CHIEF).post(address, answers, follow=True).content.decode()
    assert "已记下处理情况" in done
    assert "没有等着处理的评价" in done
    again = answers | {"request_key": str(uuid4())}
    assert "已经答复过了" in at_desk(CHIEF).post(address, again).content.decode()


def test_every_count_opens_its_list() -> None:
    for number, level in enumerate("55421"):
        rate(token(f"H{number}"), level=level)
    page = at_desk(CHIEF).get("/police/ratings/?level=5").content.decode()
    assert page.count('class="anju-table__row"') == 1 + 2


def test_another_station_sees_none_of_it() -> None:
    rate(token(), level="1", words="跑了三趟")
    assert "跑了三趟" not in at_desk("demo11").get("/police/ratings/").content.decode()
