"""Towns and subdistricts of the province, villages and communities of Kaili.

Two code systems name the same towns differently: the statistical one (nbs) and that of civil
affairs (mca). In Kaili 碧波镇 is 522601108 and 下司镇 522601109 in the first, and the other way
round in the second. A code therefore never stands alone: it comes with its system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from anju.codes.rows import read_rows

__all__ = [
    "CodeSystem",
    "Community",
    "TownCode",
    "Township",
    "communities",
    "find",
    "townships",
]

CodeSystem = Literal["nbs", "mca"]
TownshipKind = Literal["subdistrict", "town", "ethnic_township", "township", "other"]


@dataclass(frozen=True, slots=True)
class TownCode:
    """One code of a town with the editions of the list that hold it.

    `listed_to` is None while the newest edition still lists the code.
    """

    system: CodeSystem
    code: str
    listed_from: date
    listed_to: date | None


@dataclass(frozen=True, slots=True)
class Township:
    """A town or subdistrict with its codes in both systems."""

    county: str
    name: str
    other_spelling: str | None
    standing: bool
    codes: tuple[TownCode, ...]

    def code(self, system: CodeSystem) -> str | None:
        """The newest code of the town in a system, or None if that list does not hold it."""
        of_system = [one for one in self.codes if one.system == system]
        current = [one for one in of_system if one.listed_to is None]
        return current[0].code if current else (of_system[-1].code if of_system else None)

    @property
    def kind(self) -> TownshipKind:
        """Which sort of place it is, by the last word of its official name."""
        if self.name.endswith("街道"):
            return "subdistrict"
        if self.name.endswith("镇"):
            return "town"
        if self.name.endswith("族乡"):
            return "ethnic_township"
        return "township" if self.name.endswith("乡") else "other"


@dataclass(frozen=True, slots=True)
class Community:
    """A village or community with its twelve-digit statistical code."""

    code: str
    name: str
    township: str

    @property
    def short_name(self) -> str:
        """The name as spoken: without the word for its committee."""
        for ending in ("居民委员会", "村民委员会", "居委会", "村委会", "委员会"):
            if self.name.endswith(ending):
                stem = self.name.removesuffix(ending)
                keeps_kind = stem.endswith(("社区", "村"))
                return stem if keeps_kind else stem + ("村" if ending.startswith("村") else "社区")
        return self.name


@cache
def _codes_by_town() -> dict[tuple[str, str], tuple[TownCode, ...]]:
    found: dict[tuple[str, str], list[TownCode]] = {}
    for county, name, system, code, listed_from, listed_to in read_rows("township_codes"):
        found.setdefault((county, name), []).append(
            TownCode(
                "nbs" if system == "nbs" else "mca",
                code,
                date.fromisoformat(listed_from),
                date.fromisoformat(listed_to) if listed_to else None,
            )
        )
    return {town: tuple(codes) for town, codes in found.items()}


@cache
def _by_county() -> dict[str, tuple[Township, ...]]:
    found: dict[str, list[Township]] = {}
    for county, name, other_spelling, standing in read_rows("townships"):
        found.setdefault(county, []).append(
            Township(
                county,
                name,
                other_spelling or None,
                standing == "yes",
                _codes_by_town().get((county, name), ()),
            )
        )
    return {
        county: tuple(sorted(towns, key=lambda town: (town.code("nbs") or "9", town.name)))
        for county, towns in found.items()
    }


def townships(county: str, *, ended_too: bool = False) -> tuple[Township, ...]:
    """The towns of a county of the province in the order of their statistical codes."""
    return tuple(town for town in _by_county().get(county, ()) if town.standing or ended_too)


def find(code: str, system: CodeSystem) -> Township | None:
    """The town that a nine-digit code names in a system."""
    for town in _by_county().get(code[:6], ()):
        if any(one.system == system and one.code == code[:9] for one in town.codes):
            return town
    return None


@cache
def _by_township() -> dict[str, tuple[Community, ...]]:
    found: dict[str, list[Community]] = {}
    for code, name, township in read_rows("villages"):
        found.setdefault(township, []).append(Community(code, name, township))
    return {township: tuple(rows) for township, rows in found.items()}


def communities(township: str) -> tuple[Community, ...]:
    """The villages and communities of a town, by its statistical code."""
    return _by_township().get(township[:9], ())
