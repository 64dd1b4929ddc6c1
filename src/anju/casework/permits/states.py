"""The legal state of a permit over time, as the register keeps it."""

from datetime import date

from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject
from anju.casework.two_axes import change_from
from anju.records.permits.models import PermitFacts, ResidencePermit

__all__ = ["change_state", "current_state", "subject_of"]


def subject_of(permit: ResidencePermit) -> Subject:
    """A permit as the journal names it."""
    return Subject("permit", permit.number, permit.area, permit.person_id)


def current_state(permit: ResidencePermit) -> PermitFacts:
    """The state a permit is in, with the anchor of its years; none is left once it has ended."""
    rows = PermitFacts.objects.select_for_update().known_now()
    found: PermitFacts | None = rows.filter(
        permit_id=permit.pk, person_id=permit.person_id, valid__upper_inf=True
    ).first()
    if found is None:
        raise Conflict("这个居住证没有现行状态，请先核对档案")
    return found


def change_state(
    act: Act, act_id: int, state: PermitFacts, to: str, *, cause: str, anchor_on: date | None = None
) -> PermitFacts:
    """From the day of the act the permit is in another state, or counts from another day."""
    return change_from(
        state,
        since=act.on,
        act_id=act_id,
        at=act.now,
        state=to,
        cause=cause,
        anchor_on=anchor_on or state.anchor_on,
    )
