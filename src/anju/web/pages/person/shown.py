"""A person's file in words, ready for the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from anju.codes import divisions
from anju.kit.clock import SHANGHAI, day_of
from anju.law.text.citation_words import citation_in_words
from anju.reading.person_file import PersonFile, RegistrationRow, TimelineRow
from anju.web.pages.person.words import (
    ACT_WORDS,
    ACTOR_WORDS,
    CASE_WORDS,
    PAPER_WORDS,
    basis_word,
    code_word,
)

__all__ = ["ShownFile", "TimelineLine", "shown_file"]

NEWEST = 12


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One act: when, what, by whom, under which articles."""

    at: datetime
    act: str
    subject: str
    by: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """The words beside a file: facts of the person, of the stays, and what happened."""

    sex: str
    ethnic_group: str
    document_kind: str
    hukou: str
    stays: tuple[tuple[RegistrationRow, dict[str, str]], ...]
    cases: tuple[tuple[object, str], ...]
    papers: tuple[tuple[object, str], ...]
    timeline: tuple[TimelineLine, ...]
    earlier: tuple[TimelineLine, ...]


def shown_file(file: PersonFile, now: datetime) -> ShownFile:
    """Every code of a file as its word on the day."""
    on = day_of(now)
    lines = tuple(_lines(file.timeline))
    place = divisions.full_name(file.hukou_division, on) if file.hukou_division else ""
    return ShownFile(
        sex=code_word("sexes", file.sex, on),
        ethnic_group=code_word("ethnic_groups", file.ethnic_group, on),
        document_kind=code_word("document_kinds", file.document_kind, on),
        hukou=f"{place or ''}{file.hukou_address}",
        stays=tuple((row, _stay_words(row, on)) for row in file.registrations),
        cases=tuple((row, CASE_WORDS.get(row.kind, row.kind)) for row in file.cases),
        papers=tuple((row, PAPER_WORDS.get(row.kind, row.kind)) for row in file.papers),
        timeline=lines[:NEWEST],
        earlier=lines[NEWEST:],
    )


def _stay_words(row: RegistrationRow, on: date) -> dict[str, str]:
    return {
        "place_kind": code_word("place_kinds", row.place_kind, on),
        "reason": code_word("stay_reasons", row.reason, on),
        "basis": basis_word(row.basis) if row.basis else "",
    }


def _lines(rows: tuple[TimelineRow, ...]) -> Iterator[TimelineLine]:
    for row in rows:
        yield TimelineLine(
            at=row.at.astimezone(SHANGHAI),
            act=ACT_WORDS.get(row.act, row.act),
            subject=row.subject_ref,
            by=row.actor_name or ACTOR_WORDS.get(row.actor_number, row.actor_number),
            basis=tuple(citation_in_words(cite) for cite in row.cites),
        )
