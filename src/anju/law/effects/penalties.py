"""Sanctions: what is an offence, what is none, and the order that must come before a fine."""

from dataclasses import dataclass
from datetime import date, timedelta

from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters
from anju.law.text import typed_toml as toml

__all__ = [
    "FineRange",
    "Offence",
    "fine_after_order",
    "fine_for_abuse",
    "fine_for_withholding",
    "may_fine_after_order",
    "must_seize",
    "not_holding_a_permit_is_an_offence",
    "offence",
]


@dataclass(frozen=True, slots=True)
class FineRange:
    """The least and the most a fine may be, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence of the catalogue, and how it is dealt with."""

    code: str
    name: str
    cites: tuple[str, ...]
    order_first: bool
    warning: bool
    gain_confiscated: bool
    permit_seized: bool


def offence(code: str) -> Offence:
    """An offence of the catalogue."""
    entry = toml.table(toml.read("catalogues", "offences"), code)
    return Offence(
        code=code,
        name=toml.text(entry, "name"),
        cites=toml.texts(entry, "cites"),
        order_first=toml.flag(entry, "order_first"),
        warning=toml.flag(entry, "warning"),
        gain_confiscated=toml.flag(entry, "gain_confiscated"),
        permit_seized=toml.flag(entry, "permit_seized"),
    )


@cites("IRRP 2")
def not_holding_a_permit_is_an_offence(*, on: date) -> Finding[bool]:
    """Whether anyone may be sanctioned for holding no permit: nobody.

    Law: 可以依照本条例的规定申领居住证
    Read with: R-0021 (the later regulation of the State Council made it a right)
    """
    return Finding(False, facts={"on": on})


@cites("PFPR 27", "PFPR 28", "PFPR 29")
def may_fine_after_order(
    *, order_due_on: date | None, corrected_on: date | None, on: date
) -> Finding[bool]:
    """Whether an omission to report may be fined on a day: an order must have run out in vain.

    Law: 由公安机关责令限期改正；逾期不改正的
    Read with: R-0024 (no order, no fine; put right in time, no fine)
    """
    facts = {"order_due_on": order_due_on, "corrected_on": corrected_on, "on": on}
    if order_due_on is None:
        return Finding(False, facts=facts, reasons=(Reason("no_order_given", ("PFPR 27",)),))
    if corrected_on is not None and corrected_on <= order_due_on:
        return Finding(False, facts=facts, reasons=(Reason("put_right_in_time", ("PFPR 27",)),))
    if on <= order_due_on:
        runs = (Reason("order_still_running", ("PFPR 27",)),)
        changes_on = order_due_on + timedelta(days=1)
        return Finding(False, facts=facts, changes_on=changes_on, reasons=runs)
    return Finding(True, facts=facts)


@cites("PFPR 27", "PFPR 28", "PFPR 29")
def fine_after_order(*, offence_code: str, is_unit: bool, on: date) -> Finding[FineRange | None]:
    """How much an omission to report may be fined once an order has run out.

    Law: 由公安机关对单位处以2000元以上2万元以下罚款，对个人处以200元以上2000元以下罚款
    """
    who = "unit" if is_unit else "person"
    facts = {"offence_code": offence_code, "who": who, "on": on}
    if not parameters.exists(f"penalties.{offence_code}_{who}_most"):
        return Finding(None, facts=facts, reasons=(Reason("no_fine_set", ("PFPR 29",)),))
    return Finding(_range(offence_code, who, on), facts=facts)


@cites("IRRP 18", "IRRP 19(1)")
def fine_for_abuse(*, offence_code: str, on: date) -> Finding[FineRange]:
    """How much the abuse of a permit may be fined.

    Law: 由公安机关处200元以上1000元以下罚款，有违法所得的，没收违法所得
    """
    return Finding(
        _range(offence_code, "person", on), facts={"offence_code": offence_code, "on": on}
    )


@cites("IRRP 18", "PFPR 30(2)")
def fine_for_withholding(*, on: date) -> Finding[FineRange]:
    """How much withholding another's permit may be fined by the regulation that ranks above.

    Law: 非法扣押他人居住证
    Read with: R-0025 (the province's older and higher range is shown beside it; a person decides)
    """
    facts = {
        "provincial_person": _range("permit_withheld_by_province", "person", on),
        "provincial_unit": _range("permit_withheld_by_province", "unit", on),
    }
    national = _range("permit_withheld", "person", on)
    return Finding(national, facts=facts, warnings=("provincial_range_differs",))


@cites("IRRP 19(2)")
def must_seize(*, offence_code: str) -> Finding[bool]:
    """Whether the permit involved must be seized.

    Law: 伪造、变造的居住证和骗领的居住证，由公安机关予以收缴。
    """
    return Finding(offence(offence_code).permit_seized, facts={"offence_code": offence_code})


def _range(offence_code: str, who: str, on: date) -> FineRange:
    least = parameters.number(f"penalties.{offence_code}_{who}_least", on)
    most = parameters.number(f"penalties.{offence_code}_{who}_most", on)
    return FineRange(least, most)
