"""Each search of the product uses its index as the clerk's role, with the second wall standing.

The plans are those PostgreSQL makes for the very statements of the product, also inside the
reviewed functions: a superuser lets the role's sessions tell them (auto_explain).
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connection
from tests.factories.cast import WU
from tests.factories.lives import ELIGIBLE_ON, Life, accepted, applying, approved, registered
from tests.factories.registrations import at, entry

from anju.jobs.database.provision import APPLICATION
from anju.reading.finding_people import find_people
from anju.reading.known_person import known_person

if TYPE_CHECKING:
    from anju.jobs.database.embedded_postgres import Cluster

NOW = at(ELIGIBLE_ON, 18)
PHONE = "13900001234"
TELLING = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_level": "notice",
    # A test's tables are so small that reading them whole would be right.
    "enable_seqscan": "off",
}
CROWD = """
INSERT INTO people_person (id, ref, area)
SELECT 1000000 + n, 'crowd' || n, '52260102' FROM generate_series(1, 6000) n;
INSERT INTO people_residentsearch (person_id, area, name, pinyin, initials, born_on, grams)
SELECT 1000000 + n, '52260102', chr(30000 + n % 97) || chr(25000 + n % 89) || chr(23000 + n % 83),
       'q' || md5(n::text), 'q' || left(md5(n::text), 3), date '1950-01-01' + n % 20000,
       ARRAY[chr(30000 + n % 97), chr(25000 + n % 89), chr(23000 + n % 83),
             chr(30000 + n % 97) || chr(25000 + n % 89), chr(25000 + n % 89) || chr(23000 + n % 83)]
  FROM generate_series(1, 6000) n;
INSERT INTO places_standardaddress
       (id, area, township, village, road, house_number, estate, building, landmark, text,
        initials, grams, state)
SELECT 1000000 + n, '52260102', '522601002', '', '', '', '', '', '', 'crowd' || n,
       'q' || md5(n::text), ARRAY[chr(30000 + n % 97), chr(25000 + n % 89)], 'standard'
  FROM generate_series(1, 6000) n;
ANALYZE people_person, people_residentsearch, places_standardaddress;
"""
Plans = Callable[[Callable[[], Any]], tuple[str, Any]]


@pytest.fixture
def keeper(throw_away_cluster: "Cluster") -> Iterator[psycopg.Connection]:
    """A superuser in the test's database, which only tests have."""
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(throw_away_cluster.conninfo("keeper", name), autocommit=True) as keeper:
        yield keeper


@pytest.fixture
def crowd(transactional_db: None, keeper: psycopg.Connection) -> None:
    """So many others at the station that the planner has a choice to make."""
    keeper.execute(CROWD.encode())


@pytest.fixture
def plans(crowd: None, keeper: psycopg.Connection) -> Iterator[Plans]:
    """A function that gives the plans of all that is asked of the database by a question."""
    role = f'ALTER ROLE {APPLICATION} IN DATABASE "{keeper.info.dbname}"'
    for setting, value in TELLING.items():
        keeper.execute(f"{role} SET {setting} = '{value}'".encode())
    connection.close()
    connection.ensure_connection()
    told: list[str] = []
    session: Any = connection.connection
    session.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))

    def told_by(ask: Callable[[], Any]) -> tuple[str, Any]:
        told.clear()
        answer = ask()
        return "\n".join(told), answer

    yield told_by
    keeper.execute(f"{role} RESET ALL".encode())
    connection.close()


@pytest.fixture
def life(transactional_db: None) -> Life:
    """Somebody who can be found in every way."""
    return approved(accepted(applying(registered(entry(phone=PHONE)))))


#: What is typed, and what one index condition of the plans must hold together.
SEARCHES: dict[str, tuple[Callable[[Life], str], list[tuple[str, ...]]]] = {
    "citizen number": (lambda life: life.document_number, [("blind_index = ANY",)]),
    "telephone": (lambda life: PHONE, [("blind_index = ",)]),
    "permit": (lambda life: life.permit_number, [("number = ",)]),
    "registration": (lambda life: life.registration_number, [("number = ",)]),
    "case": (lambda life: life.case_number, [("number = ",)]),
    "name": (lambda life: "周阿", [("area >= ", "name >= ")]),
    "part of a name": (lambda life: "阿妹", [("grams @> ",)]),
    "name and year": (lambda life: "周阿妹 1990", [("area >= ", " >= '")]),
    "pinyin": (lambda life: "zhouam", [("area >= ", "pinyin >= ")]),
    "initials": (lambda life: "zam", [("area >= ", "initials >= ")]),
    "characters and letters": (lambda life: "周am", [("area >= ", "initials >= ")]),
    "a wrong character": (lambda life: "周阿美", [("area >= ", "pinyin = "), ("grams @> ",)]),
    "birth and end of number": (
        lambda life: f"19900101 {life.document_number[-4:]}",
        [("area >= ", "born_on >= ")],
    ),
    "address": (lambda life: "迎宾大道15号 602", [("grams @> ",), ("dwelling_id = ",)]),
    "initials of an address": (
        lambda life: "ybdd15 602",
        [("area >= ", "initials >= "), ("dwelling_id = ",)],
    ),
}
READ_WHOLE = re.compile(r"Seq Scan on (?:people|registrations|permits|cases|places|issued)_\w+")


def test_every_search_has_its_index_condition(plans: Plans, life: Life) -> None:
    faults = []
    for name, (typed, conditions) in SEARCHES.items():
        told, found = plans(partial(find_people, WU, typed(life), now=NOW))
        if [one.person_ref for one in (*found.rows, *found.alike)] != [life.person_ref]:
            faults.append(f"{name} finds {found}")
        used = index_conditions(told)
        faults += [
            f"{name}: no {condition} in {used[:2]}"
            for condition in conditions
            if not any(all(part in line for part in condition) for line in used)
        ]
        faults += [f"{name}: {whole}" for whole in READ_WHOLE.findall(told)]
    assert not faults, "\n".join(faults)


def test_the_panel_beside_the_form_reads_no_table_whole(plans: Plans, life: Life) -> None:
    told, known = plans(partial(known_person, WU, "111", life.document_number, now=NOW))
    assert known.person_ref == life.person_ref
    assert any("blind_index = ANY" in line for line in index_conditions(told))
    assert not READ_WHOLE.findall(told)


def index_conditions(told: str) -> list[str]:
    """The index conditions of plans, without brackets and types."""
    return [re.sub(r"[()]|::text", "", line) for line in re.findall(r"Index Cond: .*", told)]
