"""The rows of a list of people as entries of the registration form."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from anju.casework.registration_form import Problem, RegistrationEntry
from anju.exchange.formats.registrations.cell_texts import cell_text
from anju.exchange.formats.registrations.column_matching import MatchedSheet, looks_like_header
from anju.exchange.formats.registrations.columns import Column
from anju.exchange.formats.registrations.wording import Wording
from anju.exchange.sheets.table import Cell

__all__ = ["SECOND_HEADER", "FileRow", "rows_of"]

ENTRY_FIELDS = frozenset(field.name for field in fields(RegistrationEntry))
SECOND_HEADER = Problem("", "ROW-HEADER", "这一行是表头。一张工作表只放一个表，请分开后再上传")
YES = frozenset({"是", "已核对", "无误", "y", "yes", "1", "√", "对"})


@dataclass(frozen=True, slots=True)
class FileRow:
    """One person's row: where it stands, what it says, and what is wrong with its cells."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    entry: RegistrationEntry
    household: str = ""
    is_confirmed: bool = False
    problems: tuple[Problem, ...] = ()


def rows_of(match: MatchedSheet, wording: Wording) -> Iterator[FileRow]:
    """Every row with content below the header; a second header is a row with a problem."""
    for index, cells in enumerate(match.sheet.rows):
        if index <= match.header_row or not any(cell != "" for cell in cells):
            continue
        yield read_row(match, index, cells, wording)


def read_row(match: MatchedSheet, index: int, cells: tuple[Cell, ...], wording: Wording) -> FileRow:
    """One row: its cells as texts, its words as codes."""
    where = (match.sheet.name, index + 1, cells)
    if looks_like_header(cells):
        return FileRow(*where, RegistrationEntry(), problems=(SECOND_HEADER,))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for position, column in match.columns.items():
        if position >= len(cells) or cells[position] == "":
            continue
        text, problem = said(cells[position], column, wording)
        texts[column.field] = text
        if problem is not None:
            problems.append(problem)
    entry = RegistrationEntry(
        **{name: text for name, text in texts.items() if name in ENTRY_FIELDS and text}
    )
    return FileRow(
        *where,
        entry,
        household=texts.get("household", ""),
        is_confirmed=texts.get("confirmed", "").lower() in YES,
        problems=tuple(problems),
    )


def said(cell: Cell, column: Column, wording: Wording) -> tuple[str, Problem | None]:
    """What a cell says in the form's terms: a code where the form has a list."""
    text, problem = cell_text(cell, column)
    if problem is not None or not text:
        return text, problem
    return wording.code_of(text, column), None
