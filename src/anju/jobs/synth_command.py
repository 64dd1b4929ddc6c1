"""`anju synth`: made-up people with their lives, as a list to import or as JSON lines."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from anju.exchange.synthesis import people
from anju.exchange.synthesis.writing import FORMATS
from anju.exchange.trial_list import write_trial_list
from anju.kit import clock

__all__ = ["synth"]

T = TypeVar("T")

STEP_OF_PROGRESS = 5_000
TRIAL = "trial"
TRIAL_TOWNSHIP = "大十字街道"


@click.command(name="synth", short_help="生成虚构的人员和办理经过")
@click.option("--people", "count", default=5_000, show_default=True, help="生成多少人")
@click.option("--seed", default=1, show_default=True, help="同一个种子每次生成同样的人")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="生成到哪一天为止，默认今天")
@click.option(
    "--format",
    "shape",
    type=click.Choice([*sorted(FORMATS), TRIAL]),
    default="csv",
    show_default=True,
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="写到文件，默认写到标准输出"
)
def synth(count: int, seed: int, on: datetime | None, shape: str, out: Path | None) -> None:
    """生成虚构的人员：csv 可以直接用 anju import 登记，jsonl 带全部办理经过。

    trial 是带三十种错误的 xlsx 名单，用来试批量登记（要用 --out）。

    公民身份号码以 99 开头，没有这样的省份，不会是任何真实的人。
    """
    day = on.date() if on else clock.today()
    if shape == TRIAL:
        to_trial_list(out, count=count, seed=seed, on=day)
        return
    lines = FORMATS[shape](counted(people(seed, count, day), count))
    if out is None:
        to_standard_output(lines)
    else:
        to_file(lines, out)


def to_trial_list(out: Path | None, *, count: int, seed: int, on: date) -> None:
    """A workbook to try an import with; it cannot go to standard output."""
    if out is None:
        raise click.UsageError("trial 要用 --out 指定 xlsx 文件")
    write_trial_list(
        out, rows=count, bad=count * 3 // 100, seed=seed, on=on, township=TRIAL_TOWNSHIP
    )


def counted(lives: Iterable[T], count: int) -> Iterator[T]:
    """The same lives, telling now and then on standard error how many are done."""
    for number, life in enumerate(lives, start=1):
        yield life
        if number % STEP_OF_PROGRESS == 0 or number == count:
            click.echo(f"\r已生成 {number} / {count} 人", err=True, nl=number == count)


def to_standard_output(lines: Iterable[str]) -> None:
    """Write until all is written or the reader has had enough."""
    output = sys.stdout.buffer
    try:
        for line in lines:
            output.write(line.encode())
        output.flush()
    except BrokenPipeError:
        # What is still in the buffer must go somewhere, or Python complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_file(lines: Iterable[str], out: Path) -> None:
    """Write beside the file and put it in place when it is whole."""
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        unfinished.replace(out)
    finally:
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
