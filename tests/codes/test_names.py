import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.codes import names
from anju.codes.problem import Problem

DOT = "\u00b7"


@pytest.mark.parametrize("dot", list("\u00b7\u2022\u2027\u30fb\uff65\u22c5\u2219\uff0e.\u0387"))
def test_every_look_alike_of_the_separator_becomes_the_standard_one(dot: str) -> None:
    read = names.read(f"买买提{dot}吐尔逊")
    assert read.normalised == f"买买提{DOT}吐尔逊"
    assert ("NM-DOT" in [one.code for one in read.problems]) == (dot != DOT)
    assert read.valid


def test_spaces_around_the_separator_go() -> None:
    assert names.read("买买提 • 吐尔逊").normalised == f"买买提{DOT}吐尔逊"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张  三", "张三"),
        ("　李四　", "李四"),
        ("\u200b王五\ufeff", "王五"),
        ("John   Smith", "John Smith"),
        ("\u9f99\ufe00", "\u9f99"),
        ("王\ue863", "王\u4dae"),
        ("\u37b2", "\u37b2"),
        ("\uf92c", "\uf92c"),
        ("\U00020087一", "\U00020087一"),
    ],
)
def test_only_what_is_surely_not_the_name_is_put_right(typed: str, kept: str) -> None:
    read = names.read(typed)
    assert read.normalised == kept
    assert read.problems == ()


@pytest.mark.parametrize("typed", ["", " ", "\u200b"])
def test_an_empty_name_is_said(typed: str) -> None:
    assert names.read(typed).problems == (Problem("NM-EMPTY"),)


def test_fifty_characters_are_a_name_and_fifty_one_are_not() -> None:
    assert names.read("阿" * 50).valid
    assert names.read("阿" * 51).problems == (Problem("NM-LONG", count=51),)


def test_length_counts_characters_beyond_the_basic_plane_once() -> None:
    assert names.read("\U00020087" * 50).valid


@pytest.mark.parametrize(("typed", "place"), [("张3", 2), ("<b>", 1), ("张、三", 2)])
def test_what_no_name_holds_is_shown_with_its_place(typed: str, place: int) -> None:
    assert names.read(typed).problems[0].code == "NM-CHAR"
    assert names.read(typed).problems[0].position == place


@given(st.text(max_size=60))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = names.read(text).normalised
    assert names.read(once).normalised == once
