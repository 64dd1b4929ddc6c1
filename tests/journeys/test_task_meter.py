"""The task meter counts what hands do, and a budget that is overrun is said so."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.journeys.task_meter import Budget, Task, budget, measured, profile, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "data:text/html,<title>t</title><input id=a><button id=b>b</button>"
EVERY = [f"T{n}" for n in (20, 21, 22, 23, 24, 26, 27, 29, 30, 31, 32, 34)]


@pytest.mark.parametrize("name", EVERY)
def test_every_budget_names_a_known_profile_and_forbids_the_mouse(name: str) -> None:
    assert profile(budget(name).profile)["key"] > 0
    assert budget(name).most["mouse"] == 0


def test_what_goes_over_the_budget_is_named() -> None:
    task = Task(Budget("T00", "试", "D3", {"K": 2, "KLM": 1.0}), Counter(K=3), waited=0.5)
    task.decided()
    assert task.over() == ["T00 K: 3 > 2", "T00 KLM: 2.5 > 1"]


def test_the_table_shows_each_count_beside_its_limit() -> None:
    task = Task(Budget("T00", "试", "D3", {"K": 2}), Counter(K=1))
    [head, line] = table([("T00", "试", task.found(), task.budget.most)])
    assert head.startswith("任务")
    assert line.startswith("T00    1/2")
    assert line.endswith("试")


@pytest.mark.browser
def test_keys_clicks_and_documents_are_counted(browser: "Browser") -> None:
    context = browser.new_context()
    kept: list[object] = []
    meters = measured(context, lambda _, row: kept.append(row))
    tab = context.new_page()
    tab.goto(PAGE)
    with meters(tab)("T21") as task:
        tab.locator("#a").focus()
        tab.keyboard.type("abc")
        tab.keyboard.press("Shift+Tab")
        tab.goto(PAGE)
    assert (task.counts["K"], task.counts["P"], task.counts["T"]) == (4, 1, 0)
    assert task.waited > 0
    tab.locator("#b").click()  # between tasks nothing is counted
    with pytest.raises(AssertionError, match="T21 mouse: 1 > 0"), meters(tab)("T21") as task:
        tab.locator("#b").click()
    assert task.counts["T"] == 1
    assert len(kept) == 2
    context.close()
