"""A lost card stops at once and may be found again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Refused
from anju.casework.act import Act, official_act
from anju.casework.locking import locked
from anju.casework.permits.states import change_state, current_state, subject_of
from anju.law.permit import Use
from anju.law.replacement import loss_report_may_be_cancelled
from anju.law.workflow import PERMIT
from anju.reading.legal_facts import use_of
from anju.records.cases.models import Case
from anju.records.permits.models import Card, ResidencePermit

__all__ = ["PermitMoved", "cancel_loss_report", "report_loss"]

MADE = ("produced", "ready", "collected")


@dataclass(frozen=True, slots=True)
class PermitMoved:
    """A permit after an act: its number and its state from that day."""

    permit_number: str
    state: str


@official_act
def report_loss(
    *, actor: Actor, permit_number: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """Note that the card is lost (挂失): it is off from this moment. Window clerks, officers."""
    act = Act("report_loss", actor, request_key, now)
    permit = locked(act, ResidencePermit, number=permit_number)
    state = current_state(permit)
    to = act.step(PERMIT, state.state)
    act_id = act.journal(subject_of(permit), to)
    change_state(act, act_id, state, to.outcome, cause="loss")
    return PermitMoved(permit.number, to.outcome)


@official_act
def cancel_loss_report(
    *, actor: Actor, permit_number: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """Note that the card was found, before a new one is made. Window clerks and officers.

    The permit goes back to what it would be: in use, or suspended when its window passed.
    """
    act = Act("cancel_loss_report", actor, request_key, now)
    permit = locked(act, ResidencePermit, number=permit_number)
    state = current_state(permit)
    to = act.step(PERMIT, state.state)
    reissues = Case.objects.filter(
        person_id=permit.person_id, permit_id=permit.pk, kind="reissue", closed_on__isnull=True
    ).values_list("id", flat=True)
    made = Card.objects.filter(
        person_id=permit.person_id, case_id__in=list(reissues), state__in=MADE
    ).exists()
    may = loss_report_may_be_cancelled(is_reissued=made)
    if not may.outcome:
        raise Refused(may)
    use = use_of(permit, act.on)
    after = "suspended" if use.outcome.state is Use.SUSPENDED else to.outcome
    act_id = act.journal(subject_of(permit), to, may, use)
    change_state(act, act_id, state, after, cause="found")
    return PermitMoved(permit.number, after)
