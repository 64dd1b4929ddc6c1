"""Keyset pages: a page says where the next one begins; nothing is counted to get there."""

from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Page"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of rows, and the cursor of the next (empty at the end)."""

    rows: tuple[T, ...]
    next_cursor: str = ""
