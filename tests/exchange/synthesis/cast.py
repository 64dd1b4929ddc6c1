"""The made-up people of these tests, made once."""

from datetime import date
from functools import cache

from anju.exchange.synthesis import Life, people

TODAY = date(2026, 11, 2)
SEED = 20161


@cache
def five_thousand() -> tuple[Life, ...]:
    """As many as a demonstration shows."""
    return tuple(people(SEED, 5_000, TODAY))
