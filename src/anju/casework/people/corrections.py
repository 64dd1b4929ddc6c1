"""Changing a recognised fact takes four eyes: one proposes, another approves or rejects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = [
    "CorrectionMoved",
    "ProposedCorrection",
    "approve_correction",
    "propose_correction",
    "reject_correction",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCorrection:
    """Which recorded fact is wrong, and what it should be.

    `subject_kind` with `subject_ref`: "person" (person ref; name, sex, born_on, ethnic_group,
    hukou_division, hukou_address), "stay" (registration number; arrived_on) or "start"
    (registration number; starts_on). `since` is the day the corrected fact is true from; without
    it the whole span of the wrong fact is corrected. Days are ISO texts in `after`.
    """

    subject_kind: str
    subject_ref: str
    after: Mapping[str, str]
    reason: str
    evidence_note: str
    since: date | None = field(default=None)


@dataclass(frozen=True, slots=True)
class CorrectionMoved:
    """A correction after a step."""

    correction_ref: str
    state: str


def propose_correction(
    *, actor: Actor, correction: ProposedCorrection, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Propose to correct a recorded fact, with reason and evidence. Window clerks, officers."""
    raise NotImplementedError


def approve_correction(
    *, actor: Actor, correction_ref: str, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Approve a correction: the wrong fact ends in recorded time, the right one begins.

    Station chiefs and county reviewers, never the proposer. A start of residence is checked by
    the law again and cannot lie in the future.
    """
    raise NotImplementedError


def reject_correction(
    *, actor: Actor, correction_ref: str, reason: str, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Reject a correction; nothing changes. Station chiefs and county reviewers."""
    raise NotImplementedError
