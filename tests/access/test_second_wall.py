"""The database itself: closed without a territory, closed beyond it, and not to be rewritten."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from tests.records import rows

from anju.access.refusals import NotYours
from anju.access.scope import scoped, wider
from anju.records.journal.models import JournalEntry
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import ResidencePermit

pytestmark = pytest.mark.django_db

#: Tables without an area: no row of theirs tells of a person.
NO_AREA = {
    "journal_journalblock", "journal_unsealedentry", "journal_rememberedrequest",
    "agencies_agency", "agencies_entrustment", "agencies_staff", "agencies_posting",
    "agencies_signinfailures", "issued_numberledger", "supervision_namedright",
}  # fmt: skip
NEVER_CHANGED = ("journal_journalentry", "journal_viewentry", "journal_journalblock")


def query(sql: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def record_tables() -> list[str]:
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("anju.records")
    ]


def granted() -> dict[str, str]:
    """What the migrations grant, the last word on each table."""
    folder = import_module("anju.access.migrations").__path__
    names = sorted(module.name for module in iter_modules(folder))
    found: dict[str, str] = {}
    for name in names:
        migration = import_module(f"anju.access.migrations.{name}")
        found.update(getattr(migration, "GRANTS", {}))
    return found


@pytest.fixture
def three_people() -> dict[str, Person]:
    with scoped(rows.province()):
        return {
            area: rows.searchable(area) for area in (rows.HERE, rows.NEXT_DOOR, rows.OTHER_COUNTY)
        }


# ---------------------------------------------------------------- the role


def test_the_application_signs_in_as_a_role_that_owns_nothing() -> None:
    ((role, bypass, superuser),) = query(
        "SELECT rolname, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user"
    )
    assert (role, bypass, superuser) == ("anju_app", False, False)
    assert query("SELECT 1 FROM pg_class WHERE relowner = 'anju_app'::regrole") == []


def test_every_table_with_an_area_is_behind_a_forced_policy() -> None:
    forced = {
        name
        for (name,) in query(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity"
        )
    }
    assert forced == set(record_tables()) - NO_AREA


@pytest.mark.parametrize("table", NEVER_CHANGED)
@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE"])
def test_the_journal_cannot_be_changed(table: str, privilege: str) -> None:
    assert query("SELECT has_table_privilege(%s, %s)", table, privilege) == [(False,)]
    assert query("SELECT has_any_column_privilege(%s, 'UPDATE')", table) == [(False,)]


def test_the_privileges_are_word_for_word_those_of_the_list() -> None:
    listed = granted()
    assert set(record_tables()) <= set(listed)
    del listed["django_content_type"]  # the tests' own emptying of tables may write it
    for table, privileges in listed.items():
        whole = {
            privilege
            for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE")
            if query("SELECT has_table_privilege(%s, %s)", table, privilege) == [(True,)]
        }
        named = privileges.split("UPDATE (")
        assert whole == set(named[0].replace(" ", "").strip(",").split(",")) | (
            {"DELETE"} if "DELETE" in privileges else set()
        ), table
        if len(named) > 1:
            columns = {name.strip() for name in named[1].split(")")[0].split(",")}
            assert columns == {
                column
                for (column,) in query(
                    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
                    " AND attnum > 0 AND has_column_privilege(attrelid, attnum, 'UPDATE')",
                    table,
                )
            }, table


def test_no_record_table_lets_a_row_be_deleted_unless_the_list_says_why() -> None:
    deletable = {
        table
        for table in record_tables()
        if query("SELECT has_table_privilege(%s, 'DELETE')", table) == [(True,)]
    }
    assert deletable == {
        "journal_unsealedentry", "journal_rememberedrequest", "people_identitykey",
        "people_residentsearch", "registrations_currentresidence",
        "registrations_intakedraft",
    }  # fmt: skip


def test_history_is_superseded_never_rewritten(three_people: dict[str, Person]) -> None:
    with scoped(rows.clerk()):
        mine = PersonFacts.objects.filter(person=three_people[rows.HERE])
        assert mine.update(superseded_by_act_id=2) == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            mine.update(name="改名")


# ---------------------------------------------------------------- the territory


def test_nothing_is_there_without_a_territory(three_people: dict[str, Person]) -> None:
    for table in sorted(set(record_tables()) - NO_AREA):
        assert query(f"SELECT count(*) FROM {table}") == [(0,)]
    with scoped(rows.clerk()):
        assert Person.objects.count() == 1
    assert Person.objects.count() == 0


def test_nothing_can_be_written_without_a_territory_or_beyond_it() -> None:
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(ref="x", area=rows.HERE)
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        scoped(rows.clerk(rows.HERE)),
    ):
        Person.objects.create(ref="x", area=rows.OTHER_COUNTY)
    with scoped(rows.clerk(rows.HERE)):
        assert Person.objects.create(ref="x", area=rows.HERE).pk


def test_another_area_is_not_there_not_even_as_a_number(three_people: dict[str, Person]) -> None:
    other = three_people[rows.OTHER_COUNTY]
    with scoped(rows.clerk(rows.HERE)):
        assert Person.objects.count() == 1
        assert not Person.objects.filter(pk=other.pk).exists()
        assert not PersonFacts.objects.filter(person_id=other.pk).exists()
        assert Person.objects.filter(pk=other.pk).update(area=rows.HERE) == 0
        assert query("SELECT count(*) FROM people_personfacts") == [(1,)]
        assert query("SELECT max(id) FROM people_person") == [(three_people[rows.HERE].pk,)]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.filter(pk=three_people[rows.HERE].pk).update(area=rows.OTHER_COUNTY)


def test_a_bureau_sees_its_stations_and_no_others(three_people: dict[str, Person]) -> None:
    with scoped(rows.clerk("522601")):
        assert set(Person.objects.values_list("area", flat=True)) == {rows.HERE, rows.NEXT_DOOR}
    with scoped(rows.clerk("5227")):
        assert set(Person.objects.values_list("area", flat=True)) == {rows.OTHER_COUNTY}


def test_an_inner_territory_ends_with_its_block(three_people: dict[str, Person]) -> None:
    with scoped(rows.clerk(rows.HERE)):
        with scoped(rows.clerk(rows.OTHER_COUNTY)):
            assert Person.objects.get().area == rows.OTHER_COUNTY
        assert Person.objects.get().area == rows.HERE
        with pytest.raises(NotYours), scoped(rows.clerk(rows.OTHER_COUNTY)):
            raise NotYours
        assert Person.objects.get().area == rows.HERE


def test_an_act_that_may_looks_wider_and_says_so(three_people: dict[str, Person]) -> None:
    with scoped(rows.clerk(rows.HERE)):
        with wider(rows.clerk(rows.HERE), "register_household", rows.OTHER_COUNTY) as facts:
            assert Person.objects.count() == 3
        assert facts == {"looked_wider": "52", "looked_wider_for": "register_household"}
        assert Person.objects.count() == 1
        with wider(rows.clerk(rows.HERE), "find_address", rows.NEXT_DOOR):
            assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("action", "area"), [("accept", rows.NEXT_DOOR), ("find_address", rows.OTHER_COUNTY)]
)
def test_other_acts_may_not_look_wider(action: str, area: str) -> None:
    with (
        scoped(rows.clerk(rows.HERE)),
        pytest.raises(NotYours),
        wider(rows.clerk(rows.HERE), action, area),
    ):
        pass


# ---------------------------------------------------------------- the finders


Span = tuple[date, date] | tuple[None, None]
ANY_DAY: Span = (None, None)


def find_people(by: str, words: str, born: Span = ANY_DAY, most: int = 10) -> list[int]:
    find = "SELECT person_id FROM find_people_by_text(%s, %s, %s, %s, %s)"
    return [person_id for (person_id,) in query(find, by, words, *born, most)]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("name", "周"),
        ("sound", "zhouxiaozhou"),
        ("pinyin", "zhoux"),
        ("initials", "zx"),
        ("grams", "小舟"),
        ("grams", "周 舟"),
        ("born", "born"),
    ],
)
def test_people_are_found_by_text_in_the_territory_alone(
    three_people: dict[str, Person], by: str, words: str
) -> None:
    born = (date(1990, 1, 1), date(1990, 1, 2))
    assert find_people(by, words, born) == []
    with scoped(rows.clerk(rows.HERE)):
        assert find_people(by, words, born) == [three_people[rows.HERE].pk]
        assert find_people(by, words, (date(1990, 1, 2), date(1991, 1, 1))) == []
    with scoped(rows.clerk("522601")):
        first, _second = find_people(by, words, born)
        assert find_people(by, words, born, most=1) == [first]


def test_who_lives_here_stands_before_who_left(three_people: dict[str, Person]) -> None:
    with scoped(rows.province()):
        here = rows.searchable()
        rows.current_residence(here)
    with scoped(rows.clerk()):
        assert find_people("name", "周") == [here.pk, three_people[rows.HERE].pk]


def test_a_finder_takes_no_other_key_and_no_empty_text() -> None:
    for by, words in (("ref", "x"), ("name", ""), ("1 = 1 --", "x")):
        with pytest.raises(DatabaseError, match="searches by"), scoped(rows.clerk()):
            find_people(by, words)
    with scoped(rows.clerk()):
        assert find_people("name", "' OR 1=1 --") == []
        assert find_people("born", "born") == []


def test_addresses_are_found_by_text_in_the_territory_alone() -> None:
    with scoped(rows.province()):
        mine = rows.address(rows.HERE)
        rows.address(rows.OTHER_COUNTY, township="522701001")
        rows.address(rows.HERE, text="韶山南路5号旧", state="retired")
    find = "SELECT id FROM find_addresses(%s, %s, '', 0, 10)"
    for by, words in (("grams", "韶山 南路"), ("initials", "ssnl")):
        assert query(find, by, words) == []
        with scoped(rows.clerk()):
            assert query(find, by, words) == [(mine.pk,)]


def test_a_number_is_found_beyond_the_territory_and_only_says_who_is_responsible(
    three_people: dict[str, Person],
) -> None:
    digest, merged = uuid4(), uuid4()
    other = three_people[rows.OTHER_COUNTY]
    with scoped(rows.province()):
        rows.identity_key(other, digest)
        absorbed = rows.person(rows.HERE)
        rows.identity_key(absorbed, merged)
        Person.objects.filter(pk=absorbed.pk).update(merged_into=other)
    with scoped(rows.clerk(rows.HERE)):
        found = query("SELECT * FROM find_people_by_numbers(%s)", [digest, merged, uuid4()])
    assert sorted(found) == sorted(
        (number, other.pk, other.ref, other.area) for number in (digest, merged)
    )


def test_the_history_of_a_person_who_moved_is_seen_where_the_person_is_now() -> None:
    from anju.casework.journal import write_entry

    with scoped(rows.province()):
        moved = rows.person(rows.NEXT_DOOR)
        write_entry(
            rows.province(), act="register_household", subject_kind="registration",
            subject_ref="x", area=rows.NEXT_DOOR, person_id=moved.pk, at=rows.KNOWN_AT,
        )  # fmt: skip
        Person.objects.filter(pk=moved.pk).update(area=rows.HERE)
    history = "SELECT act FROM journal_of_person(%s)"
    with scoped(rows.clerk(rows.HERE)):
        assert JournalEntry.objects.count() == 0
        assert query(history, moved.pk) == [("register_household",)]
        assert query("SELECT * FROM views_of_person(%s)", moved.pk) == []
    with scoped(rows.clerk(rows.NEXT_DOOR)):
        assert query(history, moved.pk) == []
    assert query(history, moved.pk) == []


@pytest.fixture(autouse=True)
def no_territory_is_left_behind() -> Iterator[None]:
    yield
    assert query("SELECT coalesce(current_setting('anju.area_from', true), '')") == [("",)]


def test_permits_are_behind_the_wall_too() -> None:
    with scoped(rows.province()):
        rows.permit(rows.person(rows.OTHER_COUNTY))
    with scoped(rows.clerk(rows.HERE)):
        assert not ResidencePermit.objects.exists()
