"""The photo in the chip: 1,024 bytes that only the maker's function can unpack."""

import ctypes
import struct
from collections.abc import Callable
from typing import Any

__all__ = ["as_bitmap", "unpack_with"]

WIDTH, HEIGHT = 102, 126
PIXEL_BYTES = 3
HEADER = struct.Struct("<2sIHHIIiiHHIIiiII")
ROW = WIDTH * PIXEL_BYTES
PADDED_ROW = (ROW + 3) // 4 * 4
BITMAP_BYTES = HEADER.size + PADDED_ROW * HEIGHT
DONE = 1


def unpack_with(function: Any) -> Callable[[bytes], bytes]:
    """What turns the chip's photo into a picture in memory, by the maker's `unpack`.

    The makers' other function, `GetBmp`, works on files and is not used: no photo of anybody is
    to stand on the counter's disk. Where unpacking fails there is no photo, and no other harm.
    """

    def unpacked(photo: bytes) -> bytes:
        picture = ctypes.create_string_buffer(BITMAP_BYTES)
        if function(photo, picture, 0) != DONE:
            return b""
        return as_bitmap(picture.raw)

    return unpacked


def as_bitmap(picture: bytes) -> bytes:
    """A bitmap file: as the maker's function gave it, or made from bare pixels (BGR, top down)."""
    if picture[:2] == b"BM":
        return picture[:BITMAP_BYTES]
    rows = [picture[at * ROW : (at + 1) * ROW] for at in range(HEIGHT)]
    pixels = b"".join(row.ljust(PADDED_ROW, b"\x00") for row in reversed(rows))
    header = HEADER.pack(
        b"BM", BITMAP_BYTES, 0, 0, HEADER.size, 40, WIDTH, HEIGHT, 1, 24, 0, len(pixels), 0, 0, 0, 0
    )
    return header + pixels
