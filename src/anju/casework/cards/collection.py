"""The finished card: told of, told of again, and handed to the one it belongs to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.access.secrets import seal
from anju.casework.act import Act, official_act
from anju.casework.cards.identity import need_identity, old_card_state
from anju.casework.cases.outcomes import CardOrdered, Collector
from anju.casework.cases.papers import give_collection_notice
from anju.casework.cases.production import card_of, told
from anju.casework.cases.steps import move, subject_of
from anju.casework.locking import locked
from anju.casework.permits.states import change_state, current_state
from anju.law.application.agents import AgentKind, Errand, may_act
from anju.law.permit import Use
from anju.law.workflow import CASE, PERMIT
from anju.reading import cells
from anju.reading.legal_facts import use_of
from anju.records.cases.models import Case
from anju.records.permits.models import Card

__all__ = [
    "SECOND_NOTICE_AFTER",
    "NoticesGiven",
    "give_second_notices",
    "hand_over",
    "notify",
    "notify_ready",
]

SECOND_NOTICE_AFTER = timedelta(days=30)
#: How many second notices one act may give.
MOST_NOTICES = 100


@dataclass(frozen=True, slots=True)
class NoticesGiven:
    """The numbers of the notices, in the order of the cases."""

    notices: tuple[str, ...]


@official_act
def notify_ready(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Tell the holder that the card can be collected; freezes the collection notice.

    Card makers, window clerks and officers.
    """
    act = Act("notify_ready", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    card = card_of(case, "produced")
    _need_arrival(card)
    return told(case, card, notify(act, case, card))


@official_act
def give_second_notices(
    *, actor: Actor, case_numbers: tuple[str, ...], request_key: UUID, now: datetime
) -> NoticesGiven:
    """Tell the holders again whose cards lie for more than thirty days. Station staff.

    Each card gets one second notice; what was collected meanwhile is left out.
    """
    act = Act("give_second_notices", actor, request_key, now)
    given = (_second_notice(act, number) for number in sorted(set(case_numbers))[:MOST_NOTICES])
    return NoticesGiven(tuple(number for number in given if number))


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

    Window clerks and officers. Whoever shows another document than the holder's gets nothing.
    Closes the case; a reissued card ends the report of loss.
    """
    act = Act("hand_over", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    need_identity(case, collector, act.on)
    agent = AgentKind.OTHER if collector.is_agent else AgentKind.NONE
    may = may_act(errand=Errand.COLLECT, agent=agent, is_under_age=False, limited_mobility=False)
    card = card_of(case, "produced", "ready")
    _need_arrival(card)
    old = _settle_old_card(case, collector)
    act_id = act.journal(
        subject_of(case), to, may, by_agent=collector.is_agent, relation=collector.relation, **old
    )
    _collected(card, collector, act.on)
    if case.kind == "reissue" and case.permit is not None:
        state = current_state(case.permit)
        back = act.step(PERMIT, state.state, name="reissue").outcome
        suspended = use_of(case.permit, act.on).outcome.state is Use.SUSPENDED
        change_state(act, act_id, state, "suspended" if suspended else back, cause="reissue")
    move(act, case, to, act_id, note=collector.name, due_on=None, closed_on=act.on)
    return told(case, card)


def notify(act: Act, case: Case, card: Card) -> str:
    """The card can be collected from now on; the number of the notice."""
    to = act.step(CASE, case.state, name="notify")
    act_id = act.journal(subject_of(case), to)
    paper = give_collection_notice(act, act_id, case)
    card.state, card.notified_on = "ready", act.on
    card.save()
    move(act, case, to, act_id, due_on=case.hand_over_by)
    return paper


def _second_notice(act: Act, case_number: str) -> str:
    """One second notice; empty where none is due."""
    case = locked(act, Case, number=case_number)
    card = Card.objects.filter(case_id=case.pk, person_id=case.person_id, state="ready").first()
    if card is None or card.notified_on is None or card.second_notice_on is not None:
        return ""
    if act.on - card.notified_on <= SECOND_NOTICE_AFTER:
        return ""
    to = act.step(CASE, case.state)
    act_id = act.journal(subject_of(case), to, first_notice_on=card.notified_on)
    card.second_notice_on = act.on
    card.save(update_fields=["second_notice_on"])
    return give_collection_notice(act, act_id, case)


def _need_arrival(card: Card) -> None:
    """A card in a box nobody signed for is not at the counter."""
    if card.hand_over_list_id is not None and card.arrived_on is None:
        raise Conflict("这张卡还在移交的路上，请先扫箱码签收")


def _settle_old_card(case: Case, collector: Collector) -> dict[str, str]:
    """What became of the card a replacement takes the place of, for row and journal."""
    if case.kind != "replacement":
        return {}
    state = old_card_state(collector)
    old = Card.objects.filter(
        permit_id=case.permit_id, person_id=case.person_id, state="surrendered"
    )
    latest = old.order_by("-issue_number").first()
    if latest is not None and state != latest.state:
        latest.state = state
        latest.save(update_fields=["state"])
    return {"old_card": collector.old_card or "handed_back"}


def _collected(card: Card, collector: Collector, on: date) -> None:
    """The card in somebody's hand: whose, on which day, standing how to the holder."""
    card.state, card.collected_on, card.collected_by = "collected", on, collector.name
    card.collector_relation = collector.relation
    if collector.is_agent and collector.number:
        sealed = seal(collector.number, cells.collector_number(card.permit_id, card.issue_number))
        card.collector_number_encrypted = sealed
    card.save()
