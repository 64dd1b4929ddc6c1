"""Eligibility of a whole province: our rules one by one and in columns, beside openfisca-core."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter

import click
import numpy as np
from numpy.typing import NDArray

from anju.exchange.synthesis.columns import Columns, columns
from anju.jobs.bench.machine import machine_line, rate, spread
from anju.law.columnar.eligibility import OUTCOMES, decide, latest_start_that_suffices
from anju.law.columnar.population import GROUND_BITS, STAY_KINDS, Population
from anju.law.eligibility import Application, Eligibility, may_apply

__all__ = ["law"]

PEER = "anju.jobs.bench.openfisca_rules"
ONE_BY_ONE = 20_000
SEED = 20160730
ON = date(2026, 11, 23)


class Disagreement(click.ClickException):
    """Two runners of one rule gave different answers: a figure would mean nothing."""


@dataclass(slots=True)
class Seconds:
    """What each runner took, a value a round."""

    one_by_one: list[float] = field(default_factory=list)
    columnar: list[float] = field(default_factory=list)
    peers: dict[str, list[float]] = field(default_factory=lambda: {"calendar": [], "cut_off": []})
    peer_input: list[float] = field(default_factory=list)


def law(*, people: int, rounds: int) -> None:
    """Measure, round by round and runner by runner, and print the figures with their spread."""
    population, applications = synthetic(people)
    seconds = Seconds()
    with tempfile.TemporaryDirectory() as folder:
        columns = _columns_file(Path(folder), population)
        for number in range(rounds):
            click.echo(f"第 {number + 1} 轮，共 {rounds} 轮 …", err=True)
            _round(population, applications, columns, seconds)
    _report(people, len(applications), rounds, seconds)


def synthetic(people: int) -> tuple[Population, Sequence[Application]]:
    """A made-up population in columns, and its first people as single applications."""
    drawn = next(columns(seed=SEED, count=people, on=ON, batch=people))
    return drawn.population(ON), [
        _application(drawn, row) for row in range(min(people, ONE_BY_ONE))
    ]


def _application(drawn: Columns, row: int) -> Application:
    """One row of the columns as a clerk would ask about it."""
    return Application(
        hukou_division=str(drawn.hukou_division[row]),
        residence_division=str(drawn.residence_division[row]),
        stay_kind=tuple(STAY_KINDS)[drawn.stay_kind[row]],
        grounds=frozenset(
            ground for ground, bit in GROUND_BITS.items() if drawn.grounds[row] & bit
        ),
        starts_on=date.fromordinal(int(drawn.starts_on[row])),
        holds_permit=bool(drawn.holds_permit[row]),
    )


def _round(
    population: Population, applications: Sequence[Application], columns: Path, seconds: Seconds
) -> None:
    """Every runner once; their answers must be the same before their times count."""
    began = perf_counter()
    single = [may_apply(application=one, on=ON).outcome.outcome for one in applications]
    seconds.one_by_one.append(perf_counter() - began)
    began = perf_counter()
    decided = decide(population, ON)
    seconds.columnar.append(perf_counter() - began)
    if single != [OUTCOMES[code] for code in decided.outcome[: len(single)]]:
        raise Disagreement("逐个判断和成批判断的结果不一致")
    eligible = decided.outcome == OUTCOMES.index(Eligibility.ELIGIBLE)
    for way, taken in seconds.peers.items():
        answers, spent = _ask_peer(columns, way)
        if not np.array_equal(answers, eligible):
            raise Disagreement(f"openfisca-core（{way}）的结果与本系统不一致")
        taken.append(spent["calculation"])
        seconds.peer_input.append(spent["input"])


def _ask_peer(columns: Path, way: str) -> tuple[NDArray[np.bool_], dict[str, float]]:
    """Let the peer decide the same columns in a process of its own."""
    answers = columns.with_name(f"{way}.npy")
    command = [sys.executable, "-W", "ignore", "-m", PEER, str(columns), str(answers), way]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise click.ClickException(f"openfisca-core 没有运行成功：\n{said.stderr[-2000:]}")
    return np.load(answers), json.loads(said.stdout)


def _columns_file(folder: Path, population: Population) -> Path:
    """The population as the peer reads it."""
    file = folder / "columns.npz"
    np.savez(
        file,
        starts_on=population.starts_on,
        hukou_unit=population.hukou_unit,
        residence_unit=population.residence_unit,
        grounds=population.grounds.astype(np.int32),
        stay_kind=population.stay_kind.astype(np.int32),
        holds_permit=population.holds_permit,
        on=ON.isoformat(),
        latest=latest_start_that_suffices(ON).toordinal(),
    )
    return file


def _report(people: int, singles: int, rounds: int, seconds: Seconds) -> None:
    """The figures, the ratios within each round, and what they were measured on."""
    click.echo(f"申领条件判断，{people:,} 人，{rounds} 轮交替，中位数（最慢～最快）")
    click.echo(f"机器：{machine_line()}")
    click.echo(f"  逐个判断，带理由和依据    {rate(singles, seconds.one_by_one)}")
    click.echo(f"  成批判断，带理由          {rate(people, seconds.columnar)}")
    names = {"calendar": "按日历加半年", "cut_off": "只比截止日"}
    for way, taken in seconds.peers.items():
        click.echo(f"  openfisca-core，{names[way]}  {rate(people, taken)}")
        ratios = [peer / ours for peer, ours in zip(taken, seconds.columnar, strict=True)]
        click.echo(f"    本系统成批判断是它的 {spread(ratios)} 倍（只算计算，不算输入）")
    given = [value / people * 1e6 for value in seconds.peer_input]
    click.echo(f"  openfisca-core 另需输入时间 每百万人 {spread(given)} 秒")
    click.echo("四种算法对同一批人的结论完全一致。")
