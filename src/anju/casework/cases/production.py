"""The card: ordered, made, spoiled and made again, ready, in the holder's hand."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, official_act
from anju.casework.cases.outcomes import CardOrdered, Collector
from anju.casework.cases.papers import give_collection_notice
from anju.casework.cases.steps import move, subject_of
from anju.casework.locking import locked
from anju.casework.permits.states import change_state, current_state
from anju.law.application.agents import AgentKind, Errand, may_act
from anju.law.permit import Use
from anju.law.workflow import CASE, PERMIT
from anju.reading.legal_facts import use_of
from anju.records.cases.models import Case
from anju.records.permits.models import Card

__all__ = ["hand_over", "notify_ready", "record_produced", "record_spoiled", "send_to_production"]


@official_act
def send_to_production(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Order the card of an approved case. County reviewers and card makers."""
    act = Act("send_to_production", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    act_id = act.journal(subject_of(case), to)
    _retire_old_card(case)
    card = _order(case)
    move(act, case, to, act_id)
    return _told(case, card)


@official_act
def record_produced(
    *, actor: Actor, case_number: str, blank_serial: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Note that the card is made, on which blank. Card makers. A blank serves once."""
    act = Act("record_produced", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state, name="produce")
    card = _card(case, "ordered")
    act_id = act.journal(subject_of(case), to, blank_serial=blank_serial)
    card.blank_serial, card.state, card.produced_on = blank_serial, "produced", act.on
    card.save()
    move(act, case, to, act_id, note=blank_serial)
    return _told(case, card)


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
    """Note that a blank was spoiled; the same applicant's card is ordered anew. Card makers."""
    act = Act("record_spoiled", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state, name="spoil")
    card = _card(case, "ordered", "produced")
    if card.blank_serial not in {"", blank_serial}:
        raise Conflict(f"这张卡用的是空白卡 {card.blank_serial}，请核对编号")
    act_id = act.journal(subject_of(case), to, blank_serial=blank_serial, reason=reason)
    card.blank_serial, card.state, card.spoiled_reason = blank_serial, "spoiled", reason
    card.save()
    anew = _order(case)
    move(act, case, to, act_id, note=reason)
    return _told(case, anew)


@official_act
def notify_ready(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Tell the holder that the card can be collected; freezes the collection notice.

    Card makers, window clerks and officers.
    """
    act = Act("notify_ready", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state, name="notify")
    card = _card(case, "produced")
    act_id = act.journal(subject_of(case), to)
    paper = give_collection_notice(act, act_id, case)
    card.state, card.notified_on = "ready", act.on
    card.save()
    move(act, case, to, act_id, due_on=case.hand_over_by)
    return _told(case, card, paper)


@official_act
def hand_over(
    *,
    actor: Actor,
    case_number: str,
    collector: Collector,
    request_key: UUID,
    now: datetime,
) -> CardOrdered:
    """Hand the card to the holder or an agent; a replaced card is surrendered first.

    Window clerks and officers. Closes the case; a reissued card ends the report of loss.
    """
    act = Act("hand_over", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    if case.kind == "replacement" and not collector.old_card_surrendered:
        raise Conflict("换领新证要先交回原证")
    agent = AgentKind.OTHER if collector.is_agent else AgentKind.NONE
    may = may_act(errand=Errand.COLLECT, agent=agent, is_under_age=False, limited_mobility=False)
    card = _card(case, "produced", "ready")
    act_id = act.journal(subject_of(case), to, may, by_agent=collector.is_agent)
    card.state, card.collected_on, card.collected_by = "collected", act.on, collector.name
    card.save()
    if case.kind == "reissue" and case.permit is not None:
        state = current_state(case.permit)
        back = act.step(PERMIT, state.state, name="reissue").outcome
        suspended = use_of(case.permit, act.on).outcome.state is Use.SUSPENDED
        change_state(act, act_id, state, "suspended" if suspended else back, cause="reissue")
    move(act, case, to, act_id, note=collector.name, due_on=None, closed_on=act.on)
    return _told(case, card)


def _order(case: Case) -> Card:
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
    )


def _card(case: Case, *states: str) -> Card:
    """The card of a case that is in one of these states."""
    found = Card.objects.filter(case_id=case.pk, person_id=case.person_id, state__in=states).first()
    if found is None:
        raise Conflict("没有找到这个办件正在办的卡，请刷新后再看")
    return found


def _retire_old_card(case: Case) -> None:
    """The card a new one takes the place of: lost, or to be handed back at the collection."""
    old = Card.objects.filter(permit_id=case.permit_id, person_id=case.person_id, state="collected")
    old.update(state="lost" if case.kind == "reissue" else "surrendered")


def _told(case: Case, card: Card, paper: str = "") -> CardOrdered:
    number = case.permit.number if case.permit else ""
    return CardOrdered(case.number, case.state, number, card.issue_number, card.state, paper)
