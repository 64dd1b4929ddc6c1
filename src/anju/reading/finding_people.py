"""One box to find a person by whatever is at hand."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor

__all__ = ["FoundPeople", "FoundPerson", "find_people"]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of the list: enough to tell people apart, numbers masked."""

    person_ref: str
    name: str
    sex: str
    born_on: date
    masked_number: str
    address: str
    registration_state: str
    permit_state: str


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """What was found, by which kind of key ("citizen_number", "phone", "name" …); at most 50."""

    by: str
    rows: tuple[FoundPerson, ...]
    more: bool


def find_people(actor: Actor, text: str, *, now: datetime) -> FoundPeople:
    """Who is meant by a citizen number, permit, slip, registration or case number, phone, name,
    pinyin or initials: the box recognises which it is. Only the actor's territory; masked.
    """
    raise NotImplementedError
