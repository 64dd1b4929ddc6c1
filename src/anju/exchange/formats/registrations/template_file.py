"""The empty list to fill in: every column with its hint, one made-up example, choices to pick."""

from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from anju.codes import tables
from anju.exchange.formats.registrations.columns import Column, all_columns

__all__ = ["EXAMPLE", "write_template"]

ROWS_TO_FILL = 20_000
LIST_SHEET = "可选内容"

# 11010519491231002X is the example printed in the standard for citizen numbers.
EXAMPLE = {
    "document_number": "11010519491231002X",
    "name": "示例（请删去本行）",
    "ethnic_group": "苗族",
    "hukou_division": "贵州省雷山县",
    "hukou_address": "西江镇某村某组",
    "address": "北京西路某某小区",
    "building": "3栋",
    "room": "602",
    "place_kind": "租赁房屋",
    "landlord_name": "某某",
    "arrived_on": "2026-05-20",
    "reason": "务工",
    "occupation": "工人",
    "employer_name": "某某公司",
}


def write_template(path: Path, on: date) -> None:
    """Write the template with the choices that stand on the day."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        text = book.add_format({"num_format": "@"})
        plain = book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        needed = book.add_format({"bold": True, "bg_color": "#F6E3C5"})
        sheet = book.add_worksheet("人员名单")
        choices = book.add_worksheet(LIST_SHEET)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(all_columns()):
            is_needed = column.needed or bool(column.needed_one_of)
            sheet.set_column(index, index, column.width, text)
            sheet.write_string(0, index, column.header, needed if is_needed else plain)
            sheet.write_string(1, index, EXAMPLE.get(column.field, ""), text)
            if column.hint:
                sheet.write_comment(0, index, column.hint)
            if column.table:
                offer_choices(sheet, choices, index, column, on)


def offer_choices(
    sheet: Worksheet, choices: Worksheet, index: int, column: Column, on: date
) -> None:
    """Write the names of a code table beside each other and let the column pick from them."""
    names = [name for _, name in tables.table(column.table).choices(on)]
    choices.write_string(0, index, column.header)
    choices.write_column(1, index, names)
    choices.set_column(index, index, 14)
    source = f"='{LIST_SHEET}'!" + absolute(index, 2) + ":" + absolute(index, len(names) + 1)
    rule = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(1, index, ROWS_TO_FILL, index, rule)


def absolute(column: int, row: int) -> str:
    """An absolute reference to a cell, its row counted from 1."""
    letters = xlsxwriter.utility.xl_col_to_name(column)
    return f"${letters}${row}"
