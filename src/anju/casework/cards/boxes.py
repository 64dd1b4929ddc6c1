"""Finished cards on their way: the hand-over list of a box, signed at both ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.cards.collection import notify
from anju.casework.cases.steps import subject_of
from anju.casework.locking import locked
from anju.casework.numbers import Series, draw
from anju.law.workflow import BOX, NOTHING
from anju.records.cases.models import Case
from anju.records.permits.models import Card, HandOverList

__all__ = ["BoxSent", "CardsReceived", "receive_cards", "send_to_station"]


@dataclass(frozen=True, slots=True)
class BoxSent:
    """A box on its way: its code and how many cards are in it."""

    code: str
    quantity: int


@dataclass(frozen=True, slots=True)
class CardsReceived:
    """What was found in a box: how many cards, the notices given, and whose card was missing."""

    code: str
    arrived: int
    missing: int
    notices: tuple[str, ...]


@official_act
def send_to_station(*, actor: Actor, agency_code: str, request_key: UUID, now: datetime) -> BoxSent:
    """Send all finished cards of a station off in one box. Card makers.

    Whoever sends signs by doing it; the station signs by `receive_cards`.
    """
    act = Act("send_to_station", actor, request_key, now)
    act.allow(area=agency_code)
    cases = _finished_for(agency_code)
    if not cases:
        raise Conflict("这个所没有等着移交的卡")
    code = draw(Series.HAND_OVER_LIST, agency_code=actor.agency_code, on=act.on)
    subject = Subject("hand_over_list", code, agency_code)
    to = act.step(BOX, NOTHING)
    act_id = act.journal(subject, to, quantity=len(cases))
    box = HandOverList.objects.create(
        code=code,
        area=agency_code,
        agency_code=agency_code,
        from_agency=actor.agency_code,
        quantity=len(cases),
        sent_at=now,
        sent_by=actor.staff_number,
        act_id=act_id,
    )
    for case in cases:
        cards = Card.objects.filter(case_id=case.pk, person_id=case.person_id, state="produced")
        cards.update(hand_over_list_id=box.pk)
        act.journal(subject_of(case), to, hand_over_list=code)
    return BoxSent(code, len(cases))


@official_act
def receive_cards(
    *,
    actor: Actor,
    code: str,
    missing: tuple[str, ...] = (),
    request_key: UUID,
    now: datetime,
) -> CardsReceived:
    """Sign for a box: what is in it can be collected from now on, and its holders are told.

    Station staff. `missing` names the cases whose card was not found; the box stays open for
    them and is signed for again when they turn up.
    """
    act = Act("receive_cards", actor, request_key, now)
    box = locked(act, HandOverList, code=code)
    waiting = list(
        Card.objects.select_for_update()
        .filter(hand_over_list_id=box.pk, state="produced", arrived_on__isnull=True)
        .order_by("pk")
    )
    if not waiting:
        raise Conflict("这一箱已经全部签收")
    cases = Case.objects.select_for_update().in_bulk([card.case_id for card in waiting])
    found = [card for card in waiting if cases[card.case_id].number not in missing]
    if not found:
        raise Conflict("一张也没有到，请和制证人联系")
    lacking = len(waiting) - len(found)
    to = act.step(BOX, "sent" if box.arrived_at is None else "arrived")
    subject = Subject("hand_over_list", box.code, box.area)
    act.journal(subject, to, arrived=len(found), missing=lacking)
    if box.arrived_at is None:
        box.arrived_at, box.arrived_by = now, actor.staff_number
        box.save(update_fields=["arrived_at", "arrived_by"])
    told = Act("notify_ready", actor, request_key, now)
    notices = tuple(_arrived(told, cases[card.case_id], card) for card in found)
    return CardsReceived(box.code, len(found), lacking, notices)


def _arrived(act: Act, case: Case, card: Card) -> str:
    """The card lies at the counter; its holder is told. The number of the notice."""
    card.arrived_on = act.on
    return notify(act, case, card)


def _finished_for(agency_code: str) -> list[Case]:
    """The cases of a station whose card is made and lies with the maker."""
    cards = Card.objects.filter(state="produced", hand_over_list_id__isnull=True)
    rows = Case.objects.select_for_update().filter(
        agency_code=agency_code, state="produced", pk__in=cards.values("case_id")
    )
    return list(rows.order_by("due_on", "pk"))
