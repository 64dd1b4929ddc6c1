"""What happens in made-up lives is what the law and the workflows allow."""

from collections import Counter
from datetime import date

import pytest
from tests.exchange.synthesis.cast import SEED, TODAY, five_thousand

from anju.exchange.synthesis import Event, Life, people
from anju.law.eligibility import Application, Eligibility, Ground, may_apply
from anju.law.excluded_stays import StayKind
from anju.law.permit import use_of_permit
from anju.law.workflow import CASE, DEPARTURE, NOTHING, PERMIT, REGISTRATION

NOT_IN_A_WORKFLOW = {"recognise_start"}


def test_the_same_seed_gives_the_same_lives() -> None:
    assert list(people(7, 200, TODAY)) == list(people(7, 200, TODAY))


def test_another_seed_gives_other_people() -> None:
    one, other = people(7, 50, TODAY), people(8, 50, TODAY)
    assert {life.person.citizen_number for life in one}.isdisjoint(
        life.person.citizen_number for life in other
    )


def test_fewer_people_are_the_first_of_more() -> None:
    assert list(people(7, 300, TODAY))[:100] == list(people(7, 100, TODAY))


@pytest.mark.parametrize("count", [1, 2, 99, 5_000])
def test_as_many_come_as_were_asked_for(count: int) -> None:
    assert sum(1 for _ in people(SEED, count, TODAY)) == count


def test_events_come_in_order_and_none_after_today() -> None:
    for life in five_thousand():
        days = [event.on for event in life.events]
        assert days == sorted(days)
        assert days[-1] <= TODAY
        assert life.events[0].step == "register"
        assert life.person.born_on <= life.stay.arrived_on <= days[0]


def test_every_step_may_be_taken_where_it_is_taken() -> None:
    for life in five_thousand():
        walk(life)


def walk(life: Life) -> None:
    """Take every step by the tables; one that none allows fails."""
    states = dict.fromkeys(("registration", "departure", "case", "permit"), NOTHING)
    workflows = (REGISTRATION, DEPARTURE, CASE, PERMIT)
    kind: object = ""
    for event in life.events:
        if event.step in NOT_IN_A_WORKFLOW:
            continue
        if event.step == "submit":
            states["case"], kind = NOTHING, event.facts["kind"]
        of_permit = {("approve", "first_issue"): "issue", ("hand_over", "reissue"): "reissue"}
        steps = {event.step, of_permit.get((event.step, kind), event.step)}
        taken = [
            (flow.name, taken_step)
            for flow in workflows
            for step in steps
            if (taken_step := flow.step(step, states[flow.name]))
        ]
        assert taken, (event, states)
        states.update({name: step.to for name, step in taken})


def test_whoever_is_issued_a_permit_was_eligible_that_day() -> None:
    issued = [life for life in five_thousand() if step_of(life, "approve")]
    assert len(issued) > 500
    for life in issued[:300]:
        asked = first(life, "submit", grounds=True)
        decided_on = first(life, "approve").on
        grounds = asked.facts["grounds"]
        assert isinstance(grounds, tuple)
        application = Application(
            hukou_division=life.person.hukou_division,
            residence_division="522601",
            stay_kind=StayKind.ORDINARY,
            grounds=frozenset(Ground(ground) for ground in grounds),
            starts_on=starts_on(life),
        )
        verdict = may_apply(application=application, on=decided_on).outcome
        assert verdict.outcome is Eligibility.ELIGIBLE


def test_a_permit_stands_as_the_law_says_from_its_endorsements() -> None:
    """The life counts window by window; the law counts from the list of endorsements."""
    compared = 0
    for life in five_thousand():
        if life.standing.permit in {"in_use", "suspended"} and not step_of(life, "report_loss"):
            endorsed = [e.on for e in life.events if e.step in {"endorse", "endorse_late"}]
            issued_on = first(life, "approve").on
            use = use_of_permit(anchor_on=issued_on, endorsed_on=endorsed, on=TODAY).outcome
            expected = {"in_use": "usable", "suspended": "suspended"}[life.standing.permit]
            assert use.state.value == expected
            compared += 1
    assert compared > 300


def test_a_demonstration_shows_every_state() -> None:
    standings = [life.standing for life in five_thousand()]
    assert {one.permit for one in standings} >= {
        *("", "in_use", "suspended", "lost", "cancelled"),
    }
    assert {one.case for one in standings} >= {
        *("submitted", "awaiting_supplement", "accepted", "under_review", "approved"),
        *("in_production", "ready", "collected", "refused", "declined", "withdrawn", "closed"),
    }
    assert {one.registration for one in standings} == {"registered", "deregistered"}
    assert {one.departure for one in standings} == {"", "proposed", "confirmed"}


def test_most_people_stay_and_about_a_fifth_hold_a_permit() -> None:
    standings = Counter(life.standing.registration for life in five_thousand())
    permits = Counter(life.standing.permit for life in five_thousand())
    assert 0.7 < standings["registered"] / 5_000 < 0.9
    assert 0.1 < permits["in_use"] / 5_000 < 0.35


def step_of(life: Life, step: str) -> bool:
    """Whether a step was ever taken."""
    return any(event.step == step for event in life.events)


def first(life: Life, step: str, *, grounds: bool = False) -> Event:
    """The first event of a step; of applications the one that was approved."""
    steps = [event for event in life.events if event.step == step]
    if grounds:
        approved_on = first(life, "approve").on
        return [event for event in steps if event.on <= approved_on][-1]
    return steps[0]


def starts_on(life: Life) -> date:
    """From when residence counts."""
    for event in life.events:
        day = event.facts.get("dated_on")
        if event.step == "recognise_start" and isinstance(day, date):
            return day
    return life.stay.registered_on
