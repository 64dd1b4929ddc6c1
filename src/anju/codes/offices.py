"""The twenty towns and subdistricts of Kaili where people can go or call."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from anju.codes.rows import read_rows

__all__ = ["Office", "find", "offices"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the notice's page, its address as published and in parts.

    `code` is the nine-digit statistical code of the town, which the page does not print; `hours`
    are not on the page either and say so until somebody confirms them.
    """

    code: str
    name: str
    kind: str
    address: str
    street: str | None
    community: str | None
    landmark: str | None
    floor: int | None
    phone: str
    hours: str

    @property
    def hours_confirmed(self) -> bool:
        """Whether the hours are known."""
        return self.hours != "待确认"


@cache
def offices() -> tuple[Office, ...]:
    """The offices in the order of the page."""
    return tuple(
        Office(
            code=code,
            name=name,
            kind=kind,
            address=address,
            street=street or None,
            community=community or None,
            landmark=landmark or None,
            floor=int(floor) if floor else None,
            phone=phone,
            hours=hours,
        )
        for (
            code,
            name,
            kind,
            address,
            street,
            community,
            landmark,
            floor,
            phone,
            hours,
        ) in read_rows("offices")
    )


def find(code: str) -> Office | None:
    """The office of a town by its statistical code."""
    return next((one for one in offices() if one.code == code), None)
