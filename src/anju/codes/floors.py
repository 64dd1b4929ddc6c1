"""Floors as people write them: 六楼, 负二楼, B1, 3F; below the street they are negative."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["floor_in", "floor_name", "number_of"]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"\u3007": 0, "两": 2}
_NUMBER = r"(\d{1,2}|[零\u3007一二两三四五六七八九十]{1,3})"
_BELOW = re.compile(rf"(?:负|地下|-|\u2212|B|b){_NUMBER}\s*(?:楼|层|F|f)?")
_ABOVE = re.compile(rf"{_NUMBER}\s*(?:楼|层|F|f)(?![0-9])")
_ONLY_NUMBER = re.compile(rf"{_NUMBER}")


def number_of(text: str) -> int | None:
    """A whole number up to 99 in digits or in Chinese: 12, 十二, 二十."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        if any(part and part not in _DIGITS for part in (tens, ones)):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return _DIGITS.get(text)


def floor_in(text: str) -> int | None:
    """The floor an address names, negative below the street; None if it names none."""
    plain = unicodedata.normalize("NFKC", text)
    below = _BELOW.search(plain)
    if below and _names_a_floor(plain, below):
        found = number_of(below.group(1))
        return -found if found else None
    above = _ABOVE.search(plain) or _ONLY_NUMBER.fullmatch(plain.strip())
    return number_of(above.group(1)) if above else None


def _names_a_floor(plain: str, found: re.Match[str]) -> bool:
    """Whether a minus sign or a B begins a floor, not a room such as 3-201 or B12."""
    sign = found.group()[0]
    if sign in "负地":
        return True
    starts = found.start() == 0 or not plain[found.start() - 1].isalnum()
    return starts and (found.group()[-1] in "楼层Ff" or found.end() == len(plain))


def floor_name(floor: int) -> str:
    """A floor as it is written in an address: 6楼, 负2楼."""
    return f"负{-floor}楼" if floor < 0 else f"{floor}楼"
