"""Administrative divisions of the country, each with the span in which its code stood.

A code alone does not name a place: 520201 was 水城特区 until 1987 and is 钟山区 since. Every
question therefore takes a day. Spans are half-open: `valid_from` is the first day, `valid_to`
the first day no longer (None: still standing). How exact a date is says `dated`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Literal

from anju.codes.rows import read_rows

__all__ = [
    "Division",
    "DivisionKind",
    "DivisionState",
    "Succession",
    "children",
    "find",
    "full_name",
    "name_of",
    "normalised",
    "path",
    "predecessors",
    "provinces",
    "resolve",
    "state",
    "successors",
    "versions",
]

DivisionState = Literal["current", "historic", "unknown"]


class DivisionKind(StrEnum):
    """What sort of division it is, taken from a table and never from digits."""

    PROVINCE = "province"
    AUTONOMOUS_REGION = "autonomous_region"
    MUNICIPALITY = "municipality"
    SPECIAL_ADMINISTRATIVE_REGION = "special_administrative_region"
    PREFECTURE_CITY = "prefecture_city"
    PREFECTURE = "prefecture"
    AUTONOMOUS_PREFECTURE = "autonomous_prefecture"
    LEAGUE = "league"
    DISTRICT = "district"
    COUNTY = "county"
    AUTONOMOUS_COUNTY = "autonomous_county"
    COUNTY_CITY = "county_city"
    BANNER = "banner"
    AUTONOMOUS_BANNER = "autonomous_banner"
    SPECIAL_DISTRICT = "special_district"
    FOREST_DISTRICT = "forest_district"


@dataclass(frozen=True, slots=True)
class Division:
    """One code under one name, with the span in which it stood."""

    code: str
    name: str
    kind: DivisionKind
    parent: str | None
    valid_from: date
    valid_to: date | None
    dated: str

    def stands_on(self, on: date) -> bool:
        """Whether the code stood under this name on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """A code that ended and the one that continues it from a day on."""

    old: str
    new: str
    on: date
    how: str
    document: str | None


@cache
def _rows_by_code() -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for row in read_rows("divisions"):
        grouped.setdefault(row[0], []).append(row)
    return {code: tuple(rows) for code, rows in grouped.items()}


@cache
def _aliases() -> dict[str, str]:
    return {alias: code for alias, code, _ in read_rows("division_aliases")}


@cache
def _successions() -> tuple[dict[str, tuple[Succession, ...]], dict[str, tuple[Succession, ...]]]:
    forward: dict[str, list[Succession]] = {}
    backward: dict[str, list[Succession]] = {}
    for old, new, on, how, document, _ in read_rows("division_successions"):
        step = Succession(old, new, date.fromisoformat(on), how, document or None)
        forward.setdefault(old, []).append(step)
        backward.setdefault(new, []).append(step)
    return (
        {code: tuple(steps) for code, steps in forward.items()},
        {code: tuple(steps) for code, steps in backward.items()},
    )


@cache
def versions(code: str) -> tuple[Division, ...]:
    """All names a code has had, oldest first; empty for a code no book lists."""
    return tuple(
        Division(
            code=code,
            name=name,
            kind=DivisionKind(kind),
            parent=parent or None,
            valid_from=date.fromisoformat(valid_from),
            valid_to=date.fromisoformat(valid_to) if valid_to else None,
            dated=dated,
        )
        for _, name, kind, parent, valid_from, valid_to, dated in _rows_by_code().get(code, ())
    )


def normalised(code: str) -> str:
    """The county-level code a longer or a statistical code stands for.

    Nine- and twelve-digit codes of towns and villages are cut to their county; 620201, 520101
    and the like are codes of statistics for a city as a whole.
    """
    county = code.strip()[:6]
    return _aliases().get(county, county)


@lru_cache(maxsize=16_384)
def find(code: str, on: date) -> Division | None:
    """The division whose code this was on the day, without following successions."""
    wanted = normalised(code)
    return next((one for one in versions(wanted) if one.stands_on(on)), None)


def state(code: str, on: date) -> DivisionState:
    """Whether the code stands on the day, stood once before, or is not in any book by then."""
    known = versions(normalised(code))
    if any(one.stands_on(on) for one in known):
        return "current"
    return "historic" if any(one.valid_from <= on for one in known) else "unknown"


def successors(code: str) -> tuple[Succession, ...]:
    """The steps by which a code was continued under other codes, oldest first."""
    return _successions()[0].get(normalised(code), ())


def predecessors(code: str) -> tuple[Succession, ...]:
    """The steps by which other codes were continued under this one, oldest first."""
    return _successions()[1].get(normalised(code), ())


def resolve(code: str, on: date) -> Division | None:
    """The division that stands on the day for the place a code was once given to.

    1. A code that stands on the day is its own answer.
    2. One that ended is followed along its successions.
    3. One that begins only later is followed back to what it continued.
    """
    wanted = normalised(code)
    standing = find(wanted, on)
    if standing is not None:
        return standing
    known = versions(wanted)
    if not known:
        return None
    if known[0].valid_from > on:
        return _follow_back(wanted, on)
    return _follow_on(wanted, on)


def _follow_on(code: str, on: date) -> Division | None:
    seen = {code}
    while True:
        steps = [step for step in successors(code) if step.on <= on and step.new not in seen]
        if not steps:
            return None
        code = steps[-1].new
        seen.add(code)
        standing = find(code, on)
        if standing is not None:
            return standing


def _follow_back(code: str, on: date) -> Division | None:
    seen = {code}
    while True:
        steps = [
            step for step in predecessors(code)
            if step.on > on and step.how == "recoded" and step.old not in seen
        ]  # fmt: skip
        if not steps:
            return None
        code = steps[0].old
        seen.add(code)
        standing = find(code, on)
        if standing is not None:
            return standing


@cache
def _codes_below() -> dict[str, tuple[str, ...]]:
    below: dict[str, dict[str, None]] = {}
    for code, rows in _rows_by_code().items():
        for row in rows:
            below.setdefault(row[3], {})[code] = None
    return {parent: tuple(codes) for parent, codes in below.items()}


def children(code: str, on: date) -> tuple[Division, ...]:
    """The divisions directly below one on the day, in the order of their codes."""
    wanted = normalised(code)
    standing = (find(below, on) for below in _codes_below().get(wanted, ()))
    return tuple(one for one in standing if one is not None and one.parent == wanted)


def provinces(on: date) -> tuple[Division, ...]:
    """The divisions of the first level on the day."""
    standing = (find(code, on) for code in _codes_below()[""])
    return tuple(one for one in standing if one is not None)


def path(code: str, on: date) -> tuple[Division, ...]:
    """A division of the day with all above it, the province first; empty if none stands."""
    one = find(code, on)
    found: list[Division] = []
    while one is not None:
        found.append(one)
        one = find(one.parent, on) if one.parent else None
    return tuple(reversed(found))


def full_name(code: str, on: date) -> str | None:
    """The name with those of the divisions above, as written in an address: 贵州省贵阳市云岩区.

    A code that no longer stands is named as it last was.
    """
    steps = path(code, on)
    if steps:
        return "".join(one.name for one in steps)
    ended = [one for one in versions(normalised(code)) if one.valid_to and one.valid_to <= on]
    if not ended or ended[-1].valid_to is None:
        return None
    last_day = date.fromordinal(ended[-1].valid_to.toordinal() - 1)
    return "".join(one.name for one in path(code, last_day)) or ended[-1].name


def name_of(code: str, on: date) -> str | None:
    """The short name of a code: that of the day, or the last it had before."""
    known = [one for one in versions(normalised(code)) if one.valid_from <= on]
    return known[-1].name if known else None
