"""The codec of frozen contents: a frozen value to JSON's plain types and back without loss."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Self, get_args, get_origin, get_type_hints

__all__ = ["Content"]


class Content:
    """Turns a frozen value into JSON's plain types and back without loss."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The value in JSON's types; days as ISO text."""
        kind: object = type(self)
        return {name: _plain(getattr(self, name)) for name in _field_names(kind)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The value that `to_dict` wrote; a missing, unknown or misshapen field is refused."""
        kind: object = cls
        unknown = set(stored) - set(_field_names(kind))
        if unknown:
            raise ValueError(f"{cls.__name__} knows no {', '.join(sorted(unknown))}")
        hints = get_type_hints(cls)
        return cls(**{name: _typed(value, hints[name], name) for name, value in stored.items()})


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is not a frozen content")
    return tuple(field.name for field in fields(cls))


def _plain(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Content):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _typed(value: Any, hint: Any, name: str) -> Any:
    if get_origin(hint) is types.UnionType:
        known = next(option for option in get_args(hint) if option is not types.NoneType)
        return None if value is None else _typed(value, known, name)
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{name} must be a list")
        return tuple(_typed(item, get_args(hint)[0], name) for item in value)
    return _single(value, hint, name)


def _single(value: Any, hint: Any, name: str) -> Any:
    if issubclass(hint, Content):
        return hint.from_dict(value)
    if hint is date:
        return date.fromisoformat(value)
    if issubclass(hint, StrEnum):
        return hint(value)
    if type(value) is not hint:
        raise ValueError(f"{name} must be {hint.__name__}, not {type(value).__name__}")
    return value
