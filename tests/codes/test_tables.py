import tomllib
from datetime import date
from pathlib import Path

import pytest

from anju.codes import tables
from anju.codes.pinyin import initials
from anju.codes.rows import read_rows
from anju.codes.tables import UnknownCode, table

TODAY = date(2026, 11, 1)
FOLDER = Path(tables.__file__).parent / "tables"
HEADED = sorted(path.stem for path in FOLDER.glob("*.csv"))
NOT_CODE_TABLES = {
    "division_aliases",
    "division_successions",
    "divisions",
    "offices",
    "pinyin_overrides",
    "printable_characters",
    "township_codes",
    "townships",
    "villages",
}
CODE_TABLES = [name for name in HEADED if name not in NOT_CODE_TABLES]
HEAD_FIELDS = {"name", "standard", "edition", "source", "left_out", "checked", "sure"}


@pytest.mark.parametrize("name", HEADED)
def test_every_table_says_where_it_comes_from_and_how_sure_it_is(name: str) -> None:
    head = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    assert set(head) >= HEAD_FIELDS
    assert head["sure"] in {"confirmed", "partly", "memory", "local"}
    assert all(head[field] for field in HEAD_FIELDS)


@pytest.mark.parametrize("name", HEADED)
def test_no_table_is_large(name: str) -> None:
    assert (FOLDER / f"{name}.csv").stat().st_size < 1_500_000


@pytest.mark.parametrize("name", CODE_TABLES)
def test_codes_are_unique_and_named(name: str) -> None:
    codes = [one.code for one in table(name).codes]
    assert len(codes) == len(set(codes))
    assert all(one.name and one.name == one.name.strip() for one in table(name).codes)


@pytest.mark.parametrize("name", CODE_TABLES)
def test_a_code_that_was_replaced_names_one_that_stands(name: str) -> None:
    for one in table(name).codes:
        assert one.replaced_by is None or table(name).has(one.replaced_by, TODAY)


def test_a_table_is_read_once() -> None:
    assert table("sexes") is table("sexes")


def test_a_code_is_named() -> None:
    assert table("ethnic_groups").name("06", TODAY) == "苗族"
    assert table("document_kinds").name("111", TODAY) == "居民身份证"


def test_a_code_the_table_never_had_is_refused() -> None:
    with pytest.raises(UnknownCode):
        table("sexes").name("7", TODAY)
    assert not table("sexes").has("7", TODAY)


def test_choices_leave_out_what_only_old_records_carry() -> None:
    offered = dict(table("stay_reason_details").choices(TODAY))
    assert "59" not in offered
    assert table("stay_reason_details").has("59", TODAY)


def test_the_56_ethnic_groups_begin_with_the_eight_of_the_region() -> None:
    groups = table("ethnic_groups")
    names = [one.short_name for one in groups.codes]
    assert names[:8] == ["汉", "苗", "侗", "布依", "土家", "水", "彝", "仡佬"]
    assert [one.code for one in groups.codes if int(one.code) <= 56] != []
    assert sorted(one.code for one in groups.codes)[:56] == [f"{n:02d}" for n in range(1, 57)]


def test_initials_of_ethnic_groups_are_how_they_sound() -> None:
    for one in table("ethnic_groups").codes:
        if int(one.code) <= 56:
            assert one.more["initials"] + "z" == initials(one.name)


@pytest.mark.parametrize(
    ("name", "column", "other"),
    [
        ("stay_reasons", "group", "stay_reason_groups"),
        ("stay_reason_details", "group", "stay_reason_groups"),
        ("householder_relations", "family_relation", "family_relations"),
        ("family_relations", "group", "family_relations"),
        ("education", "group", "education"),
        ("marital_states", "group", "marital_states"),
        ("housing_kinds", "place_kind", "place_kinds"),
    ],
)
def test_one_table_refers_only_to_codes_of_the_other(name: str, column: str, other: str) -> None:
    known = {one.code for one in table(other).codes} | {"00"}
    assert {one.more[column] for one in table(name).codes} <= known


def test_every_group_of_reasons_has_details_and_a_reason_on_the_form() -> None:
    groups = {one.code for one in table("stay_reason_groups").codes}
    assert {one.more["group"] for one in table("stay_reason_details").codes} == groups
    assert {one.more["group"] for one in table("stay_reasons").codes} == groups


def test_only_stays_in_homes_are_ordinary() -> None:
    excluded = {
        one.code: one.more["stay_kind"]
        for one in table("place_kinds").codes
        if one.more["stay_kind"] != "ordinary"
    }
    assert excluded == {"8": "hotel", "9": "hospital", "0": "relief_station"}


def test_every_reason_of_refusal_names_its_article_and_what_to_do() -> None:
    for one in table("refusal_reasons").codes:
        assert one.more["cites"]
        assert one.more["what_to_do"]


def test_rows_have_as_many_fields_as_their_head() -> None:
    for name in HEADED:
        width = len((FOLDER / f"{name}.csv").read_text("utf-8").splitlines()[0].split(","))
        assert {len(row) for row in read_rows(name)} == {width}


def test_every_table_is_listed_in_the_documentation() -> None:
    page = (FOLDER.parents[3] / "docs" / "develop" / "code-tables.md").read_text("utf-8")
    assert [name for name in HEADED if f"| `{name}` |" not in page] == []
