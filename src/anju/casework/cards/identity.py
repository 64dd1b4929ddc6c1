"""Who stands at the counter for a card: the holder, or an agent with both documents."""

from datetime import date

from anju.access.refusals import Conflict
from anju.casework.cases.outcomes import Collector
from anju.codes import citizen_number
from anju.reading.masking import clear_document
from anju.records.cases.models import Case

__all__ = ["MANDATED_BY_LAW", "need_identity", "old_card_state"]

#: Who collects for the holder without a written mandate.
MANDATED_BY_LAW = frozenset({"guardian", "spouse", "parent", "child"})
LAST_DIGITS = 4
OLD_CARD = {"handed_back": "surrendered", "lost": "lost", "seized": "void"}


def need_identity(case: Case, collector: Collector, on: date) -> None:
    """Refuse a document that is not the holder's, and an agent without document or mandate.

    The holder's number is what a reader gives, or its last four characters typed from the
    document on the counter: the page does not show them.
    """
    holder = citizen_number.normalise(clear_document(case.person_id))
    shown = citizen_number.normalise(collector.holder_number)
    if not shown:
        raise Conflict("请核对持证人的身份证件", "holder_number")
    if shown not in {holder, holder[-LAST_DIGITS:]}:
        raise Conflict("出示的证件不是持证人的，不能发放，请核对是谁的证", "holder_number")
    if collector.is_agent:
        _need_agent(collector, holder, on)


def _need_agent(collector: Collector, holder: str, on: date) -> None:
    """An agent shows their own document, says how they stand to the holder, and is mandated."""
    if not collector.name:
        raise Conflict("请填写代领人姓名", "agent_name")
    own = citizen_number.read(collector.number, on)
    if not own.valid:
        raise Conflict("代领人身份证号不对，请对照证件逐位核对", "agent_number")
    if own.normalised == holder:
        raise Conflict("这是持证人自己的证件，请按本人领取办理", "agent_number")
    if not collector.relation:
        raise Conflict("请选择代领人是持证人的什么人", "relation")
    if collector.relation not in MANDATED_BY_LAW and not collector.has_mandate:
        raise Conflict("请先看持证人写的委托书", "has_mandate")


def old_card_state(collector: Collector) -> str:
    """What the old card of a replacement is from now on: handed back, or said why it is not."""
    if collector.old_card_surrendered:
        return OLD_CARD["handed_back"]
    if collector.old_card not in OLD_CARD:
        raise Conflict("换领新证要先交回原证", "old_card")
    return OLD_CARD[collector.old_card]
