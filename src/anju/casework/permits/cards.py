"""A new card for a standing permit: replaced when damaged or changed, reissued after loss."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Refused
from anju.casework.act import Act, Subject, official_act
from anju.casework.cases.applications import current_residence, note_first_step
from anju.casework.cases.evidence import (
    agent_columns,
    digests_of,
    gathered,
    take_evidence,
)
from anju.casework.cases.outcomes import NOBODY, Agent, CaseOpened, EvidenceShown
from anju.casework.cases.steps import answer_by
from anju.casework.locking import locked
from anju.casework.numbers import Series, draw
from anju.casework.permits.states import current_state
from anju.law.effects.fees import FeeAct, fee
from anju.law.finding import Finding
from anju.law.replacement import Cause, may_reissue, may_replace
from anju.law.workflow import CASE, PERMIT
from anju.records.cases.models import Case
from anju.records.people.models import Person
from anju.records.permits.models import ResidencePermit

__all__ = ["CardRequest", "reissue_card", "replace_card"]

SHORT = {"particulars_changed": "changed"}
NO_RATE = "换领、补领的收费标准尚未公布，不收费"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """Why a new card is wanted (`law.replacement.Cause`), and what was shown for it.

    `old_card_shown`: the old card lies on the counter; it is handed back when the new one is
    handed over.
    """

    permit_number: str
    why: str
    old_card_shown: bool = False
    evidence: tuple[EvidenceShown, ...] = ()
    agent: Agent = NOBODY


@official_act
def replace_card(
    *, actor: Actor, request: CardRequest, request_key: UUID, now: datetime
) -> CaseOpened:
    """Open a case for a replacement (换领): the damaged card is surrendered at hand-over.

    Window clerks and officers. The years of residence stay. Only a rate in force is charged;
    without one the fee is 0 and `fee_note` says so.
    """
    act = Act("replace_card", actor, request_key, now)
    permit = locked(act, ResidencePermit, number=request.permit_number)
    step = act.step(PERMIT, current_state(permit).state, name="replace")
    may = may_replace(
        cause=Cause(request.why), old_card_surrendered=request.old_card_shown, on=act.on
    )
    if not may.outcome:
        raise Refused(may)
    return _open(act, permit, request, "replacement", step, may)


@official_act
def reissue_card(
    *, actor: Actor, request: CardRequest, request_key: UUID, now: datetime
) -> CaseOpened:
    """Open a case for a reissue after loss (补领). The loss is reported first.

    Window clerks and officers. Fee as for a replacement; years of residence stay.
    """
    act = Act("reissue_card", actor, request_key, now)
    permit = locked(act, ResidencePermit, number=request.permit_number)
    state = current_state(permit).state
    may = may_reissue(loss_reported=state == "lost")
    if not may.outcome:
        raise Refused(may)
    return _open(act, permit, request, "reissue", act.step(PERMIT, state, name="reissue"), may)


def _open(
    act: Act, permit: ResidencePermit, request: CardRequest, kind: str, *findings: Finding[Any]
) -> CaseOpened:
    """Open the case for a new card with its fee."""
    to = act.step(CASE, "", name="submit")
    charge = fee(act=FeeAct(kind), on=act.on)
    amount = charge.outcome.amount or Decimal(0)
    number = draw(Series.CASE, agency_code=act.actor.agency_code, on=act.on)
    person = Person.objects.get(pk=permit.person_id)
    papers = gathered(act, person.pk, request.evidence)
    subject = Subject("case", number, permit.area, permit.person_id)
    facts = {"kind": kind, "fee": amount, "files": digests_of(papers)}
    act_id = act.journal(subject, to, *findings, charge, **facts)
    case = Case.objects.create(
        number=number,
        kind=kind,
        person=person,
        area=permit.area,
        agency_code=act.actor.agency_code,
        registration_id=current_residence(person).registration_id,
        permit=permit,
        state=to.outcome,
        loss_or_damage=SHORT.get(request.why, request.why),
        submitted_on=act.on,
        due_on=answer_by(act.on),
        fee=amount,
        **agent_columns(number, request.agent),
    )
    note_first_step(act, case, act_id)
    take_evidence(act, case, papers)
    note = NO_RATE if charge.outcome.amount is None else ""
    return CaseOpened(number, case.state, fee=str(amount), fee_note=note)
