"""The words of `words.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from anju.exchange.synthesis.chance import Weighted, weighted_words

__all__ = ["frequencies", "words"]


@cache
def _entries() -> dict[str, str]:
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return {name: str(value) for name, value in tomllib.loads(text).items()}


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of words, each as likely."""
    return tuple(_entries()[name].split())


@cache
def frequencies(name: str) -> Weighted[str]:
    """A list of words with weights."""
    return weighted_words(_entries()[name])
