"""Places of law: how they are written, and which rule rests on which."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from anju.law.finding import Finding

__all__ = ["RULES", "Citation", "Rule", "cites"]

P = ParamSpec("P")
T = TypeVar("T")
WRITTEN = re.compile(r"(?P<instrument>[A-Z][A-Za-z0-9-]*) (?P<place>\d+(?:\(\d+\))?)")


@dataclass(frozen=True, slots=True)
class Citation:
    """One paragraph of one instrument, written `IRRP 10(2)`."""

    instrument: str
    place: str

    @classmethod
    def parse(cls, written: str) -> "Citation":
        """Read a written citation, or say that it is none."""
        match = WRITTEN.fullmatch(written)
        if match is None:
            raise ValueError(f"not a citation: {written!r}")
        return cls(match["instrument"], match["place"])

    def __str__(self) -> str:
        return f"{self.instrument} {self.place}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the register knows it: where it stands, what it rests on, what it says."""

    module: str
    name: str
    cites: tuple[str, ...]
    doc: str

    @property
    def key(self) -> str:
        """The rule's name with the room left out: `endorsement.endorsement_window`."""
        return f"{self.module.removeprefix('anju.law.')}.{self.name}"


#: Every rule that cites law, in the order of import. Filled by `cites`, read by the generated docs.
RULES: dict[str, Rule] = {}


def cites(*places: str) -> Callable[[Callable[P, Finding[T]]], Callable[P, Finding[T]]]:
    """Register a rule under the places it rests on and stamp them on each of its findings."""
    written = tuple(str(Citation.parse(place)) for place in places)

    def decorate(rule: Callable[P, Finding[T]]) -> Callable[P, Finding[T]]:
        @wraps(rule)
        def answered(*args: P.args, **kwargs: P.kwargs) -> Finding[T]:
            return rule(*args, **kwargs).stamped(written)

        entry = Rule(rule.__module__, rule.__name__, written, str(rule.__doc__))
        RULES[entry.key] = entry
        return answered

    return decorate
