"""What goes back keeps every digit, names every fault, and computes nothing."""

import csv
import zipfile

import pytest

from anju.casework.registration_form import Problem
from anju.exchange.outcomes import (
    FileChecked,
    RowOutcome,
    RowProblem,
    RowState,
    SheetPreview,
    column_letters,
)
from anju.exchange.result_file import guarded, write_result_csv, write_result_workbook
from anju.exchange.sheets.sandbox import parsed

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "\t=1", "\r=1"]


def checked(*rows):
    preview = SheetPreview("名单", 1, ("姓名", "号码"), ("姓名", "公民身份号码"), (), ())
    return FileChecked("xlsx", (preview,), rows)


def row(number, state=RowState.REGISTERED, cells=("周某", "990000199001010015"), problems=()):
    return RowOutcome("名单", number, cells, state, problems)


FAULT = RowProblem(1, "号码", Problem("document_number", "ID-CHECK", "公民身份号码有一位填错了"))


def test_the_result_has_the_columns_as_they_were_and_what_became_of_each_row(tmp_path):
    path = tmp_path / "result.xlsx"
    write_result_workbook(checked(row(2), row(3, RowState.BAD, problems=(FAULT,))), path)
    summary, sheet = parsed(path).sheets
    assert sheet.rows[0] == ("姓名", "号码", "结果", "登记编号", "要改的地方")
    assert sheet.rows[1][:3] == ("周某", "990000199001010015", "已登记")
    assert sheet.rows[2][2] == "要改"
    assert sheet.rows[2][4] == "B 列“号码”：公民身份号码有一位填错了"
    assert ("要改的地方", "行数", "第一处") in summary.rows


@pytest.mark.parametrize("text", FORMULAS)
def test_no_formula_and_no_link_is_ever_written(tmp_path, text):
    path = tmp_path / "result.xlsx"
    write_result_workbook(checked(row(2, cells=(text, "http://example.org"))), path)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not [part for part in sheets if b"<f>" in part or b"hyperlink" in part]
    assert parsed(path).sheets[1].rows[1][0] == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_file_does_not_start_a_cell_like_a_formula(tmp_path, text):
    assert guarded(text) == f"'{text}"
    path = tmp_path / "result.csv"
    write_result_csv(checked(row(2, cells=(text, "1"))), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][2] == f"'{text}"


def test_a_number_keeps_all_its_digits_in_both_forms(tmp_path):
    write_result_csv(checked(row(2, cells=("周某", 13985512345.0))), tmp_path / "result.csv")
    assert "13985512345" in (tmp_path / "result.csv").read_text(encoding="utf-8-sig")


def test_problems_are_counted_by_kind_with_the_first_place():
    result = checked(
        row(2, RowState.BAD, problems=(FAULT,)), row(3, RowState.BAD, problems=(FAULT,))
    )
    (kind,) = result.kinds
    assert (kind.code, kind.count, kind.first_row) == ("ID-CHECK", 2, 2)


def test_columns_are_lettered_as_the_program_does():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
