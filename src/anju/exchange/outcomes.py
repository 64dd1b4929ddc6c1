"""What became of a file: each row's outcome with its problems, and the counts of all."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from anju.casework.registration_form import Problem
from anju.exchange.sheets.table import Cell, column_letters

__all__ = [
    "FileChecked",
    "FileImported",
    "ProblemKind",
    "RowOutcome",
    "RowProblem",
    "RowState",
    "SheetPreview",
    "problem_kinds",
]


class RowState(StrEnum):
    """What became of one row."""

    REGISTERED = "registered"
    MOVED = "moved"
    ALREADY_REGISTERED = "already_registered"
    GOOD = "good"
    BAD = "bad"


STATE_WORDS = {
    RowState.REGISTERED: "已登记",
    RowState.MOVED: "已登记（从别处迁来）",
    RowState.ALREADY_REGISTERED: "以前已登记，未改动",
    RowState.GOOD: "可以登记",
    RowState.BAD: "要改",
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to put right, with the cell it stands in; `column` is -1 for the whole row."""

    column: int
    header: str
    problem: Problem

    @property
    def letters(self) -> str:
        """The column as the program shows it, empty for the whole row."""
        return column_letters(self.column) if self.column >= 0 else ""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the file as it was, and what became of it."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    state: RowState
    problems: tuple[RowProblem, ...] = ()
    registration_number: str = ""

    @property
    def words(self) -> str:
        """The outcome as people read it."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """How often one kind of problem occurs, with the sentence of its first occurrence."""

    code: str
    count: int
    example: str
    first_sheet: str
    first_row: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A sheet as it was understood: header → what we take it for, and the first rows."""

    name: str
    header_row: int
    headers: tuple[str, ...]
    meanings: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FileChecked:
    """A file that could be read: its sheets, every row's verdict; nothing has been written."""

    kind: str
    sheets: tuple[SheetPreview, ...]
    rows: tuple[RowOutcome, ...]
    hidden: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def count(self, state: RowState) -> int:
        """How many rows are in a state."""
        return sum(row.state is state for row in self.rows)

    @property
    def bad(self) -> tuple[RowOutcome, ...]:
        """The rows that have to be put right."""
        return tuple(row for row in self.rows if row.state is RowState.BAD)

    @property
    def kinds(self) -> tuple[ProblemKind, ...]:
        """What is wrong, most frequent first."""
        return problem_kinds(self.rows)


@dataclass(frozen=True, slots=True)
class FileImported(FileChecked):
    """A file whose good rows are in the register."""

    batch: str = ""


def problem_kinds(rows: tuple[RowOutcome, ...]) -> tuple[ProblemKind, ...]:
    """Count the problems of bad rows by their codes."""
    first: dict[str, tuple[RowOutcome, RowProblem]] = {}
    counts: Counter[str] = Counter()
    for row in rows:
        if row.state is not RowState.BAD:
            continue
        for found in row.problems:
            counts[found.problem.code] += 1
            first.setdefault(found.problem.code, (row, found))
    return tuple(
        ProblemKind(code, count, found.problem.sentence, row.sheet, row.number)
        for code, count in counts.most_common()
        for row, found in [first[code]]
    )
