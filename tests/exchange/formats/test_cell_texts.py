"""A cell becomes the text somebody would have typed, or a problem; it is never changed silently."""

from datetime import date

import pytest

from anju.exchange.formats.registrations.cell_texts import cell_text
from anju.exchange.formats.registrations.columns import Column
from anju.exchange.sheets.table import Unreadable

TEXT = Column(field="document_number", header="公民身份号码")
DAY = Column(field="arrived_on", header="到达日期", kind="day")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("  周某 ", "周某"),
        ("'00123", "00123"),
        (602.0, "602"),
        (13985512345.0, "13985512345"),
        (1.5, "1.5"),
        (date(2026, 5, 20), "2026-05-20"),
        ("\uff19\uff19", "\uff19\uff19"),
    ],
)
def test_a_cell_says_what_stands_in_it(cell, text):
    assert cell_text(cell, TEXT) == (text, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (9.9e17, "CELL-DIGITS"),
        (float("inf"), "CELL-DIGITS"),
        ("5.22601E+17", "CELL-DIGITS"),
        ("9.9e17", "CELL-DIGITS"),
        (Unreadable.FORMULA, "CELL-FORMULA"),
        (Unreadable.ERROR, "CELL-ERROR"),
        (Unreadable.TOO_LONG, "CELL-LONG"),
        ("周\x00某", "CELL-CONTROL"),
    ],
)
def test_what_must_not_be_taken_as_it_appears_is_a_problem(cell, code):
    text, problem = cell_text(cell, TEXT)
    assert text == ""
    assert problem is not None
    assert (problem.code, problem.field) == (code, "document_number")


@pytest.mark.parametrize("cell", ["2026-05-20", "2026.5.20", "2026/5/20", "20260520", 20260520.0])
def test_a_whole_day_is_passed_on(cell):
    assert cell_text(cell, DAY)[1] is None


@pytest.mark.parametrize("cell", [46162.0, "46162", "0520", "-3", ".", "26-5-20", "5/20", "May"])
def test_a_day_that_would_be_a_guess_is_a_problem(cell):
    problem = cell_text(cell, DAY)[1]
    assert problem is not None
    assert problem.code == "CELL-DAY"
