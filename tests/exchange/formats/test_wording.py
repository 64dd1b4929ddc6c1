"""Words of lists become codes where one code is meant, and stay words where not."""

from datetime import date

import pytest

from anju.exchange.formats.registrations.columns import all_columns
from anju.exchange.formats.registrations.wording import Wording

ON = date(2026, 7, 1)
COLUMNS = {column.field: column for column in all_columns()}


def code_of(field, text, **more):
    return Wording(ON, **more).code_of(text, COLUMNS[field])


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("ethnic_group", "苗族", "06"),
        ("ethnic_group", "苗", "06"),
        ("ethnic_group", "06", "06"),
        ("sex", "女", "2"),
        ("reason", "务工", "1"),
        ("reason", "打工", "1"),
        ("reason", "在校学生", "12"),
        ("place_kind", "租赁房屋", "1"),
        ("place_kind", "员工宿舍", "3"),
        ("relation_to_householder", "户主", "1"),
        ("document_kind", "身份证", "111"),
        ("hukou_division", "贵州省凯里市", "522601"),
        ("hukou_division", "黔东南州凯里市", "522601"),
        ("hukou_division", "贵州省黔东南苗族侗族自治州凯里市", "522601"),
        ("hukou_division", "重庆市渝中区", "500103"),
        ("hukou_division", "522601", "522601"),
        ("hukou_division", "522601001", "522601"),
    ],
)
def test_a_word_for_one_code_becomes_the_code(field, text, code):
    assert code_of(field, text) == code


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("hukou_division", "鼓楼区"),
        ("hukou_division", "贵州省"),
        ("hukou_division", "贵州省某某县"),
        ("ethnic_group", "贵州族"),
        ("reason", "看看再说"),
        ("name", "苗族"),
    ],
)
def test_a_word_that_is_no_single_code_stays_a_word(field, text):
    assert code_of(field, text) == text


def test_a_township_is_known_by_its_name():
    assert code_of("township", "某某街道", townships={"某某街道": "522601001"}) == "522601001"


def test_every_table_named_by_a_column_exists():
    from anju.codes import tables

    for column in all_columns():
        if column.table:
            assert tables.table(column.table).codes
