"""Words to codes: lists say 苗族, 务工, 凯里市; the form keeps codes.

A word that stands for exactly one code becomes that code. Any other word is passed on as it is,
and the form says that it is in no list; nothing is guessed.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from anju.codes import divisions, tables
from anju.exchange.formats.registrations.columns import Column

__all__ = ["Wording"]

BRACKETED = re.compile(r"[(（].*?[)）]")
SPACES = re.compile(r"\s+")
ENDINGS = ("自治区", "特别行政区", "地区", "省", "市", "盟")


@dataclass(slots=True)
class Wording:
    """The words of one day: `townships` maps the names of the counter's townships to codes."""

    on: date
    townships: Mapping[str, str] = field(default_factory=dict)
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def code_of(self, text: str, column: Column) -> str:
        """The code that a word of a column stands for, or the word itself."""
        if column.kind not in {"division", "township"} and not column.table:
            return text
        key = (column.field, text)
        if key not in self.known:
            self.known[key] = self.looked_up(text, column)
        return self.known[key]

    def looked_up(self, text: str, column: Column) -> str:
        """The code by the list that belongs to the column."""
        if column.kind == "division":
            return division_code(text, self.on)
        if column.kind == "township":
            return self.townships.get(plain(text), text)
        return table_words(column.table, self.on).get(plain(text), text)


@cache
def table_words(key: str, on: date) -> Mapping[str, str]:
    """Every word that stands for one code of a table: codes, names, short names, everyday words."""
    words: dict[str, str] = {}
    standing = [code for code in tables.table(key).codes if code.stands_on(on)]
    for code in standing:
        words.setdefault(code.code, code.code)
        words.setdefault(code.code.zfill(2), code.code)
    for code in standing:
        words.setdefault(plain(code.name), code.code)
    for code in standing:
        words.setdefault(plain(code.short_name), code.code)
    return {plain(word): code for word, code in everyday_words().get(key, {}).items()} | words


@cache
def everyday_words() -> Mapping[str, Mapping[str, str]]:
    """The words of `words.toml` by table."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """A word without brackets, spaces and width variants."""
    narrow = unicodedata.normalize("NFKC", text)
    return SPACES.sub("", BRACKETED.sub("", narrow)) or narrow.strip()


def division_code(text: str, on: date) -> str:
    """The six digits of a county written as code or as name with the names above it."""
    word = SPACES.sub("", unicodedata.normalize("NFKC", text))
    if word.isdigit():
        return word[:6] if len(word) in {6, 9, 12} else word
    found = county_names(on).get(word, ())
    return found[0] if len(found) == 1 else text


@cache
def county_names(on: date) -> Mapping[str, tuple[str, ...]]:
    """Every way to write a county: alone, below its prefecture, below its province, below both."""
    names: dict[str, dict[str, None]] = {}
    counties = (
        steps for province in divisions.provinces(on) for steps in counties_below(province, on)
    )
    for steps in counties:
        for written in spellings(steps, on):
            names.setdefault(written, {})[steps[-1].code] = None
    return {name: tuple(codes) for name, codes in names.items()}


def counties_below(
    province: divisions.Division, on: date
) -> Iterator[tuple[divisions.Division, ...]]:
    """Each county of a province with the divisions above it, the province first."""
    for second in divisions.children(province.code, on):
        below = divisions.children(second.code, on)
        if below:
            yield from ((province, second, county) for county in below)
        else:
            yield (province, second)


def spellings(steps: tuple[divisions.Division, ...], on: date) -> Iterator[str]:
    """The ways in which a county and the divisions above it are written one after the other."""
    *above, county = steps
    prefixes = {""}
    for division in above:
        names = ("", division.name, *other_names(division.name, on))
        prefixes = {prefix + name for prefix in prefixes for name in names}
    return (prefix + county.name for prefix in prefixes)


@cache
def other_names(name: str, on: date) -> tuple[str, ...]:
    """A province or prefecture as people write it: 贵州, 贵阳, 黔东南, 黔东南州."""
    if name.endswith("自治州"):
        stem = before_ethnic_groups(name, on)
        return (stem, f"{stem}州")
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return (before_ethnic_groups(name.removesuffix(ending), on),)
    return ()


def before_ethnic_groups(name: str, on: date) -> str:
    """The part of a name before the ethnic groups whose autonomy it tells."""
    places = [at for group in ethnic_groups(on) if (at := name.find(group)) > 1]
    return name[: min(places)] if places else name


@cache
def ethnic_groups(on: date) -> tuple[str, ...]:
    """The names of the ethnic groups as the names of places contain them."""
    codes = tables.table("ethnic_groups").codes
    names = {name for code in codes if code.stands_on(on) for name in (code.name, code.short_name)}
    return tuple(name for name in names if len(name) > 1)
