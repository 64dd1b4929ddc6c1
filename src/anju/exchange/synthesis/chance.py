"""Chance that can be repeated: the same seed and number give the same choices for ever."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

__all__ = ["Chance", "Weighted", "weighted_words"]

T = TypeVar("T")

_STREAM_STEP = 0x9E3779B97F4A7C15
_SIXTY_FOUR_BITS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Values with how often each is to come."""

    values: tuple[T, ...]
    running: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[T, float]]) -> Weighted[T]:
        """The values of pairs of value and weight."""
        listed = tuple(pairs)
        return cls(
            tuple(value for value, _ in listed), tuple(accumulate(weight for _, weight in listed))
        )


def weighted_words(text: str) -> Weighted[str]:
    """The words of "word weight;word weight"."""
    pairs = (entry.split() for entry in text.split(";"))
    return Weighted.of((word, float(weight)) for word, weight in pairs)


class Chance:
    """The choices of one household or person.

    Everything rests on `Random.random`, whose sequence Python promises to keep.
    """

    __slots__ = ("_next",)

    def __init__(self, seed: int, number: int) -> None:
        stream = (seed * _STREAM_STEP + number) & _SIXTY_FOUR_BITS
        self._next = Random(stream).random  # noqa: S311 (to be repeated, not to be secret)

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self._next() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 to just below the limit."""
        return int(self._next() * limit)

    def between(self, least: int, most: int) -> int:
        """A whole number between two, both included."""
        return least + int(self._next() * (most - least + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of the values, each as likely."""
        return values[int(self._next() * len(values))]

    def draw(self, weighted: Weighted[T]) -> T:
        """One of the values, by weight."""
        point = self._next() * weighted.running[-1]
        return weighted.values[bisect(weighted.running, point)]

    def day_after(self, day: date, least: int, most: int) -> date:
        """A day so many days later."""
        return day + timedelta(days=self.between(least, most))
