"""The one reader of the files in `tables/`."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["read_columns", "read_head", "read_rows"]

_TABLES = Path(__file__).parent / "tables"


def read_rows(name: str) -> Iterator[tuple[str, ...]]:
    """The lines of `tables/<name>.csv` without its head line."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        yield from map(tuple, lines)


def read_columns(name: str) -> tuple[str, ...]:
    """The column names of `tables/<name>.csv`."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(next(csv.reader(file)))


def read_head(name: str) -> Mapping[str, object]:
    """The head of a table: standard, edition, source, what is left out, how it was checked."""
    return tomllib.loads((_TABLES / f"{name}.toml").read_text(encoding="utf-8"))
