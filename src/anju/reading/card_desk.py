"""The card desk: to produce, produced, ready, uncollected."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.records.cases.models import Case
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Card

__all__ = ["CardDesk", "CardRow", "card_desk"]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card on the desk."""

    case_number: str
    permit_number: str
    person_ref: str
    name: str
    state: str
    blank_serial: str
    due_on: date | None
    notified_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CardDesk:
    """The four lists of the desk; `uncollected` were notified more than 30 days ago."""

    to_produce: tuple[CardRow, ...]
    produced: tuple[CardRow, ...]
    ready: tuple[CardRow, ...]
    uncollected: tuple[CardRow, ...]


UNCOLLECTED_AFTER = timedelta(days=30)


def card_desk(actor: Actor, *, limit: int = 100, now: datetime) -> CardDesk:
    """The cards of the actor's territory by state, each list by due day, at most `limit` each."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        to_produce = _cards("ordered", limit)
        produced = _cards("produced", limit)
        ready = _cards("ready", limit)
        every = [*to_produce, *produced, *ready]
        cases = Case.objects.in_bulk([card.case_id for card in every])
        people = Person.objects.in_bulk([card.person_id for card in every])
        names = dict(
            PersonFacts.objects.known_now()
            .filter(person_id__in=people)
            .order_by("valid")
            .values_list("person_id", "name")
        )
        seen_list(actor, people.values(), ("name",), purpose="card_desk", now=now)
    rows = {card.pk: _row(card, cases[card.case_id], people, names, on) for card in every}
    waiting = [card for card in ready if _is_old(card, on)]
    fresh = [card for card in ready if not _is_old(card, on)]
    lists = (to_produce, produced, fresh, waiting)
    return CardDesk(*(tuple(rows[card.pk] for card in cards) for cards in lists))


def _cards(state: str, limit: int) -> list[Card]:
    """Cards in one state, the most urgent first."""
    due = Case.objects.filter(pk=OuterRef("case_id")).values("due_on")
    rows = Card.objects.filter(state=state).annotate(due_on=Subquery(due))
    return list(rows.select_related("permit").order_by("due_on", "id")[:limit])


def _is_old(card: Card, on: date) -> bool:
    return card.notified_on is not None and on - card.notified_on > UNCOLLECTED_AFTER


def _row(
    card: Card, case: Case, people: dict[int, Person], names: dict[int, str], on: date
) -> CardRow:
    return CardRow(
        case_number=case.number,
        permit_number=card.permit.number,
        person_ref=people[card.person_id].ref,
        name=names.get(card.person_id, ""),
        state=card.state,
        blank_serial=card.blank_serial,
        due_on=case.due_on,
        notified_on=card.notified_on,
        is_overdue=case.due_on is not None and case.due_on < on,
    )
