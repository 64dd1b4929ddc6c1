"""Every row gets the form's verdict, with all its faults in their columns."""

from datetime import date

import pytest

from anju.casework.registration_form import FormContext, KnownStay
from anju.exchange.formats.registrations.column_matching import matched_sheets
from anju.exchange.formats.registrations.columns import by_header, header_word
from anju.exchange.formats.registrations.rows import rows_of
from anju.exchange.formats.registrations.verdicts import ReportedBy, verdicts_on
from anju.exchange.formats.registrations.wording import Wording
from anju.exchange.outcomes import RowState
from anju.exchange.sheets.table import Sheet, Workbook
from anju.exchange.trial_list import FAULTS, HEADERS, trial_rows

ON = date(2026, 7, 1)
TOWNSHIP = "大十字街道"
CONTEXT = FormContext(
    residence_division="522601",
    area="52260101",
    townships={"522601001": ("52260101", "大十字派出所")},
    made_up_people_pass=True,
)


def good(**cells):
    ((row, _),) = trial_rows(rows=1, bad=0, seed=5, on=ON, township=TOWNSHIP)
    return {**row, **cells}


def judged(*rows, headers=HEADERS, context=CONTEXT, **reported):
    cells = [tuple(row.get(header, "") for header in headers) for row in rows]
    (match,) = matched_sheets(Workbook("xlsx", (Sheet("名单", (tuple(headers), *cells)),)))
    read = list(rows_of(match, Wording(ON, {TOWNSHIP: "522601001"})))
    return verdicts_on(read, on=ON, context=context, reported_by=ReportedBy(**reported))


def codes(verdict):
    return {problem.code for problem in verdict.problems}


def test_there_are_thirty_kinds_of_faults():
    assert len(FAULTS) == len({fault.name for fault in FAULTS}) == 30


def test_a_good_row_is_good():
    (verdict,) = judged(good())
    assert (verdict.state, verdict.problems) == (RowState.GOOD, ())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_kind_of_fault_comes_back_under_its_code_in_its_column(fault):
    (verdict,) = judged(fault.spoil(good()))
    assert verdict.state is RowState.BAD
    found = [problem for problem in verdict.problems if problem.code == fault.code]
    assert found, codes(verdict)
    assert found[0].sentence
    assert by_header()[header_word(fault.header)].field == found[0].field


def test_all_faults_of_a_row_come_back_at_once():
    (verdict,) = judged(good(姓名="", 民族="", 到达日期="2026-02-30"))
    assert {"NM-EMPTY", "ET-EMPTY", "DT-REAL"} <= codes(verdict)


def test_a_doubt_stands_in_the_way_until_somebody_has_looked():
    doubtful = good(到达日期="2010-01-01", 已核对无误="")
    assert codes(judged(doubtful)[0]) == {"DT-OLD"}
    assert judged({**doubtful, "已核对无误": "是"})[0].state is RowState.GOOD


def test_the_same_person_twice_in_a_file_comes_back_with_the_other_row():
    first, second = judged(good(), good())
    assert first.state is RowState.GOOD
    assert codes(second) == {"ROW-TWICE"}
    assert "第 2 行" in second.problems[0].sentence


def test_a_household_waits_for_its_bad_row():
    headers = ("同户编号", *HEADERS)
    (other, _) = trial_rows(rows=2, bad=0, seed=5, on=ON, township=TOWNSHIP)[1]
    rows = (
        good(同户编号="1"),
        {**other, "同户编号": "1", "姓名": "", "与户主关系": "配偶"},
    )
    first, second = judged(*rows, headers=headers)
    assert codes(first) == {"ROW-HOUSEHOLD"}
    assert codes(second) == {"NM-EMPTY"}


def test_who_is_already_registered_there_is_left_as_they_are():
    number = good()["公民身份号码"]
    stay = KnownStay(name="周某", registered_on=date(2026, 6, 1), address="某处", is_here=True)
    context = FormContext(
        residence_division="522601",
        area="52260101",
        townships=CONTEXT.townships,
        known_stays={("111", number): stay},
        made_up_people_pass=True,
    )
    (verdict,) = judged(good(), context=context)
    assert verdict.state is RowState.ALREADY_REGISTERED


def test_a_second_header_among_the_rows_is_told():
    (verdict,) = judged(dict(zip(HEADERS, HEADERS, strict=True)))
    assert codes(verdict) == {"ROW-HEADER"}


def test_whoever_reports_for_all_must_be_named():
    assert "PX-EMPTY" in codes(judged(good(), party="4")[0])
    assert judged(good(), party="4", name="某某公司")[0].state is RowState.GOOD
