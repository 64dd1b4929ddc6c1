"""What a parsed sheet is: its rows of cells, as they stand in the file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Cell", "Sheet", "Unreadable", "Workbook", "column_letters"]


class Unreadable(StrEnum):
    """A cell whose content must not be taken as it appears."""

    FORMULA = "formula"
    ERROR = "error"
    TOO_LONG = "too_long"


Cell = str | float | date | Unreadable
"""Text (empty when there is nothing), a number, a civil day, or why there is no value."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The visible sheet `name`; `rows[0]` is the row that the program shows as row 1."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged_rows: tuple[tuple[int, int, str], ...] = ()
    """First and last row (1-based) of each merged range, with its reference such as A5:B6."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read: what kind it turned out to be, and its visible sheets."""

    kind: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def column_letters(index: int) -> str:
    """The letters a spreadsheet shows above the column with the 0-based `index`."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
