"""The rules say what the law says: words, citations, numbers, readings, coverage, pages."""

import ast
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from anju.jobs.law_pages import pages, where_tested
from anju.law.citation import Citation, Rule
from anju.law.text import typed_toml as toml
from anju.law.text.coverage import RULE_MODULES, Kind, accounts, register_of_rules
from anju.law.text.instruments import (
    Sureness,
    every_instrument,
    instrument,
    normalised,
    paragraph,
    says,
)
from anju.law.text.parameters import every_parameter
from anju.law.text.sentences import every_code, sentence
from anju.law.workflow import WORKFLOWS

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "src" / "anju" / "law"
READINGS = ROOT / "docs" / "decisions" / "readings"
RULES = register_of_rules()
NAMES = [rule.key for rule in RULES]
SAID = re.compile(r"Law: (.*?)(?=\n\s*Read with:|\Z)", re.DOTALL)
READING = re.compile(r"R-\d{4}")
#: Counting by one, a first list place, the months of a year: no numbers of the law.
NOT_LEGAL = {0, 1, -1, 12, 2, 3, 4}
LONGEST_BODY = 12


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
class TestRule:
    def test_its_sentence_stands_word_for_word_in_a_cited_paragraph(self, rule: Rule) -> None:
        found = SAID.search(rule.doc)
        assert found, "no `Law:` line"
        assert any(says(cite, found[1]) for cite in rule.cites)

    def test_it_cites_paragraphs_that_exist(self, rule: Rule) -> None:
        assert rule.cites
        assert [cite for cite in rule.cites if paragraph(cite) is None] == []

    def test_its_readings_are_written(self, rule: Rule) -> None:
        for reading in READING.findall(rule.doc):
            assert (READINGS / f"{reading}.md").exists()

    def test_it_answers_in_its_first_line(self, rule: Rule) -> None:
        first = rule.doc.strip().splitlines()[0]
        assert first.endswith((".", ":"))

    def test_it_is_tested(self, rule: Rule) -> None:
        assert where_each_rule_is_tested()[rule.key]


@cache
def where_each_rule_is_tested() -> Mapping[str, tuple[str, ...]]:
    return where_tested(ROOT)


def rule_sources() -> list[Path]:
    return [LAW / f"{module.replace('.', '/')}.py" for module in RULE_MODULES]


@pytest.mark.parametrize("path", rule_sources(), ids=lambda path: path.stem)
def test_rules_hold_no_legal_number(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    numbers = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in {int, float}
    ]
    assert set(numbers) <= NOT_LEGAL


@pytest.mark.parametrize("path", rule_sources(), ids=lambda path: path.stem)
def test_bodies_are_short_enough_to_check_aloud(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            statements = [one for one in ast.walk(node) if isinstance(one, ast.stmt)]
            assert len(statements) - len(["def", "docstring"]) <= LONGEST_BODY, node.name


def test_every_paragraph_is_accounted_for() -> None:
    counted = {account.cite for account in accounts()}
    written = {f"{one.key} {p.place}" for one in every_instrument() for p in one.paragraphs}
    assert written == counted


def test_no_account_speaks_of_a_paragraph_there_is_not() -> None:
    for key, lines in toml.read("catalogues", "coverage").items():
        for place in lines:
            assert instrument(key).paragraph(place) is not None, (key, place)


def test_what_is_not_ours_says_why() -> None:
    for account in accounts():
        if account.kind is Kind.NOT_OURS:
            assert account.what.endswith("。")


def test_places_stand_once() -> None:
    for one in every_instrument():
        places = [paragraph.place for paragraph in one.paragraphs]
        assert len(places) == len(set(places))
        assert one.in_force_from <= date(2026, 1, 1)


def test_a_restated_paragraph_is_never_called_confirmed() -> None:
    for one in every_instrument():
        for found in one.paragraphs:
            assert not (found.restated and found.sureness is Sureness.CONFIRMED)


def test_the_notice_stands_whole_and_confirmed() -> None:
    notice = instrument("PSD-2016")
    assert [p.place for p in notice.paragraphs] == [
        *("0(1)", "0(2)", "1", "2", *(f"2({n})" for n in range(1, 8)), "3", "4", "5", "6")
    ]
    assert {p.sureness for p in notice.paragraphs} == {Sureness.CONFIRMED}
    assert not any(p.restated for p in notice.paragraphs)


def test_the_regulation_has_every_article() -> None:
    articles = {p.place.partition("(")[0] for p in instrument("IRRP").paragraphs}
    assert articles == {str(number) for number in range(1, 24)}


@pytest.mark.parametrize("one", every_parameter(), ids=lambda one: one.key)
class TestParameter:
    def test_every_value_cites_a_paragraph(self, one) -> None:
        for value in one.values:
            assert paragraph(value.cites) is not None

    def test_values_follow_each_other(self, one) -> None:
        days = [value.in_force_from for value in one.values]
        assert days == sorted(set(days))

    def test_an_open_one_names_its_reading(self, one) -> None:
        if one.to_be_confirmed:
            assert (READINGS / f"{one.reading}.md").exists()

    def test_a_rule_reads_it(self, one) -> None:
        subject, name = one.key.split(".")
        sources = [path.read_text(encoding="utf-8") for path in rule_sources()]
        pattern = re.compile(rf'"{subject}\.(?:{name}"|\{{)')
        assert any(pattern.search(source) for source in sources)


def test_the_sixteen_open_points_are_open_readings() -> None:
    for number in range(1, 17):
        text = (READINGS / f"R-{number:04}.md").read_text(encoding="utf-8")
        assert f"待决问题：D{number}。" in text
        assert "待确认" in text
    open_readings = {one.reading for one in every_parameter() if one.to_be_confirmed}
    assert open_readings >= {f"R-{number:04}" for number in range(1, 17)} - {"R-0003"}


def test_every_reading_is_used_by_a_rule() -> None:
    used = {reading for rule in RULES for reading in READING.findall(rule.doc)}
    assert used >= {path.stem for path in READINGS.glob("R-*.md")}


def codes_in_source() -> set[str]:
    found = set()
    for path in LAW.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Reason"), args=[ast.Constant(value=str(code)), *_]):
                    found.add(code)
    return found


def test_every_reason_has_a_sentence() -> None:
    assert codes_in_source() <= every_code()
    assert sentence("same_city") == "户口所在地和居住地是同一个城市，不办理居住证。"
    assert sentence("holidays_not_published:2031").startswith("2031年的节假日安排尚未公布")


def test_steps_cite_paragraphs_that_exist() -> None:
    for workflow in WORKFLOWS:
        for step in workflow:
            assert all(paragraph(cite) is not None for cite in step.cites), step.name


@pytest.mark.parametrize("written", ["IRRP", "IRRP 10.2", "irrp 10", "IRRP 10(2", " IRRP 10"])
def test_a_citation_has_one_form(written: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        Citation.parse(written)


def test_a_citation_is_written_as_it_was_read() -> None:
    for written in ("IRRP 10(2)", "PSD-2016 2(1)", "CC 1259"):
        assert str(Citation.parse(written)) == written
    assert Citation.parse("IRRP 10(2)") == Citation("IRRP", "10(2)")


def test_words_are_compared_in_one_width() -> None:
    assert normalised("甲，乙 （丙）\n丁") == "甲,乙(丙)丁"
    assert says("IRRP 2", "到其他城市居住半年以上,符合")
    assert not says("IRRP 3", "到其他城市居住半年以上")
    assert not says("IRRP 99", "")
    assert not says("XX 1", "")


def test_the_committed_pages_are_the_generated_ones() -> None:
    folder = ROOT / "docs" / "law"
    for name, text in pages(ROOT).items():
        assert (folder / name).read_text(encoding="utf-8") == text, "run `./anju law-docs`"


def test_every_link_of_the_pages_leads_somewhere() -> None:
    folder = ROOT / "docs" / "law"
    written = pages(ROOT)
    for text in written.values():
        for target in set(re.findall(r"\]\(([^)\s]+(?:\(\d+\))?)\)", text)):
            path, _, anchor = target.partition("#")
            assert (folder / path).exists(), target
            if anchor:
                assert f'<a id="{anchor}"></a>' in written[path], target
