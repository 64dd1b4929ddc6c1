"""A list of people in a file: what it says, what is wrong with it, and into the register with it.

`check_file` writes nothing; `import_file` registers every good household and gives every bad row
back. The same file twice changes nothing: who is already registered there is left as they are.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from anju.access import policy
from anju.access.actor import Actor
from anju.casework.bulk.context import counter_townships, form_context
from anju.casework.bulk.households import (
    ListedHousehold,
    ListedPerson,
    ListedState,
    note_import,
    register_listed_households,
)
from anju.casework.registration_form import Problem
from anju.exchange.formats.registrations.column_matching import MatchedSheet, matched_sheets
from anju.exchange.formats.registrations.rows import FileRow, rows_of
from anju.exchange.formats.registrations.verdicts import ReportedBy, Verdict, verdicts_on
from anju.exchange.formats.registrations.wording import Wording
from anju.exchange.outcomes import (
    FileChecked,
    FileImported,
    RowOutcome,
    RowProblem,
    RowState,
    SheetPreview,
)
from anju.exchange.result_file import shown
from anju.exchange.sheets.sandbox import parsed
from anju.exchange.sheets.table import Workbook
from anju.kit.clock import day_of

__all__ = ["Progress", "check_file", "import_file"]

Progress = Callable[[str, int, int], None]
HOUSEHOLDS_AT_ONCE = 2_000
OBJECTS_BETWEEN_COLLECTIONS = 500_000
PREVIEW_ROWS = 5
BY_THEMSELVES = ReportedBy()
STATES = {
    ListedState.REGISTERED: RowState.REGISTERED,
    ListedState.MOVED: RowState.MOVED,
    ListedState.ALREADY_REGISTERED: RowState.ALREADY_REGISTERED,
}


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file that was read, with a verdict on each of its rows."""

    book: Workbook
    matches: tuple[MatchedSheet, ...]
    rows: tuple[FileRow, ...]
    verdicts: tuple[Verdict, ...]


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Seldom look for garbage: all rows live to the end, and looking through them takes a sixth."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@few_collections()
def check_file(
    actor: Actor, path: Path, *, now: datetime, reported_by: ReportedBy = BY_THEMSELVES
) -> FileChecked:
    """What a file says and what would become of each row; nothing is written.

    Raises `FileRefused` when the file as a whole cannot be read, `NotYours` by post.
    """
    policy.require(actor, "import_file", area=actor.area)
    judged = judge(actor, path, now, reported_by, silent)
    return checked(judged, [outcome(judged, index) for index in range(len(judged.rows))])


@few_collections()
def import_file(
    actor: Actor,
    path: Path,
    *,
    now: datetime,
    reported_by: ReportedBy = BY_THEMSELVES,
    progress: Progress = silent,
) -> FileImported:
    """Register every good household of a file and give every bad row back with its faults.

    1. The file is read by the confined parser and every row judged by the rules of the form.
    2. Good households go in, two thousand in one transaction: what was interrupted goes on where it
       stopped when the file is given again.
    3. One entry of the journal speaks of the file, if anything went in.
    """
    policy.require(actor, "import_file", area=actor.area)
    judged = judge(actor, path, now, reported_by, progress)
    outcomes = [outcome(judged, index) for index in range(len(judged.rows))]
    batch = sha256(path.read_bytes()).hexdigest()[:16]
    good = good_households(judged)
    for start in range(0, len(good), HOUSEHOLDS_AT_ONCE):
        some = good[start : start + HOUSEHOLDS_AT_ONCE]
        households = [household for household, _ in some]
        answers = register_listed_households(actor, households, batch=batch, now=now)
        for (_, indexes), people in zip(some, answers, strict=True):
            for index, person in zip(indexes, people, strict=True):
                outcomes[index] = settled(outcomes[index], person)
        progress("登记", min(start + HOUSEHOLDS_AT_ONCE, len(good)), len(good))
    result = checked(judged, outcomes)
    gone_in = result.count(RowState.REGISTERED) + result.count(RowState.MOVED)
    if gone_in:
        note_import(actor, batch=batch, registered=gone_in, bad=len(result.bad), now=now)
    return FileImported(
        result.kind, result.sheets, result.rows, result.hidden, result.skipped, batch
    )


def settled(row: RowOutcome, person: ListedPerson) -> RowOutcome:
    """A row after its person was registered, or the counter had to be asked."""
    if person.state is ListedState.REFUSED:
        problem = RowProblem(-1, "", Problem("", "COUNTER", person.sentence))
        return replace(row, state=RowState.BAD, problems=(problem,))
    number = person.registration_number
    return replace(row, state=STATES[person.state], registration_number=number)


def judge(
    actor: Actor, path: Path, now: datetime, reported_by: ReportedBy, progress: Progress
) -> JudgedFile:
    """Read the file and judge its rows."""
    progress("读取文件", 0, 1)
    book = parsed(path)
    matches = matched_sheets(book)
    on = day_of(now)
    wording = Wording(on, counter_townships(actor))
    rows = tuple(row for match in matches for row in rows_of(match, wording))
    progress("核对", 0, len(rows))
    context = form_context(actor, [row.entry for row in rows], on=on)
    verdicts = verdicts_on(rows, on=on, context=context, reported_by=reported_by)
    progress("核对", len(rows), len(rows))
    return JudgedFile(book, matches, rows, verdicts)


def good_households(judged: JudgedFile) -> list[tuple[ListedHousehold, tuple[int, ...]]]:
    """The households to be registered, with the places of their rows."""
    members: dict[int, list[int]] = {}
    for index, verdict in enumerate(judged.verdicts):
        if verdict.state is RowState.GOOD:
            members.setdefault(verdict.household, []).append(index)
    good = []
    for indexes in members.values():
        verdicts = [judged.verdicts[index] for index in indexes]
        values = tuple(one.values for one in verdicts if one.values is not None)
        good.append((ListedHousehold(verdicts[0].entry, values), tuple(indexes)))
    return good


def outcome(judged: JudgedFile, index: int) -> RowOutcome:
    """What is known of a row before anything is written."""
    row, verdict = judged.rows[index], judged.verdicts[index]
    match = next(match for match in judged.matches if match.sheet.name == row.sheet)
    problems = tuple(placed(match, problem) for problem in verdict.problems)
    return RowOutcome(row.sheet, row.number, row.cells, verdict.state, problems)


def placed(match: MatchedSheet, problem: Problem) -> RowProblem:
    """A problem with the column it stands in; a field without a column stands for the row."""
    for index, column in match.columns.items():
        if column.field == problem.field:
            return RowProblem(index, match.header(index), problem)
    return RowProblem(-1, "", problem)


def checked(judged: JudgedFile, outcomes: Sequence[RowOutcome]) -> FileChecked:
    """The file with its outcomes, as page and command show it."""
    read = {match.sheet.name for match in judged.matches}
    return FileChecked(
        kind=judged.book.kind,
        sheets=tuple(preview(match) for match in judged.matches),
        rows=tuple(outcomes),
        hidden=judged.book.hidden,
        skipped=tuple(sheet.name for sheet in judged.book.sheets if sheet.name not in read),
    )


def preview(match: MatchedSheet) -> SheetPreview:
    """How a sheet was understood, with its first rows."""
    first = match.header_row + 1
    below = match.sheet.rows[first : first + PREVIEW_ROWS]
    rows = tuple(tuple(map(shown, row)) for row in below)
    meanings = tuple(
        match.columns[index].header if index in match.columns else ""
        for index in range(len(match.headers))
    )
    return SheetPreview(
        match.sheet.name, match.header_row + 1, match.headers, meanings, match.unknown, rows
    )
