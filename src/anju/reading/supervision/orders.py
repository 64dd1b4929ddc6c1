"""Orders to correct: what was ordered, by when, and whether a sanction may follow."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import order_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.effects.penalties import (
    FineRange,
    Offence,
    fine_after_order,
    may_fine_after_order,
    offence,
)
from anju.law.finding import Finding
from anju.reading.legal_facts import known_facts
from anju.records.people.models import Person
from anju.records.supervision.models import CorrectionOrder

__all__ = ["OrderPage", "order_page", "orders_of"]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """An order; `may_fine` says whether a sanction may follow today, and if not, why or when."""

    number: str
    person_ref: str
    name: str
    offence: Offence
    addressee: str
    facts: str
    state: str
    ordered_on: date
    ordered_by: str
    due_on: date
    is_overdue: bool
    ended_on: date | None
    note: str
    may_fine: Finding[bool]
    for_a_person: FineRange | None
    for_a_unit: FineRange | None


def order_page(actor: Actor, number: str, *, now: datetime) -> OrderPage:
    """One order of the actor's territory; the look is journalled."""
    on = day_of(now)
    with scoped(actor):
        row = order_for(actor, number)
        person = Person.objects.get(pk=row.person_id)
        seen(actor, person, ("name", "history"), purpose="order", now=now)
        name = known_facts(person.pk, on).name
    spans = [
        fine_after_order(offence_code=row.offence, is_unit=is_unit, on=on).outcome
        for is_unit in (False, True)
    ]
    return OrderPage(
        number=row.number,
        person_ref=person.ref,
        name=name,
        offence=offence(row.offence),
        addressee=row.addressee,
        facts=row.facts,
        state=row.state,
        ordered_on=row.ordered_on,
        ordered_by=names_of_staff([row.ordered_by]).get(row.ordered_by, ""),
        due_on=row.due_on,
        is_overdue=row.state == "open" and row.due_on < on,
        ended_on=row.ended_on,
        note=row.note,
        may_fine=may_fine_after_order(order_due_on=row.due_on, corrected_on=None, on=on),
        for_a_person=spans[0],
        for_a_unit=spans[1],
    )


def orders_of(actor: Actor, person_ref: str) -> tuple[tuple[str, str], ...]:
    """The orders about a person, newest first: number and state."""
    with scoped(actor):
        rows = CorrectionOrder.objects.filter(person__ref=person_ref).order_by("-ordered_on", "-id")
        return tuple(rows.values_list("number", "state"))
