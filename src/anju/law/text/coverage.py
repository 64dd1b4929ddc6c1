"""Where each paragraph of each instrument is honoured: by a rule, a procedure, a form, or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from importlib import import_module

from anju.law.citation import RULES, Rule
from anju.law.text import typed_toml as toml
from anju.law.text.instruments import Instrument, Paragraph, every_instrument

__all__ = ["RULE_MODULES", "Account", "Kind", "accounts", "register_of_rules", "rules_citing"]

#: Every module that holds rules, in the order of the law's own life.
RULE_MODULES = (
    "calendar",
    "territory",
    "identity",
    "registration",
    "inquiry",
    "excluded_stays",
    "residence_period",
    "eligibility",
    "application.agents",
    "application.materials",
    "application.outlook",
    "time_limits",
    "permit",
    "endorsement",
    "replacement",
    "effects.fees",
    "effects.rights",
    "effects.penalties",
    "effects.retention",
)


class Kind(StrEnum):
    """In what way a paragraph is honoured."""

    RULE = auto()
    PROCEDURE = auto()
    FORM = auto()
    NOT_OURS = auto()


@dataclass(frozen=True, slots=True)
class Account:
    """One way a paragraph is honoured, and by what, or why it is none of ours."""

    instrument: Instrument
    paragraph: Paragraph
    kind: Kind
    what: str

    @property
    def cite(self) -> str:
        """The citation of the paragraph."""
        return f"{self.instrument.key} {self.paragraph.place}"


@cache
def register_of_rules() -> tuple[Rule, ...]:
    """All rules, in the order of `RULE_MODULES` and then of their files."""
    for module in RULE_MODULES:
        import_module(f"anju.law.{module}")
    order = {f"anju.law.{module}": place for place, module in enumerate(RULE_MODULES)}
    return tuple(sorted(RULES.values(), key=lambda rule: order[rule.module]))


def rules_citing(cite: str) -> tuple[Rule, ...]:
    """The rules that rest on a paragraph."""
    return tuple(rule for rule in register_of_rules() if cite in rule.cites)


def accounts() -> Iterator[Account]:
    """Every account there is, paragraph by paragraph: the rules first, then what is written."""
    written = toml.read("catalogues", "coverage")
    for instrument in every_instrument():
        lines = toml.table(written, instrument.key)
        for paragraph in instrument.paragraphs:
            yield from _by_rules(instrument, paragraph)
            for entry in toml.tables(lines, paragraph.place):
                kind = Kind(toml.text(entry, "as"))
                yield Account(instrument, paragraph, kind, toml.text(entry, "what"))


def _by_rules(instrument: Instrument, paragraph: Paragraph) -> Iterator[Account]:
    for rule in rules_citing(f"{instrument.key} {paragraph.place}"):
        yield Account(instrument, paragraph, Kind.RULE, rule.key)
