"""The panel beside the form: what the register already knows of the document in hand."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor

__all__ = ["KnownPerson", "SimilarPerson", "known_person"]


@dataclass(frozen=True, slots=True)
class SimilarPerson:
    """Somebody with the same name and day of birth in the territory."""

    person_ref: str
    name: str
    born_on: date


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What stands against a document number; `is_ours` is false for a file of another area.

    Of a file elsewhere only that it exists and the name of its station is said.
    """

    is_known: bool
    is_ours: bool = False
    person_ref: str = ""
    name: str = ""
    registration_number: str = ""
    registered_on: date | None = None
    address: str = ""
    agency: str = ""
    permit_number: str = ""
    permit_state: str = ""
    open_case_number: str = ""
    open_case_state: str = ""
    ethnic_group: str = ""
    hukou_division: str = ""
    hukou_address: str = ""
    similar: tuple[SimilarPerson, ...] = ()


def known_person(actor: Actor, kind: str, number: str, *, now: datetime) -> KnownPerson:
    """Whether the holder of a document is on file, registered, holds a permit, has a case."""
    raise NotImplementedError
