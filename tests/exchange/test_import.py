"""A list goes into the register once, whatever happens on the way."""

import os
import signal
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from anju.access.actor import Actor
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.casework.bulk.stays import StayRows
from anju.casework.reference_data import load_agencies
from anju.exchange import workbook
from anju.exchange.outcomes import RowState
from anju.exchange.trial_list import FAULTS, trial_rows, write_trial_list
from anju.exchange.workbook import check_file, import_file
from anju.jobs.import_command import as_json, as_text

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ON = date(2026, 7, 1)
STATION = "52260102"
CLERK = Actor("demo01", "吴晓", "window_clerk", STATION, STATION)
PROVINCE = Actor.system("测试", "52")
TOWNSHIP = "大十字街道"
ROWS, BAD = 120, 30
GOOD = ROWS - BAD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def agencies():
    load_agencies(actor=PROVINCE, now=NOW)


@pytest.fixture
def trial_list(tmp_path):
    path = tmp_path / "list.xlsx"
    write_trial_list(path, rows=ROWS, bad=BAD, seed=3, on=ON, township=TOWNSHIP)
    return path


def fingerprints():
    """What every table of the records holds, down to the last byte."""
    with scoped(PROVINCE), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~"
            " '^(people|places|registrations|permits|cases|issued|journal)_'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(
                f"SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t"
            )
            found[table] = cursor.fetchone()
    return found


def count(table):
    return fingerprints()[table][0]


def imported(path):
    return import_file(CLERK, path, now=NOW)


def test_good_rows_go_in_and_bad_ones_come_back_with_their_faults(trial_list):
    result = imported(trial_list)
    assert result.count(RowState.REGISTERED) == GOOD
    expected = trial_rows(rows=ROWS, bad=BAD, seed=3, on=ON, township=TOWNSHIP)
    for number, (row, (_, fault)) in enumerate(zip(result.rows, expected, strict=True), start=2):
        assert row.number == number
        if fault is None:
            assert row.registration_number
            continue
        found = {(one.problem.code, one.header) for one in row.problems}
        assert (fault.code, fault.header) in found
    assert len({fault for _, fault in expected if fault}) == len(FAULTS)
    assert count("registrations_currentresidence") == GOOD
    assert count("people_identitykey") == GOOD


def test_the_same_file_again_changes_nothing(trial_list):
    imported(trial_list)
    before = fingerprints()
    again = imported(trial_list)
    assert again.count(RowState.ALREADY_REGISTERED) == GOOD
    assert len(again.bad) == BAD
    assert fingerprints() == before


def test_checking_a_file_writes_nothing(trial_list):
    before = fingerprints()
    result = check_file(CLERK, trial_list, now=NOW)
    assert result.count(RowState.GOOD) == GOOD
    assert result.sheets[0].meanings[0] == "公民身份号码"
    assert result.sheets[0].unknown == ("工号",)
    assert len(result.sheets[0].rows) == 5
    assert fingerprints() == before


def killed_while_importing(path, arrange):
    """Import in another process that is killed where `arrange` says."""
    child = os.fork()
    if child == 0:
        connection.connection = None  # the parent's; ours is opened anew
        arrange()
        imported(path)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(monkeypatch, call):
    """Kill the process once the rows of the given call have been sent."""
    calls = []
    send = StayRows.send

    def counted(self, dispatch):
        calls.append(1)
        send(self, dispatch)
        if len(calls) == call:
            dispatch.deliver()
            die()

    monkeypatch.setattr(StayRows, "send", counted)


@pytest.mark.parametrize("call", [1, 3])
def test_a_process_killed_half_way_leaves_every_row_once(trial_list, monkeypatch, call):
    monkeypatch.setattr(workbook, "HOUSEHOLDS_AT_ONCE", 20)
    with monkeypatch.context() as patch:
        killed_while_importing(trial_list, lambda: dying_at(patch, call))
    assert count("people_person") == 20 * (call - 1)
    rest = imported(trial_list)
    assert rest.count(RowState.ALREADY_REGISTERED) == 20 * (call - 1)
    assert rest.count(RowState.REGISTERED) == GOOD - 20 * (call - 1)
    for table in ("people_person", "registrations_currentresidence", "issued_paper"):
        assert count(table) == GOOD * (2 if table == "issued_paper" else 1)


def test_only_a_post_that_registers_may_import(trial_list):
    analyst = Actor("demo07", "陈静", "analyst", "522601", "522601")
    with pytest.raises(NotYours):
        import_file(analyst, trial_list, now=NOW)


def test_the_command_says_how_many_and_what_for(trial_list):
    result = check_file(CLERK, trial_list, now=NOW)
    assert f"要改：{BAD} 行" in as_text(result)
    assert '"code": "ID-CHECK"' in as_json(result)
