"""Mutation testing of the law: change one thing, run the tests that reach it, expect a failure.

`python -m anju.jobs.mutation` (that is `./anju check --mutation`) prints for each module the
share of mutants killed and each that lived.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
import hypothesis
import pytest

from anju.jobs.mutation.children import Verdict, verdicts
from anju.jobs.mutation.equivalents import Equivalent, every_equivalent
from anju.jobs.mutation.mutants import Mutant, mutants_of
from anju.jobs.mutation.reach import reach_of
from anju.jobs.mutation.trials import PLAIN, Laboratory

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[4]
LAW = ROOT / "src" / "anju" / "law"
TESTS = ROOT / "tests" / "law"
EXAMPLES = 12
LEAST_SHARE = 0.95


@click.command()
@click.option("--workers", default=2, show_default=True, help="同时运行几个变异")
@click.option("--every", default=1, show_default=True, help="每几个变异取一个（抽样）")
@click.option("--only", default="", help="只看路径里含有这段文字的模块")
def main(workers: int, every: int, only: str) -> None:
    """变异测试：法律规则每改错一处，测试都应当发现。"""
    sys.path[:0] = [str(ROOT)]
    os.chdir(ROOT)
    live_without_haste()
    run = Run(workers, every, only)
    started = time.monotonic()
    result = pytest.main([*PLAIN, "--capture=no", str(TESTS)], plugins=[run])
    if result != pytest.ExitCode.OK:
        raise click.ClickException(f"未能完成：{result!r}")
    minutes = (time.monotonic() - started) / 60
    click.echo(f"合计 {share(run.found)}，{minutes:.1f} 分钟")
    if run.unknown:
        raise click.ClickException(f"equivalents.toml 中没有对应的变异：{run.unknown}")
    if killed(run.found) < LEAST_SHARE * len(run.found):
        raise click.ClickException(f"低于 {LEAST_SHARE:.0%}")


def live_without_haste() -> None:
    """Let properties be tried with the same few examples on every machine, quick or slow."""
    hypothesis.settings.register_profile(
        "mutation",
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutation")


def killed(found: Sequence[Verdict]) -> int:
    """How many mutants did not live."""
    return sum(verdict is not Verdict.HELD for verdict in found)


def share(found: Sequence[Verdict]) -> str:
    """How many of the mutants were killed, and how many of these by running too long."""
    late = Counter(found)[Verdict.TIMED_OUT]
    written = f"{killed(found)}/{len(found)}" + (f"，其中超时 {late}" if late else "")
    return written + (f" = {killed(found) / len(found):.1%}" if found else "")


@dataclass
class Run:
    """A run over the law in place of the tests' own, once they are collected."""

    workers: int
    every: int
    only: str

    def __post_init__(self) -> None:
        self.found: list[Verdict] = []
        self.unknown: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        laboratory = Laboratory(session.items, reach_of(session.items, LAW))
        for path in sorted(LAW.rglob("*.py")):
            if self.only in str(path):
                self._try_module(laboratory, path)
        return True

    def _try_module(self, laboratory: Laboratory, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        mutants = list(self._mutants(path, source))
        if not mutants:
            return
        tasks = [partial(holds, laboratory, path, source, mutant) for mutant in mutants]
        found = verdicts(tasks, workers=self.workers)
        self.found += found
        click.echo(f"{path.relative_to(LAW)}: {share(found)}")
        for mutant, verdict in zip(mutants, found, strict=True):
            if verdict is not Verdict.FAILED:
                click.echo(f"  {verdict} 第 {mutant.line} 行  {mutant.change}")

    def _mutants(self, path: Path, source: str) -> Iterator[Mutant]:
        """The mutants of a module to be tried: those that could change an answer."""
        module, lines = path.relative_to(LAW).as_posix(), source.splitlines()
        mutants = list(mutants_of(source))
        listed = [one for one in every_equivalent() if one.module == module]
        self.unknown += [
            f"{one.module}: {one.change}"
            for one in listed
            if not any(one.means(module, lines, mutant) for mutant in mutants)
        ]
        spared = partial(is_equivalent, listed, module, lines)
        return (mutant for mutant in mutants[:: self.every] if not spared(mutant))


def is_equivalent(
    listed: Sequence[Equivalent], module: str, lines: Sequence[str], mutant: Mutant
) -> bool:
    """Whether a mutant is listed as changing no answer."""
    return any(one.means(module, lines, mutant) for one in listed)


def holds(laboratory: Laboratory, path: Path, source: str, mutant: Mutant) -> bool:
    """Whether all tests pass on a mutant."""
    return not laboratory.notices(path, source, mutant)


if __name__ == "__main__":
    main()
