from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codes.writing import full_width

from anju.codes import typed_dates
from anju.codes.problem import Problem

TODAY = date(2026, 6, 3)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (".", date(2026, 6, 3)),
        ("。", date(2026, 6, 3)),
        ("今天", date(2026, 6, 3)),
        ("昨天", date(2026, 6, 2)),
        ("-3", date(2026, 5, 31)),
        ("+5", date(2026, 6, 8)),
        ("0520", date(2026, 5, 20)),
        ("0604", date(2025, 6, 4)),
        ("1231", date(2025, 12, 31)),
        ("20260520", date(2026, 5, 20)),
        ("2026-05-20", date(2026, 5, 20)),
        ("2026/5/20", date(2026, 5, 20)),
        ("2026.5.20", date(2026, 5, 20)),
        ("2026年5月20日", date(2026, 5, 20)),
        ("2026 年 5 月 20 日", date(2026, 5, 20)),
        ("5月20日", date(2026, 5, 20)),
        ("5-20", date(2026, 5, 20)),
        (full_width("20260520"), date(2026, 5, 20)),
        ("2026-05-20 00:00:00", date(2026, 5, 20)),
        ("2026-05-20T08:30", date(2026, 5, 20)),
        (" 20260520 ", date(2026, 5, 20)),
    ],
)
def test_a_day_is_understood(typed: str, day: date) -> None:
    read = typed_dates.read(typed, TODAY)
    assert (read.day, read.problems) == (day, ())


def test_a_day_still_to_come_keeps_its_year_when_the_future_is_meant() -> None:
    assert typed_dates.read("0604", TODAY, in_the_past=False).day == date(2026, 6, 4)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("20260230", "2026-2-30"), ("0230", "2026-2-30"), ("2026-13-01", "2026-13-1")],
)
def test_a_day_no_calendar_has_is_said(typed: str, said: str) -> None:
    read = typed_dates.read(typed, TODAY)
    assert (read.day, read.problems) == (None, (Problem("DT-REAL", text=said),))


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_said(typed: str) -> None:
    assert typed_dates.read(typed, TODAY).problems == (Problem("DT-EMPTY"),)


@pytest.mark.parametrize("typed", ["520", "abc", "2026", "去年", "45000", "5/20/2026"])
def test_what_could_mean_several_days_is_not_guessed(typed: str) -> None:
    assert typed_dates.read(typed, TODAY).problems[0].code == "DT-READ"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_full_form_of_a_day_reads_back(day: date) -> None:
    for form in ("{:%Y%m%d}", "{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y年%m月%d日}"):
        assert typed_dates.read(form.format(day), TODAY).day == day


@given(st.text(max_size=20))
def test_any_text_gives_a_day_or_a_reason(text: str) -> None:
    read = typed_dates.read(text, TODAY)
    assert (read.day is None) == bool(read.problems)
