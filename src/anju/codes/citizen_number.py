"""Citizen numbers 公民身份号码 (GB 11643-1999): what one says and what is wrong with it.

A number is judged in this order: cleaned of what typing adds, length, characters, date of birth,
check digit, division. The division is graded and never refuses: the first six digits are the
place of first registration, are never changed later, and many of those codes have ended.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.codes import divisions
from anju.codes.divisions import DivisionState
from anju.codes.problem import Problem, Severity

__all__ = [
    "EARLIEST_BIRTH",
    "MADE_UP_PREFIX",
    "CitizenNumber",
    "Problem",
    "Severity",
    "check_digit",
    "normalise",
    "read",
    "upgraded",
]

EARLIEST_BIRTH = date(1850, 1, 1)
MADE_UP_PREFIX = "99"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SEPARATORS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff.\-\u2010-\u2015\u00b7_]+")


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """What a number says, as far as it can be read."""

    given: str
    normalised: str
    birth_on: date | None
    sex: Literal["male", "female"] | None
    division: str | None
    division_state: DivisionState
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether the number can stand on an identity card; a doubtful division does not count."""
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def made_up(self) -> bool:
        """Whether the number belongs to nobody: no province begins with 99."""
        return self.normalised.startswith(MADE_UP_PREFIX)


def normalise(text: str) -> str:
    """The number without what typing and copying add: spaces, marks, full-width forms, small x."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_digit(first_seventeen: str) -> str:
    """The check character of ISO 7064 MOD 11-2 for the first seventeen digits."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True)
    )
    return _CHECK_DIGITS[total % 11]


def upgraded(fifteen: str) -> str:
    """The eighteen-digit number of an old fifteen-digit one, whose year has no century.

    The old numbers ended in 1999, so the century is 19; the sequence 996 to 999 was kept for
    people born before 1900 and takes 18.
    """
    century = "18" if fifteen[12:] >= "996" else "19"
    first_seventeen = fifteen[:6] + century + fifteen[6:]
    return first_seventeen + check_digit(first_seventeen)


def read(text: str, today: date) -> CitizenNumber:
    """What a number says and what is wrong with it, seen from `today`."""
    number = normalise(text)
    problems = _problems_of_form(number)
    if problems:
        return _unreadable(text, number, problems)
    old = len(number) == 15
    full = upgraded(number) if old else number
    birth_on = _birth(full, today)
    found = [Problem("ID-OLD", "confirm")] if old else []
    if birth_on is None:
        found.append(Problem("ID-BIRTH", position=7, text=full[6:14]))
    if check_digit(full[:17]) != full[17]:
        found.append(Problem("ID-CHECK", position=18))
    division_state = divisions.state(full[:6], today)
    if division_state == "unknown":
        found.append(Problem("ID-DIV", "confirm", position=1, text=full[:6]))
    return CitizenNumber(
        given=text,
        normalised=full,
        birth_on=birth_on,
        sex="male" if int(full[16]) % 2 else "female",
        division=full[:6],
        division_state=division_state,
        problems=tuple(found),
    )


def _unreadable(text: str, number: str, problems: tuple[Problem, ...]) -> CitizenNumber:
    return CitizenNumber(
        given=text,
        normalised=number,
        birth_on=None,
        sex=None,
        division=None,
        division_state="unknown",
        problems=problems,
    )


def _problems_of_form(number: str) -> tuple[Problem, ...]:
    if not number:
        return (Problem("ID-EMPTY"),)
    if len(number) not in {15, 18}:
        return (Problem("ID-LEN", count=len(number) - 18), *_wrong_characters(number))
    return _wrong_characters(number)


def _wrong_characters(number: str) -> tuple[Problem, ...]:
    last = 18
    return tuple(
        Problem("ID-CHAR", position=place, text=character)
        for place, character in enumerate(number, start=1)
        if not ("0" <= character <= "9" or (character == "X" and place == last))
    )


def _birth(full: str, today: date) -> date | None:
    try:
        born = date(int(full[6:10]), int(full[10:12]), int(full[12:14]))
    except ValueError:
        return None
    return born if EARLIEST_BIRTH <= born <= today else None
