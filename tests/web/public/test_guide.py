"""The guide: numbers and papers are those of the law, every item says what it rests on."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from anju.law.citation import Citation
from anju.law.text import parameters
from anju.law.text import typed_toml as toml
from anju.law.text.citation_words import (
    chinese_number,
    citation_in_words,
    instrument_in_words,
)
from anju.web.pages.public.guide.basis import fee_in_words
from anju.web.pages.public.guide.items import found, groups, item
from anju.web.pages.public.legal_numbers import legal_numbers
from anju.web.punctuation import full_width

PUBLIC = Path(__file__).resolve().parents[3] / "src" / "anju" / "web" / "pages" / "public"
ON = date(2026, 11, 23)
NUMBERS = legal_numbers(ON)
ITEMS = [one for group in groups(NUMBERS) for one in group.items]


def test_there_are_twelve_items() -> None:
    assert len(ITEMS) == 12


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.slug)
def test_item_page_has_all_that_must_be_published(client: Client, one) -> None:
    html = client.get(f"/guide/{one.slug}/").content.decode()
    for words in (
        one.title,
        one.formal,
        "收费",
        "多久办好",
        "在哪办",
        "带什么",
        "依据",
        "核对日期",
    ):
        assert words in html
    for line in (*one.conditions, *one.steps, *one.good_to_know):
        assert line in html
    for cited in one.cites:
        assert (
            citation_in_words(cited).removeprefix(
                instrument_in_words(Citation.parse(cited).instrument)
            )
            in html
        )
    assert "{" not in one.summary


def test_numbers_come_from_the_law() -> None:
    register = item("register", NUMBERS)
    assert register is not None
    days = parameters.number("registration.report_within", ON)
    assert f"{days} 日内登记" in register.summary


def test_no_number_of_the_law_stands_in_a_template_or_an_item() -> None:
    written = re.compile(r"(?<!月)(?<!月 )\b\d+ ?(日内|天|个月|周岁|元(?!居))")
    texts = [*PUBLIC.rglob("*.html"), *PUBLIC.rglob("items/*.toml")]
    found = {path.name: written.findall(path.read_text(encoding="utf-8")) for path in texts}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("first_issue", "0 元"),
        ("endorsement", "0 元"),
        ("registration_slip", "0 元"),
        ("", "不收费"),
    ],
)
def test_what_is_free_says_so(act: str, words: str) -> None:
    assert fee_in_words(act, ON) == words


def test_a_rate_not_in_force_is_said_to_be_open() -> None:
    assert "待确认" in fee_in_words("reissue", ON)


def test_papers_of_the_permit_are_those_of_the_catalogue(client: Client) -> None:
    html = client.get("/guide/apply/").content.decode()
    for paper in ("房屋租赁合同", "购房合同", "劳动合同", "营业执照", "学生证", "本人相片"):
        assert paper in html


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("续签", "endorse"),
        ("qianzhu", "endorse"),
        ("丢", "lost"),
        ("fd", "landlord"),
        ("签注", "endorse"),
    ],
)
def test_search_finds_by_word_and_pinyin(words: str, slug: str) -> None:
    assert slug in [one.slug for group in found(words, NUMBERS) for one in group.items]


def test_search_without_a_hit_shows_all_items_and_a_telephone(client: Client) -> None:
    html = client.get("/guide/", {"q": "没有这种事"}).content.decode()
    assert "没有找到" in html
    assert html.count('href="/guide/') >= len(ITEMS)
    assert "给窗口打电话" in html


def test_notice_stands_word_for_word_under_its_summary(client: Client) -> None:
    html = client.get("/guide/notice/").content.decode()
    assert "自到达居住地之日起3日内，由户主或者本人持流动人口本人居民身份证" in html
    assert "各地公安派出所或者受委托的乡镇（街道办事处、社区）流动人口服务中心" in html
    assert html.index("大白话") < html.index("自到达居住地之日起3日内")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2, "二"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (201, "二百零一"),
        (1259, "一千二百五十九"),
    ],
)
def test_articles_are_counted_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_places_of_law_are_written_as_people_write_them() -> None:
    assert citation_in_words("IRRP 9(2)") == "《居住证暂行条例》第九条第二款"
    assert citation_in_words("PSD-2016 2(6)").endswith("通知第二条第（六）项")


def test_marks_beside_chinese_become_full_width() -> None:
    assert full_width("一,二;三(四):1,284人") == "一，二；三（四）：1,284人"


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.slug)
def test_every_place_cited_is_a_paragraph_we_hold(one) -> None:
    for cited in one.cites:
        citation = Citation.parse(cited)
        paragraphs = toml.tables(toml.read("instruments", citation.instrument), "paragraph")
        assert citation.place in {toml.text(paragraph, "place") for paragraph in paragraphs}, cited
