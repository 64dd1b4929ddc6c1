"""How Chinese words sound: keys to sort by and initials to type, without tones.

Names of places and surnames are often read otherwise than the words they are written with
(都匀 du yun, 单 shan); those are kept in `tables/pinyin_overrides.csv` and win.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby

from anju.codes.rows import read_rows

__all__ = ["initials", "load_tables", "name_sort_key", "sort_key", "syllables"]


@cache
def _overrides(kind: str) -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(reading.split())
        for word, reading, of_kind in read_rows("pinyin_overrides")
        if of_kind == kind
    }


@cache
def _known_words(kind: str) -> re.Pattern[str]:
    longest_first = sorted(_overrides(kind), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _read_plainly(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for is_chinese, characters in groupby(text, _is_chinese):
        run = "".join(characters)
        if not is_chinese:
            found += _looked_up(run)
        elif any(map(_begins_a_word, run, run[1:])):
            found += _spoken(run)
        else:
            found += (syllable for one in run for syllable in _looked_up(one))
    return tuple(found)


@lru_cache(maxsize=32_768)
def _looked_up(text: str) -> tuple[str, ...]:
    """One character, or a number of a house: few, and met again and again."""
    return _spoken(text)


def _spoken(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    spoken = (part for part in lazy_pinyin(text) if any(map(str.isalnum, part)))
    return tuple(syllable.lower() for syllable in spoken)


@lru_cache(maxsize=32_768)
def _is_chinese(one: str) -> bool:
    from pypinyin.constants import RE_HANS

    return RE_HANS.match(one) is not None


@lru_cache(maxsize=65_536)
def _begins_a_word(one: str, after: str) -> bool:
    """Whether two characters begin a word whose reading may differ from that of its characters."""
    from pypinyin.seg.mmseg import p_set

    return one + after in p_set


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a word or place name; what is not Chinese stays as it is."""
    found: list[str] = []
    rest = 0
    for known in _known_words("place").finditer(text):
        found += _read_plainly(text[rest : known.start()])
        found += _overrides("place")[known.group()]
        rest = known.end()
    return (*found, *_read_plainly(text[rest:]))


@lru_cache(maxsize=4096)
def _name_syllables(name: str) -> tuple[str, ...]:
    surname = _known_words("surname").match(name)
    if not surname:
        return _read_plainly(name)
    return (*_overrides("surname")[surname.group()], *_read_plainly(name[surname.end() :]))


def sort_key(text: str) -> str:
    """A key that sorts words as a Chinese index does: syllable by syllable."""
    return " ".join(syllables(text))


def name_sort_key(name: str) -> str:
    """A key that sorts people by name, the surname read as a surname."""
    return " ".join(_name_syllables(name))


def initials(text: str, *, of_person: bool = False) -> str:
    """The first letter of every syllable, as one types them to search: 凯里市 kls."""
    read = _name_syllables(text) if of_person else syllables(text)
    return "".join(one[:1] for one in read if one[:1].isalnum())


def load_tables() -> None:
    """Read the tables now, not with the first name somebody looks for: it takes up to seconds."""
    name_sort_key("单一")
    syllables("都匀")
