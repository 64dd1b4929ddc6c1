"""The households of a list, what became of their people, and what makes a line the same line."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from anju.access.secrets import blind_index
from anju.casework.people.identities import Holder
from anju.casework.registration_form import HouseholdEntry, RegistrationValues

__all__ = ["ListedHousehold", "ListedPerson", "ListedState", "Located", "row_identity"]


class ListedState(StrEnum):
    """What became of a person of a list."""

    REGISTERED = "registered"
    MOVED = "moved"
    ALREADY_REGISTERED = "already_registered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """A household whose lines can stand: as entered, and typed."""

    entry: HouseholdEntry
    people: tuple[RegistrationValues, ...]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of a list in the register; a sentence where the counter must look."""

    state: ListedState
    registration_number: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A listed household with the area it will belong to, and the files behind its documents."""

    household: ListedHousehold
    area: str
    holders: tuple[Holder | None, ...]


def row_identity(values: RegistrationValues) -> UUID:
    """What makes a line of any list the same line: who, where, since when."""
    place = values.door_code or f"{values.township}:{values.address}{values.building}"
    where = f"{place or values.landmark}:{values.unit}:{values.floor}:{values.room}"
    person = f"{values.document_kind}:{values.document_number}"
    return blind_index("listed", f"{person}:{values.arrived_on}:{where}").value
