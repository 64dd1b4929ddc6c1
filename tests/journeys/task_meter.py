"""What a task costs the hands: keys, taps, documents, swaps, and seconds by the keystroke model.

The meter is put into the page by the test and is never shipped. `with meter("T20") as task:`
counts from then on; `task.decided()` says that the person had to think; at the end the counts
must lie within budgets.toml and are kept for the table printed after the run (ux.md §1.1).
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anju.jobs.bench.hands import COUNTING, DECISION

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

__all__ = ["Budget", "Meter", "Task", "budget", "measured", "profile", "table"]

BUDGETS = Path(__file__).with_name("budgets.toml")
COUNTED = ("K", "T", "P", "S", "mouse")
#: Seconds of the keystroke model for a hand that goes to the mouse, and comes back.
HAND_MOVE = 0.4
#: The property of a test report under which a task is kept.
PROPERTY = "task"


@dataclass(frozen=True, slots=True)
class Budget:
    """A task, on which profile it is measured, and the most of each count."""

    name: str
    task: str
    profile: str
    most: dict[str, float]


@dataclass(slots=True)
class Task:
    """The counts of one task while it is done."""

    budget: Budget
    counts: Counter[str] = field(default_factory=Counter)
    waited: float = 0.0

    def decided(self, times: int = 1) -> None:
        """The person had to think before going on."""
        self.counts["decisions"] += times

    def klm(self) -> float:
        """Seconds by the keystroke model: hands, thought, and what the page let one wait.

        Swapped parts come while the hands go on, so only whole documents are waited for.
        """
        pace = profile(self.budget.profile)
        hands: float = pace["key"] * self.counts["K"] + pace["pointing"] * self.counts["T"]
        moves = HAND_MOVE * 2 * self.counts["mouse"]
        return hands + moves + DECISION * self.counts["decisions"] + self.waited

    def found(self) -> dict[str, float]:
        """Every count that can be limited."""
        return {**{name: self.counts[name] for name in COUNTED}, "KLM": round(self.klm(), 1)}

    def over(self) -> list[str]:
        """What went beyond the budget, in words."""
        found = self.found()
        return [
            f"{self.budget.name} {name}: {found[name]:g} > {most:g}"
            for name, most in self.budget.most.items()
            if found[name] > most
        ]


Meter = Callable[[str], AbstractContextManager[Task]]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(BUDGETS.read_text(encoding="utf-8"))


def budget(name: str) -> Budget:
    """The budget of a task by its number."""
    row = dict(_file()[name])
    return Budget(name, row.pop("task"), row.pop("profile"), row)


def profile(name: str) -> dict[str, Any]:
    """A screen and its line by name."""
    found: dict[str, Any] = _file()["profile"][name]
    return found


def throttle(tab: "Page", name: str) -> None:
    """Let a tab be as slow as the profile says."""
    pace = profile(name)
    wire = tab.context.new_cdp_session(tab)
    down = pace["down"] * 1000 / 8 or -1
    line = {"offline": False, "latency": pace["round_trip"]}
    wire.send(
        "Network.emulateNetworkConditions",
        {**line, "downloadThroughput": down, "uploadThroughput": down},
    )
    wire.send("Emulation.setCPUThrottlingRate", {"rate": pace["slower"]})


class _Counting:
    """Where the page's tallies go: into the task that runs, or nowhere."""

    def __init__(self) -> None:
        self.task: Task | None = None

    def __call__(self, source: object, what: str, seconds: float = 0.0) -> None:
        if self.task is None:
            return
        self.task.counts[what] += 1
        if what == "P":
            self.task.waited += seconds


def measured(
    context: "BrowserContext", record: Callable[[str, object], None]
) -> Callable[["Page"], Meter]:
    """A function that gives the meter of a tab; to be asked before the tab opens a page."""
    counting = _Counting()
    context.expose_binding("anjuMeter", counting)
    context.add_init_script(COUNTING)

    def meter_of(tab: "Page") -> Meter:
        @contextmanager
        def meter(name: str) -> Iterator[Task]:
            task = Task(budget(name))
            throttle(tab, task.budget.profile)
            counting.task = task
            yield task
            tab.wait_for_load_state("load")
            tab.evaluate("() => new Promise(done => setTimeout(done, 50))")
            counting.task = None
            record(PROPERTY, (name, task.budget.task, task.found(), task.budget.most))
            assert not task.over(), "; ".join(task.over())

        return meter

    return meter_of


def table(rows: list[tuple[str, str, dict[str, float], dict[str, float]]]) -> list[str]:
    """The tasks of a run, one line each: every count, and its limit where there is one."""
    lines = ["任务   K       T     P     S     鼠标  KLM 秒       "]
    for name, task, found, most in sorted(rows, key=lambda row: row[0]):
        cells = [
            f"{found[key]:g}/{most[key]:g}" if key in most else f"{found[key]:g}"
            for key in (*COUNTED, "KLM")
        ]
        widths = (7, 5, 5, 5, 5, 11)
        counts = " ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        lines.append(f"{name:<6} {counts} {task}")
    return lines
