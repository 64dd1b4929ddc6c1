"""Three hundred made-up people leave the same rows through the list as through the counter."""

from dataclasses import fields, replace
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
PEOPLE, DRAWN = 300, 600

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


def first_people(households):
    """As many households as hold the wanted number of people."""
    taken, count = [], 0
    for entry, one in households:
        taken.append((entry, one))
        count += len(entry.people)
        if count >= PEOPLE:
            return taken
    raise AssertionError(f"only {count} people can be registered as they are")


def test_random_households_leave_the_rows_the_counter_leaves():
    start_anew()
    good = first_people((entry, one) for entry in households() if (one := listed(entry)))
    for entry, _ in good:
        register_household(actor=BUREAU, household=entry, request_key=uuid4(), now=NOW)
    by_counter = {table: rows(table) for table in TABLES}
    start_anew()
    answers = register_listed_households(BUREAU, [one for _, one in good], batch="b", now=NOW)
    assert {one.state for family in answers for one in family} == {ListedState.REGISTERED}
    for table in TABLES:
        assert rows(table) == by_counter[table], table
