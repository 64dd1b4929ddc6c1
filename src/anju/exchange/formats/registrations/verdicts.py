"""The verdict on each row: the form's own judgement, household by household."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from anju.casework.registration_form import (
    Checked,
    FormContext,
    HouseholdEntry,
    Problem,
    RegistrationValues,
    Severity,
    check_household,
)
from anju.exchange.formats.registrations.rows import SECOND_HEADER, FileRow
from anju.exchange.outcomes import RowState

__all__ = ["ReportedBy", "Verdict", "verdicts_on"]

BULK_CHANNEL = "8"
ALREADY_HERE = "ID-DUP-HERE"
# Others have registered rooms at the address since; who is registered there has their place.
MOOT = frozenset({"AD-ROOM"})
SENTENCES = {
    "ROW-TWICE": "此人在本文件第 {row} 行已经有了，请只留一行",
    "ROW-HOUSEHOLD": "同户的第 {row} 行要改好以后，一户一起登记",
}


@dataclass(frozen=True, slots=True)
class ReportedBy:
    """Who reports everybody in the file: the party's code, and its name where it must be named."""

    party: str = "1"
    name: str = ""
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a row: its household as entered, typed values, problems, and its state."""

    household: int
    entry: HouseholdEntry
    values: RegistrationValues | None
    problems: tuple[Problem, ...]
    state: RowState


def verdicts_on(
    rows: Sequence[FileRow], *, on: date, context: FormContext, reported_by: ReportedBy
) -> tuple[Verdict, ...]:
    """One verdict for each row, every problem at once.

    A household goes in as a whole: where one row is bad, the others wait and say for which row.
    """
    found: dict[int, Verdict] = {}
    households = households_of(rows)
    for number, indexes in enumerate(households):
        members = [rows[index] for index in indexes]
        entry = household_entry(members, reported_by)
        judged = check_household(entry, on=on, context=context)
        for index, row, person in zip(indexes, members, judged.people, strict=True):
            found[index] = verdict_on(row, person, judged.problems, (number, entry))
    refuse_twins(found, rows)
    for indexes in households:
        wait_for_the_others(found, indexes, rows)
    return tuple(found[index] for index in range(len(rows)))


def households_of(rows: Sequence[FileRow]) -> list[list[int]]:
    """The places of the rows that form one household each: one number in one sheet."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(rows):
        key = (row.sheet, row.household or f"row {row.number}")
        grouped.setdefault(key, []).append(index)
    return list(grouped.values())


def household_entry(members: Sequence[FileRow], reported_by: ReportedBy) -> HouseholdEntry:
    """What a page would have sent for these people."""
    return HouseholdEntry(
        people=tuple(row.entry for row in members),
        channel=BULK_CHANNEL,
        reporting_party=reported_by.party,
        reporting_name=reported_by.name,
        reporting_number=reported_by.number,
        reporting_phone=reported_by.phone,
    )


def verdict_on(
    row: FileRow,
    person: Checked,
    common: tuple[Problem, ...],
    household: tuple[int, HouseholdEntry],
) -> Verdict:
    """The verdict on one row: problems of its cells first, and of each field only these."""
    if SECOND_HEADER in row.problems:
        return Verdict(*household, None, row.problems, RowState.BAD)
    of_cells = {problem.field for problem in row.problems}
    judged = tuple(problem for problem in person.problems if problem.field not in of_cells)
    problems = (*row.problems, *judged, *common)
    standing = tuple(problem for problem in problems if stands_in_the_way(problem, row))
    if not standing:
        said = tuple(problem for problem in problems if problem.severity is not Severity.CHECK)
        return Verdict(*household, person.values, said, RowState.GOOD)
    others = tuple(problem for problem in standing if problem.code != ALREADY_HERE)
    if len(others) < len(standing) and all(one.code in MOOT for one in others):
        return Verdict(*household, person.values, (), RowState.ALREADY_REGISTERED)
    return Verdict(*household, None, others, RowState.BAD)


def stands_in_the_way(problem: Problem, row: FileRow) -> bool:
    """Whether a problem keeps the row out: an error, or a doubt that nobody has looked into."""
    if problem.severity is Severity.CHECK:
        return not row.is_confirmed
    return problem.severity is Severity.ERROR


def wait_for_the_others(
    found: dict[int, Verdict], indexes: Sequence[int], rows: Sequence[FileRow]
) -> None:
    """Keep the good rows of a household back while another of its rows is bad."""
    faulty = [index for index in indexes if found[index].state is RowState.BAD]
    for index in indexes:
        if faulty and found[index].state is RowState.GOOD:
            waits = row_problem("ROW-HOUSEHOLD", rows[faulty[0]].number)
            found[index] = bad(found[index], waits)


def refuse_twins(found: dict[int, Verdict], rows: Sequence[FileRow]) -> None:
    """The same document twice in a file: the first row stands, the others come back."""
    first: dict[tuple[str, str], int] = {}
    for index in range(len(rows)):
        values = found[index].values
        if values is None:
            continue
        earlier = first.setdefault((values.document_kind, values.document_number), index)
        if earlier != index and found[index].state is RowState.GOOD:
            found[index] = bad(found[index], row_problem("ROW-TWICE", rows[earlier].number))


def bad(verdict: Verdict, problem: Problem) -> Verdict:
    """A row that was good by itself and comes back because of another one."""
    return replace(verdict, values=None, problems=(problem,), state=RowState.BAD)


def row_problem(code: str, row: int) -> Problem:
    """A problem that another row of the file causes."""
    return Problem("document_number", code, SENTENCES[code].format(row=row))
