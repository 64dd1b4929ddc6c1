"""How large a stranger's file may be, and how much of the machine its parser may use."""

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Every number a hostile file could try to exceed."""

    file_bytes: int = 32 * MIB
    entries: int = 1_000
    unpacked_bytes: int = 256 * MIB
    ratio: int = 150
    ratio_applies_above: int = 2 * MIB
    rows: int = 120_000
    columns: int = 120
    cells: int = 4_000_000
    merged_ranges: int = 2_000
    marked_cells: int = 200_000
    sheets: int = 50
    cell_characters: int = 2_000
    output_characters: int = 96 * MIB
    memory_bytes: int = 512 * MIB
    cpu_seconds: int = 45
    wall_seconds: int = 60


LIMITS = Limits()
