"""Which characters the faces of the papers can draw, so that a counter knows before it prints."""

from collections.abc import Iterable
from functools import cache

from anju.codes.rows import read_rows

__all__ = ["WITHOUT_SHAPE", "code_point", "unprintable"]

#: Typed in a text box or pasted from a table; they part lines and words and draw nothing.
WITHOUT_SHAPE = frozenset("\n\r\t")


def unprintable(characters: Iterable[str]) -> tuple[str, ...]:
    """The characters no face draws, each once, in code point order."""
    return tuple(sorted(frozenset(characters) - _printable()))


def code_point(character: str) -> str:
    """How a paper shows a character it cannot draw: 〔U+31350〕."""
    return f"〔U+{ord(character):X}〕"


@cache
def _printable() -> frozenset[str]:
    ranges = ((int(first, 16), int(last, 16)) for first, last in read_rows("printable_characters"))
    drawn = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return WITHOUT_SHAPE | frozenset(drawn)
