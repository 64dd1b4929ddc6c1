"""The time before is taken over whole, and the law finds in it what the register says."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.journal_chain import seal_blocks, verify
from anju.casework.reference_data import load_agencies
from anju.exchange.past_lives import load_demo
from anju.kit.clock import day_of
from anju.law.permit import Use
from anju.reading.legal_facts import use_of
from anju.records.cases.models import Case, CaseStep
from anju.records.permits.models import Card, PermitFacts
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ON = day_of(NOW)
COUNTY = Actor.system("测试", "522601")
PEOPLE = 600

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kaili():
    load_agencies(actor=Actor.system("测试", "52"), now=NOW)
    assert load_demo(count=PEOPLE, now=NOW) == PEOPLE


def test_loading_a_second_time_loads_nothing():
    assert load_demo(count=PEOPLE, now=NOW) == 0


def test_whoever_is_registered_lives_somewhere_and_nobody_else():
    with scoped(COUNTY):
        registered = ResidenceRegistration.objects.filter(state="registered")
        assert set(registered.values_list("person_id", flat=True)) == set(
            CurrentResidence.objects.values_list("person_id", flat=True)
        )
        assert ResidenceRegistration.objects.filter(state="deregistered").exists()


def test_the_law_finds_the_state_the_register_says():
    with scoped(COUNTY):
        rows = PermitFacts.objects.known_now().filter(
            valid__upper_inf=True, state__in=["in_use", "suspended"]
        )
        assert rows.count() > 10
        for row in rows.select_related("permit"):
            suspended = use_of(row.permit, ON).outcome.state is Use.SUSPENDED
            assert suspended == (row.state == "suspended"), row.permit.number


def test_there_is_work_in_every_queue():
    with scoped(COUNTY):
        states = set(Case.objects.values_list("state", flat=True))
        assert {"collected", "ready", "accepted"} <= states
        assert Case.objects.filter(closed_on=None, due_on__lt=ON).exists()
        assert ResidenceRegistration.objects.filter(is_incomplete=True).exists()


def test_a_case_stands_where_its_last_step_led():
    with scoped(COUNTY):
        for case in Case.objects.all():
            steps = CaseStep.objects.filter(case_id=case.pk).order_by("at", "id")
            assert [step.from_state for step in steps][1:] == [step.to_state for step in steps][:-1]
            assert steps.last().to_state == case.state
            ends = {"collected", "declined", "refused", "withdrawn", "closed"}
            assert (case.closed_on is not None) == (case.state in ends)


def test_a_fetched_card_belongs_to_a_finished_case():
    with scoped(COUNTY):
        fetched = Card.objects.filter(state="collected")
        assert fetched.exists()
        cases = dict(Case.objects.values_list("id", "state"))
        assert {cases[card.case_id] for card in fetched} == {"collected"}


def test_the_journal_holds_and_says_who_was_migrated():
    assert seal_blocks(NOW) > 0
    assert verify("522601").holds
    with scoped(COUNTY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_journalentry WHERE act = 'migrate_in'")
        assert cursor.fetchone() == (PEOPLE,)
