"""Counties by what a clerk types for them: six digits, a name, or pinyin initials."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from anju.codes import divisions, pinyin
from anju.codes.divisions import Division

__all__ = ["HukouPlace", "hukou_code", "hukou_place", "hukou_places", "place_in"]

MOST = 8
CODE_DIGITS = 6
PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class HukouPlace:
    """A county with its short and its whole name."""

    code: str
    name: str
    short_name: str

    @property
    def written(self) -> str:
        """How it stands in the box: the code leads, so that it can be read back."""
        return f"{self.code} {self.name}"


def hukou_place(code: str, on: date) -> HukouPlace | None:
    """The county of a code as it stands on the day, if it does."""
    found = divisions.find(code, on) if code else None
    return _place(found, on) if found else None


def hukou_places(text: str, on: date, *, near: str) -> tuple[HukouPlace, ...]:
    """At most eight counties a text can mean; exact ones first, then those of the same province."""
    typed = "".join(text.split()).lower()
    if not typed:
        return ()
    found = [place for place in _counties(on) if _means(place, typed, on)]
    province = near[:PROVINCE_DIGITS]
    found.sort(key=lambda place: (place.short_name != typed, place.code[:2] != province))
    return tuple(found[:MOST])


def place_in(address: str, on: date) -> tuple[HukouPlace | None, str]:
    """The county a card's address lies in, and the rest of the address behind its name.

    A card names province and county, and often leaves the prefecture out.
    """
    plain = "".join(address.split())
    for place in _counties(on):
        before, name, rest = plain.partition(place.short_name)
        if name and all(one in place.name for one in before) and place.name[:2] == plain[:2]:
            return place, rest
    return None, plain


def hukou_code(text: str, on: date) -> str:
    """The code a typed text stands for; the text itself where it is not one county alone."""
    typed = text.strip()
    if typed[:CODE_DIGITS].isdecimal() and len(typed) >= CODE_DIGITS:
        return typed[:CODE_DIGITS]
    plain = "".join(typed.split())
    if not plain:
        return ""
    exact = [place for place in _counties(on) if plain in {place.short_name, place.name}]
    close = exact or [place for place in _counties(on) if plain in place.name]
    return close[0].code if len(close) == 1 else typed


def _means(place: HukouPlace, typed: str, on: date) -> bool:
    if typed.isdecimal():
        return place.code.startswith(typed)
    if typed.isascii():
        return _initials(on)[place.code].startswith(typed)
    return typed in place.name


@lru_cache(maxsize=1)
def _counties(on: date) -> tuple[HukouPlace, ...]:
    """Every division without divisions below it, on one day."""
    return tuple(sorted(_below(divisions.provinces(on), on), key=lambda place: place.code))


def _below(above: tuple[Division, ...], on: date) -> Iterator[HukouPlace]:
    for one in above:
        children = divisions.children(one.code, on)
        if children:
            yield from _below(children, on)
        else:
            yield _place(one, on)


def _place(division: Division, on: date) -> HukouPlace:
    name = divisions.full_name(division.code, on) or division.name
    return HukouPlace(division.code, name, division.name)


@lru_cache(maxsize=1)
def _initials(on: date) -> dict[str, str]:
    """What the counties of a day are found by on a Latin keyboard."""
    return {place.code: pinyin.initials(place.short_name) for place in _counties(on)}
