"""The card: ordered, made on a blank of the stock, spoiled and made again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, official_act
from anju.casework.cards import stock
from anju.casework.cases.outcomes import CardOrdered
from anju.casework.cases.steps import move, subject_of
from anju.casework.locking import locked
from anju.law.workflow import CASE
from anju.records.cases.models import Case
from anju.records.permits.models import Card, ProductionBatch

__all__ = [
    "NOT_READ",
    "ReadBack",
    "card_of",
    "order",
    "record_produced",
    "record_spoiled",
    "send_to_production",
    "told",
]


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What an encoder read from the card it wrote, and which items differ from the record."""

    was_read: bool = False
    differs: tuple[str, ...] = ()


#: No encoder wrote the card: the maker compares it with the record by eye.
NOT_READ = ReadBack()


@official_act
def send_to_production(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Order the card of an approved case. County reviewers and card makers."""
    act = Act("send_to_production", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    return told(case, order(act, case))


@official_act
def record_produced(
    *,
    actor: Actor,
    case_number: str,
    blank_serial: str,
    read_back: ReadBack = NOT_READ,
    request_key: UUID,
    now: datetime,
) -> CardOrdered:
    """Note that the card is made and was compared, on which blank. Card makers.

    The blank lies ready for this card: taken for its batch, or in the stock for a card of none.
    What was read back and differs is no good card.
    """
    act = Act("record_produced", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state, name="produce")
    card = card_of(case, "ordered")
    if read_back.differs:
        raise Conflict("读回的内容和登记的不一样，这张卡记废卡，重新做")
    stock.use(blank_serial, card.batch_id)
    compared_by = "read_back" if read_back.was_read else "eye"
    act_id = act.journal(subject_of(case), to, blank_serial=blank_serial, compared_by=compared_by)
    card.blank_serial, card.state, card.produced_on = blank_serial, "produced", act.on
    card.compared_by = compared_by
    card.save()
    move(act, case, to, act_id, note=blank_serial)
    return told(case, card)


@official_act
def record_spoiled(
    *,
    actor: Actor,
    case_number: str,
    blank_serial: str,
    reason: str,
    request_key: UUID,
    now: datetime,
) -> CardOrdered:
    """Note that a blank was spoiled; the same applicant's card is ordered anew. Card makers.

    In a batch the next blank of the stock takes its place; with none left, the card waits for the
    next batch.
    """
    act = Act("record_spoiled", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state, name="spoil")
    card = card_of(case, "ordered", "produced")
    if card.blank_serial not in {"", blank_serial}:
        raise Conflict(f"这张卡用的是空白卡 {card.blank_serial}，请核对编号")
    if card.hand_over_list_id is not None:
        raise Conflict("这张卡已经移交派出所，请先由派出所退回")
    stock.spoil(blank_serial, card.batch_id, reason)
    act_id = act.journal(subject_of(case), to, blank_serial=blank_serial, reason=reason)
    card.blank_serial, card.state, card.spoiled_reason = blank_serial, "spoiled", reason
    card.save()
    anew = _order(case, _batch_with_a_blank(card.batch_id))
    move(act, case, to, act_id, note=reason)
    return told(case, anew)


def order(act: Act, case: Case, *, batch: ProductionBatch | None = None) -> Card:
    """Order the card of an approved case, in a batch or for the next one."""
    to = act.step(CASE, case.state, name="send_to_production")
    act_id = act.journal(subject_of(case), to, batch=batch.number if batch else "")
    _retire_old_card(case)
    card = _order(case, batch.pk if batch else None)
    move(act, case, to, act_id)
    return card


def card_of(case: Case, *states: str) -> Card:
    """The card of a case that is in one of these states."""
    found = Card.objects.filter(case_id=case.pk, person_id=case.person_id, state__in=states).first()
    if found is None:
        raise Conflict("没有找到这个办件正在办的卡，请刷新后再看")
    return found


def told(case: Case, card: Card, paper: str = "") -> CardOrdered:
    """What an act on a card answers."""
    number = case.permit.number if case.permit else ""
    return CardOrdered(case.number, case.state, number, card.issue_number, card.state, paper)


def _order(case: Case, batch_id: int | None) -> Card:
    """A new order for the case's permit, counted on from the cards before."""
    if case.permit_id is None:
        raise Conflict("这个办件还没有签发居住证，不能制证")
    earlier = Card.objects.filter(permit_id=case.permit_id, person_id=case.person_id).count()
    return Card.objects.create(
        permit_id=case.permit_id,
        person_id=case.person_id,
        area=case.area,
        case_id=case.pk,
        issue_number=earlier + 1,
        state="ordered",
        batch_id=batch_id,
    )


def _batch_with_a_blank(batch_id: int | None) -> int | None:
    """The batch, if a blank is there for one more card: one taken, or the next of the stock."""
    if batch_id is None:
        return None
    batch = ProductionBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or batch.closed_at is not None:
        return None
    waiting = Card.objects.filter(batch_id=batch.pk, state="ordered").count()
    if waiting < batch.unused:
        return batch.pk
    extra = stock.take_from_stock(batch, 1)
    batch.taken, batch.unused = batch.taken + extra, batch.unused + extra
    batch.save(update_fields=["taken", "unused"])
    return batch.pk if extra else None


def _retire_old_card(case: Case) -> None:
    """The card a new one takes the place of: lost, or to be handed back at the collection."""
    old = Card.objects.filter(permit_id=case.permit_id, person_id=case.person_id, state="collected")
    old.update(state="lost" if case.kind == "reissue" else "surrendered")
