"""One person's file: who they are, where they live, what they hold, and everything in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor

__all__ = [
    "CaseRow",
    "PaperRow",
    "PermitRow",
    "PersonFile",
    "RegistrationRow",
    "TimelineRow",
    "person_file",
]


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A stay as the file shows it."""

    number: str
    state: str
    address: str
    door_code: str
    place_kind: str
    reason: str
    arrived_on: date
    registered_on: date
    left_on: date | None
    starts_on: date | None
    basis: str
    eligible_from: date | None
    household_ref: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the file shows it."""

    number: str
    kind: str
    state: str
    submitted_on: date
    due_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit as the file shows it; `state` is today's finding, `card_state` the living card's."""

    number: str
    state: str
    issued_on: date
    anchor_on: date
    continuous_years: int
    opens_on: date
    closes_on: date
    ended_on: date | None
    card_state: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that left the house."""

    number: str
    kind: str
    issued_at: datetime
    printed: int
    voided: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One official act about the person: when, which, by whom, under which articles."""

    at: datetime
    act: str
    subject_kind: str
    subject_ref: str
    actor_number: str
    agency_code: str
    cites: tuple[str, ...]
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything a clerk sees of one person; numbers masked unless the policy shows them."""

    person_ref: str
    merged_into: str
    name: str
    former_name: str
    sex: str
    born_on: date
    age: int
    ethnic_group: str
    hukou_division: str
    hukou_address: str
    document_kind: str
    masked_number: str
    masked_phone: str
    registrations: tuple[RegistrationRow, ...]
    cases: tuple[CaseRow, ...]
    permits: tuple[PermitRow, ...]
    papers: tuple[PaperRow, ...]
    timeline: tuple[TimelineRow, ...]
    open_departure: str


def person_file(actor: Actor, person_ref: str, *, now: datetime) -> PersonFile:
    """The file of one person with its timeline; the look is journalled. `NotYours` otherwise."""
    raise NotImplementedError
