"""JSON lines in, JSON lines out; a bad line is answered and the rest go on."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from anju.codes.citizen_number import check_digit
from anju.jobs.law_command import answer_stream, law
from anju.jobs.law_docs import law_docs
from anju.law.answers import RULE_NAMES, UnknownRule, answer, answer_line
from anju.law.columnar.population import HUKOU_UNKNOWN, units_of
from anju.law.edition import RULES_EDITION, edition
from anju.law.finding import Finding, Reason, merged
from anju.law.text import parameters
from anju.law.text import typed_toml as toml

TODAY = date(2026, 11, 23)

CONTRACT = {
    "registration-due": ["must_register", "due_on", "unrolled_on"],
    "half-year": ["full_on", "complete_from"],
    "city-unit": ["unit", "name"],
    "another-city": ["another_city", "hukou_unit", "residence_unit"],
    "time-limits": ["produce_by", "hand_over_by", "produce_by_unrolled", "hand_over_by_unrolled"],
    "endorsement-window": ["year_completed_on", "opens_on", "closes_on", "suspended_from"],
    "permit-use": ["state", "continuous_years", "window"],
    "residence-start": ["starts_on", "basis"],
    "eligibility": ["outcome", "eligible_from", "residence_starts_on", "reasons"],
    "missing-materials": ["complete", "missing"],
    "fee": ["amount", "free"],
    "citizen-number": [
        "valid", "normalised", "birth_on", "sex", "division", "division_state", "problems",
    ],
}  # fmt: skip

ASKED = {
    "registration-due": {"arrived_on": "2026-03-02"},
    "half-year": {"starts_on": "2026-01-15"},
    "city-unit": {"division": "520103", "on": "2024-06-01"},
    "another-city": {
        "hukou_division": "522622",
        "residence_division": "522601",
        "on": "2024-06-01",
    },
    "time-limits": {"accepted_on": "2026-03-02"},
    "endorsement-window": {"anchor_on": "2025-07-18", "year": 1},
    "permit-use": {"issued_on": "2026-01-02", "endorsed_on": [], "on": "2026-03-02"},
    "residence-start": {"registered_on": "2026-03-01", "arrived_on": "2026-02-20",
                        "proofs": [], "on": "2026-06-01"},
    "eligibility": {"hukou_division": "522622", "residence_division": "522601",
                    "on": "2026-11-23", "stay_kind": "ordinary", "starts_on": "2026-10-01",
                    "grounds": ["employment"]},
    "missing-materials": {"housing": "rented", "grounds": [], "age": 30, "agent": "none",
                          "provided": []},
    "fee": {"act": "reissue", "on": "2026-01-01"},
    "citizen-number": {"number": "11010519491231002X"},
}  # fmt: skip


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_an_answer_has_exactly_the_fields_of_the_contract(rule: str) -> None:
    found = answer(rule, ASKED[rule], today=TODAY)
    assert list(found) == ["ok", *CONTRACT[rule], "cites", "version", "warnings"]
    assert found["ok"] is True
    assert found["version"] == edition()
    assert found["cites"]
    json.dumps(found)


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_an_empty_question_is_answered_with_what_is_missing(rule: str) -> None:
    found = answer(rule, {}, today=TODAY)
    assert found["ok"] is False
    assert "expected" in found["error"]


@pytest.mark.parametrize("rule", RULE_NAMES)
@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, "9999-12-31", "0001-01-01", True])
def test_no_value_breaks_the_run(rule: str, odd: object) -> None:
    for name in ASKED[rule]:
        found = answer(rule, {**ASKED[rule], name: odd}, today=TODAY)
        assert isinstance(found["ok"], bool)


def test_the_contract_s_rules_are_there() -> None:
    assert list(CONTRACT) == list(RULE_NAMES)


def test_an_unknown_rule_is_no_answer() -> None:
    with pytest.raises(UnknownRule):
        answer("due", {}, today=TODAY)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("x", "not a line of JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "one JSON object a line expected"),
        ("null", "one JSON object a line expected"),
    ],
)
def test_a_bad_line_says_why(line: str, error: str) -> None:
    found = answer_line("half-year", line, today=TODAY)
    assert json.loads(found) == {"ok": False, "error": error}


def test_a_deeply_nested_line_is_a_bad_line() -> None:
    assert json.loads(answer_line("half-year", "[" * 100_000, today=TODAY))["ok"] is False


def test_chinese_stays_readable() -> None:
    line = json.dumps({"division": "520103", "on": "2024-06-01"})
    assert "贵阳市" in answer_line("city-unit", line, today=TODAY)


def test_a_stream_is_answered_line_by_line() -> None:
    questions = io.BytesIO(
        b'\xef\xbb\xbf{"starts_on":"2026-01-15"}\r\n\n  \nx\n\xff\n{"starts_on":"2026-04-01"}'
    )
    answers = io.BytesIO()
    answer_stream("half-year", questions, answers)
    found = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [one["ok"] for one in found] == [True, False, False, True]
    assert found[3]["complete_from"] == "2026-10-02"


def test_the_command_answers() -> None:
    result = CliRunner().invoke(law, ["half-year"], input='{"starts_on":"2026-01-15"}\n')
    assert result.exit_code == 0
    assert json.loads(result.output)["full_on"] == "2026-07-15"


def test_the_command_names_the_rules_it_knows() -> None:
    result = CliRunner().invoke(law, ["nothing"], input="")
    assert result.exit_code == 2
    assert all(name in result.output for name in RULE_NAMES)


def test_the_command_starts_neither_django_nor_numpy() -> None:
    script = (
        "import sys, anju.jobs.law_command;"
        "print([m for m in ('django', 'psycopg', 'numpy') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_the_pages_are_up_to_date() -> None:
    result = CliRunner().invoke(law_docs, ["--check"])
    assert result.exit_code == 0, result.output


def test_a_made_up_number_is_valid_and_its_division_unknown() -> None:
    first = "99010119900101001"
    found = answer("citizen-number", {"number": first + check_digit(first)}, today=TODAY)
    assert found["valid"] is True
    assert (found["birth_on"], found["sex"]) == ("1990-01-01", "male")
    assert found["division_state"] == "unknown"


def test_a_wrong_check_digit_is_named() -> None:
    found = answer("citizen-number", {"number": "110105194912310021"}, today=TODAY)
    assert (found["ok"], found["valid"]) == (True, False)
    assert len(found["problems"]) == 1


class TestFinding:
    def test_it_is_stamped_with_cites_and_edition(self) -> None:
        reason = Reason("same_city", ("PSD-2016 2(1)",))
        given = Finding(1, ("IRRP 2",), "", {"a": 1}, TODAY, ("w",), (reason,))
        found = given.stamped(("IRRP 3", "IRRP 2"))
        assert found == Finding(
            1, ("IRRP 3", "IRRP 2"), edition(), {"a": 1}, TODAY, ("w",), (reason,)
        )

    def test_unstamped_it_names_no_edition_and_rests_on_nothing(self) -> None:
        assert Finding(1) == Finding(1, (), "", {}, None, (), ())

    def test_entries_are_merged_once_in_order(self) -> None:
        assert merged(("b", "a"), ("a", "c")) == ("b", "a", "c")
        assert merged() == ()

    def test_the_edition_names_the_rules_and_the_numbers(self) -> None:
        rules, _, numbers = edition().partition("+")
        folder = Path(toml.__file__).parents[1] / "parameters"
        written = b"".join(path.read_bytes() for path in sorted(folder.glob("*.toml")))
        assert rules == RULES_EDITION == "1.0.0"
        assert numbers == sha256(written).hexdigest()[:8]


class TestNumbers:
    def test_the_value_of_a_day(self) -> None:
        assert parameters.number("time_limits.produce_within", date(2016, 7, 29)) == 15
        assert parameters.number("time_limits.produce_within", date(2016, 7, 30)) == 7

    def test_no_value_before_the_first(self) -> None:
        with pytest.raises(parameters.NotInForce, match=r"produce_within: no value in force on 2"):
            parameters.number("time_limits.produce_within", date(2015, 12, 31))

    def test_a_fact_before_the_law_is_judged_by_the_first_value(self) -> None:
        assert parameters.number_for("residence.half_year", date(2010, 1, 1)) == 6

    def test_of_several_values_the_first_judges_a_fact_before_the_law(self) -> None:
        first, second = date(2016, 1, 1), date(2020, 1, 1)
        values = (
            parameters.DatedValue(6, first, "IRRP 2"),
            parameters.DatedValue(12, second, "IRRP 2"),
        )
        changed = replace(parameters.parameter("residence.half_year"), values=values)
        with mock.patch.object(parameters, "parameter", return_value=changed):
            assert parameters.number_for("residence.half_year", date(2010, 1, 1)) == 6
            assert parameters.number_for("residence.half_year", second) == 12

    def test_a_value_of_no_known_kind_is_refused_when_read(self) -> None:
        written = {"half": {"title": "半", "unit": "月", "values": [{"value": 0.5}]}}
        refused = r"^value: text, number or truth value expected, found 0\.5$"
        with (
            mock.patch.object(toml, "read", return_value=written),
            pytest.raises(parameters.WrongKind, match=refused),
        ):
            parameters.parameter("made_up.half")

    @pytest.mark.parametrize(
        ("read", "key"),
        [
            (parameters.number, "calendar.deadlines_roll"),
            (parameters.number, "endorsement.anchor"),
            (parameters.switch, "residence.half_year"),
            (parameters.choice, "residence.half_year"),
        ],
    )
    def test_a_number_of_another_kind_is_refused(self, read, key: str) -> None:
        with pytest.raises(parameters.WrongKind, match=rf"^{key}: .* expected, found "):
            read(key, TODAY)

    def test_an_unlimited_number_is_none(self) -> None:
        assert parameters.possible_number("permit.longest_suspension", TODAY) is None
        assert parameters.possible_number("registration.report_within", TODAY) == 3

    def test_where_a_value_is_written(self) -> None:
        assert parameters.source("time_limits.produce_within", TODAY) == "PSD-2016 2(4)"

    def test_whether_it_is_there(self) -> None:
        assert parameters.exists("fees.reissue")
        assert not parameters.exists("fees.visa")
        assert len(parameters.every_parameter()) > 50

    def test_only_open_ones_are_to_be_confirmed(self) -> None:
        assert parameters.parameter("endorsement.anchor").to_be_confirmed is True
        assert parameters.parameter("endorsement.window").to_be_confirmed is False
        assert parameters.parameter("endorsement.interval").reading == ""


class TestTypedToml:
    @pytest.mark.parametrize(
        ("read", "value", "words"),
        [
            (toml.text, 1, "text expected, found 1"),
            (toml.flag, "x", "true or false expected, found 'x'"),
            (toml.whole_date, "x", "date expected, found 'x'"),
            (toml.table, [], "table expected, found []"),
            (toml.tables, {}, "list of tables expected, found {}"),
            (toml.texts, "x", "list of texts expected, found 'x'"),
        ],
    )
    def test_another_type_is_refused(self, read, value: object, words: str) -> None:
        with pytest.raises(TypeError, match=f"^{re.escape(f'key: {words}')}$"):
            read({"key": value}, "key")

    def test_defaults(self) -> None:
        assert toml.text({}, "key", "d") == "d"
        assert toml.flag({}, "key") is False
        assert toml.tables({}, "key") == ()
        with pytest.raises(TypeError, match="key: text expected, found None"):
            toml.text({}, "key")

    def test_names_are_sorted_and_without_ending(self) -> None:
        assert toml.names("instruments") == ("CC", "HRR", "IRRP", "MPS-24", "PFPR", "PSD-2016")


def test_units_of_a_column_say_why_there_is_none() -> None:
    units = units_of(["520103", None, "529999", "522600", ""], TODAY)
    assert list(units) == [520100, HUKOU_UNKNOWN, -2, -3, -2]
