import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from anju.jobs import synth_command
from anju.jobs.synth_command import synth

DAY = ["--on", "2026-11-02"]


def test_a_list_comes_with_the_headers_the_import_knows() -> None:
    done = CliRunner().invoke(synth, ["--people", "30", *DAY])
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(StringIO(done.stdout.lstrip("\ufeff"))))
    assert len(rows) == 30
    assert all(row["公民身份号码"].startswith("99") for row in rows)
    assert all(row["姓名"] and row["到达日期"] and row["暂住事由"] for row in rows)


def test_lines_of_json_tell_whole_lives() -> None:
    done = CliRunner().invoke(synth, ["--people", "20", "--format", "jsonl", *DAY])
    lives = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lives) == 20
    assert all(life["events"][0]["step"] == "register" for life in lives)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.csv", "other.csv"):
        done = CliRunner().invoke(
            synth, ["--people", "100", "--seed", "5", "--out", str(tmp_path / name), *DAY]
        )
        assert done.exit_code == 0, done.output
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["one.csv", "other.csv"]


def test_progress_goes_to_standard_error_only() -> None:
    done = CliRunner().invoke(synth, ["--people", "3", *DAY])
    assert "已生成 3 / 3 人" in done.stderr
    assert "已生成" not in done.stdout


def test_a_run_that_is_stopped_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> object:
        yield "姓名\n"
        raise KeyboardInterrupt

    monkeypatch.setattr(synth_command, "FORMATS", {"csv": stopped})
    done = CliRunner().invoke(synth, ["--people", "3", "--out", str(tmp_path / "list.csv"), *DAY])
    assert done.exit_code != 0
    assert list(tmp_path.iterdir()) == []
