"""Moving a case: its state, its day due, and the line in its history."""

from datetime import date, timedelta
from typing import Any

from anju.casework.act import Act, Subject
from anju.kit.clock import day_of
from anju.law.calendar import last_day_to_act
from anju.law.finding import Finding
from anju.law.time_limits import ONE_DAY
from anju.records.cases.models import Case, CaseStep

__all__ = ["answer_by", "move", "resumed_by", "subject_of"]


NO_TIME = timedelta(0)


def subject_of(case: Case) -> Subject:
    """A case as the journal names it."""
    return Subject("case", case.number, case.area, case.person_id)


def answer_by(on: date) -> date:
    """By when the counter answers what came in: the next day it is open."""
    return last_day_to_act(ends_on=on + ONE_DAY).outcome


def resumed_by(case: Case, on: date) -> date:
    """By when the counter answers a case whose clock stood still: the days left then are left now.

    So it stands in the order of days due before what came in later, as it did before the notice.
    """
    steps = CaseStep.objects.filter(case_id=case.pk, person_id=case.person_id).order_by("-pk")
    stopped = steps.filter(step="notify_deficiencies").first()
    ran = steps.filter(pk__lt=stopped.pk).first() if stopped else None
    if stopped is None or ran is None:
        return answer_by(on)
    left = answer_by(day_of(ran.at)) - day_of(stopped.at)
    return last_day_to_act(ends_on=on + max(left, NO_TIME)).outcome


def move(
    act: Act, case: Case, to: Finding[str], act_id: int, *, note: str = "", **changes: Any
) -> None:
    """Write the step: the case in its new state with what changed, and who took it when.

    A step ends the work of whoever had the case: the next one is anybody's of its post.
    """
    CaseStep.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        step=act.name,
        from_state=case.state,
        to_state=to.outcome,
        at=act.now,
        actor_number=act.actor.staff_number,
        note=note,
        act_id=act_id,
    )
    case.state = to.outcome
    case.assigned_to, case.assigned_at = "", None
    case.version += 1
    for name, value in changes.items():
        setattr(case, name, value)
    case.save()
