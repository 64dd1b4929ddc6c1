"""The values of one line of questions, each narrowed to what its rule needs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

__all__ = [
    "BadInput",
    "Record",
    "day",
    "days",
    "flag",
    "members",
    "one_of",
    "optional_day",
    "optional_text",
    "records",
    "text",
    "texts",
    "whole_number",
]

Record: TypeAlias = "Mapping[str, object]"
E = TypeVar("E", bound=StrEnum)


class BadInput(ValueError):
    """A line cannot be answered as it is written."""


def text(record: Record, name: str) -> str:
    """A string that must be there."""
    value = record.get(name)
    if not isinstance(value, str):
        raise BadInput(f"{name}: text expected, found {value!r}")
    return value


def optional_text(record: Record, name: str) -> str | None:
    """A string, or nothing."""
    return None if record.get(name) is None else text(record, name)


def day(record: Record, name: str) -> date:
    """A civil day in ISO form that must be there."""
    return _day(name, text(record, name))


def optional_day(record: Record, name: str) -> date | None:
    """A civil day in ISO form, or nothing."""
    return None if record.get(name) is None else day(record, name)


def days(record: Record, name: str) -> list[date]:
    """A list of civil days; absent means none."""
    return [_day(name, one) for one in texts(record, name)]


def texts(record: Record, name: str) -> list[str]:
    """A list of strings; absent means none."""
    value = record.get(name, [])
    if not isinstance(value, list):
        raise BadInput(f"{name}: list of texts expected, found {value!r}")
    for one in value:
        if not isinstance(one, str):
            raise BadInput(f"{name}: text expected, found {one!r}")
    return value


def whole_number(record: Record, name: str) -> int:
    """A whole number that must be there."""
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadInput(f"{name}: whole number expected, found {value!r}")
    return value


def flag(record: Record, name: str) -> bool:
    """A truth value; absent means false."""
    value = record.get(name, False)
    if not isinstance(value, bool):
        raise BadInput(f"{name}: true or false expected, found {value!r}")
    return value


def records(record: Record, name: str) -> list[Record]:
    """A list of objects; absent means none."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadInput(f"{name}: list of objects expected, found {value!r}")
    for one in value:
        if not isinstance(one, dict):
            raise BadInput(f"{name}: object expected, found {one!r}")
    return value


def one_of(kinds: type[E], record: Record, name: str, default: E | None = None) -> E:
    """One of the words a rule knows; without it the default, if there is one."""
    if record.get(name) is None and default is not None:
        return default
    return _member(kinds, name, text(record, name))


def members(kinds: type[E], record: Record, name: str) -> frozenset[E]:
    """Several of the words a rule knows; absent means none."""
    return frozenset(_member(kinds, name, one) for one in texts(record, name))


def _day(name: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadInput(f"{name}: date as YYYY-MM-DD expected, found {written!r}") from None


def _member(kinds: type[E], name: str, written: str) -> E:
    try:
        return kinds(written)
    except ValueError:
        known = ", ".join(kinds)
        raise BadInput(f"{name}: one of {known} expected, found {written!r}") from None
