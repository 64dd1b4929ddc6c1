"""An address as people paste or say it, taken apart: 西门街道迎宾大道15号1栋2单元602室, 负二楼.

Nothing is thrown away: what no part explains stays in the street, and a text without any number
is a landmark's name as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anju.codes.floors import floor_in

__all__ = ["AddressText", "read"]

_N = "0-9一二三四五六七八九十"
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[,;。]+")
_FLOOR = re.compile(
    rf"(?:负|地下)?[{_N}]{{1,3}}(?:楼|层)$|(?<![0-9A-Za-z])(?:B|-)[0-9](?:楼|层|F)$"
)
_ROOM = re.compile(r"(?:(?<=[号栋幢座楼层元期])|(?<=单元))([0-9]{1,5}[A-Za-z]?)$")
_NAMED_ROOM = re.compile(r"(?:(?<=[^0-9A-Za-z])|^)([0-9]{1,5}[A-Za-z]?)(?:室|房间|房|号房)$")
_UNIT_AND_ROOM = re.compile(r"(?<=[栋幢座楼])([0-9]{1,2})-([0-9]{3,4})(?:室|号|房)?$")
_UNIT = re.compile(rf"([{_N}A-Za-z]{{1,3}})单元$")
_BUILDING = re.compile(rf"(?:(?<=[^{_N}A-Za-z])|^)([{_N}A-Za-z]{{1,4}}(?:栋|幢|座|号楼))$")
_ROOM_BESIDE = re.compile(r"^[0-9]{3,4}[A-Za-z]?$")


@dataclass(frozen=True, slots=True)
class AddressText:
    """The parts of an address; `street` holds road and number, estate or landmark."""

    township: str = ""
    street: str = ""
    building: str = ""
    unit: str = ""
    floor: int | None = None
    room: str = ""


def read(
    text: str, *, above: Sequence[str] = (), townships: Mapping[str, str] | None = None
) -> AddressText:
    """The parts of a text. `above`: names of province, prefecture and county that may lead it;
    `townships`: names of towns with their codes, by which the township is told.
    """
    plain = _MARKS.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    words, room = _room_beside(plain.split())
    plain = _SPACES.sub("", "".join(words))
    for name in above:
        plain = plain.removeprefix(name)
    township, plain = _township(plain, townships or {})
    plain, unit, said = _unit_and_room(plain)
    plain, floor = _floor(plain)
    if not unit:
        plain, unit = _taken(_UNIT, plain)
    plain, building = _taken(_BUILDING, plain)
    return AddressText(township, plain, building, unit, floor, said or room)


def _room_beside(words: list[str]) -> tuple[list[str], str]:
    """A room that stands apart from the rest, before it or behind: 602 未来城."""
    if len(words) < 2:
        return words, ""
    for place in (-1, 0):
        if _ROOM_BESIDE.match(words[place]):
            room = words.pop(place)
            return words, room
    return words, ""


def _township(plain: str, townships: Mapping[str, str]) -> tuple[str, str]:
    """The town an address begins with, and the rest; a text that is only its name stays whole."""
    for name in sorted(townships, key=len, reverse=True):
        if plain.startswith(name):
            return townships[name], plain[len(name) :] or plain
    return "", plain


def _unit_and_room(plain: str) -> tuple[str, str, str]:
    both = _UNIT_AND_ROOM.search(plain)
    if both:
        return plain[: both.start()], both.group(1), both.group(2)
    room = _NAMED_ROOM.search(plain) or _ROOM.search(plain)
    return (plain[: room.start()], "", room.group(1)) if room else (plain, "", "")


def _floor(plain: str) -> tuple[str, int | None]:
    found = _FLOOR.search(plain)
    floor = floor_in(found.group()) if found else None
    if found is None or floor is None or found.group().endswith("号楼"):
        return plain, None
    return plain[: found.start()], floor


def _taken(pattern: re.Pattern[str], plain: str) -> tuple[str, str]:
    """What stands at the end of a text by a pattern, and the text before it."""
    found = pattern.search(plain)
    return (plain[: found.start()], found.group(1)) if found else (plain, "")
