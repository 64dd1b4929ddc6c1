"""Which characters a font file draws, read from its own table.

Asking the font keeps one truth: a list beside it would be wrong after the next exchange of fonts.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

__all__ = ["characters_of"]

_FULL_UNICODE = (3, 10)
_SEGMENTED_COVERAGE = 12


def characters_of(font: Path) -> frozenset[str]:
    """The characters for which the font holds a glyph."""
    data = font.read_bytes()
    table = _table(data, b"cmap")
    subtable = _subtable(data, table)
    return frozenset(
        chr(code) for first, last in _groups(data, subtable) for code in range(first, last + 1)
    )


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        found, _checksum, offset, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if found == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _subtable(data: bytes, table: int) -> int:
    (count,) = struct.unpack_from(">H", data, table + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, table + 4 + 8 * index)
        if (platform, encoding) == _FULL_UNICODE:
            (form,) = struct.unpack_from(">H", data, table + offset)
            if form == _SEGMENTED_COVERAGE:
                return int(table + offset)
    raise ValueError("the font has no full Unicode character map")


def _groups(data: bytes, subtable: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", data, subtable + 12)
    for index in range(count):
        first, last, _glyph = struct.unpack_from(">LLL", data, subtable + 16 + 12 * index)
        yield first, last
