"""A clerk's day by keyboard alone: what is saved is what was typed, and the budgets hold (T28).

Twelve people here; `./anju bench day` walks all 120 of them.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.journeys.task_meter import throttle
from tests.web.staff_desks import CLERK, actor, open_house

from anju.access.actor import Actor
from anju.casework.bulk.migration import migrate_in
from anju.jobs.bench.day import Budget, heap_bytes, within
from anju.jobs.bench.day_hands import Hands, Served, serve
from anju.jobs.bench.day_people import BY_WHOM, Errand, Visitor, past_of, visitors
from anju.jobs.bench.day_truth import permits_of, wrong_saves
from anju.kit.clock import now, today

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COUNTER = {"width": 1366, "height": 768}
PEOPLE = 12


@pytest.fixture
def tab(browser: "Browser", live_server: Any) -> Iterator["Page"]:
    window = browser.new_context(base_url=live_server.url, viewport=COUNTER, locale="zh-CN")
    opened = window.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    window.close()
    assert not faults


@pytest.fixture
def prepared(settings: Any, tmp_path: Any) -> tuple[Visitor, ...]:
    """Everybody who comes, with what the register knows of them."""
    settings.ANJU_DATA = tmp_path
    open_house(settings)
    people = visitors(PEOPLE)
    system = Actor.system("示范数据", "522601")
    migrate_in(system, list(past_of(people, today())), hands=BY_WHOM, now=now())
    return people


def how_busy() -> float:
    """How many times slower a page may be on a machine that did other things besides."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twelve_people_of_a_day(
    prepared: tuple[Visitor, ...], tab: "Page", capsys: pytest.CaptureFixture[str]
) -> None:
    permits = permits_of(actor(CLERK), prepared, now=now())
    hands = Hands(tab)
    throttle(tab, "D3")
    hands.sign_in("吴晓")
    before = heap_bytes(tab)
    served = [serve(hands, one, permits.get(one.number, "")) for one in prepared]
    heap = heap_bytes(tab) - before
    wrong = wrong_saves(actor(CLERK), prepared, now=now())
    assert wrong == []
    budget = Budget(page_seconds=Budget().page_seconds * how_busy())
    over = within(served, heap=heap, wrong=wrong, budget=budget)
    with capsys.disabled():
        seconds = sum(one.seconds for one in served) / len(served)
        print(
            f"\n窗口一天：{len(served)} 人，每人 KLM {seconds:.1f} 秒（≤ 45），存错 {len(wrong)} 处"
        )
    assert not over


# ---------------------------------------------------------------- the day and its figures


def test_a_full_day_is_the_mix_of_a_window() -> None:
    errands = [one.errand for one in visitors(120)]
    assert [errands.count(errand) for errand in Errand] == [60, 20, 20, 10, 5, 5]
    assert len({one.number for one in visitors(120)}) == 120


@pytest.mark.django_db
def test_a_record_that_differs_from_what_was_typed_is_named(
    prepared: tuple[Visitor, ...],
) -> None:
    (moved,) = [one for one in prepared if one.errand is Errand.MOVED][:1]
    found = "\n".join(wrong_saves(actor(CLERK), [moved], now=now()))
    assert f"变更住址 {moved.name}：今天办的 应为" in found
    assert "住处 应为" in found
    (new,) = [one for one in prepared if one.errand is Errand.READ][:1]
    assert wrong_saves(actor(CLERK), [new], now=now()) == [
        f"登记：读卡 {new.name}：档案 应为 本所的，存的是 没有"
    ]


def served(**counts: int) -> Served:
    one = Served(visitors(1)[0], pages=[0.5])
    one.counts.update(counts)
    return one


@pytest.mark.parametrize(
    ("one", "more", "words"),
    [
        (served(K=200), {}, "ΣKLM 0.9 分钟，超过 0.8"),
        (served(mouse=1), {}, "用了 1 次鼠标"),
        (served(), {"heap": 60 * 1024 * 1024}, "页面内存增加 60 MB"),
        (served(), {"wrong": ["姓名"]}, "存错 1 处"),
    ],
)
def test_what_goes_over_the_budget_is_named(one: Served, more: dict[str, Any], words: str) -> None:
    told: dict[str, Any] = {"heap": 0, "wrong": []} | more
    assert within([one], **told) == [words]


def test_a_slow_page_is_over_the_budget() -> None:
    slow = [Served(one, pages=[0.2] * 9 + [1.6]) for one in visitors(2)]
    assert within(slow, heap=0, wrong=[]) == ["页面 p95 1.60 秒，超过 1"]
    assert within(slow, heap=0, wrong=[], budget=Budget(page_seconds=2)) == []
