"""The characters and pairs of characters of a text: what a fragment of it is found by."""

import re
import unicodedata

from anju.codes import pinyin

__all__ = ["address_initials", "fragments", "grams"]

NOT_A_WORD = re.compile(r"[\W_]+")


def grams(text: str) -> list[str]:
    """Every character and every two neighbours, each once, in order; marks and spaces part them."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found: dict[str, None] = {}
    for word in NOT_A_WORD.split(plain):
        for place, one in enumerate(word):
            found[one] = None
            if place:
                found[word[place - 1 : place + 1]] = None
    return list(found)


def fragments(text: str) -> str:
    """What to look for: the pairs of characters of a text; single ones where they stand alone."""
    found = grams(text)
    pairs = {gram for gram in found if len(gram) > 1}
    paired = {one for pair in pairs for one in pair}
    return " ".join(gram for gram in found if gram in pairs or gram not in paired)


def address_initials(text: str) -> str:
    """An address as one types it in initials, its numbers whole: 迎宾大道15号 ybdd15h."""
    spoken = pinyin.syllables(text)
    return "".join(one if one[:1].isdecimal() else one[:1] for one in spoken)[:100]
