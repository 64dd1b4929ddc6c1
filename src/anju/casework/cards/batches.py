"""Production batches: who is next, with the blanks taken for them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.cards import stock
from anju.casework.cases.production import order
from anju.casework.locking import locked
from anju.casework.numbers import Series, draw
from anju.law.workflow import BATCH, NOTHING
from anju.records.cases.models import Case
from anju.records.permits.models import Card, ProductionBatch

__all__ = ["MOST_CARDS", "BatchClosed", "BatchOpened", "close_batch", "open_batch"]

#: A batch is what one maker does in one go.
MOST_CARDS = 50


@dataclass(frozen=True, slots=True)
class BatchOpened:
    """A batch: its number and how many cards it is for."""

    number: str
    cards: int


@dataclass(frozen=True, slots=True)
class BatchClosed:
    """A closed batch: every blank taken was good, spoiled, or is back in the stock."""

    number: str
    good: int
    spoiled: int
    returned: int


@official_act
def open_batch(
    *, actor: Actor, most: int = MOST_CARDS, request_key: UUID, now: datetime
) -> BatchOpened:
    """Open a batch for the cards that wait longest, as far as blanks reach. Card makers.

    Orders the cards of approved cases; cards ordered singly, or left over by another batch, come
    in as well. Two makers at once get different people and different blanks.
    """
    act = Act("open_batch", actor, request_key, now)
    act.allow()
    cases = _waiting(min(most, MOST_CARDS))
    if not cases:
        raise Conflict("现在没有可以制证的办件")
    number = draw(Series.PRODUCTION_BATCH, agency_code=actor.agency_code, on=act.on)
    subject = Subject("production_batch", number, actor.area)
    act_id = act.journal(subject, act.step(BATCH, NOTHING), cases=[case.number for case in cases])
    batch = ProductionBatch.objects.create(
        number=number,
        area=actor.area,
        agency_code=actor.agency_code,
        opened_at=now,
        opened_by=actor.staff_number,
        taken=0,
        unused=0,
        act_id=act_id,
    )
    taken = stock.take_from_stock(batch, len(cases))
    if not taken:
        raise Conflict("库存里没有空白卡，请先入库")
    batch.taken = batch.unused = taken
    batch.save(update_fields=["taken", "unused"])
    for case in cases[:taken]:
        _put_in(batch, case, Act("send_to_production", actor, request_key, now))
    return BatchOpened(number, taken)


@official_act
def close_batch(
    *, actor: Actor, batch_number: str, request_key: UUID, now: datetime
) -> BatchClosed:
    """Close a batch: cards not made wait for the next one, unused blanks go back. Card makers."""
    act = Act("close_batch", actor, request_key, now)
    batch = locked(act, ProductionBatch, number=batch_number)
    if batch.closed_at is not None:
        raise Conflict("这一批已经结束")
    left_over = Card.objects.filter(batch_id=batch.pk, state="ordered").update(batch_id=None)
    back = stock.put_in_stock(batch)
    batch.returned, batch.unused, batch.closed_at = batch.returned + back, batch.unused - back, now
    subject = Subject("production_batch", batch.number, batch.area)
    to = act.step(BATCH, "open")
    made = {"good": batch.good, "spoiled": batch.spoiled}
    act.journal(subject, to, **made, returned=back, left_over=left_over)
    batch.save(update_fields=["returned", "unused", "closed_at"])
    return BatchClosed(batch.number, batch.good, batch.spoiled, batch.returned)


def _waiting(most: int) -> list[Case]:
    """The cases whose card is to be made next, the most urgent first; nobody else's meanwhile."""
    ordered = Card.objects.filter(state="ordered", batch_id__isnull=True).values("case_id")
    rows = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(
        Q(state="approved") | Q(state="in_production", pk__in=ordered)
    )
    return list(rows.select_related("permit").order_by("due_on", "pk")[:most])


def _put_in(batch: ProductionBatch, case: Case, act: Act) -> None:
    """A case's card into the batch: ordered now, or before."""
    if case.state == "approved":
        order(act, case, batch=batch)
        return
    cards = Card.objects.filter(case_id=case.pk, person_id=case.person_id, state="ordered")
    cards.update(batch_id=batch.pk)
