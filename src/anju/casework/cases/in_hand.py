"""In whose hands a case is: taken up, taken over, given out, put back. Never ended by time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.policy import policy, require
from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.access.session import names_of_staff, posts_held
from anju.casework.act import Act, official_act
from anju.casework.cases.steps import subject_of
from anju.casework.locking import locked
from anju.kit.clock import SHANGHAI
from anju.law.finding import Finding
from anju.law.workflow import CASE
from anju.records.cases.models import Case, CaseAssignment, CaseStep

__all__ = [
    "CaseInHand",
    "assign_case",
    "in_my_hand",
    "note_told",
    "put_back_case",
    "step_in_hand",
    "take_case",
    "take_over_case",
]


@dataclass(frozen=True, slots=True)
class CaseInHand:
    """Who has a case and since when; nobody: both are empty."""

    case_number: str
    held_by: str
    held_since: datetime | None


@official_act
def take_case(*, actor: Actor, case_number: str, request_key: UUID, now: datetime) -> CaseInHand:
    """Take up a case that nobody has (领办): the others see by whom and since when.

    Clerks, officers, chiefs and county reviewers who could do its next step. A case that is in
    somebody's hands stays there.
    """
    act = Act("take_case", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    if not case.assigned_to and CASE.steps_from(case.state, actor.post):
        _hand(act, case, to=actor.staff_number)
    return CaseInHand(case.number, case.assigned_to, case.assigned_at)


@official_act
def take_over_case(
    *, actor: Actor, case_number: str, taken_from: str, request_key: UUID, now: datetime
) -> CaseInHand:
    """Take a case from whoever has it (接手); the other is told.

    Clerks, officers, chiefs and county reviewers who could do its next step. `taken_from` is who
    was shown to have it.
    """
    act = Act("take_over_case", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    _still_with(case, taken_from)
    if not CASE.steps_from(case.state, actor.post):
        raise NotYours("take_over_case")
    if case.assigned_to != actor.staff_number:
        _hand(act, case, to=actor.staff_number)
    return CaseInHand(case.number, case.assigned_to, case.assigned_at)


@official_act
def assign_case(
    *, actor: Actor, case_number: str, to: str, reason: str, request_key: UUID, now: datetime
) -> CaseInHand:
    """Give a case to somebody (分派): station chiefs and county reviewers.

    `to` holds a post over the case today that can take it up; who had it before is told.
    """
    act = Act("assign_case", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    if case.closed_on is not None:
        raise Conflict("办件已经办结，不用再分派")
    if not _may_hold(to, case.area, act.on):
        raise Conflict("分派给的人今天没有能办这件事的岗位")
    if case.assigned_to != to:
        _hand(act, case, to=to, reason=reason)
    return CaseInHand(case.number, case.assigned_to, case.assigned_at)


@official_act
def put_back_case(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CaseInHand:
    """Let go of a case one has (放回): any clerk, officer or reviewer may take it up."""
    act = Act("put_back_case", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    _still_with(case, actor.staff_number)
    act.journal(subject_of(case))
    case.assigned_to, case.assigned_at = "", None
    case.save(update_fields=["assigned_to", "assigned_at"])
    return CaseInHand(case.number, "", None)


def in_my_hand(act: Act, case: Case, version: int | None = None) -> None:
    """Let a decision go on only for who has the case, on the case as it was shown to them.

    A case in nobody's hands may be decided by whoever may. `version` is that of the page.
    """
    if case.assigned_to not in {"", act.actor.staff_number}:
        since = f"{case.assigned_at.astimezone(SHANGHAI):%H:%M}" if case.assigned_at else ""
        raise Conflict(f"{_name(case.assigned_to)} {since} 起正在办理，要办请先接手")
    if version is not None and version != case.version:
        last = CaseStep.objects.filter(case_id=case.pk).order_by("-at", "-id").first()
        when = f"{last.at.astimezone(SHANGHAI):%H:%M}" if last else ""
        who = _name(last.actor_number) if last else ""
        raise Conflict(f"{when} 已被 {who} 修改，请核对后再保存")


def step_in_hand(act: Act, case: Case, *, name: str = "") -> Finding[str]:
    """The state a step leads to, where whoever takes it may: by the law and by who has the case."""
    to = act.step(CASE, case.state, name=name)
    in_my_hand(act, case)
    return to


def note_told(*, actor: Actor, now: datetime) -> int:
    """Note that somebody has read which of their cases were taken over; gives how many."""
    with scoped(actor):
        require(actor, "view_queue")
        untold = CaseAssignment.objects.filter(taken_from=actor.staff_number, told_at__isnull=True)
        return untold.update(told_at=now)


def _hand(act: Act, case: Case, *, to: str, reason: str = "") -> None:
    """Put the case into somebody's hands and keep from whom it came."""
    taken_from = case.assigned_to
    act_id = act.journal(subject_of(case), to=to, taken_from=taken_from, reason=reason)
    CaseAssignment.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        held_by=to,
        taken_from=taken_from,
        given_by=act.actor.staff_number,
        reason=reason,
        at=act.now,
        act_id=act_id,
    )
    case.assigned_to, case.assigned_at = to, act.now
    case.save(update_fields=["assigned_to", "assigned_at"])


def _still_with(case: Case, holder: str) -> None:
    """Refuse when the case has changed hands since it was shown."""
    if case.assigned_to == holder:
        return
    if not case.assigned_to:
        raise Conflict("现在没有人在办这个办件，请刷新后再看")
    raise Conflict(f"现在是 {_name(case.assigned_to)} 在办，请刷新后再看")


def _may_hold(number: str, area: str, on: date) -> bool:
    """Whether somebody holds a post today, over this area, that can take up a case."""
    takers = {post for rule in policy().rules if "take_case" in rule.actions for post in rule.posts}
    return any(
        area.startswith(held.agency_code) and held.post in takers
        for held in posts_held(number, on=on)
    )


def _name(number: str) -> str:
    return names_of_staff([number]).get(number, number)
