"""TOML files of this room, read once, every value narrowed to the type it is asked for."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeAlias

__all__ = [
    "Table",
    "Value",
    "flag",
    "names",
    "read",
    "table",
    "tables",
    "text",
    "texts",
    "whole_date",
]

Value: TypeAlias = "str | int | float | bool | date | list[Value] | dict[str, Value]"
Table: TypeAlias = "Mapping[str, Value]"


@cache
def read(folder: str, name: str) -> Table:
    """The file `<folder>/<name>.toml` of the law room."""
    written = files("anju.law").joinpath(folder, f"{name}.toml").read_text(encoding="utf-8")
    loaded: dict[str, Value] = tomllib.loads(written)
    return loaded


def names(folder: str) -> tuple[str, ...]:
    """The names of all TOML files in a folder, sorted."""
    entries = (entry.name for entry in files("anju.law").joinpath(folder).iterdir())
    return tuple(sorted(name[: -len(".toml")] for name in entries if name.endswith(".toml")))


def text(source: Table, key: str, default: str | None = None) -> str:
    """A string value; without it the default, if one was given."""
    value = source.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key}: text expected, found {value!r}")
    return value


def flag(source: Table, key: str) -> bool:
    """A truth value; absent means false."""
    value = source.get(key, False)
    if not isinstance(value, bool):
        raise TypeError(f"{key}: true or false expected, found {value!r}")
    return value


def whole_date(source: Table, key: str) -> date:
    """A civil day."""
    value = source.get(key)
    if not isinstance(value, date):
        raise TypeError(f"{key}: date expected, found {value!r}")
    return value


def texts(source: Table, key: str) -> tuple[str, ...]:
    """A list of strings."""
    value = source.get(key)
    if not isinstance(value, list):
        raise TypeError(f"{key}: list of texts expected, found {value!r}")
    return tuple(entry for entry in value if isinstance(entry, str))


def table(source: Table, key: str) -> Table:
    """A table inside a table."""
    value = source.get(key)
    if not isinstance(value, dict):
        raise TypeError(f"{key}: table expected, found {value!r}")
    return value


def tables(source: Table, key: str) -> tuple[Table, ...]:
    """A list of tables; absent means none."""
    value = source.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key}: list of tables expected, found {value!r}")
    return tuple(entry for entry in value if isinstance(entry, dict))
