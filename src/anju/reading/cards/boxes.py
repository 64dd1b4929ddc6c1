"""A box of finished cards: who sent it, who signed, and whose card is in it."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.access.policy import may
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.cards.desk import CardRow, rows_of
from anju.records.agencies.models import Agency, Staff
from anju.records.permits.models import Card, HandOverList

__all__ = ["BoxPage", "box_page"]


@dataclass(frozen=True, slots=True)
class BoxPage:
    """The hand-over list with both signatures; `waiting` cards were not signed for yet."""

    code: str
    sent_from: str
    station: str
    quantity: int
    sent_at: datetime
    sent_by: str
    arrived_at: datetime | None
    arrived_by: str
    waiting: tuple[CardRow, ...]
    arrived: tuple[CardRow, ...]


def box_page(actor: Actor, code: str, *, now: datetime) -> BoxPage:
    """A box by its code, for the maker and for the station it goes to."""
    with scoped(actor):
        box = HandOverList.objects.filter(code=code.strip().upper()).first()
        if box is None or not may(actor, "view_permit", area=box.area):
            raise NotYours("view_permit")
        rows = Card.objects.filter(hand_over_list_id=box.pk).select_related("permit")
        cards = list(rows.order_by("pk"))
        lines = rows_of(actor, cards, day_of(now), now=now)
        agencies = dict(
            Agency.objects.filter(code__in=[box.agency_code, box.from_agency]).values_list(
                "code", "name"
            )
        )
        people = dict(
            Staff.objects.filter(number__in=[box.sent_by, box.arrived_by]).values_list(
                "number", "name"
            )
        )
        return BoxPage(
            code=box.code,
            sent_from=agencies.get(box.from_agency, box.from_agency),
            station=agencies.get(box.agency_code, box.agency_code),
            quantity=box.quantity,
            sent_at=box.sent_at,
            sent_by=people.get(box.sent_by, box.sent_by),
            arrived_at=box.arrived_at,
            arrived_by=people.get(box.arrived_by, box.arrived_by),
            waiting=tuple(lines[card.pk] for card in cards if card.arrived_on is None),
            arrived=tuple(lines[card.pk] for card in cards if card.arrived_on is not None),
        )
