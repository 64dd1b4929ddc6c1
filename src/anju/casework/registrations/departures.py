"""How a stay ends: the person says so, or somebody else says so and the person may object."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.casework.registration_form.messages import sentence
from anju.casework.registrations.stay_rows import close_stay, current_facts
from anju.casework.registrations.stays import subject_of
from anju.law.registration import Party, departure_may_be_entered, objection_is_open_until
from anju.law.workflow import DEPARTURE, REGISTRATION
from anju.records.registrations.models import DepartureProposal, ResidenceRegistration

__all__ = [
    "DepartureMoved",
    "Deregistered",
    "Ending",
    "ReportedDeparture",
    "confirm_departure",
    "deregister",
    "object_to_departure",
    "propose_departure",
]

LEFT = "3"
#: The reporting parties of the form whose word the law weighs by itself.
PARTIES = {"1": Party.PERSON, "2": Party.HOUSEHOLDER, "3": Party.LANDLORD, "4": Party.EMPLOYER}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDeparture:
    """Who says that somebody left, and on which day they left."""

    left_on: date
    by_party: str
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The day a stay ended, why (code of the reason of deregistration), and where to."""

    left_on: date
    reason: str
    destination: str = ""


@dataclass(frozen=True, slots=True)
class DepartureMoved:
    """A departure somebody else reported: where it stands and until when one may object."""

    departure_ref: str
    state: str
    objection_until: date


@dataclass(frozen=True, slots=True)
class Deregistered:
    """A stay that ended, and on which day."""

    registration_number: str
    left_on: date


@official_act
def propose_departure(
    *,
    actor: Actor,
    registration_number: str,
    departure: ReportedDeparture,
    request_key: UUID,
    now: datetime,
) -> DepartureMoved:
    """Note that a third party says the person left; nothing is cancelled yet (reading D13).

    Window clerks, officers, field collectors. The person is told and has the objection time of
    the dated parameter.
    """
    act = Act("propose_departure", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    if registration.state != "registered":
        raise Conflict("这份登记已经注销或者还没有核实，不能申报离开")
    _need_order(registration, departure.left_on, act)
    to = act.step(DEPARTURE, "")
    until = objection_is_open_until(told_on=act.on)
    act_id = act.journal(
        subject_of(registration), to, until, left_on=departure.left_on, by=departure.by_party
    )
    row = DepartureProposal.objects.create(
        ref=reference(),
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        proposed_by_party=departure.by_party,
        proposed_by_name=departure.by_name,
        left_on=departure.left_on,
        proposed_on=act.on,
        objection_until=until.outcome,
        state=to.outcome,
        act_id=act_id,
    )
    return DepartureMoved(row.ref, row.state, row.objection_until)


@official_act
def object_to_departure(
    *, actor: Actor, departure_ref: str, objection: str, request_key: UUID, now: datetime
) -> DepartureMoved:
    """Note that the person objects: the registration stays as it is.

    Window clerks and officers, for the person who comes, calls or is visited.
    """
    act = Act("object_to_departure", actor, request_key, now)
    row = locked(act, DepartureProposal, ref=departure_ref)
    to = act.step(DEPARTURE, row.state)
    act_id = act.journal(subject_of(row.registration), to, departure=row.ref)
    row.state, row.objection, row.act_id = to.outcome, objection, act_id
    row.save()
    return DepartureMoved(row.ref, row.state, row.objection_until)


@official_act
def confirm_departure(
    *, actor: Actor, departure_ref: str, request_key: UUID, now: datetime
) -> Deregistered:
    """End the stay when the time to object is over and nobody objected.

    Window clerks and officers; refused while the time runs.
    """
    act = Act("confirm_departure", actor, request_key, now)
    row = locked(act, DepartureProposal, ref=departure_ref)
    to = act.step(DEPARTURE, row.state)
    may = departure_may_be_entered(
        party=PARTIES.get(row.proposed_by_party, Party.EMPLOYER),
        objection_until=row.objection_until,
        objected=row.state == "objected",
        on=act.on,
    )
    if not may.outcome:
        raise Refused(may)
    registration = ResidenceRegistration.objects.select_for_update().get(pk=row.registration_id)
    act_id = act.journal(subject_of(registration), to, may, departure=row.ref, left_on=row.left_on)
    row.state, row.act_id = to.outcome, act_id
    row.save()
    close_stay(act, act_id, registration, left_on=row.left_on, reason=LEFT)
    return Deregistered(registration.number, row.left_on)


@official_act
def deregister(
    *,
    actor: Actor,
    registration_number: str,
    ending: Ending,
    request_key: UUID,
    now: datetime,
) -> Deregistered:
    """End a stay on the person's own word or a document's (注销登记).

    Window clerks and officers. An open departure of the stay is settled with it. The permit is
    not touched: continuous residence is asked at the endorsement.
    """
    act = Act("deregister", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    to = act.step(REGISTRATION, registration.state)
    _need_order(registration, ending.left_on, act)
    act_id = act.journal(subject_of(registration), to, left_on=ending.left_on, reason=ending.reason)
    registration.destination = ending.destination
    close_stay(act, act_id, registration, left_on=ending.left_on, reason=ending.reason)
    DepartureProposal.objects.filter(
        registration_id=registration.pk, person_id=registration.person_id, state="proposed"
    ).update(state="confirmed")
    return Deregistered(registration.number, ending.left_on)


def _need_order(registration: ResidenceRegistration, left_on: date, act: Act) -> None:
    """Nobody leaves before they came, nor on a day still to come."""
    arrived_on = current_facts(registration).valid.lower
    if left_on < arrived_on:
        raise Conflict(sentence("DT-ORDER", arrived=arrived_on.isoformat()), "DT-ORDER")
    if left_on > act.on:
        raise Conflict("离开日期不能晚于今天")
