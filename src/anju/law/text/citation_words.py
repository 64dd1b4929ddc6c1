"""Places of law as people write them: 《居住证暂行条例》第九条第二款."""

import re
from collections.abc import Iterable
from functools import cache

from anju.law.citation import Citation
from anju.law.text import typed_toml as toml

__all__ = ["chinese_number", "citation_in_words", "citations_in_words", "instrument_in_words"]

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
#: Called by issuer and day instead of by a title, and divided into items instead of paragraphs.
NOTICES = frozenset({"PSD-2016"})
#: What stands before the first article.
BEGINNING = "0"


def citation_in_words(written: str) -> str:
    """`IRRP 9(2)` as 《居住证暂行条例》第九条第二款."""
    citation = Citation.parse(written)
    return f"{instrument_in_words(citation.instrument)}{_place(citation)}"


def citations_in_words(written: Iterable[str]) -> str:
    """Several places in a row, each once, the instrument named once for those next to another."""
    told = ""
    before: str | None = None
    for citation in dict.fromkeys(Citation.parse(one) for one in written):
        name = instrument_in_words(citation.instrument)
        told += "、" if told else ""
        told += _place(citation) if name == before else f"{name}{_place(citation)}"
        before = name
    return told


@cache
def instrument_in_words(instrument: str) -> str:
    """An instrument as it is called in a sentence."""
    title = toml.text(toml.read("instruments", instrument), "short_title")
    return title if instrument in NOTICES else f"《{title}》"


def _place(citation: Citation) -> str:
    article, _, paragraph = citation.place.removesuffix(")").partition("(")
    number = chinese_number(int(paragraph)) if paragraph else ""
    if article == BEGINNING:
        return f"开头第{number}段"
    within = f"第{chinese_number(int(article))}条"
    if not number:
        return within
    return within + (f"第（{number}）项" if citation.instrument in NOTICES else f"第{number}款")


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals, as articles are counted."""
    text = str(number)
    places = (
        DIGITS[int(digit)] + (UNITS[len(text) - at - 1] if digit != "0" else "")
        for at, digit in enumerate(text)
    )
    written = re.sub("零+", "零", "".join(places)).removesuffix("零")
    return written.removeprefix("一") if written.startswith("一十") else written
