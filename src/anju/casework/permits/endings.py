"""A permit that ends: cancelled, or seized because it was obtained by deceit."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Refused
from anju.casework.act import Act, official_act
from anju.casework.locking import locked
from anju.casework.permits.losses import PermitMoved
from anju.casework.permits.states import change_state, current_state, subject_of
from anju.law.permit import PermitEnd, permit_ends
from anju.law.workflow import PERMIT
from anju.records.permits.models import Card, ResidencePermit

__all__ = ["cancel_permit", "seize_permit"]

LIVE = ("ordered", "produced", "ready", "collected")


@official_act
def cancel_permit(
    *, actor: Actor, permit_number: str, reason: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """End a permit: hukou moved in, death, departure, the holder's wish (`law.permit.PermitEnd`).

    Officers, station chiefs and county reviewers.
    """
    act = Act("cancel_permit", actor, request_key, now)
    return _end(act, permit_number, PermitEnd(reason), step="cancel")


@official_act
def seize_permit(
    *, actor: Actor, permit_number: str, reason: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """End a permit that was obtained by deceit, and take it away (IRRP 19(2)).

    Station chiefs and county reviewers; `reason` says in words what was found.
    """
    act = Act("seize_permit", actor, request_key, now)
    return _end(act, permit_number, PermitEnd.OBTAINED_BY_DECEIT, step="seize", found=reason)


def _end(
    act: Act, permit_number: str, cause: PermitEnd, *, step: str, found: str = ""
) -> PermitMoved:
    """End the right and void its card; the history of years stays."""
    permit = locked(act, ResidencePermit, number=permit_number)
    state = current_state(permit)
    to = act.step(PERMIT, state.state, name=step)
    ends = permit_ends(cause=cause, on=act.on)
    if not ends.outcome:
        raise Refused(ends)
    act_id = act.journal(subject_of(permit), to, ends, cause=cause, found=found)
    change_state(act, act_id, state, to.outcome, cause=cause)
    Card.objects.filter(permit_id=permit.pk, person_id=permit.person_id, state__in=LIVE).update(
        state="void"
    )
    permit.ended_on = act.on
    permit.save(update_fields=["ended_on"])
    return PermitMoved(permit.number, to.outcome)
