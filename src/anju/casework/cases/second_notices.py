"""Telling a second time what is missing: only with the chief's agreement, asked and answered."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, official_act
from anju.casework.cases.outcomes import SecondNoticeAsked
from anju.casework.cases.steps import subject_of
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.law.application.materials import may_notify_deficiencies
from anju.law.finding import Finding
from anju.law.workflow import CASE
from anju.records.cases.models import Case, DeficiencyNotice, SecondNoticeRequest

__all__ = [
    "agree_to_second_notice",
    "ask_second_notice",
    "decline_second_notice",
    "told_once",
]

NOT_NEEDED = "还没有告知过，可以直接一次性告知"
ANSWERED = "所长已经答复过，请刷新后再看"
WHY_NOT = "请写明为什么不同意"


@official_act
def ask_second_notice(
    *, actor: Actor, case_number: str, reason: str, request_key: UUID, now: datetime
) -> SecondNoticeAsked:
    """Ask the station chief to agree that the applicant is told a second time (IRRP 9(5)).

    Window clerks and officers, with the reason; one request at a time for a case.
    """
    act = Act("ask_second_notice", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    act.step(CASE, case.state, name="notify_deficiencies")
    earlier = _told_before(case)
    once = _may_tell(case, earlier)
    if once.outcome:
        raise Conflict(NOT_NEEDED)
    act_id = act.journal(subject_of(case), once, reason=reason, sequence=earlier + 1)
    asked = SecondNoticeRequest.objects.create(
        ref=reference(),
        case=case,
        person_id=case.person_id,
        area=case.area,
        sequence=earlier + 1,
        reason=reason,
        asked_by=actor.staff_number,
        asked_at=now,
        act_id=act_id,
    )
    return SecondNoticeAsked(asked.ref, case.number, asked.state)


@official_act
def agree_to_second_notice(
    *, actor: Actor, ref: str, answer: str = "", request_key: UUID, now: datetime
) -> SecondNoticeAsked:
    """Agree that the applicant is told a second time; the counter may then give the notice.

    Station chiefs, another person than who asks (`second_notice_four_eyes`).
    """
    act = Act("agree_to_second_notice", actor, request_key, now)
    return _answer(act, ref, "agreed", answer)


@official_act
def decline_second_notice(
    *, actor: Actor, ref: str, answer: str, request_key: UUID, now: datetime
) -> SecondNoticeAsked:
    """Disagree, saying why: the case goes on with what the applicant was told first.

    Station chiefs, another person than who asks (`second_notice_four_eyes`).
    """
    act = Act("decline_second_notice", actor, request_key, now)
    if not answer:
        raise Conflict(WHY_NOT)
    return _answer(act, ref, "declined", answer)


def told_once(case: Case, earlier: int) -> tuple[Finding[bool], SecondNoticeRequest | None]:
    """Whether a notice may be given: the first, or another to which the chief agreed."""
    once = _may_tell(case, earlier)
    if once.outcome:
        return once, None
    agreed = SecondNoticeRequest.objects.filter(
        case_id=case.pk, person_id=case.person_id, sequence=earlier + 1, state="agreed"
    ).first()
    if agreed is None:
        raise Refused(once)
    return once, agreed


def _answer(act: Act, ref: str, state: str, answer: str) -> SecondNoticeAsked:
    """Write the chief's answer to a request that waits for one."""
    asked = locked(act, SecondNoticeRequest, ref=ref)
    case = Case.objects.get(pk=asked.case_id)
    if asked.state != "asked":
        raise Conflict(ANSWERED)
    once = _may_tell(case, _told_before(case))
    asked.act_id = act.journal(subject_of(case), once, reason=asked.reason, answer=answer)
    asked.state, asked.answer = state, answer
    asked.decided_by, asked.decided_at = act.actor.staff_number, act.now
    asked.save(update_fields=["state", "answer", "decided_by", "decided_at", "act_id"])
    return SecondNoticeAsked(asked.ref, case.number, asked.state)


def _told_before(case: Case) -> int:
    return DeficiencyNotice.objects.filter(case_id=case.pk, person_id=case.person_id).count()


def _may_tell(case: Case, earlier: int) -> Finding[bool]:
    """Whether the law lets one tell: what was accepted had been found complete, told or not."""
    found_complete = case.accepted_on is not None
    return may_notify_deficiencies(already_notified=earlier > 0 or found_complete)
