"""Blank cards: received by runs of serials, taken for a batch, good or spoiled, sent back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.cards.serials import run_of
from anju.casework.numbers import Series, draw
from anju.law.workflow import BLANKS, NOTHING
from anju.records.permits.models import BlankCard, BlankDelivery, ProductionBatch

__all__ = [
    "BlanksReceived",
    "BlanksSentBack",
    "put_in_stock",
    "receive_blanks",
    "send_back_blanks",
    "spoil",
    "take_from_stock",
    "use",
]


@dataclass(frozen=True, slots=True)
class BlanksReceived:
    """A delivery of blanks: its number and how many came."""

    number: str
    quantity: int


@dataclass(frozen=True, slots=True)
class BlanksSentBack:
    """How many blanks went back to their maker."""

    quantity: int


@official_act
def receive_blanks(
    *, actor: Actor, first_serial: str, last_serial: str, request_key: UUID, now: datetime
) -> BlanksReceived:
    """Take a run of blanks into the stock of the county. Card makers. A serial comes once."""
    act = Act("receive_blanks", actor, request_key, now)
    act.allow()
    serials = run_of(first_serial, last_serial)
    known = BlankCard.objects.filter(serial__in=serials).order_by("serial").first()
    if known is not None:
        raise Conflict(f"空白卡 {known.serial} 已经入过库，请核对箱签")
    number = draw(Series.BLANK_DELIVERY, agency_code=actor.agency_code, on=act.on)
    subject = Subject("blank_delivery", number, actor.area)
    to = act.step(BLANKS, NOTHING)
    ends = {"first_serial": serials[0], "last_serial": serials[-1]}
    act_id = act.journal(subject, to, **ends, quantity=len(serials))
    delivery = BlankDelivery.objects.create(
        number=number,
        area=actor.area,
        agency_code=actor.agency_code,
        **ends,
        quantity=len(serials),
        received_on=act.on,
        received_by=actor.staff_number,
        act_id=act_id,
    )
    BlankCard.objects.bulk_create(
        BlankCard(serial=serial, area=actor.area, agency_code=actor.agency_code, delivery=delivery)
        for serial in serials
    )
    return BlanksReceived(number, len(serials))


@official_act
def send_back_blanks(
    *,
    actor: Actor,
    first_serial: str,
    last_serial: str,
    reason: str,
    request_key: UUID,
    now: datetime,
) -> BlanksSentBack:
    """Send blanks of the stock back to their maker, with the reason. Card makers."""
    act = Act("send_back_blanks", actor, request_key, now)
    act.allow()
    serials = run_of(first_serial, last_serial)
    rows = BlankCard.objects.select_for_update().filter(serial__in=serials)
    lying = {row.serial: row for row in rows if row.state == "in_stock"}
    gone = next((serial for serial in serials if serial not in lying), None)
    if gone is not None:
        raise Conflict(f"空白卡 {gone} 不在库存里，没有退回")
    subject = Subject("blank_stock", serials[0], actor.area)
    to = act.step(BLANKS, "in_stock")
    act.journal(subject, to, last_serial=serials[-1], quantity=len(serials), reason=reason)
    BlankCard.objects.filter(pk__in=[row.pk for row in lying.values()]).update(
        state="sent_back", reason=reason
    )
    return BlanksSentBack(len(serials))


def take_from_stock(batch: ProductionBatch, most: int) -> int:
    """Take the next blanks for a batch, in order of serial; how many there were."""
    rows = BlankCard.objects.select_for_update(skip_locked=True).filter(
        state="in_stock", agency_code=batch.agency_code
    )
    found = list(rows.order_by("serial").values_list("pk", flat=True)[:most])
    BlankCard.objects.filter(pk__in=found).update(state="taken", batch=batch)
    return len(found)


def put_in_stock(batch: ProductionBatch) -> int:
    """Lay what a batch did not use back into the stock; how many."""
    rows = BlankCard.objects.filter(batch=batch, state="taken")
    return rows.update(state="in_stock", batch=None)


def use(serial: str, batch_id: int | None) -> None:
    """A card was made on this blank: of its batch, or from the stock for a card of no batch."""
    blank = _lying(serial, batch_id)
    BlankCard.objects.filter(pk=blank.pk).update(state="good", batch_id=batch_id)
    _account(batch_id, good=1, unused=-1)


def spoil(serial: str, batch_id: int | None, reason: str) -> None:
    """This blank was spoiled; a card made on it before counts as good no more."""
    blank = _known(serial)
    if blank.state == "good" and blank.batch_id == batch_id:
        _account(batch_id, good=-1, spoiled=1)
    else:
        _lying(serial, batch_id)
        _account(batch_id, unused=-1, spoiled=1)
    BlankCard.objects.filter(pk=blank.pk).update(state="spoiled", batch_id=batch_id, reason=reason)


def _known(serial: str) -> BlankCard:
    blank = BlankCard.objects.select_for_update().filter(serial=serial).first()
    if blank is None:
        raise Conflict(f"空白卡 {serial} 没有入过库，请核对编号")
    return blank


def _lying(serial: str, batch_id: int | None) -> BlankCard:
    """The blank, where it lies ready for this card."""
    blank = _known(serial)
    if blank.state in {"good", "spoiled"}:
        raise Conflict("这张空白卡已经用过")
    if blank.state != ("in_stock" if batch_id is None else "taken") or blank.batch_id != batch_id:
        raise Conflict(f"空白卡 {serial} 不是给这一批领的，请核对编号")
    return blank


def _account(batch_id: int | None, **changes: int) -> None:
    """Move blanks of a batch from one column to another; the database checks the sum."""
    if batch_id is None:
        return
    moved = {name: F(name) + change for name, change in changes.items()}
    ProductionBatch.objects.filter(pk=batch_id).update(**moved)
