"""One box to find an address: door code, initials, fragments in any order, a landmark."""

from dataclasses import dataclass

from anju.access.actor import Actor

__all__ = ["DwellingRow", "FoundAddress", "dwellings_at", "find_addresses"]


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address on file: `township` with `text` names it; own station's stand first."""

    township: str
    text: str
    landmark: str
    state: str
    is_ours: bool
    agency: str
    dwellings: int
    residents: int


@dataclass(frozen=True, slots=True)
class DwellingRow:
    """A home at an address."""

    door_code: str
    text: str
    unit: str
    floor: int | None
    room: str
    place_kind: str
    owner_name: str
    residents: int


def find_addresses(actor: Actor, text: str, *, limit: int = 8) -> tuple[FoundAddress, ...]:
    """At most eight addresses a text can mean; own area first, then the rest of the county."""
    raise NotImplementedError


def dwellings_at(actor: Actor, township: str, text: str) -> tuple[DwellingRow, ...]:
    """The homes at an address, by unit, floor and room."""
    raise NotImplementedError
