"""Papers that left the house: their frozen content for the printer, by number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor

__all__ = ["FrozenPaper", "household_slips", "paper"]


@dataclass(frozen=True, slots=True)
class FrozenPaper:
    """A paper as it was issued; `content` builds the dataclass of `casework.contents`."""

    number: str
    kind: str
    edition: str
    content: Mapping[str, object]
    check_code: str
    issued_at: datetime
    printed: int
    voided_reason: str


def paper(actor: Actor, number: str, *, now: datetime) -> FrozenPaper:
    """One paper by its number; the look is journalled."""
    raise NotImplementedError


def household_slips(actor: Actor, household_ref: str, *, now: datetime) -> tuple[FrozenPaper, ...]:
    """The papers of one household's act: the form and everybody's slip."""
    raise NotImplementedError
