"""The counter's home and the lists behind its numbers."""

import pytest
from django.test import Client
from tests.factories.lives import applying, registered
from tests.web.staff_desks import ADMINISTRATOR, CARD_MAKER, CLERK, OTHER_CLERK, at_desk

from anju.reading.queues import DUE_QUEUES, OTHER_QUEUES, QUEUES
from anju.web.pages.counter.queue_words import QUEUE_WORDS

pytestmark = pytest.mark.usefixtures("house")


def test_every_queue_has_words() -> None:
    assert QUEUE_WORDS.keys() == {*QUEUES, *DUE_QUEUES, *OTHER_QUEUES}


def test_strangers_are_led_to_the_sign_in_page(client: Client) -> None:
    for address in ("/counter/", "/counter/queue/to_accept/", "/work/"):
        answer = client.get(address, follow=True)
        assert "工作人员登录" in answer.content.decode()


def test_each_number_opens_the_list_it_counts() -> None:
    applying(registered())
    clerk = at_desk(CLERK)
    home = clerk.get("/counter/").content.decode()
    tile = home.split('href="/counter/queue/to_accept/"')[1].split("</a>")[0]
    assert "<b>1</b>" in tile
    page = clerk.get("/counter/queue/to_accept/").content.decode()
    assert "周阿妹" in page
    assert "/cases/" in page
    assert "已超期" in page or "月" in page


def test_another_station_sees_none_of_it() -> None:
    applying(registered())
    other = at_desk(OTHER_CLERK)
    assert "周阿妹" not in other.get("/counter/queue/to_accept/").content.decode()
    assert "没有待受理的办件" in other.get("/counter/queue/to_accept/").content.decode()


def test_every_queue_opens_empty_and_unknown_ones_are_not_there() -> None:
    clerk = at_desk(CARD_MAKER)
    for kind in QUEUE_WORDS:
        assert clerk.get(f"/counter/queue/{kind}/").status_code == 200
    assert clerk.get("/counter/queue/nothing/").status_code == 404
    assert clerk.get("/counter/queue/to_order/?after=rubbish").status_code in {200, 404}


def test_a_post_without_worklists_is_told_so() -> None:
    keeper = at_desk(ADMINISTRATOR)
    assert "没有窗口办件" in keeper.get("/counter/").content.decode()
    assert keeper.get("/counter/queue/to_accept/").status_code == 404
