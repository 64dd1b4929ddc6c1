"""Names of people: cleaned only of what is surely not part of the name.

Han characters are never replaced by similar ones, not even by Unicode normalisation: 㵲 and 舞
are two names. Three things are put right silently or with a hint: the separator in names of many
peoples (买买提·吐尔逊) has a dozen look-alikes and is written U+00B7; characters nobody can see go;
24 characters that GB 18030 once kept in the private area get the place the standard gave them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anju.codes.problem import Problem

__all__ = ["LONGEST", "MIDDLE_DOT", "Name", "read"]

LONGEST = 50
MIDDLE_DOT = "\u00b7"

_DOTS = "\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u25cf\u25e6\u2e31\u2e33\u30fb\uff0e\uff65\u16eb"
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_ANY_DOT = re.compile(rf"\s*[{_DOTS}]+\s*|(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])")
_SPACE_IN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_SPACES = re.compile(r"\s+")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# GB 18030-2000 kept these in the private area; the editions of 2005 and 2022 give them a place.
_PRIVATE_TO_PUBLIC = str.maketrans(
    {
        0xE7C7: 0x1E3F,
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE831: 0x215D7,
        0xE832: 0x9FB8,
        0xE83B: 0x2298F,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE855: 0x241FE,
        0xE863: 0x4DAE,
        0xE864: 0x9FBB,
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as given and as it is kept, with what is wrong with it or was put right."""

    given: str
    normalised: str
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether the name can be kept."""
        return not any(problem.severity == "error" for problem in self.problems)


def read(text: str) -> Name:
    """A name, its separators and invisible characters put right, one to fifty characters long."""
    plain = _visible(text).translate(_PRIVATE_TO_PUBLIC)
    dotted = _ANY_DOT.sub(MIDDLE_DOT, plain)
    name = _SPACES.sub(" ", _SPACE_IN_HAN.sub("", dotted)).strip()
    changed_dots = MIDDLE_DOT in name and not _only_standard_dots(plain)
    hints = (Problem("NM-DOT", "hint"),) if changed_dots else ()
    return Name(given=text, normalised=name, problems=(*_problems(name), *hints))


def _visible(text: str) -> str:
    without_selectors = _VARIATION_SELECTORS.sub("", text)
    return "".join(
        one
        for one in without_selectors
        if one.isspace() or unicodedata.category(one) not in {"Cf", "Cc"}
    )


def _only_standard_dots(plain: str) -> bool:
    return all(found.group() == MIDDLE_DOT for found in _ANY_DOT.finditer(plain))


def _problems(name: str) -> tuple[Problem, ...]:
    if not name:
        return (Problem("NM-EMPTY"),)
    if len(name) > LONGEST:
        return (Problem("NM-LONG", count=len(name)),)
    return tuple(
        Problem("NM-CHAR", position=place, text=one)
        for place, one in enumerate(name, start=1)
        if not _may_stand_in_a_name(one)
    )


def _may_stand_in_a_name(one: str) -> bool:
    if one in {MIDDLE_DOT, " ", "-", "'", "\u2019", "."}:
        return True
    category = unicodedata.category(one)
    private_use = category == "Co"
    return category[0] in {"L", "M"} or one == "\u3007" or private_use
