"""Every invariant of the records, broken once: the database refuses, and the clerk is told why."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from psycopg.types.range import Range
from tests.records import rows
from tests.records.breakers import NEWER
from tests.records.rows import ARRIVED, HERE, KNOWN_AT, code, two_axes

from anju.access.actor import Post
from anju.access.refusals import Conflict, conflicts, constraint_sentences
from anju.access.scope import scoped
from anju.law import workflow
from anju.records.agencies.models import Agency, Entrustment, Posting, Staff
from anju.records.cases.models import (
    BatchLine,
    Case,
    CaseAssignment,
    ContradictedAnswer,
    Correction,
    Decision,
    DeficiencyNotice,
    Evidence,
    OrphanedWork,
)
from anju.records.issued.models import NumberLedger, Paper
from anju.records.journal.models import CardReading, JournalBlock
from anju.records.people.models import Person, PersonFacts, PersonMerge
from anju.records.permits.models import (
    BlankCard,
    BlankDelivery,
    Card,
    Endorsement,
    HandOverList,
    PermitFacts,
    ProductionBatch,
)
from anju.records.registrations.models import (
    CurrentResidence,
    DepartureProposal,
    IntakeDraft,
    RecognisedStart,
    ResidenceRegistration,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 1)
Breaker = Callable[[], object]
BREAKERS: dict[str, Breaker] = {}


def breaks(name: str) -> Callable[[Breaker], Breaker]:
    def note(breaker: Breaker) -> Breaker:
        assert name not in BREAKERS
        BREAKERS[name] = breaker
        return breaker

    return note


def person_family(of: Person, **fields: Any) -> dict[str, Any]:
    return {"person": of, "area": of.area, **fields}


# ---------------------------------------------------------------- journal, places, agencies


def block(**fields: Any) -> JournalBlock:
    return JournalBlock.objects.create(
        **{
            "county": "522601", "height": 1, "entry_ids": [1], "leaves": b"", "root": b"",
            "previous": b"", "seal": b"", "sealed_at": KNOWN_AT, **fields,
        }
    )  # fmt: skip


breaks("journal_block_once")(lambda: (block(), block()))
breaks("journal_block_not_empty")(lambda: block(entry_ids=[]))
breaks("card_reading_has_reader")(
    lambda: CardReading.objects.create(
        area=HERE, at=KNOWN_AT, reader="", card_kind="citizen", actor_number="wu"
    )
)
breaks("address_once")(lambda: (rows.address(), rows.address()))
breaks("address_state")(lambda: rows.address(state="lost"))
breaks("address_has_text")(lambda: rows.address(text=""))
breaks("dwelling_floor")(lambda: rows.dwelling(floor=100))


@breaks("dwelling_once")
def _() -> None:
    place = rows.address()
    for _twice in range(2):
        rows.dwelling(address=place, unit="1", floor=None, room="")


breaks("agency_kind")(lambda: rows.agency(kind="office"))


@breaks("agency_card_producer")
def _() -> None:
    rows.agency()
    Agency.objects.update(card_producer="village")


@breaks("entrustment_no_overlap")
def _() -> None:
    centre = rows.agency(f"{HERE}01", "centre")
    for day in (TODAY, TODAY + timedelta(days=9)):
        Entrustment.objects.create(centre=centre, acts=[], span=Range(day, None, "[)"))


def posting(staff: Staff, at: Agency, post: str) -> Posting:
    return Posting.objects.create(staff=staff, agency=at, post=post, span=Range(TODAY, None, "[)"))


@breaks("posting_no_overlap")
def _() -> None:
    staff, at = Staff.objects.create(number="a", name="a"), rows.agency()
    posting(staff, at, "officer"), posting(staff, at, "officer")


@breaks("posting_post")
def _() -> None:
    posting(Staff.objects.create(number="a", name="a"), rows.agency(), "nightly")


@breaks("posting_duties_apart")
def _() -> None:
    staff, at = Staff.objects.create(number="a", name="a"), rows.agency()
    posting(staff, at, "auditor"), posting(staff, at, "administrator")


# ---------------------------------------------------------------- people


@breaks("person_not_merged_into_self")
def _() -> None:
    someone = rows.person()
    Person.objects.filter(pk=someone.pk).update(merged_into=someone)


@breaks("person_facts_no_overlap")
def _() -> None:
    someone = rows.person()
    facts = PersonFacts.objects.get(person=someone)
    facts.pk = None
    facts.save(force_insert=True)


def facts_with(**fields: Any) -> None:
    someone = Person.objects.create(ref=code(), area=HERE)
    PersonFacts.objects.create(
        **{
            **person_family(someone), "name": "周", "sex": "1", "born_on": ARRIVED,
            "ethnic_group": "01", "hukou_division": "430102", **two_axes(), **fields,
        }
    )  # fmt: skip


breaks("person_sex")(lambda: facts_with(sex="3"))
breaks("person_has_name")(lambda: facts_with(name=""))


@breaks("person_absorbed_once")
def _() -> None:
    absorbed = rows.person()
    for _twice in range(2):
        PersonMerge.objects.create(
            kept=rows.person(), absorbed=absorbed, area=HERE, moved={}, act_id=1,
            merged_at=KNOWN_AT,
        )  # fmt: skip


@breaks("people_identitykey_pkey")
def _() -> None:
    digest = uuid4()
    rows.identity_key(rows.person(), digest)
    rows.identity_key(rows.person(), digest)


# ---------------------------------------------------------------- registrations


breaks("registration_state")(lambda: rows.registration(rows.person(), state="gone"))
breaks("registration_ended_has_day")(lambda: rows.registration(rows.person(), state="deregistered"))


@breaks("one_residence_at_a_time")
def _() -> None:
    someone = rows.person()
    rows.registration_facts(rows.registration(someone))
    rows.registration_facts(rows.registration(someone))


breaks("registration_span_in_order")(
    lambda: rows.registration_facts(
        rows.registration(rows.person()), valid=Range(ARRIVED, ARRIVED, "[)")
    )
)


@breaks("registrations_currentresidence_pkey")
def _() -> None:
    someone = rows.person()
    for _twice in range(2):
        stay = rows.registration(someone)
        CurrentResidence.objects.create(
            **person_family(someone), registration=stay, dwelling=stay.household.dwelling,
            hukou_division="430102", division="522601", reason="10", starts_on=ARRIVED,
            last_confirmed_on=ARRIVED,
        )  # fmt: skip


@breaks("one_recognised_start")
def _() -> None:
    stay = rows.registration(rows.person())
    for _twice in range(2):
        RecognisedStart.objects.create(
            **person_family(stay.person), registration=stay, declared_on=ARRIVED,
            starts_on=ARRIVED, basis="declared", recognised_by="wu", **two_axes(),
        )  # fmt: skip


def departure(stay: ResidenceRegistration, **fields: Any) -> DepartureProposal:
    return DepartureProposal.objects.create(
        **person_family(stay.person), registration=stay, ref=code(), proposed_by_party="03",
        proposed_by_name="房东", left_on=TODAY, proposed_on=TODAY, objection_until=TODAY,
        act_id=1, **fields,
    )  # fmt: skip


@breaks("one_open_departure")
def _() -> None:
    stay = rows.registration(rows.person())
    departure(stay), departure(stay)


breaks("departure_state")(lambda: departure(rows.registration(rows.person()), state="x"))
breaks("draft_saved_after_begun")(
    lambda: IntakeDraft.objects.create(
        sheet=uuid4(), area=HERE, staff_number="wu", content_encrypted=b"",
        begun_at=KNOWN_AT + timedelta(days=1), saved_at=KNOWN_AT,
    )
)  # fmt: skip

# ---------------------------------------------------------------- permits


@breaks("one_permit_a_person")
def _() -> None:
    someone = rows.person()
    rows.permit(someone), rows.permit(someone)


breaks("permit_ends_after_issue")(
    lambda: rows.permit(rows.person(), ended_on=ARRIVED - timedelta(days=1))
)


def permit_facts(state: str, times: int) -> None:
    right = rows.permit(rows.person())
    for _ in range(times):
        PermitFacts.objects.create(
            **person_family(right.person), permit=right, state=state, anchor_on=ARRIVED,
            cause="issued", **two_axes(),
        )  # fmt: skip


breaks("one_permit_state_at_a_time")(lambda: permit_facts("in_use", 2))
breaks("permit_state")(lambda: permit_facts("broken", 1))


def card(state: str = "ordered", right: Any = None, **fields: Any) -> Card:
    right = right or rows.permit(rows.person())
    return Card.objects.create(
        **person_family(right.person), permit=right, case_id=1, issue_number=1, state=state,
        **fields,
    )  # fmt: skip


breaks("blank_used_once")(lambda: (card(blank_serial="B1"), card(blank_serial="B1")))
breaks("card_state")(lambda: card("melted"))


breaks("card_compared_by")(lambda: card(compared_by="hope"))
breaks("card_arrives_on_a_list")(lambda: card(arrived_on=TODAY))


def delivery(**fields: Any) -> BlankDelivery:
    return BlankDelivery.objects.create(
        **{
            "number": code(), "area": "522601", "agency_code": "522601", "first_serial": "A1",
            "last_serial": "A2", "quantity": 2, "received_on": TODAY, "received_by": "qian",
            "act_id": 1, **fields,
        }
    )  # fmt: skip


def batch(**fields: Any) -> ProductionBatch:
    return ProductionBatch.objects.create(
        **{
            "number": code(), "area": "522601", "agency_code": "522601", "opened_at": KNOWN_AT,
            "opened_by": "qian", "taken": 2, "unused": 2, "act_id": 1, **fields,
        }
    )  # fmt: skip


def blank_card(**fields: Any) -> BlankCard:
    return BlankCard.objects.create(
        **{
            "serial": code(), "area": "522601", "agency_code": "522601", "delivery": delivery(),
            **fields,
        }
    )  # fmt: skip


def box(**fields: Any) -> HandOverList:
    return HandOverList.objects.create(
        **{
            "code": code(), "area": HERE, "agency_code": HERE, "from_agency": "522601",
            "quantity": 1, "sent_at": KNOWN_AT, "sent_by": "qian", "act_id": 1, **fields,
        }
    )  # fmt: skip


breaks("blank_delivery_quantity")(lambda: delivery(quantity=0))
breaks("every_blank_accounted_for")(lambda: batch(good=1))
breaks("closed_batch_has_no_blanks")(lambda: batch(closed_at=KNOWN_AT))
breaks("blank_card_state")(lambda: blank_card(state="taken"))
breaks("blank_card_lost_for_a_reason")(lambda: blank_card(state="spoiled"))
breaks("hand_over_list_not_empty")(lambda: box(quantity=0))
breaks("arrives_after_it_was_sent")(lambda: box(arrived_at=KNOWN_AT))


@breaks("one_live_card")
def _() -> None:
    right = rows.permit(rows.person())
    card("collected", right), card("ordered", right)


def endorsement(right: Any, **fields: Any) -> Endorsement:
    return Endorsement.objects.create(
        **{
            **person_family(right.person), "permit": right, "endorsed_on": TODAY,
            "year_number": 1, "anchor_on": ARRIVED, "agency_code": HERE, "endorsed_by": "wu",
            "act_id": 1, **fields,
        }
    )  # fmt: skip


@breaks("year_endorsed_once")
def _() -> None:
    right = rows.permit(rows.person())
    endorsement(right), endorsement(right)


breaks("late_endorsement_counts_anew")(
    lambda: endorsement(rows.permit(rows.person()), is_late=True, year_number=0)
)

# ---------------------------------------------------------------- cases and papers


@breaks("one_open_case")
def _() -> None:
    someone = rows.person()
    rows.case(someone), rows.case(someone)


breaks("case_state")(lambda: rows.case(rows.person(), state="lost"))
breaks("case_kind")(lambda: rows.case(rows.person(), kind="gift"))
breaks("first_issue_is_free")(lambda: rows.case(rows.person(), fee=20))
breaks("evidence_state")(
    lambda: Evidence.objects.create(
        **person_family(one := rows.person()),
        case=rows.case(one),
        kind="lease",
        state="x",
        added_at=KNOWN_AT,
        added_by="wu",
    )
)


def notice(of: Case, sequence: int) -> DeficiencyNotice:
    return DeficiencyNotice.objects.create(
        **person_family(of.person), case=of, sequence=sequence, items=[], given_at=KNOWN_AT,
        given_by="wu", law_version="1", act_id=1,
    )  # fmt: skip


@breaks("notice_sequence")
def _() -> None:
    of = rows.case(rows.person())
    notice(of, 1), notice(of, 1)


breaks("second_notice_agreed")(lambda: notice(rows.case(rows.person()), 2))


def decision(outcome: str, **fields: Any) -> Decision:
    of = rows.case(rows.person())
    return Decision.objects.create(
        **{
            **person_family(of.person), "case": of, "outcome": outcome, "accepted_by": "wu",
            "decided_by": "wang", "decided_at": KNOWN_AT, "act_id": 1, **fields,
        }
    )  # fmt: skip


breaks("decided_by_another")(lambda: decision("approved", decided_by="wu"))
breaks("refusal_has_reason")(lambda: decision("refused"))


def correction(**fields: Any) -> Correction:
    return Correction.objects.create(
        **{
            **person_family(rows.person()), "ref": code(), "subject_kind": "x", "subject_id": 1,
            "before": {}, "after": {}, "reason": "x", "evidence_note": "x", "proposed_by": "wu",
            "proposed_at_agency": HERE, "proposed_at": KNOWN_AT, "act_id": 1, **fields,
        }
    )  # fmt: skip


def assigned(**fields: Any) -> CaseAssignment:
    of = rows.case(rows.person())
    return CaseAssignment.objects.create(
        **{
            **person_family(of.person), "case": of, "held_by": "sun", "given_by": "sun",
            "at": KNOWN_AT, "act_id": 1, **fields,
        }
    )  # fmt: skip


breaks("assignment_changes_hands")(lambda: assigned(taken_from="sun"))


@breaks("contradiction_has_note")
def _() -> None:
    of = rows.case(rows.person())
    ContradictedAnswer.objects.create(
        **person_family(of.person), case=of, step="review", condition="has_ground", facts={},
        note="", noted_by="sun", noted_at=KNOWN_AT, act_id=1,
    )  # fmt: skip


def orphaned(of: Case) -> OrphanedWork:
    return OrphanedWork.objects.create(
        **person_family(of.person), kind="case", ref=of.number, reason="holder_left",
        put_before_agency=HERE, put_before_post="station_chief", found_at=KNOWN_AT,
    )  # fmt: skip


@breaks("orphaned_once")
def _() -> None:
    of = rows.case(rows.person())
    orphaned(of), orphaned(of)


def batch_line(of: Case, **fields: Any) -> BatchLine:
    return BatchLine.objects.create(
        **{
            **person_family(of.person), "case": of, "batch_ref": "b1", "act": "approve",
            "position": 1, "begun_by": "wang", "begun_at": KNOWN_AT, "request_key": uuid4(),
            **fields,
        }
    )  # fmt: skip


@breaks("batch_line_once")
def _() -> None:
    of = rows.case(rows.person())
    batch_line(of), batch_line(of)


breaks("batch_line_state")(lambda: batch_line(rows.case(rows.person()), state="lost"))
breaks("correction_four_eyes")(lambda: correction(decided_by="wu"))
breaks("correction_state")(lambda: correction(state="x"))
breaks("voided_has_reason")(
    lambda: Paper.objects.create(
        number="P1",
        kind="slip",
        edition="1",
        person_id=1,
        area=HERE,
        subject_kind="x",
        subject_ref="x",
        content={},
        check_code="x",
        issued_at=KNOWN_AT,
        issued_by="wu",
        agency_code=HERE,
        act_id=1,
        voided_at=KNOWN_AT,
    )
)


@breaks("number_series_once")
def _() -> None:
    for _twice in range(2):
        NumberLedger.objects.create(series="P", agency_code=HERE, day=TODAY)


BREAKERS |= NEWER

# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("name", sorted(BREAKERS))
def test_a_broken_constraint_speaks_its_sentence(name: str) -> None:
    with pytest.raises(Conflict) as told, conflicts(), scoped(rows.province()):
        BREAKERS[name]()
    assert told.value.constraint == name
    assert told.value.sentence == constraint_sentences()[name]


def test_every_constraint_of_the_records_is_broken_here() -> None:
    assert set(BREAKERS) | {"journal_rememberedrequest_pkey"} == set(constraint_sentences())


def test_every_constraint_of_the_records_has_a_sentence() -> None:
    default = models.BaseConstraint.default_violation_error_message
    silent = [
        constraint.name
        for model in apps.get_models()
        if model.__module__.startswith("anju.records")
        for constraint in model._meta.constraints
        if constraint.violation_error_message == default
    ]
    assert silent == []


def test_the_posts_of_the_table_are_those_of_the_column_and_of_the_policy() -> None:
    assert values_allowed(Posting, "posting_post") == set(Post) - {Post.SYSTEM}


def values_allowed(model: type[models.Model], constraint: str) -> set[str]:
    """The values that a CHECK on one column lists."""
    (found,) = (c for c in model._meta.constraints if c.name == constraint)
    assert isinstance(found, models.CheckConstraint)
    ((_, states),) = found.condition.children
    return set(states)


@pytest.mark.parametrize(
    ("life", "model", "constraint"),
    [
        (workflow.REGISTRATION, ResidenceRegistration, "registration_state"),
        (workflow.DEPARTURE, DepartureProposal, "departure_state"),
        (workflow.CASE, Case, "case_state"),
        (workflow.PERMIT, PermitFacts, "permit_state"),
        (workflow.CORRECTION, Correction, "correction_state"),
    ],
)
def test_the_states_of_the_law_are_those_of_the_column(
    life: workflow.Workflow, model: type[models.Model], constraint: str
) -> None:
    assert values_allowed(model, constraint) == set(life.states)
