"""A damaged card is replaced, a lost one reissued; neither touches the years of residence."""

from datetime import date
from enum import StrEnum

from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters

__all__ = [
    "Cause",
    "anchor_after_new_card",
    "loss_report_may_be_cancelled",
    "may_reissue",
    "may_replace",
    "must_surrender_old_card",
]


class Cause(StrEnum):
    """Why a new card is wanted."""

    DAMAGED = "damaged"
    LOST = "lost"
    PARTICULARS_CHANGED = "particulars_changed"


@cites("IRRP 11(1)")
def may_replace(*, cause: Cause, old_card_surrendered: bool, on: date) -> Finding[bool]:
    """Whether a card may be replaced by a new one against the old.

    Law: 居住证损坏难以辨认或者丢失的
    Read with: R-0031 (a change of what is printed is treated like damage)
    """
    reasons: tuple[Reason, ...] = ()
    changed_is_cause = parameters.switch("permit.replaced_when_particulars_change", on)
    if cause is Cause.LOST or (cause is Cause.PARTICULARS_CHANGED and not changed_is_cause):
        reasons += (Reason("no_cause_for_replacement", ("IRRP 11(1)",)),)
    if must_surrender_old_card(cause=cause).outcome and not old_card_surrendered:
        reasons += (Reason("old_card_not_surrendered", ("IRRP 11(2)",)),)
    return Finding(not reasons, facts={"cause": cause, "on": on}, reasons=reasons)


@cites("IRRP 11(2)")
def must_surrender_old_card(*, cause: Cause) -> Finding[bool]:
    """Whether the old card must be handed back.

    Law: 居住证持有人换领新证时，应当交回原证。
    """
    return Finding(cause is not Cause.LOST, facts={"cause": cause})


@cites("IRRP 11(1)")
def may_reissue(*, loss_reported: bool) -> Finding[bool]:
    """Whether a card may be issued again in place of a lost one.

    Law: 办理换领、补领手续
    """
    facts = {"loss_reported": loss_reported}
    if loss_reported:
        return Finding(True, facts=facts)
    missing = (Reason("loss_not_reported", ("IRRP 11(1)",)),)
    return Finding(False, facts=facts, reasons=missing)


@cites("IRRP 11(1)")
def loss_report_may_be_cancelled(*, is_reissued: bool) -> Finding[bool]:
    """Whether a report of loss may be taken back: until the new card is there.

    Law: 居住证损坏难以辨认或者丢失的
    """
    facts = {"is_reissued": is_reissued}
    if not is_reissued:
        return Finding(True, facts=facts)
    done = (Reason("already_reissued", ("IRRP 11(1)",)),)
    return Finding(False, facts=facts, reasons=done)


@cites("IRRP 11(1)", "IRRP 10(2)")
def anchor_after_new_card(*, anchor_on: date, made_on: date) -> Finding[date]:
    """From which day years count after a new card: from where they counted before.

    Law: 居住证持有人应当到居住地公安派出所或者受公安机关委托的社区服务机构办理换领、补领手续
    """
    return Finding(anchor_on, facts={"anchor_on": anchor_on, "made_on": made_on})
