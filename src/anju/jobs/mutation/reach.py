"""Which tests reach which functions of the law, and how long each takes."""

import contextlib
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from anju.jobs.mutation.children import Verdict, verdicts

__all__ = ["Reach", "first_failure", "reach_of"]

#: A function by its file and the line it begins on.
Place = tuple[str, int]
SECONDS_FOR_ALL = 600


@dataclass(frozen=True, slots=True)
class Reach:
    """For each test, by its name, the functions it called and the seconds it took."""

    called: dict[str, set[Place]]
    seconds: dict[str, float]

    def of_lines(self, path: Path, first: int, last: int) -> set[str]:
        """The tests that call a function beginning between two lines of a file."""
        return {
            test
            for test, places in self.called.items()
            if any(file == str(path) and first <= line <= last for file, line in places)
        }

    def of_module(self, path: Path) -> set[str]:
        """The tests that call anything of a module."""
        return self.of_lines(path, 0, sys.maxsize)

    def duration(self, test: str) -> float:
        """How long a test takes; one not seen before counts as quick."""
        return self.seconds.get(test, 0.0)


def reach_of(items: Sequence[pytest.Item], folder: Path) -> Reach:
    """Run every test once, unchanged, in a child, and note which functions of a folder it calls."""
    with tempfile.TemporaryDirectory() as kept:
        noted = Path(kept) / "reach.json"

        def run_all() -> bool:
            reach = Reach(defaultdict(set), {})
            failed = first_failure(items, around=lambda item: _noted(reach, item, str(folder)))
            called = {test: sorted(places) for test, places in reach.called.items()}
            noted.write_text(json.dumps([called, reach.seconds]), encoding="utf-8")
            return not failed

        if verdicts([run_all], workers=1, seconds=SECONDS_FOR_ALL) != [Verdict.HELD]:
            raise RuntimeError("a test fails before anything is changed")
        called, seconds = json.loads(noted.read_text(encoding="utf-8"))
    places = {test: {(file, line) for file, line in seen} for test, seen in called.items()}
    return Reach(places, seconds)


@contextlib.contextmanager
def _noted(reach: Reach, item: pytest.Item, folder: str) -> Iterator[None]:
    """Note what is called inside a folder while a test runs, and for how long it runs."""
    places = reach.called[item.nodeid]

    def on_call(frame: FrameType, _event: str, _argument: object) -> None:
        file = frame.f_code.co_filename
        if file.startswith(folder):
            places.add((file, frame.f_code.co_firstlineno))

    started = time.process_time()
    sys.settrace(on_call)
    try:
        yield
    finally:
        sys.settrace(None)
        reach.seconds[item.nodeid] = time.process_time() - started


class _Watch:
    """Notices that a test failed."""

    failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed


def _alone(_item: pytest.Item) -> contextlib.AbstractContextManager[None]:
    return contextlib.nullcontext()


def first_failure(
    items: Sequence[pytest.Item],
    around: Callable[[pytest.Item], contextlib.AbstractContextManager[None]] = _alone,
) -> bool:
    """Whether a test fails; those after the first that does are not run."""
    watch = _Watch()
    following: list[pytest.Item | None] = [*items[1:], None]
    for item, after in zip(items, following, strict=False):
        if not item.config.pluginmanager.is_registered(watch):
            item.config.pluginmanager.register(watch)
        with around(item):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if watch.failed:
            return True
    return False
