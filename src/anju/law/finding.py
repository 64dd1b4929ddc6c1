"""What a rule answers: the outcome together with the reasons one may check it by."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from anju.law.edition import edition

__all__ = ["Finding", "Reason", "merged"]

T_co = TypeVar("T_co", covariant=True)
H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks against the person, by its code and the places it rests on."""

    code: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding(Generic[T_co]):
    """The answer of a rule.

    `outcome` is what follows; `cites` the places of law it rests on, nearest first;
    `version` the edition of the rules; `facts` what was looked at; `changes_on` the first day
    on which the same question would be answered otherwise by the passing of time alone;
    `warnings` what a person should know before relying on it; `reasons` what stands in the way.
    """

    outcome: T_co
    cites: tuple[str, ...] = ()
    version: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    changes_on: date | None = None
    warnings: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def stamped(self, cites: tuple[str, ...]) -> "Finding[T_co]":
        """The same finding, resting first on `cites` and carrying the edition of the rules."""
        return Finding(
            self.outcome,
            merged(cites, self.cites),
            edition(),
            self.facts,
            self.changes_on,
            self.warnings,
            self.reasons,
        )


def merged(*groups: tuple[H, ...]) -> tuple[H, ...]:
    """All entries of the groups in their order, each once."""
    return tuple(dict.fromkeys(entry for group in groups for entry in group))
