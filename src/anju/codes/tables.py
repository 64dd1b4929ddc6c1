"""Code tables of the forms: one CSV with the codes and one TOML head with their source.

A code is never deleted, it ends: `choices` gives what may be chosen on a day, `name` also names
a code that ended long ago.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from anju.codes.rows import read_columns, read_head, read_rows

__all__ = ["Code", "CodeTable", "TableHead", "UnknownCode", "table"]

_OWN_FIELDS = ("code", "name", "short_name", "valid_from", "valid_to", "replaced_by", "sort")


class UnknownCode(KeyError):
    """A code that its table has never had."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """Where a table comes from and how far it can be trusted.

    `sure` is "confirmed" (read in a source), "partly" or "memory" (not confirmed); `local` codes
    are our own because no standard has any.
    """

    name: str
    standard: str
    edition: str
    source: str
    left_out: str
    checked: str
    sure: str


@dataclass(frozen=True, slots=True)
class Code:
    """One code; `more` holds the columns only this table has."""

    code: str
    name: str
    short_name: str
    valid_from: date | None
    valid_to: date | None
    replaced_by: str | None
    sort: int
    more: Mapping[str, str]

    def stands_on(self, on: date) -> bool:
        """Whether the code may be written on the day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)

    def offered_on(self, on: date) -> bool:
        """Whether a form offers the code on the day."""
        return self.stands_on(on) and self.more.get("offered", "yes") == "yes"

    def list_of(self, column: str) -> tuple[str, ...]:
        """The words of a column that holds several."""
        return tuple(self.more[column].split())


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One table with its head, in the order in which people should see the codes."""

    key: str
    head: TableHead
    codes: tuple[Code, ...]

    def find(self, code: str, on: date) -> Code | None:
        """The code as it stands on the day, or as it last stood before."""
        same = [one for one in self.codes if one.code == code]
        standing = [one for one in same if one.stands_on(on)]
        return standing[0] if standing else (same[-1] if same else None)

    def name(self, code: str, on: date) -> str:
        """What a code means, also after it ended."""
        found = self.find(code, on)
        if found is None:
            raise UnknownCode(f"{self.key} has no code {code!r}")
        return found.name

    def has(self, code: str, on: date) -> bool:
        """Whether the code may be written on the day."""
        return any(one.code == code and one.stands_on(on) for one in self.codes)

    def choices(self, on: date) -> tuple[tuple[str, str], ...]:
        """Code and name of what a form offers on the day.

        Some codes stand without being offered: finer ones, and those only old records carry.
        """
        return tuple((one.code, one.name) for one in self.codes if one.offered_on(on))


@cache
def table(key: str) -> CodeTable:
    """The table in `tables/<key>.csv`, read once."""
    columns = read_columns(key)
    codes = [
        _code(dict(zip(columns, row, strict=True)), place)
        for place, row in enumerate(read_rows(key))
    ]
    return CodeTable(key, _head(key), tuple(sorted(codes, key=lambda one: one.sort)))


def _head(key: str) -> TableHead:
    given = read_head(key)
    return TableHead(**{field: str(given[field]) for field in TableHead.__dataclass_fields__})


def _code(row: dict[str, str], place: int) -> Code:
    return Code(
        code=row["code"],
        name=row["name"],
        short_name=row.get("short_name") or row["name"],
        valid_from=_day(row.get("valid_from", "")),
        valid_to=_day(row.get("valid_to", "")),
        replaced_by=row.get("replaced_by") or None,
        sort=int(row.get("sort") or place),
        more=MappingProxyType({k: v for k, v in row.items() if k not in _OWN_FIELDS}),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
