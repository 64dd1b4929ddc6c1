"""What an act costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from anju.law.citation import cites
from anju.law.finding import Finding
from anju.law.text import parameters

__all__ = ["Fee", "FeeAct", "fee", "fee_of_new_card", "first_issue_is_waived", "must_not_charge"]


class FeeAct(StrEnum):
    """Acts one might be charged for."""

    FIRST_ISSUE = "first_issue"
    ENDORSEMENT = "endorsement"
    REGISTRATION_SLIP = "registration_slip"
    REPLACEMENT = "replacement"
    REISSUE = "reissue"


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount, or none where no rate is in force; whether the law frees the act."""

    amount: Decimal | None
    free: bool


@cites("IRRP 21(1)", "PSD-2016 2(7)")
def first_issue_is_waived(*, on: date) -> Finding[Fee]:
    """The card fee of a first permit.

    Law: 首次申领居住证，免收证件工本费。
    """
    return Finding(Fee(parameters.amount("fees.first_issue", on), free=True), facts={"on": on})


@cites("IRRP 21(1)", "PSD-2016 2(7)", "PSD-2016 2(2)")
def must_not_charge(*, act: FeeAct, on: date) -> Finding[Fee]:
    """The price of an endorsement or a registration slip.

    Law: 各地要为办理暂住登记人员免费制发《暂住登记凭证》。
    """
    rate = parameters.amount(f"fees.{act}", on)
    return Finding(Fee(rate, free=True), facts={"act": act, "on": on})


@cites("IRRP 21(1)", "IRRP 21(2)", "PSD-2016 2(7)")
def fee_of_new_card(*, act: FeeAct, on: date) -> Finding[Fee]:
    """The card fee of a replacement or reissue; none is asked while no rate is in force.

    Law: 换领、补领居住证，应当缴纳证件工本费。
    Read with: R-0011 (no rate of the province was found)
    """
    rate = parameters.amount(f"fees.{act}", on)
    unset = ("no_rate_in_force",) if rate is None else ()
    return Finding(Fee(rate, free=False), facts={"act": act, "on": on}, warnings=unset)


@cites("IRRP 21(1)", "PSD-2016 2(7)")
def fee(*, act: FeeAct, on: date) -> Finding[Fee]:
    """What an act costs on a day.

    Law: 严格执行国务院、财政部门和价格主管部门制定的居住证收费标准，不得额外收取费用
    """
    if act is FeeAct.FIRST_ISSUE:
        return first_issue_is_waived(on=on)
    if act in {FeeAct.ENDORSEMENT, FeeAct.REGISTRATION_SLIP}:
        return must_not_charge(act=act, on=on)
    return fee_of_new_card(act=act, on=on)
