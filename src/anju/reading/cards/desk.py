"""The card desk: who waits for a card, blanks, batches, boxes, and what nobody collects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import may, require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.cards.stock import Stock, stock_ledger
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Card, HandOverList, ProductionBatch

__all__ = [
    "ABANDONED_AFTER",
    "UNCOLLECTED_AFTER",
    "BatchRow",
    "BoxRow",
    "CardDesk",
    "CardRow",
    "StationRow",
    "card_desk",
]

UNCOLLECTED_AFTER = timedelta(days=30)
ABANDONED_AFTER = timedelta(days=90)
#: Batches and boxes that are done stay on the desk as long as somebody may ask for them.
SHOWN_DONE = 5


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card at a station, ready or about to be."""

    case_number: str
    permit_number: str
    person_ref: str
    name: str
    state: str
    blank_serial: str
    due_on: date | None
    notified_on: date | None
    second_notice_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch with its blanks."""

    number: str
    opened_at: datetime
    opened_by: str
    taken: int
    good: int
    spoiled: int
    returned: int
    unused: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class StationRow:
    """Finished cards of one station that lie with the maker."""

    agency_code: str
    name: str
    cards: int


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box on its way, or arrived; `missing` cards were not found in it."""

    code: str
    agency: str
    quantity: int
    sent_at: datetime
    arrived_at: datetime | None
    waiting: int

    @property
    def is_short(self) -> bool:
        """Whether the box was signed for with cards missing."""
        return self.arrived_at is not None and self.waiting > 0


@dataclass(frozen=True, slots=True)
class CardDesk:
    """The maker's side and the station's; each is empty for whoever has nothing to do there."""

    waiting: int = 0
    overdue: int = 0
    stock: Stock | None = None
    batches: tuple[BatchRow, ...] = ()
    stations: tuple[StationRow, ...] = ()
    boxes: tuple[BoxRow, ...] = ()
    to_notify: tuple[CardRow, ...] = ()
    ready: tuple[CardRow, ...] = ()
    uncollected: tuple[CardRow, ...] = ()
    abandoned: tuple[CardRow, ...] = ()


def card_desk(actor: Actor, *, limit: int = 100, now: datetime) -> CardDesk:
    """The desk as it is for this post; lists by due day, at most `limit` lines each.

    Whoever makes cards sees numbers, batches and boxes; names are for those who know the people.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        boxes = _boxes()
        if may(actor, "open_batch"):
            return _makers(on, boxes)
        if not may(actor, "view_person"):
            return CardDesk(boxes=boxes)
        return _stations(actor, boxes, limit, now)


def waiting_for_a_batch() -> QuerySet[Case]:
    """Approved cases, and those whose card was ordered and is in no batch."""
    ordered = Card.objects.filter(state="ordered", batch_id__isnull=True).values("case_id")
    return Case.objects.filter(Q(state="approved") | Q(state="in_production", pk__in=ordered))


def _makers(on: date, boxes: tuple[BoxRow, ...]) -> CardDesk:
    waiting = waiting_for_a_batch()
    return CardDesk(
        waiting=waiting.count(),
        overdue=waiting.filter(due_on__lt=on).count(),
        stock=stock_ledger(),
        batches=_batches(),
        stations=_finished(),
        boxes=boxes,
    )


def _batches() -> tuple[BatchRow, ...]:
    """Open batches, then the last that were closed."""
    rows = ProductionBatch.objects.order_by("-opened_at", "-pk")
    done = rows.filter(closed_at__isnull=False)[:SHOWN_DONE]
    return tuple(
        BatchRow(
            row.number,
            row.opened_at,
            row.opened_by,
            row.taken,
            row.good,
            row.spoiled,
            row.returned,
            row.unused,
            row.closed_at is not None,
        )
        for row in (*rows.filter(closed_at__isnull=True), *done)
    )


def _finished() -> tuple[StationRow, ...]:
    """How many finished cards lie with the maker for each station."""
    cards = Card.objects.filter(state="produced", hand_over_list_id__isnull=True)
    rows = Case.objects.filter(state="produced", pk__in=cards.values("case_id"))
    found = dict(rows.order_by().values_list("agency_code").annotate(Count("pk")))
    names = _agencies(found)
    return tuple(StationRow(code, names.get(code, code), found[code]) for code in sorted(found))


def _boxes() -> tuple[BoxRow, ...]:
    """Boxes not wholly arrived, then the last that were."""
    waiting = (
        Card.objects.filter(hand_over_list_id=OuterRef("pk"), arrived_on__isnull=True)
        .order_by()
        .values("hand_over_list_id")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = HandOverList.objects.annotate(waiting=Subquery(waiting)).order_by("-sent_at", "-pk")
    shown = [*rows.filter(waiting__gte=1), *rows.filter(waiting__isnull=True)[:SHOWN_DONE]]
    names = _agencies(row.agency_code for row in shown)
    return tuple(
        BoxRow(
            row.code,
            names.get(row.agency_code, row.agency_code),
            row.quantity,
            row.sent_at,
            row.arrived_at,
            vars(row)["waiting"] or 0,
        )
        for row in shown
    )


def _agencies(codes: Iterable[str]) -> dict[str, str]:
    return dict(Agency.objects.filter(code__in=set(codes)).values_list("code", "name"))


def _stations(actor: Actor, boxes: tuple[BoxRow, ...], limit: int, now: datetime) -> CardDesk:
    on = day_of(now)
    arrived = Q(hand_over_list_id__isnull=True) | Q(arrived_on__isnull=False)
    to_notify = _cards(Q(state="produced") & arrived, limit)
    first = on - UNCOLLECTED_AFTER
    last = on - ABANDONED_AFTER
    ready = Q(state="ready")
    fresh = _cards(ready & Q(notified_on__gte=first), limit)
    old = _cards(ready & Q(notified_on__lt=first, notified_on__gte=last), limit)
    oldest = _cards(ready & Q(notified_on__lt=last), limit)
    rows = rows_of(actor, [*to_notify, *fresh, *old, *oldest], on, now=now)

    def listed(cards: Sequence[Card]) -> tuple[CardRow, ...]:
        return tuple(rows[card.pk] for card in cards)

    return CardDesk(
        overdue=sum(row.is_overdue for row in rows.values()),
        boxes=boxes,
        to_notify=listed(to_notify),
        ready=listed(fresh),
        uncollected=listed(old),
        abandoned=listed(oldest),
    )


def rows_of(actor: Actor, cards: Sequence[Card], on: date, *, now: datetime) -> dict[int, CardRow]:
    """The lines of cards by their id; each name on them is a look."""
    cases = Case.objects.in_bulk([card.case_id for card in cards])
    people = Person.objects.in_bulk([card.person_id for card in cards])
    facts = PersonFacts.objects.known_now().filter(person_id__in=people).order_by("valid")
    names = dict(facts.values_list("person_id", "name"))
    seen_list(actor, people.values(), ("name",), purpose="card_desk", now=now)
    return {
        card.pk: CardRow(
            case_number=cases[card.case_id].number,
            permit_number=card.permit.number,
            person_ref=people[card.person_id].ref,
            name=names.get(card.person_id, ""),
            state=card.state,
            blank_serial=card.blank_serial,
            due_on=cases[card.case_id].due_on,
            notified_on=card.notified_on,
            second_notice_on=card.second_notice_on,
            is_overdue=_is_past(cases[card.case_id].due_on, on),
        )
        for card in cards
    }


def _is_past(due_on: date | None, on: date) -> bool:
    return due_on is not None and due_on < on


def _cards(wanted: Q, limit: int) -> list[Card]:
    """Cards, the most urgent first."""
    due = Case.objects.filter(pk=OuterRef("case_id")).values("due_on")
    rows = Card.objects.filter(wanted).annotate(due_on=Subquery(due)).select_related("permit")
    return list(rows.order_by("due_on", "notified_on", "pk")[:limit])
