"""Every table in `cases` holds: what is given, and what the rule must answer."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from anju.law.answers import RULE_NAMES, answer, fields
from anju.law.answers.fields import Record
from anju.law.application.outlook import outlook
from anju.law.eligibility import Application, Ground
from anju.law.excluded_stays import StayKind
from anju.law.residence_period import Stay
from anju.law.text.instruments import paragraph
from anju.law.time_limits import longest_extension_ends_on

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 23)


def asked_outlook(given: Record) -> dict[str, object]:
    application = Application(
        hukou_division=fields.optional_text(given, "hukou_division"),
        residence_division=fields.text(given, "residence_division"),
        stay_kind=fields.one_of(StayKind, given, "stay_kind"),
        grounds=fields.members(Ground, given, "grounds"),
        starts_on=fields.optional_day(given, "starts_on"),
        stays=tuple(
            Stay(
                fields.day(stay, "from"),
                fields.optional_day(stay, "to"),
                fields.text(stay, "division"),
            )
            for stay in fields.records(given, "stays")
        ),
        holds_permit=fields.flag(given, "holds_permit"),
    )
    found = outlook(
        application=application,
        is_registered=fields.flag(given, "is_registered"),
        document=fields.optional_text(given, "document") or "111",
        on=fields.day(given, "on"),
    )
    changes_on = found.changes_on.isoformat() if found.changes_on else None
    return {"ok": True, "outlook": found.outcome, "changes_on": changes_on}


def asked_longest_extension(given: Record) -> dict[str, object]:
    found = longest_extension_ends_on(accepted_on=fields.day(given, "accepted_on"))
    return {"ok": True, "ends_on": found.outcome.isoformat()}


OTHER_RULES: dict[str, Callable[[Record], dict[str, object]]] = {
    "outlook": asked_outlook,
    "longest-extension": asked_longest_extension,
}


def tables() -> Iterator[tuple[str, dict]]:
    for path in sorted(CASES.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def every_case() -> Iterator[object]:
    for name, table in tables():
        for case in table["case"]:
            label = " ".join(filter(None, (case.get("id"), case["title"])))
            yield pytest.param(table["rule"], case["given"], case["expect"], id=f"{name}: {label}")


def answered(rule: str, given: Record) -> dict[str, object]:
    return OTHER_RULES[rule](given) if rule in OTHER_RULES else answer(rule, given, today=TODAY)


def seen(found: dict[str, object], wanted: str) -> object:
    """The field of an answer, or the codes alone of a field that lists more."""
    if not wanted.endswith("_codes"):
        return found[wanted]
    listed = found["reasons" if wanted == "reason_codes" else "missing"]
    return [entry["code"] for entry in listed]


@pytest.mark.parametrize(("rule", "given", "expect"), list(every_case()))
def test_case_holds(rule: str, given: dict, expect: dict) -> None:
    found = answered(rule, given)
    wanted = {"ok": True, **expect}
    for entry in [found, *found.get("reasons", [])]:
        cited = set(entry.get("cites", [])) - {"GB 11643-1999"}
        assert all(paragraph(cite) is not None for cite in cited)
    actual = {name: seen(found, name) for name in wanted}
    assert actual == {name: None if value == "null" else value for name, value in wanted.items()}


def test_every_rule_of_the_contract_has_a_table() -> None:
    assert {table["rule"] for _, table in tables()} >= set(RULE_NAMES)


@pytest.mark.parametrize(
    "wanted", [*(f"T{n:02}" for n in range(1, 38)), *(f"U{n:02}" for n in range(1, 31))]
)
def test_every_listed_vector_stands_in_a_table(wanted: str) -> None:
    ids = {case.get("id") for _, table in tables() for case in table["case"]}
    assert wanted in ids


def test_titles_differ_within_a_table() -> None:
    for name, table in tables():
        titles = [case["title"] for case in table["case"]]
        doubled = {title for title in titles if titles.count(title) > 1}
        assert not doubled, (name, doubled)
