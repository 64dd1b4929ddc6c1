"""What stands in a cell comes out as it was, or is marked as not to be trusted."""

from datetime import date, datetime

import xlsxwriter
import xlwt

from anju.exchange.sheets.sandbox import parsed
from anju.exchange.sheets.table import Unreadable


def workbook(path, write):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名单")
    write(book, sheet)
    book.close()
    return parsed(path)


def test_rows_keep_the_numbers_the_program_shows(tmp_path):
    read = workbook(tmp_path / "a.xlsx", lambda _, sheet: sheet.write(4, 2, "姓名"))
    assert read.sheets[0].rows[4][2] == "姓名"
    assert read.sheets[0].rows[0][0] == ""


def test_days_numbers_and_texts_keep_their_kind(tmp_path):
    def write(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(0, 0, datetime(2026, 5, 20), day)
        sheet.write_number(0, 1, 13800138000)
        sheet.write_string(0, 2, "00123")
        sheet.write_boolean(0, 3, True)
        sheet.write_datetime(0, 4, datetime(2026, 5, 20, 8, 30), day)

    row = workbook(tmp_path / "a.xlsx", write).sheets[0].rows[0]
    assert row == (date(2026, 5, 20), 13800138000.0, "00123", "TRUE", "2026-05-20 08:30:00")


def test_formulas_and_error_values_are_marked_not_read(tmp_path):
    def write(_, sheet):
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '=HYPERLINK("http://example.org")', None, "点我")
        sheet.write_formula(0, 2, "=NA()", None, "#N/A")
        sheet.write_string(0, 3, "=1+1")

    row = workbook(tmp_path / "a.xlsx", write).sheets[0].rows[0]
    assert row[:2] == (Unreadable.FORMULA, Unreadable.FORMULA)
    assert isinstance(row[2], Unreadable)
    assert row[3] == "=1+1"


def test_hidden_sheets_are_named_and_not_read(tmp_path):
    def write(book, sheet):
        sheet.write(0, 0, "姓名")
        hidden = book.add_worksheet("旧名单")
        hidden.write(0, 0, "不读")
        hidden.hide()

    read = workbook(tmp_path / "a.xlsx", write)
    assert [sheet.name for sheet in read.sheets] == ["名单"]
    assert read.hidden == ("旧名单",)


def test_merged_ranges_are_told_with_their_rows(tmp_path):
    read = workbook(tmp_path / "a.xlsx", lambda _, sheet: sheet.merge_range("A3:B5", "合并"))
    assert read.sheets[0].merged_rows == ((3, 5, "A3:B5"),)


def test_the_older_binary_workbook_reads_the_same(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    sheet.write(0, 0, "姓名")
    sheet.write(1, 0, date(2026, 5, 20), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(1, 1, 602)
    sheet.write_merge(2, 3, 0, 1, "合并")
    book.save(tmp_path / "a.xls")
    read = parsed(tmp_path / "a.xls")
    assert read.kind == "xls"
    assert read.sheets[0].rows[0][0] == "姓名"
    assert read.sheets[0].rows[1] == (date(2026, 5, 20), 602.0)
    assert read.sheets[0].merged_rows == ((3, 4, "A3:B4"),)


def test_a_cell_longer_than_any_field_is_marked(tmp_path):
    read = workbook(tmp_path / "a.xlsx", lambda _, sheet: sheet.write(0, 0, "长" * 3_000))
    assert read.sheets[0].rows[0][0] is Unreadable.TOO_LONG
