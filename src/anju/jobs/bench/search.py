"""Finding one of five million people, as the clerk's role, beside the bare look-up of an index.

A scratch database of a whole province is made (and kept, if a folder is named), and each search
of the product is asked for a sample of its people: by the page's own way, by the clerk's
statement under row-level security, and by the bare statement of the tables' owner.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import click
import psycopg
from psycopg import ClientCursor

from anju.access.actor import Actor, area_range
from anju.jobs.bench.machine import machine_line
from anju.jobs.bench.search_columns import KAILI, PROVINCE
from anju.jobs.bench.search_questions import NUMBER, QUESTIONS, Known, Question
from anju.jobs.bench.search_rows import Built, build
from anju.jobs.bench.search_scratch import SETTINGS
from anju.jobs.database.embedded_postgres import Cluster
from anju.jobs.database.provision import APPLICATION, OWNER
from anju.kit import clock

__all__ = ["search"]

STATION = f"{KAILI}01"
SCOPES = {"派出所": STATION, "县级": KAILI}
WARMING = 10
CLIENTS = 8
SUBSTRINGS = 15
SAMPLE = """
SELECT s.person_id, s.name, s.pinyin, s.initials, s.born_on, f.sex, p.number, a.text,
       a.initials, d.room
  FROM people_residentsearch s
  JOIN people_personfacts f ON f.person_id = s.person_id
  JOIN registrations_currentresidence r ON r.person_id = s.person_id
  JOIN places_dwelling d ON d.id = r.dwelling_id
  JOIN places_standardaddress a ON a.id = d.address_id
  JOIN permits_residencepermit p ON p.person_id = s.person_id
  JOIN people_contact c ON c.person_id = s.person_id
 WHERE s.area >= %s AND s.area < %s AND char_length(s.name) BETWEEN 2 AND 4
 ORDER BY md5(s.person_id::text) LIMIT %s
"""
SUBSTRING = "SELECT * FROM find_people_by_text('grams', %(grams)s, NULL, NULL, 50)"
LIKE = "SELECT person_id FROM people_residentsearch WHERE name LIKE %(like)s LIMIT 50"
TRIGRAMS = """
CREATE INDEX IF NOT EXISTS bench_trigrams ON people_residentsearch USING gin (name gin_trgm_ops)
"""
FLOOR = "SELECT * FROM bench_floor WHERE id = %(floor)s"
MAKE_FLOOR = """
CREATE TABLE IF NOT EXISTS bench_floor AS
    SELECT id, ref, area FROM people_person ORDER BY id LIMIT 1000;
CREATE UNIQUE INDEX IF NOT EXISTS bench_floor_key ON bench_floor (id);
ANALYZE bench_floor;
GRANT SELECT ON bench_floor TO anju_app;
"""


@dataclass(frozen=True, slots=True)
class Times:
    """The milliseconds of one way of asking, over the sample."""

    values: tuple[float, ...]

    def at(self, percent: int) -> float:
        """The time that so many in a hundred did not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]

    def line(self) -> str:
        """Median, 95th and 99th percentile in milliseconds."""
        return " ".join(f"{self.at(percent):8.2f}" for percent in (50, 95, 99))


def search(cluster: Cluster, *, people: int, processes: int, samples: int) -> None:
    """Make the province, ask every question, print the tables."""
    built = build(cluster.conninfo(OWNER), people, processes)
    with (
        psycopg.connect(cluster.conninfo(OWNER), autocommit=True) as owner,
        psycopg.connect(cluster.conninfo(APPLICATION), autocommit=True) as clerk,
    ):
        _head(people, samples, built)
        for name, area in SCOPES.items():
            _scope(name, area, samples, owner, clerk)
        _floor(samples, owner, clerk)
        _substrings(cluster, samples, owner)
    click.echo(f"测完时的机器：{machine_line()}")


def _head(people: int, samples: int, built: Built) -> None:
    click.echo(f"找人：{people:,} 人，每种找法 {samples} 次，毫秒（p50 p95 p99）")
    click.echo(f"机器：{machine_line()}；shared_buffers {SETTINGS['shared_buffers']}")
    click.echo(
        f"建库：写入 {built.rows_seconds:,.0f} 秒，索引 {built.index_seconds:,.0f} 秒，"
        f"{built.gigabytes:.1f} GB"
    )


def _scope(
    name: str, area: str, samples: int, owner: psycopg.Connection, clerk: psycopg.Connection
) -> None:
    """Every question for people of one territory."""
    actor = Actor("bench", "测试", "window_clerk", area, area)
    bounds = area_range(area)
    known = _known(owner, bounds, samples)
    _set_bounds(clerk, bounds)
    click.echo(f"\n{name}（{area}）")
    click.echo("找法 | 页面用时 | 窗口角色的语句，开着行级安全 | 所有者的语句，写明辖区 | 速率比")
    for question in QUESTIONS:
        page = _timed(question, actor, known)
        ours, bare = _side_by_side(clerk, owner, question, known, bounds)
        ratio = bare.at(50) / ours.at(50)
        click.echo(f"{question.name} | {page.line()} | {ours.line()} | {bare.line()} | {ratio:.2f}")


def _known(owner: psycopg.Connection, bounds: tuple[str, str], samples: int) -> Sequence[Known]:
    rows = owner.execute(SAMPLE, [*bounds, samples + WARMING]).fetchall()
    return [Known(*row) for row in rows]


def _set_bounds(connection: psycopg.Connection, bounds: tuple[str, str]) -> None:
    """The territory for the whole connection: what a transaction of the product sets for itself."""
    connection.execute(
        "SELECT set_config('anju.area_from', %s, false), set_config('anju.area_to', %s, false),"
        " set_config('anju.ground_from', %s, false), set_config('anju.ground_to', %s, false)",
        [*bounds, *bounds],
    )


def _timed(question: Question, actor: Actor, known: Sequence[Known]) -> Times:
    """How long the page's way took for each of the sample; the first few only warm up."""
    took: list[float] = []
    for one in known:
        began = perf_counter()
        question.page(actor, one, clock.now())
        took.append((perf_counter() - began) * 1000)
    return Times(tuple(took[WARMING:]))


def _side_by_side(
    clerk: psycopg.Connection,
    owner: psycopg.Connection,
    question: Question,
    known: Sequence[Known],
    bounds: tuple[str, str],
) -> tuple[Times, Times]:
    """Both statements for each of the sample, one after the other; they must find the same."""
    ours: list[float] = []
    bare: list[float] = []
    ways = [(clerk, question.clerk, ours), (owner, question.bare, bare)]
    for place, one in enumerate(known):
        values = {**one.values(), "area_from": bounds[0], "area_to": bounds[1]}
        # Whoever asks first warms the pages for the other, so they take turns.
        in_turn = ways if place % 2 else ways[::-1]
        by_clerk, by_owner = (_asked(who, text, values, took) for who, text, took in in_turn)
        if by_clerk != by_owner:
            raise click.ClickException(
                f"“{question.name}”两边找到的不一样：{by_clerk} 和 {by_owner}"
            )
    return Times(tuple(ours[WARMING:])), Times(tuple(bare[WARMING:]))


def _asked(
    connection: psycopg.Connection,
    statement: str,
    values: Mapping[str, object],
    took: list[float],
) -> int:
    """Ask and fetch; gives how many rows there were. Values stand in the text, as Django's do."""
    began = perf_counter()
    with ClientCursor(connection) as cursor:
        cursor.execute(statement.encode(), values)
        found = cursor.fetchall()
    took.append((perf_counter() - began) * 1000)
    return len(found)


def _floor(samples: int, owner: psycopg.Connection, clerk: psycopg.Connection) -> None:
    """The exact search by number beside one row of a small table by its key, in turns."""
    owner.execute(MAKE_FLOOR.encode())
    bounds = area_range(KAILI)
    _set_bounds(clerk, bounds)
    ours: list[float] = []
    floor: list[float] = []
    for place, one in enumerate(_known(owner, bounds, samples)):
        values = {**one.values(), "floor": place % 1000 + 1}
        ways = [(FLOOR, floor), (NUMBER, ours)]
        for text, took in ways if place % 2 else ways[::-1]:
            _asked(clerk, text, values, took)
    by_number, by_key = Times(tuple(ours[WARMING:])), Times(tuple(floor[WARMING:]))
    ratio = median(by_key.values) / median(by_number.values)
    click.echo("\nP5 按号码找人，与小表按主键取一行")
    click.echo(f"按号码 | {by_number.line()}")
    click.echo(f"小表 | {by_key.line()}")
    click.echo(f"速率比 {ratio:.2f}，p99 是它的 {by_number.at(99) / by_key.at(99):.1f} 倍")


def _substrings(cluster: Cluster, samples: int, owner: psycopg.Connection) -> None:
    """Two characters of a name in the whole province, beside trigrams and LIKE."""
    bounds = area_range(PROVINCE)
    known = _known(owner, bounds, samples)
    owner.execute(TRIGRAMS.encode())
    peer: list[float] = []
    for one in known[:SUBSTRINGS]:
        _asked(owner, LIKE, {"like": f"%{one.name[-2:]}%"}, peer)
    owner.execute("DROP INDEX bench_trigrams")
    with ThreadPoolExecutor(CLIENTS) as clients:
        shares = [known[place::CLIENTS] for place in range(CLIENTS)]
        alone = _client(cluster, bounds, known)
        together = [
            value
            for values in clients.map(lambda share: _client(cluster, bounds, share), shares)
            for value in values
        ]
    ours, many, trigrams = Times(tuple(alone)), Times(tuple(together)), Times(tuple(peer))
    click.echo("\nP7 全省名字中的两个字，与 pg_trgm 的 LIKE")
    click.echo(f"一个窗口 | {ours.line()}")
    click.echo(f"{CLIENTS} 个窗口同时 | {many.line()}")
    click.echo(f"pg_trgm | {trigrams.line()}")
    click.echo(f"中位数快 {trigrams.at(50) / ours.at(50):,.0f} 倍")


def _client(cluster: Cluster, bounds: tuple[str, str], known: Sequence[Known]) -> list[float]:
    """One clerk asking for a share of the sample, one after the other."""
    took: list[float] = []
    with psycopg.connect(cluster.conninfo(APPLICATION), autocommit=True) as clerk:
        _set_bounds(clerk, bounds)
        for one in known:
            _asked(clerk, SUBSTRING, one.values(), took)
    return took
