"""Changing a recognised fact takes four eyes of two units: one proposes, another approves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.casework.people.corrected_facts import CORRECTABLE, apply, before_of, checked
from anju.law.workflow import CORRECTION
from anju.records.cases.models import Correction
from anju.records.people.models import Person
from anju.records.registrations.models import ResidenceRegistration

__all__ = [
    "CorrectionMoved",
    "ProposedCorrection",
    "approve_correction",
    "propose_correction",
    "reject_correction",
]


TWO_UNITS = "更正要由另一个单位批准：派出所提出的由县级公安机关批准，服务中心提出的由派出所批准"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCorrection:
    """Which recorded fact is wrong, and what it should be.

    `subject_kind` with `subject_ref`: "person" (person ref; name, sex, born_on, ethnic_group,
    hukou_division, hukou_address), "stay" (registration number; arrived_on) or "start"
    (registration number; starts_on). `since` is the day the corrected fact of a person is true
    from; without it the whole span of the wrong fact is corrected. Days are ISO texts in `after`.
    """

    subject_kind: str
    subject_ref: str
    after: Mapping[str, str]
    reason: str
    evidence_note: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectionMoved:
    """A correction after a step."""

    correction_ref: str
    state: str


@official_act
def propose_correction(
    *, actor: Actor, correction: ProposedCorrection, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Propose to correct a recorded fact, with reason and evidence. Window clerks, officers."""
    act = Act("propose_correction", actor, request_key, now)
    subject: Person | ResidenceRegistration
    if correction.subject_kind == "person":
        subject = locked(act, Person, ref=correction.subject_ref)
    else:
        subject = locked(act, ResidenceRegistration, number=correction.subject_ref)
    if not (correction.reason and correction.evidence_note):
        raise Conflict("更正要写明理由和依据的材料")
    checked(correction.subject_kind, correction.after, subject, act.on)
    to = act.step(CORRECTION, "")
    person_id = subject.pk if isinstance(subject, Person) else subject.person_id
    ref = reference()
    act_id = act.journal(
        Subject("correction", ref, subject.area, person_id),
        to,
        of=correction.subject_kind,
        changed=sorted(correction.after),
    )
    since = {"since": correction.since.isoformat()} if correction.since else {}
    Correction.objects.create(
        ref=ref,
        person_id=person_id,
        area=subject.area,
        subject_kind=correction.subject_kind,
        subject_id=subject.pk,
        before=before_of(correction.subject_kind, correction.after, subject),
        after={**correction.after, **since},
        reason=correction.reason,
        evidence_note=correction.evidence_note,
        state=to.outcome,
        proposed_by=actor.staff_number,
        proposed_at_agency=actor.agency_code,
        proposed_at=now,
        act_id=act_id,
    )
    return CorrectionMoved(ref, to.outcome)


@official_act
def approve_correction(
    *, actor: Actor, correction_ref: str, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Approve a correction: the wrong fact ends in recorded time, the right one begins.

    Station chiefs and county reviewers of another unit than the proposer's. A start of
    residence is checked by the law again and cannot lie in the future.
    """
    act = Act("approve_correction", actor, request_key, now)
    row = _by_another(act, correction_ref)
    if row.proposed_at_agency == actor.agency_code:
        raise Conflict(TWO_UNITS, "correction_two_units")
    to = act.step(CORRECTION, row.state)
    subject = _subject(row)
    after: dict[str, Any] = dict(row.after)
    since = date.fromisoformat(after.pop("since")) if "since" in after else None
    fields = checked(row.subject_kind, after, subject, act.on)
    if before_of(row.subject_kind, after, subject) != row.before:
        raise Conflict("提出更正以后档案又变了，请核对后重新提出")
    act_id = act.journal(_named(row), to, of=row.subject_kind, changed=sorted(after))
    apply(act, act_id, subject, row.subject_kind, fields, since=since)
    return _decide(act, act_id, row, to.outcome)


@official_act
def reject_correction(
    *, actor: Actor, correction_ref: str, reason: str, request_key: UUID, now: datetime
) -> CorrectionMoved:
    """Reject a correction; nothing changes. Station chiefs and county reviewers."""
    act = Act("reject_correction", actor, request_key, now)
    row = _by_another(act, correction_ref)
    to = act.step(CORRECTION, row.state)
    act_id = act.journal(_named(row), to, reason=reason)
    return _decide(act, act_id, row, to.outcome)


def _by_another(act: Act, ref: str) -> Correction:
    """The correction, in the hand of somebody who did not propose it."""
    row = locked(act, Correction, ref=ref)
    if row.proposed_by == act.actor.staff_number:
        raise Conflict("更正要由另一人批准", "correction_four_eyes")
    return row


def _subject(row: Correction) -> Person | ResidenceRegistration:
    """What is to be corrected, its row locked."""
    if row.subject_kind not in CORRECTABLE:
        raise ValueError(f"nothing to correct in {row.subject_kind}")
    if row.subject_kind == "person":
        return Person.objects.select_for_update().get(pk=row.subject_id)
    return ResidenceRegistration.objects.select_for_update().get(pk=row.subject_id)


def _named(row: Correction) -> Subject:
    return Subject("correction", row.ref, row.area, row.person_id)


def _decide(act: Act, act_id: int, row: Correction, state: str) -> CorrectionMoved:
    row.state, row.decided_by, row.decided_at = state, act.actor.staff_number, act.now
    row.decided_at_agency, row.act_id = act.actor.agency_code, act_id
    row.save(update_fields=["state", "decided_by", "decided_at_agency", "decided_at", "act_id"])
    return CorrectionMoved(row.ref, row.state)
