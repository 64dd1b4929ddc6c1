"""Places of law in the words of a paper."""

import pytest

from anju.law.text.citation_words import (
    chinese_number,
    citation_in_words,
    citations_in_words,
)
from anju.law.text.instruments import every_instrument


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("IRRP 2", "《居住证暂行条例》第二条"),
        ("IRRP 9(5)", "《居住证暂行条例》第九条第五款"),
        ("CC 1259", "《民法典》第一千二百五十九条"),
        ("PSD-2016 2(3)", "贵州省公安厅2016年7月30日通知第二条第（三）项"),
        ("PSD-2016 3", "贵州省公安厅2016年7月30日通知第三条"),
        ("PSD-2016 0(2)", "贵州省公安厅2016年7月30日通知开头第二段"),
    ],
)
def test_a_place_in_words(written: str, words: str) -> None:
    assert citation_in_words(written) == words


def test_an_instrument_is_named_once_for_places_beside_each_other() -> None:
    cited = ("IRRP 9(2)", "IRRP 2", "IRRP 9(2)", "PSD-2016 2(1)")
    assert citations_in_words(cited) == (
        "《居住证暂行条例》第九条第二款、第二条、贵州省公安厅2016年7月30日通知第二条第（一）项"
    )
    assert citations_in_words(()) == ""


def test_every_paragraph_there_is_has_its_words() -> None:
    for one in every_instrument():
        for paragraph in one.paragraphs:
            words = citation_in_words(f"{one.key} {paragraph.place}")
            assert words.isascii() is False
            assert one.key not in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        *((1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")),
        *((100, "一百"), (101, "一百零一"), (110, "一百一十"), (203, "二百零三")),
        *((1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1259, "一千二百五十九")),
        *((2020, "二千零二十"), (9999, "九千九百九十九")),
    ],
)
def test_numbers_of_articles_are_counted_in_words(number: int, words: str) -> None:
    assert chinese_number(number) == words
