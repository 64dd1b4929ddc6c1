"""An order to correct with a date; a sanction may only be noted after it ran out in vain."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import Series, draw
from anju.law.effects.penalties import fine_after_order, may_fine_after_order, offence
from anju.law.workflow import ORDER
from anju.records.people.models import Person
from anju.records.supervision.models import CorrectionOrder

__all__ = [
    "ORDERED",
    "OrderMoved",
    "OrderToCorrect",
    "Penalty",
    "lift_order",
    "note_corrected",
    "note_penalty",
    "order_correction",
]

#: The omissions an order comes first for (PFPR 27 to 29). Holding no permit is none of them.
ORDERED = ("not_registered", "tenants_not_reported", "employees_not_reported")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderToCorrect:
    """Who must put what right, by which day, and what was found."""

    offence: str
    addressee: str
    facts: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """A sanction that another procedure decided: its document, its amount in yuan, for whom."""

    document: str
    yuan: int
    is_unit: bool


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """An order: its number, where it stands, and by when it must be obeyed."""

    order_number: str
    state: str
    due_on: date


@official_act
def order_correction(
    *, actor: Actor, person_ref: str, order: OrderToCorrect, request_key: UUID, now: datetime
) -> OrderMoved:
    """Order an omission to be put right by a day (PFPR 27-29).

    Officers and chiefs. The day lies ahead; what is no omission of the catalogue is refused.
    """
    act = Act("order_correction", actor, request_key, now)
    person = locked(act, Person, ref=person_ref)
    to = act.step(ORDER, "")
    if order.offence not in ORDERED:
        raise Conflict("只有未申报、出租人未报告、用人单位未报告可以责令限期改正")
    if order.due_on <= act.on:
        raise Conflict("改正期限要在今天以后")
    number = draw(Series.CORRECTION_ORDER, agency_code=actor.agency_code, on=act.on)
    wrong = offence(order.offence)
    act_id = act.journal(
        _subject(person, number), to, offence=order.offence, due_on=order.due_on, rests=wrong.cites
    )
    CorrectionOrder.objects.create(
        number=number,
        person=person,
        area=person.area,
        offence=order.offence,
        addressee=order.addressee,
        facts=order.facts,
        state=to.outcome,
        ordered_on=act.on,
        ordered_by=actor.staff_number,
        due_on=order.due_on,
        act_id=act_id,
    )
    return OrderMoved(number, to.outcome, order.due_on)


@official_act
def note_corrected(
    *, actor: Actor, order_number: str, note: str, request_key: UUID, now: datetime
) -> OrderMoved:
    """Note that the omission was put right: the order is settled, also after its day.

    Window clerks, officers and chiefs.
    """
    act = Act("note_corrected", actor, request_key, now)
    row = locked(act, CorrectionOrder, number=order_number)
    return _end(act, row, note)


@official_act
def lift_order(
    *, actor: Actor, order_number: str, note: str, request_key: UUID, now: datetime
) -> OrderMoved:
    """Take an order back, with the reason. Chiefs and the county."""
    act = Act("lift_order", actor, request_key, now)
    row = locked(act, CorrectionOrder, number=order_number)
    if not note:
        raise Conflict("请写明为什么撤销")
    return _end(act, row, note)


@official_act
def note_penalty(
    *, actor: Actor, order_number: str, penalty: Penalty, request_key: UUID, now: datetime
) -> OrderMoved:
    """Note a sanction another procedure decided, if the law lets one follow this order.

    Chiefs. Refused while the order runs, when it was obeyed, and beyond the range of the law.
    """
    act = Act("note_penalty", actor, request_key, now)
    row = locked(act, CorrectionOrder, number=order_number)
    may = may_fine_after_order(order_due_on=row.due_on, corrected_on=None, on=act.on)
    if not may.outcome:
        raise Refused(may)
    span = fine_after_order(offence_code=row.offence, is_unit=penalty.is_unit, on=act.on)
    if span.outcome is None:
        raise Refused(span)
    if not span.outcome.least <= penalty.yuan <= span.outcome.most:
        raise Conflict(f"罚款应在 {span.outcome.least} 元到 {span.outcome.most} 元之间")
    return _end(act, row, f"{penalty.document}，{penalty.yuan} 元")


def _end(act: Act, row: CorrectionOrder, note: str) -> OrderMoved:
    """The order ends in the state its act leads to."""
    to = act.step(ORDER, row.state)
    row.act_id = act.journal(_subject(row.person, row.number), to, note=note)
    row.state, row.ended_on, row.note = to.outcome, act.on, note
    row.save()
    return OrderMoved(row.number, row.state, row.due_on)


def _subject(person: Person, number: str) -> Subject:
    return Subject("order", number, person.area, person.pk)
