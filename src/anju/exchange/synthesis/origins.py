"""Where made-up people have their hukou: real divisions, now and then under a code that ended."""

from __future__ import annotations

from datetime import date
from functools import cache

from anju.codes import divisions, townships
from anju.codes.divisions import Division, DivisionKind
from anju.exchange.synthesis.chance import Chance, Weighted
from anju.exchange.synthesis.words import frequencies, words

__all__ = ["hukou_address", "hukou_division"]

_PROVINCE = "52"
_PREFECTURE = "522600"
_OWN_COUNTY = "522601"
_OLD_CODES = 0.03
_SCOPES = Weighted.of([("prefecture", 44), ("province", 27), ("country", 27), ("own_county", 2)])
_UPPER = {
    DivisionKind.PREFECTURE_CITY,
    DivisionKind.PREFECTURE,
    DivisionKind.AUTONOMOUS_PREFECTURE,
    DivisionKind.LEAGUE,
}


@cache
def _counties(province: str, on: date) -> tuple[Division, ...]:
    """The counties of a province, and its cities without any, as they stand on a day."""
    found: list[Division] = []
    for one in divisions.children(province + "0000", on):
        below = divisions.children(one.code, on) if one.kind in _UPPER else ()
        found += below or (one,)
    return tuple(found)


@cache
def _neighbours(on: date) -> tuple[Division, ...]:
    return tuple(one for one in divisions.children(_PREFECTURE, on) if one.code != _OWN_COUNTY)


@cache
def _former_codes(code: str) -> tuple[str, ...]:
    return tuple(one.old for one in divisions.predecessors(code) if one.how == "recoded")


def hukou_division(chance: Chance, on: date) -> str:
    """The six-digit division of a hukou; a few still carry the code of an old register."""
    scope = chance.draw(_SCOPES)
    if scope == "own_county":
        return _OWN_COUNTY
    if scope == "prefecture":
        return chance.pick(_neighbours(on)).code
    province = _PROVINCE if scope == "province" else chance.draw(frequencies("provinces"))
    code = chance.pick(_counties(province, on)).code
    former = _former_codes(code)
    if province == _PROVINCE and former and chance.happens(_OLD_CODES * 4):
        return chance.pick(former)
    return code


@cache
def _towns(code: str, on: date) -> tuple[str, ...]:
    standing = divisions.resolve(code, on)
    listed = townships.townships(standing.code) if standing else ()
    return tuple(town.name for town in listed) or words("towns_elsewhere")


def hukou_address(chance: Chance, code: str, on: date) -> str:
    """The address of a hukou within its division: town, village and group or street and number."""
    town = chance.pick(_towns(code, on))
    if town.endswith("街道"):
        detail = f"{chance.pick(words('streets'))}{chance.between(1, 300)}号"
    else:
        detail = f"{chance.pick(words('villages_elsewhere'))}{chance.between(1, 12)}组"
    return town + detail
