"""People whose name, sound or day of birth fits, found by the reviewed function alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from django.db import connection

from anju.codes import names, pinyin
from anju.kit.grams import fragments
from anju.reading.finding.meanings import HAN, Born, Meaning

__all__ = [
    "Match",
    "by_birth",
    "by_letters",
    "by_mixed",
    "by_name",
    "one_character_off",
    "sounding",
]

FIND = "SELECT * FROM find_people_by_text(%s, %s, %s, %s, %s)"
#: More than a list shows: what is sorted and sifted here must not have been cut before.
CANDIDATES = 200
LONGEST_SYLLABLE = 6
#: Of a longer name one wrong character is found by its sound alone.
LONGEST_TO_VARY = 4
_HAN_RUN = re.compile(rf"[{HAN}]+")
_NOT_A_LETTER = re.compile(r"[\W_]+")


class Match(NamedTuple):
    """Somebody who fits, as the search row knows them."""

    person_id: int
    name: str
    pinyin: str
    born_on: object
    area: str
    is_resident: bool


def by_name(meaning: Meaning) -> list[Match]:
    """By a name as it is written: from its beginning, else whatever dot it has, else any part.

    The very name stands before longer ones.
    """
    found = (
        _found("name", meaning.text, meaning.born)
        or _written_otherwise(meaning.text, meaning.born)
        or _found("grams", fragments(meaning.text), meaning.born)
    )
    return sorted(found, key=lambda match: match.name != meaning.text)


def by_letters(meaning: Meaning) -> list[Match]:
    """By initials, by pinyin, else by a surname in pinyin with initials after it (wuam)."""
    word, born = meaning.text, meaning.born
    found = [*_found("initials", word, born), *_found("pinyin", word, born)]
    if not found:
        for place in range(2, min(len(word), LONGEST_SYLLABLE + 1)):
            some = _found("initials", word[0] + word[place:], born)
            found += [match for match in some if match.pinyin.startswith(word[:place])]
    return _once(sorted(found, key=lambda match: not match.is_resident))


def by_mixed(meaning: Meaning) -> list[Match]:
    """By characters where they are known and letters where not: 吴amei, 吴am, w阿妹."""
    runs = [
        ("".join(run), is_han)
        for is_han, run in groupby(meaning.text, lambda one: bool(_HAN_RUN.match(one)))
    ]
    sound = "".join(_sound(run) if is_han else run.lower() for run, is_han in runs)
    initials = "".join(
        pinyin.initials(run, of_person=True) if is_han else run.lower() for run, is_han in runs
    )
    found = [
        *_found("pinyin", sound, meaning.born),
        *_found("initials", initials, meaning.born),
    ]
    known = [run for run, is_han in runs if is_han]
    return _once(match for match in found if all(run in match.name for run in known))


def by_birth(meaning: Meaning) -> list[Match]:
    """By the day, month or year of birth."""
    return _found("born", "born", meaning.born)


def sounding(meaning: Meaning) -> list[Match]:
    """Names that sound the same, tones aside, and are written with other characters."""
    found = _found("sound", _sound(meaning.text), meaning.born)
    return [match for match in found if _bare(match.name) != _bare(meaning.text)]


def one_character_off(meaning: Meaning) -> list[Match]:
    """Names of the same length with a single other character; from three characters on."""
    name = _bare(meaning.text)
    if not 3 <= len(name) <= LONGEST_TO_VARY:
        return []
    found: list[Match] = []
    for place in range(len(name)):
        rest = fragments(f"{name[:place]} {name[place + 1 :]}")
        found += [
            match
            for match in _found("grams", rest, meaning.born)
            if _differs_in_one(_bare(match.name), name)
        ]
    return _once(sorted(found, key=lambda match: not match.is_resident))


def _found(by: str, words: str, born: Born | None) -> list[Match]:
    """What the function finds; nothing when nothing but marks was typed."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND, [by, words, *(born or (None, None)), CANDIDATES])
        return [Match(*row) for row in cursor.fetchall()]


def _written_otherwise(name: str, born: Born | None) -> list[Match]:
    """The same characters with another dot, or none: 买买提吐尔逊 is 买买提·吐尔逊."""
    found = _found("sound", _sound(name), born)
    return [match for match in found if _bare(match.name) == _bare(name)]


def _sound(name: str) -> str:
    """Pinyin as the search row keeps it."""
    return pinyin.name_sort_key(names.read(name).normalised).replace(" ", "")[:200]


def _bare(name: str) -> str:
    return _NOT_A_LETTER.sub("", name)


def _differs_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1


def _once(matches: Iterator[Match] | Sequence[Match]) -> list[Match]:
    return list({match.person_id: match for match in matches}.values())
