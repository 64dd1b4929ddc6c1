"""How long records are kept, who may see them, and what is not collected at all."""

from datetime import date
from enum import StrEnum

from anju.law.calendar import add_months
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters

__all__ = ["Subject", "kept_until", "may_be_collected", "must_be_kept_confidential"]


class Subject(StrEnum):
    """What is kept."""

    REGISTRATION = "registration"
    CASE = "case"
    PERMIT = "permit"
    EVIDENCE = "evidence"


@cites("IRRP 17")
def must_be_kept_confidential(*, subject: Subject) -> Finding[bool]:
    """Whether what officials learn of a holder is confidential: all of it.

    Law: 国家机关及其工作人员对在工作过程中知悉的居住证持有人个人信息，应当予以保密。
    """
    return Finding(True, facts={"subject": subject})


@cites("IRRP 17", "IRRP 7")
def kept_until(*, subject: Subject, ended_on: date) -> Finding[date]:
    """Until which day a record is kept after what it tells of has ended.

    Law: 分类完善劳动就业、教育、社会保障、房产、信用、卫生计生、
    婚姻等信息系统以及居住证持有人信息的采集、登记工作
    Read with: R-0034 (no text sets a term; these are proposals)
    """
    months = parameters.number(f"retention.{subject}", ended_on)
    return Finding(add_months(ended_on, months), facts={"subject": subject, "ended_on": ended_on})


@cites("PSD-2016 3", "IRRP 7")
def may_be_collected(*, item: str, on: date) -> Finding[bool]:
    """Whether an item may be asked of a person.

    Law: 确保采集、登记的信息能够全面、准确录入信息系统
    Read with: R-0014 (religion and family planning are not collected)
    """
    facts = {"item": item, "on": on}
    key = f"collection.{item}"
    if not parameters.exists(key) or parameters.switch(key, on):
        return Finding(True, facts=facts)
    barred = (Reason("no_purpose", ("PSD-2016 3",)),)
    return Finding(False, facts=facts, reasons=barred)
