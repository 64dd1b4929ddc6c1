"""How large a file may be, what its reader may use, and what makes a page readable."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["LIMITS", "Limits", "Use"]

MIB = 1024 * 1024


class Use(StrEnum):
    """What a file is handed in as: a paper to read, a photo, or the photo of an identity card."""

    PAPER = "paper"
    PORTRAIT = "portrait"
    CHIP = "chip"


@dataclass(frozen=True, slots=True)
class Limits:
    """Every number a file is measured by."""

    file_bytes: int = 20 * MIB
    pixels: int = 120_000_000
    pdf_pages: int = 20
    longest_side: int = 2_000
    shortest_side: int = 500
    sharpness: float = 40.0
    portrait_width: int = 358
    portrait_height: int = 441
    chip_width: int = 100
    chip_height: int = 120
    portrait_longest_side: int = 1_000
    background: float = 110.0
    quality: int = 80
    memory_bytes: int = 1_024 * MIB
    cpu_seconds: int = 30
    wall_seconds: int = 45


LIMITS = Limits()
