"""Telephone numbers of the country: mobile ones of 11 digits, fixed ones with their area code.

Nobody needs to have one; an empty text is no problem. Made-up numbers begin with 154, a prefix
that no operator has been given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from anju.codes.problem import Problem

__all__ = ["MADE_UP_PREFIX", "Phone", "masked", "read"]

MADE_UP_PREFIX = "154"

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})(?:x(\d{1,6}))?")
_COUNTRY = re.compile(r"^(?:\+|00)86|^86(?=1[3-9]\d{9}$)")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|#|x)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff()\-\u2010-\u2015.·]+")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as given and as it is kept: 13 digits never, 0855-8223045 with one hyphen."""

    given: str
    normalised: str
    kind: Literal["mobile", "landline"] | None
    problems: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the number can be dialled; an empty text is not a number but no fault."""
        return not self.problems


def read(text: str) -> Phone:
    """A telephone number, cleaned of +86, spaces, hyphens, brackets and full-width forms."""
    plain = _EXTENSION.sub("x", unicodedata.normalize("NFKC", text))
    digits = _COUNTRY.sub("", _SEPARATORS.sub("", plain))
    if not digits:
        return Phone(text, "", None)
    if _MOBILE.fullmatch(digits):
        return Phone(text, digits, "mobile")
    landline = _LANDLINE.fullmatch(digits)
    if landline:
        area, number, extension = landline.groups()
        tail = f"-{extension}" if extension else ""
        return Phone(text, f"{area}-{number}{tail}", "landline")
    return Phone(text, digits, None, (Problem("PH-FORM"),))


def masked(normalised: str) -> str:
    """A number as it may stand on a screen: first three and last four characters."""
    if len(normalised) < 8:
        return "*" * len(normalised)
    return normalised[:3] + "*" * (len(normalised) - 7) + normalised[-4:]
