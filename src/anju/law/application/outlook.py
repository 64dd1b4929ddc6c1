"""What to tell a person who asks: apply now, later, register first, or another way."""

from datetime import date
from enum import StrEnum

from anju.law.citation import cites
from anju.law.eligibility import Application, Eligibility, may_apply
from anju.law.finding import Finding, Reason
from anju.law.identity import falls_under_other_rules

__all__ = ["Outlook", "outlook"]


class Outlook(StrEnum):
    """The six answers, of which a person always gets exactly one."""

    NOW = "now"
    LATER = "later"
    REGISTER_FIRST = "register_first"
    NOT_THIS_WAY = "not_this_way"
    ASK_A_PERSON = "ask_a_person"
    OTHER_RULES = "other_rules"


#: Reasons after which neither waiting nor registering would help.
NOT_THIS_WAY = frozenset(
    {"hotel_guest", "inpatient", "relief", "same_city", "holds_permit", "no_ground"}
)
#: Reasons that only somebody at the counter can clear.
ASK_A_PERSON = frozenset({"hukou_unknown", "unknown_division", "division_is_no_city"})
#: Somebody registered does not know since when: the register does, and a person can look.
FORGOTTEN = "residence_unknown"


@cites("IRRP 2", "PSD-2016 2(2)", "PSD-2016 5")
def outlook(
    *, application: Application, is_registered: bool, document: str, on: date
) -> Finding[Outlook]:
    """Which of the six answers fits a person on a day.

    Law: 流动人口申报暂住登记，既是法定义务，也是申领居住证的基础。
    """
    if falls_under_other_rules(document=document).outcome:
        return Finding(Outlook.OTHER_RULES, reasons=(Reason("no_hukou", ("IRRP 2",)),))
    found = may_apply(application=application, on=on)
    codes = {reason.code for reason in found.reasons}
    answer = _answer(found.outcome.outcome, codes, is_registered=is_registered)
    changes_on = found.changes_on if answer is Outlook.LATER else None
    facts = {**found.facts, "is_registered": is_registered}
    return Finding(answer, found.cites, facts=facts, changes_on=changes_on, reasons=found.reasons)


def _answer(found: Eligibility, codes: set[str], *, is_registered: bool) -> Outlook:
    """The firmest answer first: what no step of the person changes, what only a person can tell."""
    if codes & NOT_THIS_WAY:
        return Outlook.NOT_THIS_WAY
    if codes & ASK_A_PERSON:
        return Outlook.ASK_A_PERSON
    if is_registered and FORGOTTEN in codes:
        return Outlook.ASK_A_PERSON
    if not is_registered or found in {Eligibility.UNKNOWN, Eligibility.NOT_ELIGIBLE}:
        return Outlook.REGISTER_FIRST
    return Outlook.NOW if found is Eligibility.ELIGIBLE else Outlook.LATER
