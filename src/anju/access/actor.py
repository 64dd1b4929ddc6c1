"""Who acts: one person in one post at one agency, on one day."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

__all__ = [
    "CENTRE_DIGITS",
    "COUNTY_DIGITS",
    "STATION_DIGITS",
    "Actor",
    "Post",
    "area_range",
    "county_of",
    "is_sealed",
    "open_side",
    "sealed_side",
    "station_of",
]

COUNTY_DIGITS = 6
STATION_DIGITS = 8
CENTRE_DIGITS = 10
#: What the path of a protected file begins with; no province's code does.
SEALED = "9"


class Post(StrEnum):
    """The posts a person can hold, and the nightly work, which nobody holds."""

    WINDOW_CLERK = "window_clerk"
    OFFICER = "officer"
    STATION_CHIEF = "station_chief"
    COUNTY_REVIEWER = "county_reviewer"
    CARD_MAKER = "card_maker"
    FIELD_COLLECTOR = "field_collector"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "nightly"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a post. ``area`` is the digit path of the territory the post works in.

    ``entrusted_with`` names the acts a service centre may do on the day (notice 2(2)); a clerk of
    a centre may do nothing else, and nothing at all without it. It says nothing about others.
    """

    staff_number: str
    name: str
    post: str
    agency_code: str
    area: str
    entrusted_with: frozenset[str] = frozenset()

    @classmethod
    def system(cls, purpose: str, area: str) -> Self:
        """The work that starts by itself: nightly lapses, expiry, loading of reference data."""
        return cls(
            staff_number="system", name=purpose, post=Post.SYSTEM, agency_code=area, area=area
        )

    @property
    def county(self) -> str:
        """The county the actor works in; shorter for a prefecture or the province."""
        return county_of(self.area)

    @property
    def is_sealed(self) -> bool:
        """Whether the actor works on protected files, and on nothing else."""
        return is_sealed(self.area)

    def on_side(self, area: str) -> str:
        """The area of an agency on the side the actor works on."""
        return sealed_side(area) if self.is_sealed else area

    @property
    def is_at_centre(self) -> bool:
        """Whether the agency is an entrusted service centre rather than the police."""
        return len(self.agency_code) == CENTRE_DIGITS and self.post != Post.SYSTEM

    def area_range(self) -> tuple[str, str]:
        """The half-open range of area paths that begin with the actor's own."""
        return area_range(self.area)


def sealed_side(area: str) -> str:
    """Where the protected files of an agency are: beside its area, in no ordinary range.

    A centre keeps none, its station does: the path ends with the station.
    """
    return SEALED + open_side(area)[:STATION_DIGITS]


def open_side(area: str) -> str:
    """The agency's path behind an area of either side."""
    return area[len(SEALED) :] if is_sealed(area) else area


def is_sealed(area: str) -> bool:
    """Whether an area is one of protected files."""
    return area.startswith(SEALED)


def county_of(area: str) -> str:
    """The county of an area of either side; shorter for a prefecture or the province."""
    return open_side(area)[:COUNTY_DIGITS]


def station_of(area: str) -> str:
    """The station of an area of either side; shorter for whatever stands above stations."""
    return open_side(area)[:STATION_DIGITS]


def area_range(area: str) -> tuple[str, str]:
    """The half-open range of digit paths that begin with ``area``.

    The end is the next number of the same length, so that the comparison means the same under
    every collation: digits only, no character that sorts after them.
    """
    if not (area.isascii() and area.isdigit()) or int(area) + 1 == 10 ** len(area):
        raise ValueError(f"no area has the path {area!r}")
    return area, str(int(area) + 1).zfill(len(area))
