"""Columns are found by what their headers say, wherever they stand."""

import pytest

from anju.exchange.formats.registrations.column_matching import matched_sheets
from anju.exchange.formats.registrations.columns import all_columns, by_header, header_word
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Sheet, Workbook

NEEDED = (
    "姓名",
    "公民身份号码",
    "民族",
    "户籍所在县",
    "居住处所",
    "到达日期",
    "暂住事由",
    "现居住地址",
)


def workbook(*rows, merged=()):
    return Workbook("xlsx", (Sheet("名单", tuple(map(tuple, rows)), merged),))


def fields_of(*rows):
    (match,) = matched_sheets(workbook(*rows))
    return {column.field: index for index, column in match.columns.items()}


def refusal(*rows, **more):
    with pytest.raises(FileRefused) as refused:
        matched_sheets(workbook(*rows, **more))
    return refused.value


#: Whether an original was seen only a clerk says; names of villages repeat between towns.
NEVER_FROM_A_FILE = {"proof_seen", "village"}


def test_every_field_of_the_form_can_come_from_a_column():
    from dataclasses import fields

    from anju.casework.registration_form import RegistrationEntry

    known = {column.field for column in all_columns()}
    asked = {field.name for field in fields(RegistrationEntry)}
    assert asked - NEVER_FROM_A_FILE <= known
    assert not NEVER_FROM_A_FILE & known


def test_no_header_word_stands_for_two_columns():
    assert len(by_header()) >= 100


@pytest.mark.parametrize(
    "header", ["姓名", " 姓 名 ", "*姓名", "姓名：", "姓名（必填）", "姓名(与证件一致)", "姓名\n"]
)
def test_marks_and_brackets_do_not_hide_a_header(header):
    assert by_header()[header_word(header)].field == "name"


def test_columns_are_found_in_any_order_below_a_title():
    found = fields_of(("某某公司员工名单",), (), (*NEEDED[::-1], "工号"))
    assert found["name"] == len(NEEDED) - 1
    assert found["address"] == 0


def test_headers_that_say_nothing_to_us_are_kept_for_the_result():
    (match,) = matched_sheets(workbook((*NEEDED, "工号", "部门")))
    assert match.unknown == ("工号", "部门")


def test_everyday_headers_are_understood():
    found = fields_of(
        ("名字", "身份证号", "民族", "户籍地", "住房类型", "入住日期", "事由", "住址", "联系电话")
    )
    assert set(found) == {
        "name", "document_number", "ethnic_group", "hukou_division", "place_kind", "arrived_on",
        "reason", "address", "phone",
    }  # fmt: skip


def test_missing_columns_are_all_named_at_once():
    refused = refusal(("姓名", "公民身份号码", "民族"))
    assert refused.code == "missing_columns"
    for header in ("户籍所在县", "到达日期", "暂住事由", "居住处所", "现居住地址"):
        assert header in refused.sentence


def test_a_door_code_stands_for_the_address():
    assert "door_code" in fields_of((*NEEDED[:-1], "门牌码"))


def test_two_columns_with_one_meaning_are_refused_with_their_letters():
    refused = refusal((*NEEDED, "名字"))
    assert refused.code == "duplicate_header"
    assert "A、I" in refused.sentence


def test_a_file_without_header_is_refused():
    assert refusal(("周某", "某处", "2026-05-20")).code == "no_header"


def test_merged_cells_among_the_data_are_refused_with_their_place():
    refused = refusal(NEEDED, ("周某",), merged=((2, 3, "A2:A3"),))
    assert refused.code == "merged"
    assert "A2:A3" in refused.sentence


def test_a_merged_title_above_the_header_does_no_harm():
    matched_sheets(workbook(("名单",), NEEDED, merged=((1, 1, "A1:H1"),)))
