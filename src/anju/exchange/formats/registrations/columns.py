"""The columns a list of people may have, from `columns.toml`."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["Column", "all_columns", "by_header", "header_word"]

BRACKETS = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
MARKS = re.compile(r"[\s*★:：、,，.。/\\_\-—·]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the field it fills, what its header may say, and how the template shows it."""

    field: str
    header: str
    also: tuple[str, ...] = ()
    width: int = 12
    needed: bool = False
    needed_one_of: str = ""
    kind: str = "text"
    table: str = ""
    hint: str = ""


@cache
def all_columns() -> tuple[Column, ...]:
    """Every column, in the order of the template."""
    content = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return tuple(
        Column(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in content["column"]
    )


@cache
def by_header() -> dict[str, Column]:
    """The column that each header word, as `header_word` writes it, stands for."""
    words: dict[str, Column] = {}
    for column in all_columns():
        for text in (column.header, *column.also):
            if words.setdefault(header_word(text), column) is not column:
                raise ValueError(f"two columns share the header {text}")
    return words


@lru_cache(maxsize=32_768)
def header_word(text: str) -> str:
    """A header reduced to its word: no width variants, brackets, stars, colons or spaces."""
    narrow = unicodedata.normalize("NFKC", text)
    return MARKS.sub("", BRACKETS.sub("", narrow))
