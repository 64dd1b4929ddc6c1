"""The guide: what to do in which situation.

The sentences stand in `items/*.toml`; the numbers in them come from the law for a day.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from anju.web.pages.public.legal_numbers import LegalNumbers

__all__ = ["Group", "GuideItem", "checked_on", "found", "groups", "item"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One thing people come for, as its page shows it."""

    slug: str
    title: str
    formal: str
    keywords: str
    summary: str
    conditions: tuple[str, ...]
    steps: tuple[str, ...]
    time: str
    fee: str
    where: str
    cites: tuple[str, ...]
    related: tuple[str, ...]
    papers: tuple[tuple[str, str], ...] = ()
    papers_of: str = ""
    good_to_know: tuple[str, ...] = ()

    def speaks_of(self, words: str) -> bool:
        """Whether every word asked for occurs in the item."""
        text = "".join((self.title, self.formal, self.keywords, self.summary)).lower()
        return all(word in text for word in words.lower().split())


@dataclass(frozen=True, slots=True)
class Group:
    """One situation of life with its items."""

    title: str
    items: tuple[GuideItem, ...] = field(default=())


@cache
def groups(numbers: LegalNumbers) -> tuple[Group, ...]:
    """All items under their situations, with the numbers of the law in their sentences."""
    return tuple(
        Group(group["title"], tuple(_item(slug, numbers) for slug in group["items"]))
        for group in _order()["groups"]
    )


def item(slug: str, numbers: LegalNumbers) -> GuideItem | None:
    """The item of that name, or nothing."""
    return next((one for group in groups(numbers) for one in group.items if one.slug == slug), None)


def found(words: str, numbers: LegalNumbers) -> tuple[Group, ...]:
    """The situations with the items that speak of the words; all of them without words."""
    kept = (
        Group(group.title, tuple(one for one in group.items if one.speaks_of(words)))
        for group in groups(numbers)
    )
    return tuple(group for group in kept if group.items)


def checked_on() -> date:
    """The day on which the texts were last compared with the law."""
    day = _order()["checked_on"]
    assert isinstance(day, date)
    return day


@cache
def _order() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "groups.toml").read_text(encoding="utf-8"))


def _item(slug: str, numbers: LegalNumbers) -> GuideItem:
    written = tomllib.loads((FOLDER / "items" / f"{slug}.toml").read_text(encoding="utf-8"))
    words = {name: str(getattr(numbers, name)) for name in _names(numbers)}
    return GuideItem(slug=slug, **{name: _filled(value, words) for name, value in written.items()})


def _names(numbers: LegalNumbers) -> tuple[str, ...]:
    return tuple(one.name for one in fields(numbers))


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    """A text with its numbers, a list as a tuple of such."""
    if isinstance(value, list):
        return tuple(_filled(one, words) for one in value)
    return value.format_map(words) if isinstance(value, str) else value
