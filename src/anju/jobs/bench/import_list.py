"""A list of people into an empty register, beside a plain COPY of the rows that it leaves there.

What the COPY does not do: read a workbook, judge rows, know people again, seal numbers, number
papers, write under row-level security. It is the floor that the database itself sets.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import click
import psycopg
from psycopg import sql

from anju.access.actor import Actor
from anju.jobs.bench.machine import machine_line, spread
from anju.jobs.database.embedded_postgres import Cluster
from anju.jobs.database.provision import OWNER
from anju.jobs.installation import close_connections, open_installation
from anju.kit import clock

__all__ = ["import_list"]

COMMAND = Path(sys.executable).with_name("anju")
STATION = "52260102"
TOWNSHIP = "大十字街道"
CLERK = Actor("bench", "测试", "window_clerk", STATION, STATION)
BAD_IN_A_HUNDRED = 3
FILLED = """
SELECT relname FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
   AND relname ~ '^(people|places|registrations|issued|journal)_'
 ORDER BY relname
"""

Rows = dict[str, bytes]


class Disagreement(click.ClickException):
    """The import did not do what is being measured: a figure would mean nothing."""


@dataclass(slots=True)
class Seconds:
    """What each way took, a value a round."""

    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    copied: list[float] = field(default_factory=list)


def import_list(*, people: int, rounds: int) -> None:
    """Measure, round by round, and print the figures with their spread."""
    seconds = Seconds()
    with own_installation() as data, open_installation():
        path = trial_list(data, people)
        with psycopg.connect(Cluster.under(data).conninfo(OWNER)) as owner:
            tables = [name for (name,) in owner.execute(FILLED).fetchall()]
            owner.commit()
            for number in range(rounds):
                click.echo(f"第 {number + 1} 轮，共 {rounds} 轮 …", err=True)
                one_round(owner, tables, path, seconds)
        close_connections()
    report(people, rounds, seconds)


@contextmanager
def own_installation() -> Iterator[Path]:
    """An installation for this run alone, its tables made; whatever was configured is let be."""
    with tempfile.TemporaryDirectory(prefix="anju-bench-") as folder:
        data = Path(folder)
        data.chmod(0o755)  # a server started by root runs as somebody else
        os.environ.pop("ANJU_DATABASE_URL", None)
        os.environ.pop("ANJU_DATABASE_OWNER_URL", None)
        os.environ["ANJU_DATA"] = folder
        subprocess.run([sys.executable, str(COMMAND), "migrate", "--quiet"], check=True)
        yield data


def trial_list(data: Path, people: int) -> Path:
    """The list with thirty kinds of faults, and the agencies it speaks of."""
    from anju.casework.reference_data import load_agencies
    from anju.exchange.trial_list import write_trial_list

    moment = clock.now()
    load_agencies(actor=Actor.system("速度测试", "52"), now=moment)
    path = data / "list.xlsx"
    write_trial_list(
        path,
        rows=people,
        bad=people * BAD_IN_A_HUNDRED // 100,
        on=clock.day_of(moment),
        township=TOWNSHIP,
    )
    return path


def one_round(
    owner: psycopg.Connection, tables: Sequence[str], path: Path, seconds: Seconds
) -> None:
    """Into empty tables, once more into the same, and the rows alone into empty tables again."""
    empty(owner, tables)
    moment = clock.now()
    seconds.first.append(imported(path, moment, changes=True))
    left = rows_of(owner, tables)
    seconds.second.append(imported(path, moment, changes=False))
    if rows_of(owner, tables) != left:
        raise Disagreement("第二次登记改动了数据")
    empty(owner, tables)
    seconds.copied.append(copied(owner, left))


def imported(path: Path, moment: datetime, *, changes: bool) -> float:
    """How long the file took; every good row must have gone in, or have been there."""
    from anju.exchange.outcomes import RowState
    from anju.exchange.workbook import import_file

    began = perf_counter()
    result = import_file(CLERK, path, now=moment)
    taken = perf_counter() - began
    expected = RowState.REGISTERED if changes else RowState.ALREADY_REGISTERED
    if result.count(expected) + len(result.bad) != len(result.rows):
        raise Disagreement(f"登记结果不对：{result.count(expected)} 行")
    return taken


def rows_of(owner: psycopg.Connection, tables: Sequence[str]) -> Rows:
    """Everything the tables hold, as COPY writes it, in the order it lies there."""
    found: Rows = {}
    for name in tables:
        statement = sql.SQL("COPY (SELECT * FROM {} ORDER BY ctid) TO STDOUT")
        with owner.cursor().copy(statement.format(sql.Identifier(name))) as source:
            found[name] = b"".join(bytes(block) for block in source)
    owner.commit()
    return {name: rows for name, rows in found.items() if rows}


def copied(owner: psycopg.Connection, left: Rows) -> float:
    """How long the rows alone take into the same tables with the same indexes and constraints."""
    began = perf_counter()
    for name, rows in left.items():
        statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
        with owner.cursor().copy(statement) as target:
            target.write(rows)
    owner.commit()
    return perf_counter() - began


def empty(owner: psycopg.Connection, tables: Sequence[str]) -> None:
    """Take every row out of the tables."""
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
    owner.commit()


def report(people: int, rounds: int, seconds: Seconds) -> None:
    """The figures, the ratio within each round, and what they were measured on."""
    click.echo(f"批量登记 {people:,} 行的 xlsx，其中 3% 有错，{rounds} 轮，中位数（最快～最慢）")
    click.echo(f"机器：{machine_line()}")
    click.echo(f"  第一次，全部入库          {in_seconds(seconds.first)}")
    click.echo(f"  第二次，一行不改          {in_seconds(seconds.second)}")
    click.echo(f"  同样的行只用 COPY 写入    {in_seconds(seconds.copied)}")
    ratios = [ours / peer for ours, peer in zip(seconds.first, seconds.copied, strict=True)]
    click.echo(f"    第一次是它的 {spread(ratios)} 倍，含读表、核对、加密、编号和凭证")


def in_seconds(values: Sequence[float]) -> str:
    """Seconds: the median over the rounds, with the fastest and the slowest."""
    return f"{median(values):>8.1f} 秒（{min(values):.1f}～{max(values):.1f}）"
