"""Getting a record by its number: yours, or as good as not there; and every look is noted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.records import rows

from anju.access import records
from anju.access.actor import Actor
from anju.access.looks import seen, seen_list
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.records.cases.models import Correction
from anju.records.issued.models import Paper
from anju.records.journal.models import ViewEntry
from anju.records.people.models import Person
from anju.records.permits.models import Card
from anju.records.registrations.models import DepartureProposal

pytestmark = pytest.mark.django_db


def card(of: Person) -> Card:
    return Card.objects.create(
        permit=rows.permit(of), person=of, area=of.area, case_id=1, issue_number=1,
        state="ordered", blank_serial=f"B{of.pk}",
    )  # fmt: skip


def paper(of: Person) -> Paper:
    return Paper.objects.create(
        number=rows.code(), kind="slip", edition="1", person_id=of.pk, area=of.area,
        subject_kind="x", subject_ref="x", content={}, check_code=rows.code(),
        issued_at=rows.KNOWN_AT, issued_by="wu", agency_code=of.area, act_id=1,
    )  # fmt: skip


def correction(of: Person) -> Correction:
    return Correction.objects.create(
        ref=rows.code(), person=of, area=of.area, subject_kind="x", subject_id=1, before={},
        after={}, reason="x", evidence_note="x", proposed_by="wu", act_id=1,
        proposed_at_agency=of.area, proposed_at=rows.KNOWN_AT,
    )  # fmt: skip


def departure(of: Person) -> DepartureProposal:
    return DepartureProposal.objects.create(
        ref=rows.code(), registration=rows.registration(of), person=of, area=of.area,
        proposed_by_party="03", proposed_by_name="房东", left_on=rows.ARRIVED, act_id=1,
        proposed_on=rows.ARRIVED, objection_until=rows.ARRIVED,
    )  # fmt: skip


KINDS: dict[str, tuple[Callable[..., Any], Callable[[Person], Any], str]] = {
    "person": (records.person_for, lambda of: of, "ref"),
    "registration": (records.registration_for, rows.registration, "number"),
    "household": (records.household_for, lambda of: rows.registration(of).household, "ref"),
    "departure": (records.departure_for, departure, "ref"),
    "case": (records.case_for, rows.case, "number"),
    "correction": (records.correction_for, correction, "ref"),
    "permit": (records.permit_for, rows.permit, "number"),
    "card": (records.card_for, card, "blank_serial"),
    "paper": (records.paper_for, paper, "number"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_yours_or_as_good_as_not_there(kind: str) -> None:
    record_for, make, name = KINDS[kind]
    with scoped(rows.province()):
        record = make(rows.person(rows.HERE))
    number = getattr(record, name)
    assert record_for(rows.clerk(rows.HERE), number) == record
    assert record_for(Actor("w", "王", "county_reviewer", "522601", "522601"), number) == record
    refusals = []
    for actor, asked in (
        (rows.clerk(rows.NEXT_DOOR), number),
        (rows.clerk(rows.OTHER_COUNTY), number),
        (Actor("c", "陈", "analyst", rows.HERE, rows.HERE), number),
        (rows.clerk(rows.HERE), "no such number"),
        (rows.clerk(rows.HERE), ""),
    ):
        with pytest.raises(NotYours) as refused:
            record_for(actor, asked)
        refusals.append(str(refused.value))
    assert len(set(refusals)) == 1


def test_a_merged_file_leads_to_the_living_one() -> None:
    with scoped(rows.province()):
        living, absorbed = rows.person(), rows.person()
        Person.objects.filter(pk=absorbed.pk).update(merged_into=living)
    assert records.person_for(rows.clerk(), absorbed.ref) == living


def test_a_look_leaves_a_row_of_its_own_area() -> None:
    with scoped(rows.province()):
        one, other = rows.person(), rows.person()
    actor = rows.clerk()
    with scoped(actor):
        seen(actor, one, {"name", "born_on"}, purpose="办理登记", now=rows.KNOWN_AT)
        seen_list(actor, [one, other], {"name"}, purpose="查找", now=rows.KNOWN_AT)
        first, *_ = looks = list(ViewEntry.objects.order_by("id"))
    assert len(looks) == 3
    assert (first.actor_number, first.subject_ref, first.fields) == (
        "wu", one.ref, ["born_on", "name"],
    )  # fmt: skip
    with scoped(rows.clerk(rows.NEXT_DOOR)):
        assert not ViewEntry.objects.exists()


def test_no_look_without_its_row() -> None:
    with scoped(rows.province()):
        someone = rows.person(rows.NEXT_DOOR)
    actor = rows.clerk(rows.HERE)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        seen(actor, someone, {"name"}, purpose="好奇", now=rows.KNOWN_AT)
