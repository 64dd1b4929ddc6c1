"""One case: who, what for, with which evidence, what the law says now, and what may follow."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor

__all__ = ["CasePage", "CheckRow", "EvidenceRow", "NoticeRow", "StepRow", "case_page"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A paper shown for the case."""

    kind: str
    dated_on: date | None
    issued_by: str
    state: str
    fault: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step the case took."""

    step: str
    from_state: str
    to_state: str
    at: datetime
    actor_number: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A deficiency notice as given."""

    sequence: int
    items: tuple[str, ...]
    supplement_by: date | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question the system answers for the reviewer, with the article it rests on."""

    code: str
    holds: bool | None
    facts: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page of a case; `steps_open` are the steps the actor may take now."""

    number: str
    kind: str
    state: str
    turn: str
    person_ref: str
    name: str
    masked_number: str
    registration_number: str
    permit_number: str
    housing: str
    grounds: tuple[str, ...]
    agent_kind: str
    agent_name: str
    submitted_on: date
    accepted_on: date | None
    accepted_by: str
    produce_by: date | None
    hand_over_by: date | None
    due_on: date | None
    closed_on: date | None
    fee: str
    decision: str
    decision_reason: str
    evidence: tuple[EvidenceRow, ...]
    missing: tuple[str, ...]
    notices: tuple[NoticeRow, ...]
    checks: tuple[CheckRow, ...]
    steps: tuple[StepRow, ...]
    steps_open: tuple[str, ...]
    papers: tuple[str, ...]
    blank_serial: str
    card_state: str


def case_page(actor: Actor, case_number: str, *, now: datetime) -> CasePage:
    """One case with the law's answers for this day; the look is journalled."""
    raise NotImplementedError
