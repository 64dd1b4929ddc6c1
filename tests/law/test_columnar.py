"""The columns give the answers the rules give one by one."""

from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.strategies import applications, days, decision_days

from anju.law.columnar import eligibility
from anju.law.columnar.days import NO_DAY, as_days, day_of, latest_that, per_distinct_day
from anju.law.columnar.eligibility import (
    OUTCOMES,
    decide,
    eligible_from,
    latest_start_that_suffices,
    reason_codes,
)
from anju.law.columnar.permits import suspended_from, use_is_suspended
from anju.law.columnar.population import population_of
from anju.law.eligibility import Application, Eligibility, Ground, may_apply
from anju.law.endorsement import endorsement_window
from anju.law.excluded_stays import REASONS as EXCLUDED
from anju.law.excluded_stays import StayKind
from anju.law.residence_period import (
    Stay,
    continuous_residence_starts_on,
    half_year_residence,
)

ONE_DAY = timedelta(days=1)


@given(st.lists(applications(), min_size=1, max_size=12), decision_days)
@settings(max_examples=60, deadline=None)
def test_a_population_is_decided_as_each_person_is(people: list[Application], on: date) -> None:
    population = population_of(people, on)
    decisions = decide(population, on)
    first_days = eligible_from(population, decisions)
    assert len(population) == len(people)
    for row, person in enumerate(people):
        alone = may_apply(application=person, on=on)
        assert OUTCOMES[decisions.outcome[row]] is alone.outcome.outcome
        assert reason_codes(int(decisions.reasons[row])) == {r.code for r in alone.reasons}
        assert day_of(int(first_days[row])) == alone.outcome.eligible_from
        assert day_of(int(population.starts_on[row])) == alone.outcome.residence_starts_on


@given(st.lists(applications(), max_size=8), decision_days)
@settings(max_examples=30, deadline=None)
def test_parts_are_decided_as_the_whole(people: list[Application], on: date) -> None:
    population = population_of(people, on)
    whole = decide(population, on)
    with mock.patch.object(eligibility, "PART", 3):
        in_parts = decide(population, on)
    assert list(in_parts.outcome) == list(whole.outcome)
    assert list(in_parts.reasons) == list(whole.reasons)


ON = date(2026, 11, 23)
LAST_START = date(2026, 5, 22)
LIVES = Application("522622", "522601", StayKind.ORDINARY, frozenset(Ground), LAST_START)


@pytest.mark.parametrize(
    ("differs", "outcome", "reasons"),
    [
        ({}, Eligibility.ELIGIBLE, set()),
        ({"starts_on": LAST_START + ONE_DAY}, Eligibility.NOT_YET, {"half_year_not_complete"}),
        ({"hukou_division": "522601"}, Eligibility.NOT_ELIGIBLE, {"same_city"}),
        ({"holds_permit": True}, Eligibility.NOT_ELIGIBLE, {"holds_permit"}),
        ({"grounds": frozenset()}, Eligibility.NOT_ELIGIBLE, {"no_ground"}),
        ({"hukou_division": None}, Eligibility.UNKNOWN, {"hukou_unknown"}),
        ({"hukou_division": "529999"}, Eligibility.UNKNOWN, {"unknown_division"}),
        ({"hukou_division": "522600"}, Eligibility.UNKNOWN, {"division_is_no_city"}),
        ({"starts_on": None}, Eligibility.UNKNOWN, {"residence_unknown"}),
        *(
            ({"stay_kind": kind}, Eligibility.NOT_ELIGIBLE, {reason.code})
            for kind, reason in EXCLUDED.items()
        ),
    ],
)
def test_one_thing_alone_decides(differs, outcome: Eligibility, reasons: set[str]) -> None:
    population = population_of([replace(LIVES, **differs)], ON)
    decisions = decide(population, ON)
    assert OUTCOMES[decisions.outcome[0]] is outcome
    assert reason_codes(int(decisions.reasons[0])) == reasons


def kaili(from_on: date, to_on: date | None = None) -> Stay:
    return Stay(from_on, to_on, "522601")


MAY, END_OF_MAY = date(2026, 5, 1), date(2026, 5, 31)
JUNE = date(2026, 6, 1)

#: What stays somebody has, and where the residence that reaches the day began.
STAYS_AND_START = [
    ([kaili(MAY)], MAY),
    ([kaili(ON)], ON),
    ([kaili(ON + ONE_DAY)], None),
    ([kaili(MAY, ON)], MAY),
    ([kaili(MAY, ON - ONE_DAY)], None),
    ([kaili(MAY, END_OF_MAY), kaili(JUNE)], MAY),
    ([kaili(MAY, END_OF_MAY), kaili(JUNE + ONE_DAY)], JUNE + ONE_DAY),
    ([kaili(MAY, END_OF_MAY), kaili(JUNE + ONE_DAY, ON), kaili(ON)], JUNE + ONE_DAY),
    ([kaili(JUNE, JUNE), kaili(MAY)], MAY),
    ([kaili(MAY), Stay(JUNE, None, "520103")], MAY),
    ([Stay(MAY, None, "520103")], None),
    ([kaili(JUNE)], JUNE),
]


def start_alone(stays: list[Stay]) -> date | None:
    found = continuous_residence_starts_on(stays=tuple(stays), residence_division="522601", on=ON)
    return found.outcome


@pytest.mark.parametrize("order", [1, -1])
def test_many_people_s_stays_are_joined_as_each_one_s_are(order: int) -> None:
    lives = STAYS_AND_START[::order]
    people = [replace(LIVES, starts_on=None, stays=tuple(stays)) for stays, _ in lives]
    found = [day_of(int(day)) for day in population_of(people, ON).starts_on]
    assert found == [start for _, start in lives] == [start_alone(stays) for stays, _ in lives]


@pytest.mark.parametrize(("stays", "start"), STAYS_AND_START)
def test_one_person_s_stays_are_joined(stays: list[Stay], start: date | None) -> None:
    person = replace(LIVES, starts_on=None, stays=tuple(stays))
    assert day_of(int(population_of([person], ON).starts_on[0])) == start


@given(decision_days)
def test_the_cut_off_is_the_last_start_that_suffices(on: date) -> None:
    last = latest_start_that_suffices(on)
    assert half_year_residence(starts_on=last).outcome.complete_from <= on
    assert half_year_residence(starts_on=last + ONE_DAY).outcome.complete_from > on


@given(st.lists(st.tuples(days, st.integers(0, 6)), min_size=1, max_size=20), decision_days)
def test_permits_are_suspended_as_each_is(permits: list[tuple[date, int]], on: date) -> None:
    anchors = as_days(anchor for anchor, _ in permits)
    years = np.array([count for _, count in permits], dtype=np.int16)
    from_on, suspended = suspended_from(anchors, years), use_is_suspended(anchors, years, on)
    for row, (anchor, count) in enumerate(permits):
        window = endorsement_window(anchor_on=anchor, year=count + 1).outcome
        assert day_of(int(from_on[row])) == window.suspended_from
        assert bool(suspended[row]) == (on >= window.suspended_from)


def test_use_is_suspended_from_the_very_day() -> None:
    anchor, never_endorsed = as_days([date(2024, 5, 10)]), np.array([0], dtype=np.int16)
    suspended_on = endorsement_window(anchor_on=date(2024, 5, 10), year=1).outcome.suspended_from
    assert use_is_suspended(anchor, never_endorsed, suspended_on).tolist() == [True]
    assert use_is_suspended(anchor, never_endorsed, suspended_on - ONE_DAY).tolist() == [False]


def test_grounds_stand_in_the_lowest_bits() -> None:
    people = [replace(LIVES, grounds=frozenset(grounds)) for grounds in ((), Ground)]
    assert population_of(people, ON).grounds.tolist() == [0, 0b111]


def test_a_rule_is_asked_once_for_each_day() -> None:
    asked = []

    def day_after(day: date) -> date:
        asked.append(day)
        return day + ONE_DAY

    one, two = date(2026, 1, 1), date(2026, 2, 1)
    found = per_distinct_day(as_days([two, one, None, two]), day_after)
    assert [day_of(int(day)) for day in found] == [
        two + ONE_DAY,
        one + ONE_DAY,
        None,
        two + ONE_DAY,
    ]
    assert sorted(asked) == [one, two]


def test_no_day_stays_no_day() -> None:
    assert as_days([None])[0] == NO_DAY
    assert day_of(int(NO_DAY)) is None


def test_the_search_walks_both_ways() -> None:
    last = date(2026, 6, 15)
    for near in (date(2026, 6, 1), date(2026, 6, 2), last, date(2026, 6, 30)):
        assert latest_that(lambda day: day <= last, near=near) == last
