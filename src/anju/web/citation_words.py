"""Places of law as people write them: 《居住证暂行条例》第九条第二款."""

from functools import cache

from anju.law.citation import Citation
from anju.law.text import typed_toml as toml

__all__ = ["chinese_number", "citation_in_words"]

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
#: Instruments that are divided into parts and items, not into articles and paragraphs.
IN_PARTS = frozenset({"PSD-2016"})


def citation_in_words(written: str) -> str:
    """`IRRP 9(2)` as 《居住证暂行条例》第九条第二款."""
    citation = Citation.parse(written)
    return f"《{instrument_name(citation.instrument)}》{_place(citation)}"


@cache
def instrument_name(instrument: str) -> str:
    """The short title of an instrument, with Chinese punctuation."""
    title = toml.text(toml.read("instruments", instrument), "short_title")
    return title.replace("(", "（").replace(")", "）")


def _place(citation: Citation) -> str:
    article, _, paragraph = citation.place.rstrip(")").partition("(")
    if citation.instrument in IN_PARTS:
        item = f"第（{chinese_number(int(paragraph))}）项" if paragraph else ""
        return f"第{chinese_number(int(article))}部分{item}"
    clause = f"第{chinese_number(int(paragraph))}款" if paragraph else ""
    return f"第{chinese_number(int(article))}条{clause}"


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals, as articles are counted."""
    written, gap = "", False
    text = str(number)
    for at, digit in enumerate(text):
        if digit == "0":
            gap = True
            continue
        written += (
            ("零" if gap and written else "") + DIGITS[int(digit)] + UNITS[len(text) - at - 1]
        )
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written
