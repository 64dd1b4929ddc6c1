"""The counter's answer to an application: what is missing, taken, or not to be taken."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Refused
from anju.casework.act import Act, official_act
from anju.casework.answers import plain
from anju.casework.cases.evidence import missing_from
from anju.casework.cases.in_hand import step_in_hand
from anju.casework.cases.outcomes import (
    CaseAccepted,
    CaseRefused,
    DeficienciesNotified,
    Deficiency,
)
from anju.casework.cases.papers import (
    give_deficiency_notice,
    give_receipt,
    give_refusal_notice,
    lines,
)
from anju.casework.cases.second_notices import told_once
from anju.casework.cases.steps import move, subject_of
from anju.casework.contents import RefusalKind
from anju.casework.locking import locked
from anju.codes.tables import table
from anju.law.application.materials import MissingMaterials, deficiency_notice
from anju.law.edition import edition
from anju.law.finding import Finding, Reason
from anju.law.time_limits import issue_limits, must_supplement_by
from anju.records.cases.models import Case, Decision, DeficiencyNotice, Evidence

__all__ = ["accept", "decline_acceptance", "notify_deficiencies"]


@official_act
def notify_deficiencies(
    *,
    actor: Actor,
    case_number: str,
    faulty: tuple[Deficiency, ...] = (),
    note: str = "",
    request_key: UUID,
    now: datetime,
) -> DeficienciesNotified:
    """Tell the applicant once of everything missing (IRRP 9(5)); the clock pauses.

    Window clerks and officers. The list is computed by the law from the evidence shown; `faulty`
    adds papers that will not do, `note` a sentence of the office. A second notice is refused
    unless the station chief agreed to it (`agree_to_second_notice`).
    """
    act = Act("notify_deficiencies", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = step_in_hand(act, case)
    earlier = DeficiencyNotice.objects.filter(case_id=case.pk, person_id=case.person_id).count()
    once, agreed = told_once(case, earlier)
    _mark_faulty(case, faulty)
    missing = missing_from(case, act.on)
    items = lines(deficiency_notice(missing=missing.outcome.missing).outcome, faulty)
    codes = tuple(requirement.code for requirement in missing.outcome.missing)
    if not items:
        raise Refused(_nothing_missing(missing))
    act_id = act.journal(subject_of(case), to, once, missing, items=codes, sequence=earlier + 1)
    supply_by = must_supplement_by(notified_on=act.on).outcome
    number = give_deficiency_notice(act, act_id, case, items, supply_by=supply_by, note=note)
    DeficiencyNotice.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        sequence=earlier + 1,
        items=[{"code": code, **plain(item)} for code, item in zip(codes, items, strict=True)],
        supplement_by=supply_by,
        given_at=now,
        given_by=actor.staff_number,
        agreed_by=agreed.decided_by if agreed else "",
        reason=agreed.reason if agreed else "",
        note=note,
        law_version=edition(),
        act_id=act_id,
    )
    move(act, case, to, act_id, due_on=None)
    return DeficienciesNotified(case.number, case.state, number, earlier + 1, codes, supply_by)


@official_act
def accept(*, actor: Actor, case_number: str, request_key: UUID, now: datetime) -> CaseAccepted:
    """Accept an application whose materials are complete (受理): the time limits run from here.

    Window clerks and officers. Refused while something is missing. Gives the receipt with the
    day the card is made by (seven days) and handed over by (fifteen days).
    """
    act = Act("accept", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = step_in_hand(act, case)
    missing = missing_from(case, act.on)
    if not missing.outcome.complete:
        notice = deficiency_notice(missing=missing.outcome.missing).outcome
        reasons = tuple(Reason(f"missing:{item.what}", item.cites) for item in notice)
        raise Refused(Finding(False, missing.cites, missing.version, reasons=reasons))
    limits = issue_limits(accepted_on=act.on)
    produce_by, hand_over_by = limits.outcome.produce_by, limits.outcome.hand_over_by
    act_id = act.journal(
        subject_of(case), to, missing, limits, produce_by=produce_by, hand_over_by=hand_over_by
    )
    Evidence.objects.filter(case_id=case.pk, person_id=case.person_id, state="provided").update(
        state="accepted"
    )
    receipt = give_receipt(act, act_id, case, limits)
    move(
        act,
        case,
        to,
        act_id,
        accepted_on=act.on,
        accepted_by=actor.staff_number,
        produce_by=produce_by,
        hand_over_by=hand_over_by,
        due_on=produce_by,
    )
    return CaseAccepted(case.number, case.state, receipt, produce_by, hand_over_by)


@official_act
def decline_acceptance(
    *,
    actor: Actor,
    case_number: str,
    reason_code: str,
    reason_text: str,
    request_key: UUID,
    now: datetime,
) -> CaseRefused:
    """Refuse to accept (不予受理), in writing, with reason, article and remedy.

    Window clerks and officers. Missing papers are no reason: they are notified.
    """
    act = Act("decline_acceptance", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = step_in_hand(act, case, name="decline")
    number = close_with_refusal(
        act, case, to, outcome="declined", reason_code=reason_code, reason_text=reason_text
    )
    return CaseRefused(case.number, case.state, number)


def close_with_refusal(
    act: Act, case: Case, to: Finding[str], *, outcome: str, reason_code: str, reason_text: str
) -> str:
    """Write a refusal: journal, decision, notice, closed case; the number of the notice."""
    reason = table("refusal_reasons").find(reason_code, act.on)
    if reason is None:
        raise ValueError(f"no such reason of refusal: {reason_code}")
    cites = tuple(reason.more["cites"].split(";"))
    act_id = act.journal(subject_of(case), Finding(reason_code, cites), to, reason=reason_code)
    Decision.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        outcome=outcome,
        reason_code=reason_code,
        reason_text=reason_text,
        cites=list(cites),
        accepted_by=case.accepted_by,
        decided_by=act.actor.staff_number,
        decided_at=act.now,
        act_id=act_id,
    )
    declined = outcome == "declined"
    kind = RefusalKind.DECLINE_ACCEPTANCE if declined else RefusalKind.REFUSE
    number = give_refusal_notice(
        act, act_id, case, kind, reason_code=reason_code, facts=reason_text
    )
    move(act, case, to, act_id, note=reason.name, due_on=None, closed_on=act.on)
    return number


def _nothing_missing(missing: Finding[MissingMaterials]) -> Finding[bool]:
    """That there is nothing to tell."""
    nothing = (Reason("nothing_missing", ("IRRP 9(5)",)),)
    return Finding(False, missing.cites, edition(), reasons=nothing)


def _mark_faulty(case: Case, faulty: tuple[Deficiency, ...]) -> None:
    """Papers that will not do no longer count as provided."""
    for item in faulty:
        shown = Evidence.objects.filter(case_id=case.pk, person_id=case.person_id, kind=item.code)
        shown.exclude(state="faulty").update(state="faulty", fault=item.why)
