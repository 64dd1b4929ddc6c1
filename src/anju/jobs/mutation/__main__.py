"""Mutation testing of the law: change one thing, run the tests of that module, expect a failure.

`python -m anju.jobs.mutation` (that is `./anju check --mutation`) prints the share of mutants
killed and each that lived. A parent that has loaded pytest, hypothesis, numpy and the code tables
forks one child a mutant; the child alone imports the changed law. The tables of cases run first,
because they are quick; only who survives them meets the property tests of its module.
"""

import ast
import importlib.machinery
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from anju.jobs.mutation.mutants import Mutant, mutants_of

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[4]
LAW = ROOT / "src" / "anju" / "law"
TESTS = ROOT / "tests" / "law"
SECONDS_ALLOWED = 60
PROFILE = "mutation"
EXAMPLES = 12
LEAST_SHARE = 0.95
#: Modules whose every part is written out in pages or checked as data, and nothing else.
LEFT_OUT = ("__init__.py",)
#: The tables run first in each child; the facts of every rule are asked in each selection.
ALWAYS_RUN = ("test_cases.py", "test_findings.py")
KILLED, SURVIVED = 1, 0


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant of a module and whether the tests noticed."""

    path: Path
    mutant: Mutant
    killed: bool


@click.command()
@click.option("--workers", default=2, show_default=True, help="同时运行几个变异")
@click.option("--every", default=1, show_default=True, help="每几个变异取一个（抽样）")
@click.option("--only", default="", help="只看路径里含有这段文字的模块")
def main(workers: int, every: int, only: str) -> None:
    """变异测试：法律规则每改错一处，测试都应当发现。"""
    load_what_every_child_needs()
    paths = [path for path in law_modules() if only in str(path)]
    started = time.monotonic()
    trials: list[Trial] = []
    for path in paths:
        found = list(try_module(path, workers=workers, every=every))
        trials += found
        click.echo(f"{path.relative_to(LAW)}: {share(found)}")
        for trial in found:
            if not trial.killed:
                click.echo(f"  存活 第 {trial.mutant.line} 行  {trial.mutant.change}")
    minutes = (time.monotonic() - started) / 60
    click.echo(f"合计 {share(trials)}，{minutes:.1f} 分钟")
    if sum(trial.killed for trial in trials) < LEAST_SHARE * len(trials):
        raise click.ClickException(f"低于 {LEAST_SHARE:.0%}")


def share(trials: Sequence[Trial]) -> str:
    """How many of the mutants were killed."""
    killed = Counter(trial.killed for trial in trials)[True]
    return f"{killed}/{len(trials)}" + (f" = {killed / len(trials):.1%}" if trials else "")


def law_modules() -> Iterator[Path]:
    """The modules to change."""
    return (path for path in sorted(LAW.rglob("*.py")) if path.name not in LEFT_OUT)


def load_what_every_child_needs() -> None:
    """Load once what a child would load again: everything but the law and its tests."""
    import hypothesis
    import numpy as np
    import pytest

    from anju.codes import divisions, working_calendar

    assert all((np, pytest, divisions.provinces, working_calendar.first_known_year()))
    hypothesis.settings.register_profile(
        PROFILE, max_examples=EXAMPLES, derandomize=True, deadline=None, database=None
    )
    hypothesis.settings.load_profile(PROFILE)
    sys.path[:0] = [str(ROOT)]
    os.chdir(ROOT)


def try_module(path: Path, *, workers: int, every: int) -> Iterator[Trial]:
    """Every mutant of one module, once its tests are known to pass unchanged."""
    tests = tests_for(path)
    whole = ast.parse(path.read_text(encoding="utf-8"))
    if not survives(path, whole, tests):
        raise click.ClickException(f"{path.name}: the tests fail before anything is changed")
    mutants = list(mutants_of(path.read_text(encoding="utf-8")))[::every]

    def tried(mutant: Mutant) -> Trial:
        return Trial(path, mutant, not survives(path, mutant.tree, tests))

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(tried, mutants)


def tests_for(path: Path) -> list[str]:
    """The test modules that import a module of the law, by its dotted name."""
    parts = path.relative_to(LAW).with_suffix("").parts
    dotted = ".".join(("anju", "law", *parts))
    package = ".".join(("anju", "law", *parts[:-1]))
    alias = f"from {package} import {parts[-1]}"
    tests = [test for test in sorted(TESTS.glob("test_*.py")) if test.name not in ALWAYS_RUN]
    found = [test for test in tests if _speaks_of(test, (dotted, alias))]
    beside = [test for test in tests if _speaks_of_room(test, package)]
    return [str(TESTS / "test_findings.py"), *(str(test) for test in found or beside)]


def _speaks_of(test: Path, names: Sequence[str]) -> bool:
    source = test.read_text(encoding="utf-8")
    return any(f"{name} import" in source or f"{name}\n" in source for name in names)


def _speaks_of_room(test: Path, package: str) -> bool:
    source = test.read_text(encoding="utf-8")
    return f"{package}." in source or f"{package} import" in source


def survives(path: Path, tree: ast.Module, tests: Sequence[str]) -> bool:
    """Whether all tests pass in a child that sees the changed module."""
    child = os.fork()
    if child == 0:
        _be_the_child(path, tree, tests)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == SURVIVED


def _be_the_child(path: Path, tree: ast.Module, tests: Sequence[str]) -> None:
    """Run the tests with the changed module and leave with the verdict; never returns."""
    code = KILLED
    signal.alarm(SECONDS_ALLOWED)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        _show_changed(path, tree)
        if _tables_hold():
            code = _pytest(tests)
    finally:
        os._exit(code)


def _show_changed(path: Path, tree: ast.Module) -> None:
    """Let the import of one module find the changed tree."""
    usual = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: importlib.machinery.SourceFileLoader, fullname: str) -> object:
        if Path(loader.get_filename(fullname)) == path:
            return compile(tree, str(path), "exec")
        return usual(loader, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]


def _tables_hold() -> bool:
    """Whether every table of cases still holds, without the ceremony of a test run."""
    cases = importlib.import_module("tests.law.test_cases")
    for parameters in cases.every_case():
        cases.test_case_holds(*parameters.values)
    return True


def _pytest(tests: Sequence[str]) -> int:
    import pytest

    plugins = ("no:django", "no:randomly", "no:cacheprovider", "no:xdist")
    options = [option for plugin in plugins for option in ("-p", plugin)]
    result = pytest.main(
        ["-x", "-q", "--assert=plain", *options, f"--hypothesis-profile={PROFILE}", *tests]
    )
    return SURVIVED if int(result) == 0 else KILLED


if __name__ == "__main__":
    main()
