"""The register of a whole province made in a scratch database, block by block.

Only the tables that searching reads are filled: who people are, by what they are found, where
they live, which permit they hold; telephones, which no search opens, are not sealed. A block is
one transaction, so a build that was stopped goes on where it was. Indexes and keys are made at
the end, as the migrations define them. What only guards writing is left away: exclusion
constraints and keys between tables.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

import click
import psycopg
from psycopg import sql

from anju.jobs.bench.search_columns import (
    BLOCK,
    HOMES_AN_ADDRESS,
    address_block,
    country_of,
    made_up_names,
    people_block,
)

__all__ = ["Built", "build"]

TABLES = (
    "people_person",
    "people_personfacts",
    "people_identitydocument",
    "people_identitykey",
    "people_contact",
    "people_residentsearch",
    "places_standardaddress",
    "places_dwelling",
    "registrations_residenceregistration",
    "registrations_currentresidence",
    "permits_residencepermit",
    "permits_permitfacts",
)
STAGES = """
CREATE TABLE IF NOT EXISTS bench_definition (statement text);
CREATE TABLE IF NOT EXISTS bench_progress (stage text, first bigint, PRIMARY KEY (stage, first));
CREATE UNLOGGED TABLE IF NOT EXISTS bench_person (
    id bigint, area text, name text, pinyin text, initials text, grams varchar(2)[],
    born_on date, sex text, digest uuid, sealed bytea, phone uuid,
    home bigint, resident boolean, permit boolean
);
CREATE UNLOGGED TABLE IF NOT EXISTS bench_address (
    id bigint, area text, township text, text text, initials text, grams varchar(2)[]
);
"""
#: What a build takes away, and how it is given back; what only guards writing is not.
DEFINED = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       CASE WHEN contype IN ('u', 'p') THEN
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
       END,
       contype = 'f' AS is_first
  FROM pg_constraint
 WHERE conrelid = ANY (%(tables)s::regclass[])
   AND (contype IN ('u', 'x', 'f')
        OR contype = 'p' AND conrelid = 'people_identitykey'::regclass)
UNION ALL
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid), false
  FROM pg_index
 WHERE indrelid = ANY (%(tables)s::regclass[]) AND NOT indisprimary
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
 ORDER BY is_first DESC
"""
ROWS_OF_ADDRESSES = """
INSERT INTO places_standardaddress
       (id, area, township, village, road, house_number, estate, building, landmark, text,
        initials, grams, state)
SELECT id, area, township, '', '', '', '', '', '', text, initials, grams, 'standard'
  FROM bench_address;
INSERT INTO places_dwelling
       (id, area, address_id, unit, floor, room, place_kind, owner_name, door_code)
SELECT (a.id - 1) * {homes} + n, a.area, a.id, '', (n + 1) / 2, ((n + 1) / 2)::text || '0' ||
       (2 - n % 2)::text, '21', '', upper(lpad(to_hex((a.id - 1) * {homes} + n), 10, '0'))
  FROM bench_address a CROSS JOIN generate_series(1, {homes}) n;
"""
AXES = "daterange('2026-01-05', NULL), tstzrange('2026-01-05', NULL), 1"
ROWS_OF_PEOPLE = """
INSERT INTO people_person (id, ref, area)
SELECT id, upper(lpad(to_hex(id), 12, '0')), area FROM bench_person;
INSERT INTO people_personfacts
       (id, valid, recorded, act_id, person_id, area, name, former_name, sex, born_on,
        ethnic_group, hukou_division, hukou_address, hukou_kind, education, marital_status)
SELECT id, {axes}, id, area, name, '', sex, born_on, '01', '430102', '', '10', '70', '10'
  FROM bench_person;
INSERT INTO people_identitydocument
       (id, valid, recorded, act_id, person_id, area, kind, number_encrypted, blind_index)
SELECT id, {axes}, id, area, '111', sealed, digest FROM bench_person;
INSERT INTO people_identitykey (blind_index, key_version, person_id, area)
SELECT digest, 1, id, area FROM bench_person;
INSERT INTO people_contact
       (id, valid, recorded, act_id, person_id, area, kind, number_encrypted, blind_index, note)
SELECT id, {axes}, id, area, 'phone', sealed, phone, '' FROM bench_person
 WHERE phone IS NOT NULL;
INSERT INTO people_residentsearch (person_id, area, name, pinyin, initials, born_on, grams)
SELECT id, area, name, pinyin, initials, born_on, grams FROM bench_person;
INSERT INTO registrations_residenceregistration
       (id, number, person_id, area, household_id, state, registered_on, registered_by,
        is_incomplete, left_on, deregistration_reason, destination)
SELECT id, 'D' || area || '260105' || lpad(id::text, 8, '0'), id, area, id,
       CASE WHEN resident THEN 'registered' ELSE 'deregistered' END, '2026-01-05', 'bench',
       false, CASE WHEN resident THEN NULL ELSE date '2026-06-01' END, '', ''
  FROM bench_person;
INSERT INTO registrations_currentresidence
       (person_id, area, registration_id, dwelling_id, hukou_division, division, reason,
        starts_on, last_confirmed_on)
SELECT id, area, id, home, '430102', left(area, 6), '10', '2026-01-05', '2026-01-05'
  FROM bench_person WHERE resident;
INSERT INTO permits_residencepermit
       (id, number, person_id, area, issued_on, issued_by, city_unit)
SELECT id, left(area, 6) || lpad(id::text, 16, '0'), id, area, '2026-08-01', left(area, 6),
       left(area, 6) FROM bench_person WHERE permit;
INSERT INTO permits_permitfacts
       (id, valid, recorded, act_id, permit_id, person_id, area, state, anchor_on, cause)
SELECT id, {axes}, id, id, area, 'in_use', '2026-08-01', 'issue' FROM bench_person
 WHERE permit;
"""
HALVES = 2


@dataclass(frozen=True, slots=True)
class Built:
    """What a build cost: the seconds of this run and the bytes the database takes."""

    rows_seconds: float
    index_seconds: float
    gigabytes: float


def build(conninfo: str, people: int, processes: int) -> Built:
    """Fill the tables as far as they are not, then make the indexes that are missing."""
    country = country_of(people)
    made_up_names(people)  # before the processes part, so that they share them
    context = get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as workers:
        workers.submit(len, ()).result()
        with psycopg.connect(conninfo, autocommit=True) as owner:
            owner.execute(STAGES)
            _lay_bare(owner)
            began = perf_counter()
            addresses = country.homes // HOMES_AN_ADDRESS
            homes = ROWS_OF_ADDRESSES.format(homes=HOMES_AN_ADDRESS)
            _fill(owner, workers, _Stage("address", address_block, homes, addresses, people))
            rows = ROWS_OF_PEOPLE.format(axes=AXES)
            _fill(owner, workers, _Stage("person", people_block, rows, people, people))
            filled = perf_counter()
            _dress(owner)
            size = owner.execute("SELECT pg_database_size(current_database())").fetchone()
    bytes_taken = int(size[0]) if size else 0
    return Built(filled - began, perf_counter() - filled, bytes_taken / 1e9)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What one staging table brings: how its blocks are drawn and which rows they become."""

    name: str
    block: Callable[[tuple[int, int], int], bytes]
    rows: str
    total: int
    people: int


def _fill(owner: psycopg.Connection, workers: ProcessPoolExecutor, stage: _Stage) -> None:
    """Every block that is not in yet, each in a transaction of its own."""
    done = {
        first
        for (first,) in owner.execute(
            "SELECT first FROM bench_progress WHERE stage = %s", [stage.name]
        )
    }
    missing = [first for first in range(0, stage.total, BLOCK) if first not in done]
    table = sql.Identifier(f"bench_{stage.name}")
    for first, lines in zip(missing, _drawn(workers, stage, missing), strict=True):
        with owner.transaction(), owner.cursor() as cursor:
            cursor.execute(sql.SQL("TRUNCATE {}").format(table))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as target:
                target.write(lines)
            cursor.execute(stage.rows)
            cursor.execute("INSERT INTO bench_progress VALUES (%s, %s)", [stage.name, first])
        reached = min(first + BLOCK, stage.total)
        click.echo(f"  {stage.name} {reached:,} / {stage.total:,}", err=True)


def _drawn(workers: ProcessPoolExecutor, stage: _Stage, missing: list[int]) -> Iterator[bytes]:
    """The blocks in order, drawn a little ahead of what the database takes."""
    ahead = [
        workers.submit(stage.block, (first, min(first + BLOCK, stage.total)), stage.people)
        for first in missing[:HALVES]
    ]
    for place in range(len(missing)):
        if place + HALVES < len(missing):
            first = missing[place + HALVES]
            span = (first, min(first + BLOCK, stage.total))
            ahead.append(workers.submit(stage.block, span, stage.people))
        yield ahead[place].result()
        ahead[place] = workers.submit(bytes)  # let go of the block that was read


def _lay_bare(owner: psycopg.Connection) -> None:
    """Take indexes and constraints away before the first row, and remember them."""
    if owner.execute("SELECT first FROM bench_progress LIMIT 1").fetchone():
        return
    with owner.transaction():
        defined = owner.execute(DEFINED, {"tables": list(TABLES)}).fetchall()
        for drop, give_back, _is_first in defined:
            owner.execute(drop)
            if give_back:
                owner.execute("INSERT INTO bench_definition VALUES (%s)", [give_back])


def _dress(owner: psycopg.Connection) -> None:
    """Give back what was taken away, one by one, and let the planner know the tables."""
    waiting = owner.execute("SELECT statement FROM bench_definition ORDER BY statement").fetchall()
    for place, (statement,) in enumerate(waiting, start=1):
        with owner.transaction():
            owner.execute(statement)
            owner.execute("DELETE FROM bench_definition WHERE statement = %s", [statement])
        click.echo(f"  index {place} / {len(waiting)}", err=True)
    if waiting:
        for table in TABLES:
            owner.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
