"""Inquiry into an address: nobody is struck off unheard (reading R-0036)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reasons import codes

from anju.law.inquiry import (
    RESULTS,
    Effect,
    InquiryStep,
    effect_of_inquiry,
    inquiry_is_due,
    may_conclude_inquiry,
)

ON = date(2026, 6, 15)
HEARD = InquiryStep("person", date(2026, 6, 2), reached=True)
OCCUPANT = InquiryStep("occupant", date(2026, 6, 3), reached=True)
VISIT = InquiryStep("visit", date(2026, 6, 4), reached=False)
NEXT_VISIT = InquiryStep("visit", date(2026, 6, 8), reached=False)
FOUND = InquiryStep("visit", date(2026, 6, 8), reached=True)

TABLE = [
    ("left", (), ["person_not_heard", "occupant_not_heard"]),
    ("left", (HEARD,), ["occupant_not_heard"]),
    ("left", (OCCUPANT,), ["person_not_heard"]),
    ("left", (HEARD, OCCUPANT), []),
    ("not_found", (OCCUPANT, VISIT), ["person_not_heard"]),
    ("not_found", (OCCUPANT, VISIT, VISIT), ["person_not_heard"]),
    ("not_found", (OCCUPANT, VISIT, FOUND), ["person_not_heard"]),
    ("not_found", (OCCUPANT, VISIT, NEXT_VISIT), []),
    ("not_found", (VISIT, NEXT_VISIT), ["occupant_not_heard"]),
    ("lives_here", (), ["nobody_heard"]),
    ("lives_here", (VISIT,), ["nobody_heard"]),
    ("lives_here", (FOUND,), []),
    ("moved", (OCCUPANT,), []),
    ("moved", (), ["nobody_heard"]),
    ("gone", (HEARD, OCCUPANT), ["unknown_result"]),
]


@pytest.mark.parametrize(("result", "steps", "missing"), TABLE)
def test_what_a_result_needs(
    result: str, steps: tuple[InquiryStep, ...], missing: list[str]
) -> None:
    """PSD-2016 2(2): 完整、准确、鲜活；R-0036."""
    found = may_conclude_inquiry(result=result, steps=steps, on=ON)
    assert (found.outcome, codes(found)) == (not missing, missing)


def test_a_step_still_to_come_does_not_count() -> None:
    heard_today = InquiryStep("person", ON, reached=True)
    heard_tomorrow = InquiryStep("person", ON + timedelta(days=1), reached=True)
    assert may_conclude_inquiry(result="lives_here", steps=[heard_today], on=ON).outcome
    assert not may_conclude_inquiry(result="lives_here", steps=[heard_tomorrow], on=ON).outcome


@given(st.lists(st.sampled_from([HEARD, OCCUPANT, VISIT, NEXT_VISIT, FOUND])))
def test_doing_more_never_takes_a_result_away(steps: list[InquiryStep]) -> None:
    for result in RESULTS:
        before = may_conclude_inquiry(result=result, steps=steps, on=ON).outcome
        after = may_conclude_inquiry(result=result, steps=[*steps, OCCUPANT], on=ON).outcome
        assert after >= before


def test_the_limit_is_thirty_days_and_rolls_over_rest_days() -> None:
    assert inquiry_is_due(opened_on=date(2026, 6, 1)).outcome == date(2026, 7, 1)
    assert inquiry_is_due(opened_on=date(2026, 6, 5)).outcome == date(2026, 7, 6)


@pytest.mark.parametrize(
    ("result", "effect"),
    [
        ("lives_here", Effect("confirm", "none")),
        ("moved", Effect("change_address", "none")),
        ("left", Effect("deregister", "asked_at_endorsement")),
        ("not_found", Effect("deregister", "asked_at_endorsement")),
    ],
)
def test_a_result_never_touches_the_permit_by_itself(result: str, effect: Effect) -> None:
    """IRRP 10(2): whether residence went on is asked at the endorsement."""
    assert effect_of_inquiry(result=result, on=ON).outcome == effect
