"""Unified social credit codes of organisations 统一社会信用代码 (GB 32100-2015)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anju.codes.problem import Problem

__all__ = ["CreditCode", "check_character", "normalise", "read"]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_SEPARATORS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A credit code as given and as it should be written, with what is wrong with it."""

    given: str
    normalised: str
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether the code can stand on a licence."""
        return not self.problems


def normalise(text: str) -> str:
    """The code without spaces, hyphens and full-width forms, in capitals."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_character(first_seventeen: str) -> str:
    """The check character: weights are the powers of 3, modulo 31."""
    total = sum(
        _ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(first_seventeen)
    )
    return _ALPHABET[-total % 31]


def read(text: str) -> CreditCode:
    """A credit code and what is wrong with it: length, characters (no I, O, S, V, Z), check."""
    code = normalise(text)
    return CreditCode(given=text, normalised=code, problems=_problems(code))


def _problems(code: str) -> tuple[Problem, ...]:
    if not code:
        return (Problem("EM-EMPTY"),)
    if len(code) != _LENGTH:
        return (Problem("EM-CODE", count=len(code) - _LENGTH),)
    strange = [place for place, one in enumerate(code, start=1) if one not in _ALPHABET]
    if strange:
        return tuple(Problem("EM-CODE", position=p, text=code[p - 1]) for p in strange)
    if check_character(code[:-1]) != code[-1]:
        return (Problem("EM-CODE", position=_LENGTH),)
    return ()
