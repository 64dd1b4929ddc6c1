"""Inquiry into an address: opened, worked on, ended with a result the law allows (R-0036)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.casework.registrations.stay_rows import close_stay, current_facts
from anju.codes.tables import table
from anju.law.inquiry import InquiryStep, effect_of_inquiry, inquiry_is_due, may_conclude_inquiry
from anju.law.workflow import INQUIRY
from anju.records.registrations.models import (
    CurrentResidence,
    ResidenceRegistration,
    StayConfirmation,
)
from anju.records.supervision.models import AddressInquiry, InquiryNote

__all__ = [
    "InquiryMoved",
    "InquiryResult",
    "NoteOfInquiry",
    "conclude_inquiry",
    "drop_inquiry",
    "note_inquiry_step",
    "open_inquiry",
]

#: What can be done in an inquiry. The first three are weighed by the law.
NOTE_KINDS = ("person", "occupant", "visit", "letter", "other")
LEFT = "3"
AT_THE_DOOR = "6"


@dataclass(frozen=True, slots=True)
class InquiryMoved:
    """An inquiry: where it stands, and by when it must end."""

    inquiry_ref: str
    state: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOfInquiry:
    """What was done, on which day, whether anybody was reached, who it was and what they said."""

    kind: str
    done_on: date
    reached: bool
    who: str = ""
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryResult:
    """What was found, and why; with the day the person left where the stay ends."""

    result: str
    reasons: str
    left_on: date | None = None


@official_act
def open_inquiry(
    *,
    actor: Actor,
    registration_number: str,
    ground: str,
    noticed: str,
    request_key: UUID,
    now: datetime,
) -> InquiryMoved:
    """Open a dossier on whether the person lives where they are registered (PSD-2016 2(2)).

    Window clerks, officers, chiefs and field collectors. Meanwhile the registration stands.
    """
    act = Act("open_inquiry", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    to = act.step(INQUIRY, "")
    if registration.state != "registered":
        raise Conflict("这份登记已经注销或者还没有核实，不用核查")
    if not table("inquiry_grounds").has(ground, act.on):
        raise Conflict("请选择核查的起因")
    due = inquiry_is_due(opened_on=act.on)
    ref = reference()
    act_id = act.journal(_subject(registration, ref), to, due, ground=ground)
    AddressInquiry.objects.create(
        ref=ref,
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        ground=ground,
        noticed=noticed,
        state=to.outcome,
        opened_on=act.on,
        opened_by=actor.staff_number,
        due_on=due.outcome,
        act_id=act_id,
    )
    return InquiryMoved(ref, to.outcome, due.outcome)


@official_act
def note_inquiry_step(
    *, actor: Actor, inquiry_ref: str, note: NoteOfInquiry, request_key: UUID, now: datetime
) -> InquiryMoved:
    """Note what was done in an inquiry: the person or an occupant heard, the place visited.

    Window clerks, officers, chiefs and field collectors.
    """
    act = Act("note_inquiry_step", actor, request_key, now)
    inquiry = locked(act, AddressInquiry, ref=inquiry_ref)
    to = act.step(INQUIRY, inquiry.state)
    if note.kind not in NOTE_KINDS:
        raise Conflict("请选择做了什么")
    if not inquiry.opened_on <= note.done_on <= act.on:
        raise Conflict("日期应在立案之日以后，不晚于今天")
    act_id = act.journal(
        _subject(inquiry.registration, inquiry.ref), to, kind=note.kind, reached=note.reached
    )
    InquiryNote.objects.create(
        inquiry=inquiry,
        person_id=inquiry.person_id,
        area=inquiry.area,
        kind=note.kind,
        done_on=note.done_on,
        reached=note.reached,
        who=note.who,
        said=note.said,
        noted_by=actor.staff_number,
        act_id=act_id,
    )
    return InquiryMoved(inquiry.ref, inquiry.state, inquiry.due_on)


@official_act
def conclude_inquiry(
    *, actor: Actor, inquiry_ref: str, found: InquiryResult, request_key: UUID, now: datetime
) -> InquiryMoved:
    """End an inquiry with a result, and do what the law says follows from it.

    Officers and chiefs. Refused until whoever must be heard was heard. "lives_here" confirms the
    stay, "left" and "not_found" end it, "moved" leaves the change of address to the counter. The
    permit is not touched: continuous residence is asked at the endorsement.
    """
    act = Act("conclude_inquiry", actor, request_key, now)
    inquiry = locked(act, AddressInquiry, ref=inquiry_ref)
    to = act.step(INQUIRY, inquiry.state)
    may = may_conclude_inquiry(result=found.result, steps=_steps(inquiry), on=act.on)
    if not may.outcome:
        raise Refused(may)
    effect = effect_of_inquiry(result=found.result, on=act.on)
    registration = ResidenceRegistration.objects.select_for_update().get(pk=inquiry.registration_id)
    act_id = act.journal(_subject(registration, inquiry.ref), to, may, effect, result=found.result)
    inquiry.state, inquiry.result, inquiry.reasons = to.outcome, found.result, found.reasons
    inquiry.concluded_on, inquiry.concluded_by = act.on, actor.staff_number
    inquiry.act_id = act_id
    inquiry.save()
    if effect.outcome.registration == "deregister":
        _end_stay(act, act_id, registration, found.left_on)
    elif effect.outcome.registration == "confirm":
        _confirm_stay(act, act_id, registration)
    return InquiryMoved(inquiry.ref, inquiry.state, inquiry.due_on)


@official_act
def drop_inquiry(
    *, actor: Actor, inquiry_ref: str, reasons: str, request_key: UUID, now: datetime
) -> InquiryMoved:
    """End an inquiry that turned out to be needless, with the reason: nothing changes.

    Officers and chiefs.
    """
    act = Act("drop_inquiry", actor, request_key, now)
    inquiry = locked(act, AddressInquiry, ref=inquiry_ref)
    to = act.step(INQUIRY, inquiry.state)
    if not reasons:
        raise Conflict("请写明为什么不再核查")
    act_id = act.journal(_subject(inquiry.registration, inquiry.ref), to, reasons=reasons)
    inquiry.state, inquiry.reasons, inquiry.act_id = to.outcome, reasons, act_id
    inquiry.concluded_on, inquiry.concluded_by = act.on, actor.staff_number
    inquiry.save()
    return InquiryMoved(inquiry.ref, inquiry.state, inquiry.due_on)


def _steps(inquiry: AddressInquiry) -> list[InquiryStep]:
    """What was done so far, as the law weighs it."""
    rows = InquiryNote.objects.filter(inquiry=inquiry).order_by("done_on", "pk")
    return [InquiryStep(row.kind, row.done_on, row.reached) for row in rows]


def _end_stay(
    act: Act, act_id: int, registration: ResidenceRegistration, left_on: date | None
) -> None:
    """The stay ended on the day that was found."""
    if registration.state != "registered":
        raise Conflict("这份登记已经注销，请刷新后再看")
    if left_on is None:
        raise Conflict("请填写哪天离开的；查不到的，填最后一次确认在住的日期")
    if not current_facts(registration).valid.lower <= left_on <= act.on:
        raise Conflict("离开日期应在到达日期以后，不晚于今天")
    close_stay(act, act_id, registration, left_on=left_on, reason=LEFT)


def _confirm_stay(act: Act, act_id: int, registration: ResidenceRegistration) -> None:
    """The person was found living there: the data is fresh again."""
    StayConfirmation.objects.create(
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        confirmed_on=act.on,
        confirmed_by=act.actor.staff_number,
        channel=AT_THE_DOOR,
        act_id=act_id,
    )
    CurrentResidence.objects.filter(registration_id=registration.pk).update(
        last_confirmed_on=act.on
    )


def _subject(registration: ResidenceRegistration, ref: str) -> Subject:
    return Subject("inquiry", ref, registration.area, registration.person_id)
