"""Whose papers count, how old a person is on a day, and who falls under other rules."""

from dataclasses import dataclass
from datetime import date

from anju.law.calendar import add_months
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.text import parameters
from anju.law.text import typed_toml as toml

__all__ = [
    "DocumentKind",
    "age_on",
    "document_identifies",
    "document_kind",
    "falls_under_other_rules",
    "guardian_may_apply",
    "guardian_must_be_adult",
]

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document by its code: whether it identifies a citizen, or somebody else."""

    code: str
    name: str
    identifies: bool
    other_rules: bool


def document_kind(code: str) -> DocumentKind | None:
    """What the catalogue says of a kind of document; nothing for an unknown code."""
    entry = toml.read("catalogues", "documents").get(code)
    if not isinstance(entry, dict):
        return None
    identifies, other = toml.flag(entry, "identifies"), toml.flag(entry, "other_rules")
    return DocumentKind(code, toml.text(entry, "name"), identifies, other)


@cites("PSD-2016 2(2)")
def document_identifies(*, document: str) -> Finding[bool]:
    """Whether a document of this kind suffices to register its owner's stay.

    Law: 流动人口本人居民身份证或者其他有效身份证明
    """
    facts = {"document": document}
    kind = document_kind(document)
    if kind is not None and kind.identifies:
        return Finding(True, facts=facts)
    barred = (Reason("document_does_not_identify", ("PSD-2016 2(2)",)),)
    return Finding(False, facts=facts, reasons=barred)


@cites("IRRP 2")
def falls_under_other_rules(*, document: str) -> Finding[bool]:
    """Whether the document shows a person for whom another permit exists.

    Law: 公民离开常住户口所在地
    Read with: R-0033 (residents of Hong Kong, Macao and Taiwan and foreigners have no hukou)
    """
    kind = document_kind(document)
    return Finding(kind is not None and kind.other_rules, facts={"document": document})


@cites("CC 201(1)", "CC 202")
def age_on(*, born_on: date, on: date) -> Finding[int]:
    """How many full years a person is old on a day.

    Law: 到期月的对应日为期间的最后一日
    Read with: R-0028 (a year of age is reached on the birthday itself)
    """
    if on < born_on:
        raise ValueError("on lies before born_on")
    years = on.year - born_on.year
    birthday = add_months(born_on, years * MONTHS_OF_A_YEAR)
    return Finding(years if on >= birthday else years - 1, facts={"born_on": born_on, "on": on})


@cites("IRRP 9(3)")
def guardian_may_apply(*, born_on: date, limited_mobility: bool, on: date) -> Finding[bool]:
    """Whether a guardian or close relative may apply in a person's place.

    Law: 未满16周岁的未成年人和行动不便的老年人、残疾人等，可以由其监护人、近亲属代为申领居住证。
    """
    least = parameters.number("identity.applies_alone_from", on)
    age = age_on(born_on=born_on, on=on).outcome
    reaches_on = add_months(born_on, least * MONTHS_OF_A_YEAR)
    facts = {"age": age, "limited_mobility": limited_mobility}
    if limited_mobility:
        return Finding(True, facts=facts)
    return Finding(age < least, facts=facts, changes_on=reaches_on if age < least else None)


@cites("CC 17", "CC 27")
def guardian_must_be_adult(*, guardian_born_on: date, on: date) -> Finding[bool]:
    """Whether a person is old enough to act as guardian.

    Law: 十八周岁以上的自然人为成年人。
    """
    least = parameters.number("identity.adult_from", on)
    age = age_on(born_on=guardian_born_on, on=on).outcome
    facts = {"age": age}
    if age >= least:
        return Finding(True, facts=facts)
    changes_on = add_months(guardian_born_on, least * MONTHS_OF_A_YEAR)
    minor = (Reason("guardian_is_minor", ("CC 17",)),)
    return Finding(False, facts=facts, changes_on=changes_on, reasons=minor)
