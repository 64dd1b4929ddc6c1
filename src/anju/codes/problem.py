"""What is wrong with something written: a code whose sentence the form knows, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Problem", "Severity"]

Severity = Literal["error", "confirm", "hint"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong; `position` counts characters from 1, `text` is the part that is meant."""

    code: str
    severity: Severity = "error"
    position: int | None = None
    text: str | None = None
    count: int | None = None
