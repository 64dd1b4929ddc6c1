"""Review at the station, decision at the county bureau: never by whoever accepted.

Each is taken on the case as it was `seen`, by who has it in hand. What the one who decides saw
otherwise than the law answered is kept with the decision.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from anju.access.actor import Actor, county_of, station_of
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, official_act
from anju.casework.cases.acceptance import close_with_refusal
from anju.casework.cases.in_hand import in_my_hand
from anju.casework.cases.outcomes import (
    AS_IT_STANDS,
    CaseApproved,
    CaseMoved,
    CaseRefused,
    CaseSeen,
    RefusalReason,
)
from anju.casework.cases.seen_otherwise import keep_seen_otherwise
from anju.casework.cases.steps import move, subject_of
from anju.casework.locking import locked
from anju.casework.numbers import permit_number
from anju.casework.two_axes import recorded_from, valid_from
from anju.law.eligibility import Eligibility
from anju.law.finding import Finding
from anju.law.permit import may_issue, years_anchor
from anju.law.registration import Office
from anju.law.territory import city_unit
from anju.law.workflow import CASE, PERMIT
from anju.reading.legal_facts import eligibility
from anju.records.cases.models import Case, Decision
from anju.records.permits.models import PermitFacts, ResidencePermit
from anju.records.registrations.models import CurrentResidence

__all__ = ["approve", "refuse", "review", "send_back"]


@official_act
def review(
    *,
    actor: Actor,
    case_number: str,
    note: str = "",
    seen: CaseSeen = AS_IT_STANDS,
    request_key: UUID,
    now: datetime,
) -> CaseMoved:
    """Examine an accepted case and pass it to the county bureau (审核).

    Officers and the station chief.
    """
    act = Act("review", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    in_my_hand(act, case, seen.version)
    act_id = act.journal(subject_of(case), to, **_named(seen))
    keep_seen_otherwise(act, act_id, case, seen.otherwise)
    move(act, case, to, act_id, note=note, reviewed_by=actor.staff_number)
    return CaseMoved(case.number, case.state, case.due_on)


@official_act
def send_back(
    *,
    actor: Actor,
    case_number: str,
    note: str,
    seen: CaseSeen = AS_IT_STANDS,
    request_key: UUID,
    now: datetime,
) -> CaseMoved:
    """Give a reviewed case back to the station to look again (退回核实); the clock runs on.

    County reviewers. `note` says what is to be looked into.
    """
    act = Act("send_back", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    in_my_hand(act, case, seen.version)
    if not note:
        raise Conflict("退回要写明请派出所核实什么")
    act_id = act.journal(subject_of(case), to, note=note, **_named(seen))
    keep_seen_otherwise(act, act_id, case, seen.otherwise)
    move(act, case, to, act_id, note=note)
    return CaseMoved(case.number, case.state, case.due_on)


@official_act
def approve(
    *,
    actor: Actor,
    case_number: str,
    note: str = "",
    seen: CaseSeen = AS_IT_STANDS,
    request_key: UUID,
    now: datetime,
) -> CaseApproved:
    """Approve a case (审批) and, for a first issue, issue the permit by that day's date.

    County reviewers, another person than the acceptor (`decided_by_another`). Asks the law anew
    whether the person is eligible. The number is drawn from the station's daily series.
    """
    act = Act("approve", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    in_my_hand(act, case, seen.version)
    _by_another(act, case)
    if case.permit_id is None:
        permit, findings = _issue(act, case)
    else:
        permit, findings = ResidencePermit.objects.get(pk=case.permit_id), ()
    act_id = act.journal(subject_of(case), to, *findings, permit=permit.number, **_named(seen))
    keep_seen_otherwise(act, act_id, case, seen.otherwise)
    if case.permit_id is None:
        _begin(act, act_id, case, permit)
    Decision.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        outcome="approved",
        cites=list(to.cites),
        accepted_by=case.accepted_by,
        decided_by=actor.staff_number,
        decided_at=now,
        act_id=act_id,
    )
    move(act, case, to, act_id, note=note, permit=permit)
    return CaseApproved(case.number, case.state, permit.number, permit.issued_on)


@official_act
def refuse(
    *,
    actor: Actor,
    case_number: str,
    reason: RefusalReason,
    seen: CaseSeen = AS_IT_STANDS,
    request_key: UUID,
    now: datetime,
) -> CaseRefused:
    """Refuse a case (不予办理) with reason, article and remedy in a notice.

    Station chiefs and county reviewers, another person than the acceptor.
    """
    act = Act("refuse", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    in_my_hand(act, case, seen.version)
    _by_another(act, case)
    number = close_with_refusal(
        act, case, to, outcome="refused", reason_code=reason.code, reason_text=reason.text
    )
    decision = Decision.objects.get(case_id=case.pk, outcome="refused", decided_at=now)
    keep_seen_otherwise(act, decision.act_id, case, seen.otherwise)
    return CaseRefused(case.number, case.state, number)


def _named(seen: CaseSeen) -> dict[str, object]:
    """What was seen otherwise, as the journal keeps it; nothing for a case seen the same."""
    named = [one.condition for one in seen.otherwise]
    return {"seen_otherwise": named} if named else {}


def _by_another(act: Act, case: Case) -> None:
    """Four eyes: whoever accepted does not decide. The constraint says the same."""
    if act.actor.staff_number == case.accepted_by:
        raise Conflict("受理人不能审批自己受理的申请", "decided_by_another")


def _issue(act: Act, case: Case) -> tuple[ResidencePermit, tuple[Finding[Any], ...]]:
    """Issue the permit of a first application, if the law still lets the person have it."""
    residence = CurrentResidence.objects.get(registration_id=case.registration_id)
    eligible = eligibility(residence, grounds=case.grounds, on=act.on)
    if eligible.outcome.outcome is not Eligibility.ELIGIBLE:
        raise Refused(eligible)
    issuing = may_issue(office=Office.COUNTY_BUREAU)
    unit = city_unit(division=residence.division, on=act.on).outcome
    permit = ResidencePermit.objects.create(
        number=permit_number(division=residence.division, station=station_of(case.area), on=act.on),
        person_id=case.person_id,
        area=case.area,
        issued_on=act.on,
        issued_by=county_of(case.area),
        city_unit=unit.code if unit else residence.division,
    )
    return permit, (eligible, issuing)


def _begin(act: Act, act_id: int, case: Case, permit: ResidencePermit) -> None:
    """The first legal state of a permit, and the day its years are counted from."""
    residence = CurrentResidence.objects.get(registration_id=case.registration_id)
    anchor = years_anchor(issued_on=act.on, residence_starts_on=residence.starts_on).outcome
    PermitFacts.objects.create(
        permit=permit,
        person_id=permit.person_id,
        area=permit.area,
        state=act.step(PERMIT, "", name="issue").outcome,
        anchor_on=anchor,
        cause="issue",
        valid=valid_from(act.on),
        recorded=recorded_from(act.now),
        act_id=act_id,
    )
