"""What another system, or a made-up one, tells of the time before: who lived where, what was done.

Migration takes this over as it was; nothing is decided anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.kit.clock import SHANGHAI

__all__ = ["Hands", "PastEvent", "PastHousehold", "PastPerson", "moment_of"]

OFFICE_HOUR = time(10)


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One step of `law.workflow` on one day, with what the act was told."""

    on: date
    step: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastPerson:
    """One person as registered, and everything that happened since, oldest first."""

    values: RegistrationValues
    registered_on: date
    events: tuple[PastEvent, ...]

    def last(self, *steps: str) -> PastEvent | None:
        """The last event of these kinds."""
        found = [event for event in self.events if event.step in steps]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class PastHousehold:
    """People who were registered together."""

    entry: HouseholdEntry
    people: tuple[PastPerson, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """By whose hands it went: staff numbers of those who accepted, reviewed, decided and made."""

    clerk: str
    officer: str
    reviewer: str
    card_maker: str

    def of(self, step: str) -> str:
        """Who usually takes a step."""
        if step in {"approve", "refuse", "send_to_production"}:
            return self.reviewer
        if step in {"produce", "spoil", "notify"}:
            return self.card_maker
        return self.officer if step == "review" else self.clerk


def moment_of(day: date) -> datetime:
    """When it was recorded, as far as the day alone tells."""
    return datetime.combine(day, OFFICE_HOUR, SHANGHAI)
