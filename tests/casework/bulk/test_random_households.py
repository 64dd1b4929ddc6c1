"""Made-up people of every kind leave the same rows through the list as through the counter."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import groupby
from uuid import uuid4

import pytest
from tests.casework.bulk.test_listed_households import NOW, ON, TABLES, rows, start_anew

from anju.access.actor import Actor
from anju.casework.bulk.households import ListedHousehold, ListedState, register_listed_households
from anju.casework.registration_form import HouseholdEntry, RegistrationEntry, check_household
from anju.casework.registration_form.messages import SEVERITIES
from anju.casework.registrations.context import form_context
from anju.casework.registrations.register import register_household
from anju.exchange.synthesis import people
from anju.exchange.synthesis.writing import form_values

COUNTY = "522601"
BUREAU = Actor("demo01", "吴晓", "window_clerk", COUNTY, COUNTY)
ENTRY_FIELDS = frozenset(field.name for field in fields(RegistrationEntry))
DRAWN = 600
EARLIER = NOW - timedelta(days=1)
#: What stands in these fields is a code; of the others it matters whether anything stands there.
CODED = frozenset({
    "document_kind", "sex", "ethnic_group", "hukou_kind", "education", "marital_status",
    "township", "place_kind", "planned_stay", "reason", "occupation", "host_relation",
    "relation_to_householder", "guardian_relation",
})  # fmt: skip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def entry_of(life):
    """A made-up person's lines as the form takes them."""
    said = {name: text for name, text in form_values(life).items() if name in ENTRY_FIELDS}
    return RegistrationEntry(**{**said, "township": life.household.dwelling.township})


def households():
    """The households whose homes have a door; a building with rooms asks the later ones for it."""
    lives = people(29, DRAWN, ON)
    for _, members in groupby(lives, key=lambda life: life.household.number):
        entries = tuple(entry_of(life) for life in members)
        if all(entry.room or entry.floor for entry in entries):
            yield HouseholdEntry(people=entries, channel="8", confirmed=frozenset(SEVERITIES))


def listed(entry):
    context = form_context(BUREAU, entry, on=ON)
    verdict = check_household(entry, on=ON, context=context)
    if any(person.values is None for person in verdict.people) or not verdict.may_be_saved:
        return None
    plain = replace(entry, confirmed=frozenset())
    return ListedHousehold(plain, tuple(person.values for person in verdict.people))


def kinds(entry):
    """What a household shows of what the form can say."""
    yield ("people", len(entry.people))
    for one in entry.people:
        for name in ENTRY_FIELDS:
            said = getattr(one, name)
            yield (name, said if name in CODED else bool(said))


def of_every_kind(found):
    """The households that each show something none before has shown."""
    seen, taken = set(), []
    for entry in found:
        if (shown := set(kinds(entry))) - seen and (one := listed(entry)):
            seen |= shown
            taken.append((entry, one))
    return taken


def home_before(entry):
    """The same people in another town, a month before they came here."""
    moved = (
        {
            "township": "522601001",
            "address": "旧居路1号",
            "building": "",
            "arrived_on": str(date.fromisoformat(one.arrived_on) - timedelta(days=30)),
            "education": "",
        }
        for one in entry.people
    )
    people = tuple(replace(one, **there) for one, there in zip(entry.people, moved, strict=True))
    return replace(entry, people=people)


def begin(good):
    """An empty register but for every other household, registered where it lived before."""
    start_anew()
    for entry, _ in good[::2]:
        earlier = home_before(entry)
        register_household(actor=BUREAU, household=earlier, request_key=uuid4(), now=EARLIER)


def test_households_of_every_kind_leave_the_rows_the_counter_leaves():
    start_anew()
    good = of_every_kind(households())
    begin(good)
    for entry, _ in good:
        register_household(actor=BUREAU, household=entry, request_key=uuid4(), now=NOW)
    by_counter = {table: rows(table) for table in TABLES}
    begin(good)
    answers = register_listed_households(BUREAU, [one for _, one in good], batch="b", now=NOW)
    states = [{one.state for one in family} for family in answers]
    assert states[::2] == [{ListedState.MOVED}] * len(states[::2])
    assert states[1::2] == [{ListedState.REGISTERED}] * len(states[1::2])
    for table in TABLES:
        assert rows(table) == by_counter[table], table
