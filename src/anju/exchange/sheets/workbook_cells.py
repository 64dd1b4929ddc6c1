"""The cells of a binary or packed workbook, as calamine reads them after our own checks."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import python_calamine

from anju.exchange.sheets.archive import check_archive
from anju.exchange.sheets.compound import check_compound
from anju.exchange.sheets.limits import LIMITS, Limits
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.sheet_marks import SheetMarks, sheet_marks
from anju.exchange.sheets.table import Cell, Sheet, Unreadable, Workbook, column_letters

__all__ = ["read_binary", "read_packed"]

Raw = str | int | float | bool | time | date | datetime | timedelta


def read_packed(content: bytes, limits: Limits = LIMITS) -> Workbook:
    """An xlsx: the archive checked, then its parts walked, and only then its cells read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive, limits)
            marks = sheet_marks(archive, limits)
    except zipfile.BadZipFile as error:
        raise FileRefused("damaged", "文件已损坏，请用表格软件打开后另存一份再上传。") from error
    return cells_of("xlsx", content, marks, limits)


def read_binary(content: bytes, limits: Limits = LIMITS) -> Workbook:
    """An xls. Its formulas cannot be told from values, so their stored results are read."""
    check_compound(content)
    return cells_of("xls", content, {}, limits)


def cells_of(kind: str, content: bytes, marks: dict[str, SheetMarks], limits: Limits) -> Workbook:
    """Read every visible sheet."""
    try:
        opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        hidden = []
        for entry in opened.sheets_metadata:
            if entry.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if entry.visible != python_calamine.SheetVisibleEnum.Visible:
                hidden.append(entry.name)
                continue
            sheets.append(one_sheet(opened, entry.name, marks.get(entry.name), limits))
    except python_calamine.PasswordError as error:
        raise FileRefused("encrypted", "文件设了密码，请去掉密码后再上传。") from error
    except python_calamine.CalamineError as error:
        raise FileRefused("damaged", "文件已损坏，请用表格软件打开后另存一份再上传。") from error
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused("empty", "文件里没有内容。")
    return Workbook(kind, tuple(sheets), tuple(hidden))


def one_sheet(
    opened: "python_calamine.CalamineWorkbook",
    name: str,
    marks: SheetMarks | None,
    limits: Limits,
) -> Sheet:
    """One sheet from its first row and column on, whatever area it says it uses."""
    raw = opened.get_sheet_by_name(name)
    if raw.total_height > limits.rows or raw.total_width > limits.columns:
        raise FileRefused("too_many_cells", f"表太大：最多 {limits.rows} 行、{limits.columns} 列。")
    unreadable = marks.unreadable if marks else {}
    # iter_rows starts at the first row, but leaves out empty columns on the left.
    margin: tuple[Cell, ...] = ("",) * (raw.start[1] if raw.start else 0)
    rows = [margin + tuple(as_cell(value, limits) for value in row) for row in raw.iter_rows()]
    for (row, column), why in unreadable.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row] = (*rows[row][:column], why, *rows[row][column + 1 :])
    merged = marks.merged if marks else binary_merges(raw.merged_cell_ranges or ())
    return Sheet(name, tuple(rows), tuple(merged))


def binary_merges(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> list[tuple[int, int, str]]:
    """The merged ranges of an xls in the form of the xlsx walk."""
    return [
        (
            top + 1,
            bottom + 1,
            f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}",
        )
        for (top, left), (bottom, right) in ranges
    ]


def as_cell(value: Raw, limits: Limits) -> Cell:
    """A value of calamine as one of ours; a moment keeps its time of day as text."""
    match value:
        case str():
            return value if len(value) <= limits.cell_characters else Unreadable.TOO_LONG
        case bool():
            return str(value).upper()
        case int() | float():
            return float(value)
        case datetime():
            return value.date() if value.time() == time() else value.isoformat(" ")
        case date():
            return value
        case _:
            return str(value)
