"""Counties by what a clerk types for them: six digits, a name, or pinyin initials."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from anju.codes import divisions, pinyin

__all__ = ["HukouPlace", "hukou_code", "hukou_places"]

MOST = 8
CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class HukouPlace:
    """A county with its whole name, and what it is found by."""

    code: str
    name: str
    short_name: str
    initials: str

    @property
    def written(self) -> str:
        """How it stands in the box: the code leads, so that it can be read back."""
        return f"{self.code} {self.name}"


def hukou_places(text: str, on: date) -> tuple[HukouPlace, ...]:
    """At most eight counties a text can mean: by code, name or initials; exact ones first."""
    typed = "".join(text.split()).lower()
    if not typed:
        return ()
    found = [place for place in _counties(on) if _means(place, typed)]
    found.sort(key=lambda place: typed not in {place.short_name, place.initials})
    return tuple(found[:MOST])


def hukou_code(text: str, on: date) -> str:
    """The code a typed text stands for; the text itself where it is not one county alone."""
    typed = text.strip()
    if typed[:CODE_DIGITS].isdecimal() and len(typed) >= CODE_DIGITS:
        return typed[:CODE_DIGITS]
    plain = "".join(typed.split())
    exact = [place for place in _counties(on) if plain in {place.short_name, place.name}]
    close = exact or [place for place in _counties(on) if plain and plain in place.name]
    return close[0].code if len(close) == 1 else typed


def _means(place: HukouPlace, typed: str) -> bool:
    return place.code.startswith(typed) or typed in place.name or place.initials.startswith(typed)


@lru_cache(maxsize=1)
def _counties(on: date) -> tuple[HukouPlace, ...]:
    """Every division without divisions below it, on one day."""
    places = []
    waiting = list(divisions.provinces(on))
    while waiting:
        one = waiting.pop()
        below = divisions.children(one.code, on)
        waiting.extend(below)
        if not below:
            name = divisions.full_name(one.code, on) or one.name
            places.append(HukouPlace(one.code, name, one.name, pinyin.initials(one.name)))
    return tuple(sorted(places, key=lambda place: place.code))
