"""What acts take and answer, written as JSON and read back: for digests and remembered requests."""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["digest", "plain", "restored"]

T = TypeVar("T")


def plain(value: object) -> Any:
    """A value in JSON's types: days and moments as ISO text, frozen values as objects."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in sorted(value.items())}
        case frozenset() | set():
            return sorted(plain(item) for item in value)
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return str(value)


def digest(value: object) -> bytes:
    """A digest of a value, the same for the same request whenever it is asked."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def restored(kind: type[T], stored: Any) -> T:
    """The frozen value of a kind that `plain` wrote."""
    hints = get_type_hints(kind)
    return kind(**{name: _restored(hints[name], item) for name, item in stored.items()})


def _restored(hint: Any, item: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if item is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_restored(get_args(hint)[0], part) for part in item)
    if is_dataclass(hint) and isinstance(hint, type):
        return restored(hint, item)
    if hint in (date, datetime):
        return hint.fromisoformat(item)
    return item
