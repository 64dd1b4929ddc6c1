"""Dates as they are typed at a counter, on a telephone or into a workbook.

`.` is today, `-3` three days ago, `+5` in five days; `0520` the twentieth of May, of this year or,
for something that has already happened, of last year if that day has not come yet; and the full
forms `20260520`, `2026-5-20`, `2026/5/20`, `2026.5.20`, `2026年5月20日`, `5月20日`, `5-20`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from anju.codes.problem import Problem

__all__ = ["TypedDate", "read"]

_WORDS = {".": 0, "。": 0, "今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_RELATIVE = re.compile(r"[+-]\d{1,4}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{2})(\d{2})|(\d{1,2})[-/.月](\d{1,2})日?")
_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_TIME_OF_DAY = re.compile(r"[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """The day that was meant, or why none could be read."""

    given: str
    day: date | None
    problems: tuple[Problem, ...] = ()


def read(text: str, today: date, *, in_the_past: bool = True) -> TypedDate:
    """The day that was typed. Without a year, a day still to come is taken from last year.

    Problems: DT-EMPTY nothing typed; DT-READ no date at all; DT-REAL a day no calendar has, with
    year-month-day as its text.
    """
    plain = _TIME_OF_DAY.sub("", unicodedata.normalize("NFKC", text).strip())
    plain = re.sub(r"\s+", "", plain)
    if not plain:
        return TypedDate(text, None, (Problem("DT-EMPTY"),))
    if plain in _WORDS:
        return TypedDate(text, today + timedelta(days=_WORDS[plain]))
    if _RELATIVE.fullmatch(plain):
        return TypedDate(text, today + timedelta(days=int(plain)))
    full = _FULL.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if full:
        year, month, day = (int(part) for part in full.groups())
        return _real(text, year, month, day)
    short = _MONTH_DAY.fullmatch(plain)
    if short:
        month, day = (int(part) for part in short.groups() if part is not None)
        if not 1 <= month <= 12:
            return TypedDate(text, None, (Problem("DT-READ", text=text.strip()),))
        return _nearest(text, month, day, today, in_the_past=in_the_past)
    return TypedDate(text, None, (Problem("DT-READ", text=text.strip()),))


def _real(text: str, year: int, month: int, day: int) -> TypedDate:
    try:
        return TypedDate(text, date(year, month, day))
    except ValueError:
        return TypedDate(text, None, (Problem("DT-REAL", text=f"{year}-{month}-{day}"),))


def _nearest(text: str, month: int, day: int, today: date, *, in_the_past: bool) -> TypedDate:
    this_year = _real(text, today.year, month, day)
    still_to_come = this_year.day is not None and this_year.day > today
    if in_the_past and still_to_come:
        return _real(text, today.year - 1, month, day)
    return this_year
