"""The file that goes back: the columns as they were, what became of each row, what to put right.

Everything is written as text cells, so that numbers keep all their digits and no cell is ever
computed, whatever a stranger wrote into it.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from anju.exchange.outcomes import FileChecked, RowOutcome, RowState, SheetPreview
from anju.exchange.sheets.table import Cell, Unreadable

__all__ = ["guarded", "write_result_csv", "write_result_workbook"]

ADDED = ("结果", "登记编号", "要改的地方")
SUMMARY = "汇总"
RISKY = ("=", "+", "-", "@", "\t", "\r")
UNREADABLE_WORDS = {
    Unreadable.FORMULA: "（公式）",
    Unreadable.ERROR: "（错误值）",
    Unreadable.TOO_LONG: "（文字太长）",
}


def write_result_workbook(result: FileChecked, path: Path) -> None:
    """Write a summary sheet and each sheet of the file with the outcome of its rows."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path, options) as book:
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "num_format": "@"})
        fault = book.add_format({"bg_color": "#FBE3E0", "num_format": "@"})
        write_summary(book.add_worksheet(SUMMARY), result, head, text)
        for preview in result.sheets:
            name = preview.name if preview.name != SUMMARY else f"{SUMMARY}（原）"
            sheet = book.add_worksheet(name[:31])
            write_sheet(sheet, preview, result, (head, text, fault))


def write_summary(sheet: Worksheet, result: FileChecked, head: Format, text: Format) -> None:
    """How many rows went in, how many came back, and for what."""
    lines: list[tuple[str, ...]] = [("结果", "行数")]
    lines += [
        (row_words, str(count))
        for state in RowState
        if (count := result.count(state))
        for row_words in [next(row.words for row in result.rows if row.state is state)]
    ]
    lines += [(), ("要改的地方", "行数", "第一处")]
    lines += [
        (kind.example, str(kind.count), f"{kind.first_sheet} 第 {kind.first_row} 行")
        for kind in result.kinds
    ]
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 2, 18)
    for number, line in enumerate(lines):
        is_head = bool(line) and line[1] == "行数"
        for column, words in enumerate(line):
            sheet.write_string(number, column, words, head if is_head else text)


def write_sheet(
    sheet: Worksheet,
    preview: SheetPreview,
    result: FileChecked,
    formats: tuple[Format, Format, Format],
) -> None:
    """One sheet: its header, its rows in their order, and three columns more."""
    head, text, fault = formats
    width = len(preview.headers)
    sheet.set_column(0, width - 1, 16)
    sheet.set_column(width, width + 1, 20)
    sheet.set_column(width + 2, width + 2, 70)
    sheet.freeze_panes(1, 0)
    for column, header in enumerate((*preview.headers, *ADDED)):
        sheet.write_string(0, column, header, head)
    mine = (row for row in result.rows if row.sheet == preview.name)
    for number, row in enumerate(mine, start=1):
        faulty = {found.column for found in row.problems} if row.state is RowState.BAD else set()
        for column, words in enumerate(line_of(row, width)):
            sheet.write_string(number, column, words, fault if column in faulty else text)


def write_result_csv(result: FileChecked, path: Path) -> None:
    """Write all rows one below the other, with the sheet and row they come from."""
    width = max((len(preview.headers) for preview in result.sheets), default=0)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        headers = result.sheets[0].headers if len(result.sheets) == 1 else ("",) * width
        lines.writerow([guarded(text) for text in ("工作表", "行", *headers, *ADDED)])
        for row in result.rows:
            words = (row.sheet, str(row.number), *line_of(row, width))
            lines.writerow([guarded(text) for text in words])


def line_of(row: RowOutcome, width: int) -> Iterator[str]:
    """The cells of a row as texts, filled up to the width, and what became of it."""
    cells = (*row.cells, *("",) * (width - len(row.cells)))
    yield from (shown(cell) for cell in cells[:width])
    yield row.words
    yield row.registration_number
    yield problems_in_words(row)


def problems_in_words(row: RowOutcome) -> str:
    """Every problem of a row with its column, in one cell."""
    return "；".join(
        f"{found.letters} 列“{found.header}”：{found.problem.sentence}"
        if found.letters
        else found.problem.sentence
        for found in row.problems
    )


def shown(cell: Cell) -> str:
    """A cell of the file as text."""
    match cell:
        case Unreadable():
            return UNREADABLE_WORDS[cell]
        case date():
            return cell.isoformat()
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case _:
            return cell


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens the file."""
    return f"'{text}" if text.startswith(RISKY) else text
