"""A cell as the text somebody would have typed into the form, or why it has no such text."""

import math
import re
from datetime import date

from anju.casework.registration_form import Problem
from anju.exchange.formats.registrations.columns import Column
from anju.exchange.sheets.table import Cell, Unreadable

__all__ = ["CELL_MESSAGES", "cell_text"]

CELL_MESSAGES = {
    "CELL-FORMULA": "“{header}”这一格是公式，请“选择性粘贴为数值”后再上传",
    "CELL-ERROR": "“{header}”这一格是错误值（如 #N/A），请填写内容",
    "CELL-LONG": "“{header}”这一格的文字太长，请核对",
    "CELL-DIGITS": "“{header}”存成了数字，后几位已经丢失，请把单元格设为文本格式后重新填写",
    "CELL-CONTROL": "“{header}”里有看不见的控制字符，请删去后重新填写",
    "CELL-DAY": "“{header}”的“{text}”不是完整的日期，请写成 2026-05-20 这样",
}

UNREADABLE_CODES = {
    Unreadable.FORMULA: "CELL-FORMULA",
    Unreadable.ERROR: "CELL-ERROR",
    Unreadable.TOO_LONG: "CELL-LONG",
}

# A double holds 15 decimal digits for certain; spreadsheets replace the rest by zeros.
EXACT_BELOW = 10**15
SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufffd]")
WHOLE_DAY = re.compile(r"[0-9]{8}|[0-9]{4}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*日?")


def cell_text(cell: Cell, column: Column) -> tuple[str, Problem | None]:
    """The text of a cell, and a problem when the cell must not be taken as it appears."""
    match cell:
        case Unreadable():
            return "", cell_problem(column, UNREADABLE_CODES[cell])
        case str():
            return typed_text(cell, column)
        case float():
            return number_text(cell, column)
        case date():
            return cell.isoformat(), None


def number_text(number: float, column: Column) -> tuple[str, Problem | None]:
    """A number as it was meant: whole numbers without a point; lost digits are never guessed."""
    if not math.isfinite(number) or abs(number) >= EXACT_BELOW:
        return "", cell_problem(column, "CELL-DIGITS")
    text = str(int(number)) if number.is_integer() else repr(number)
    return typed_text(text, column)


def typed_text(text: str, column: Column) -> tuple[str, Problem | None]:
    """A text as typed, without the apostrophe some programs put before numbers kept as text."""
    stripped = text.strip().removeprefix("'")
    if CONTROL.search(stripped):
        return "", cell_problem(column, "CELL-CONTROL")
    if SCIENTIFIC.fullmatch(stripped):
        return "", cell_problem(column, "CELL-DIGITS")
    # The counter's shorthand (0520, -3) leans on today; in a file it would be a guess.
    if column.kind == "day" and stripped.isascii() and stripped and not looks_whole(stripped):
        return "", cell_problem(column, "CELL-DAY", stripped)
    return stripped, None


def looks_whole(text: str) -> bool:
    """Whether a text names year, month and day."""
    return bool(WHOLE_DAY.fullmatch(text))


def cell_problem(column: Column, code: str, text: str = "") -> Problem:
    """The problem of one cell under its code."""
    sentence = CELL_MESSAGES[code].format(header=column.header, text=text)
    return Problem(column.field, code, sentence)
