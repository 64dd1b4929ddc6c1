"""Names of made-up people: the common ones often, and the ones that break forms now and then."""

from __future__ import annotations

from anju.codes.names import MIDDLE_DOT
from anju.exchange.synthesis.chance import Chance
from anju.exchange.synthesis.words import frequencies, words

__all__ = ["LONGEST_NAME", "given_name", "person_name", "surname"]

#: 25 characters with its separators: as long as names on cards get.
LONGEST_NAME = MIDDLE_DOT.join(("阿卜杜热合曼", "阿卜杜喀迪尔", "麦麦提伊敏江", "吐尔逊")).ljust(
    25, "江"
)

_SURNAMES_OF = {"06": "miao_surnames", "12": "dong_surnames"}
_UYGHUR, _TIBETAN, _MONGOLIAN, _YI = "05", "04", "02", "07"


def surname(chance: Chance, ethnic_group: str) -> str:
    """A surname as it is frequent in an ethnic group; empty where the group has none."""
    if ethnic_group in {_UYGHUR, _TIBETAN, _MONGOLIAN}:
        return ""
    return chance.draw(frequencies(_SURNAMES_OF.get(ethnic_group, "surnames")))


def given_name(chance: Chance, sex: str) -> str:
    """A given name of one or two characters, one in 300 with a rare character."""
    given = chance.pick(words("given_men" if sex == "1" else "given_women"))
    if chance.happens(1 / 300):
        given = given[:-1] + chance.pick(words("rare_characters"))
    return given


def person_name(chance: Chance, *, sex: str, ethnic_group: str, family: str) -> str:
    """A full name. One in 4,000 is a single character, one in 4,000 as long as names get."""
    oddity = chance.below(4000)
    if oddity == 0:
        return chance.pick(("岩", "玉", "木", "保"))
    if oddity == 1:
        return LONGEST_NAME
    if ethnic_group == _UYGHUR:
        own = chance.pick(words("uyghur_men" if sex == "1" else "uyghur_women"))
        return own + MIDDLE_DOT + chance.pick(words("uyghur_men"))
    if ethnic_group == _TIBETAN:
        return chance.pick(words("tibetan"))
    if ethnic_group == _MONGOLIAN:
        return chance.pick(words("mongolian_men" if sex == "1" else "mongolian_women"))
    if ethnic_group == _YI and chance.happens(0.3):
        return chance.pick(words("yi_clans")) + MIDDLE_DOT + chance.pick(words("yi_given"))
    return family + given_name(chance, sex)
