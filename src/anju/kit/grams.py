"""The characters and pairs of characters of a text: what a fragment of it is found by."""

import re
import unicodedata

__all__ = ["fragments", "grams"]

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
