"""One case: who, what for, with which evidence, what the law says now, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import case_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.eligibility import (
    Condition,
    has_ground,
    holds_no_permit_yet,
    lived_half_a_year,
    lives_in_another_city,
    stays_ordinarily,
)
from anju.law.territory import CityUnit
from anju.law.workflow import CASE
from anju.reading.legal_facts import application_of, known_facts, missing_of
from anju.reading.masking import masked_document
from anju.records.cases.models import Case, CaseStep, Decision, DeficiencyNotice, Evidence
from anju.records.issued.models import Paper
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Card
from anju.records.registrations.models import CurrentResidence

__all__ = ["CasePage", "CheckRow", "EvidenceRow", "NoticeRow", "StepRow", "case_page"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A paper shown for the case."""

    kind: str
    dated_on: date | None
    issued_by: str
    state: str
    fault: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step the case took."""

    step: str
    from_state: str
    to_state: str
    at: datetime
    actor_number: str
    actor_name: str
    note: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A deficiency notice as given."""

    sequence: int
    items: tuple[str, ...]
    supplement_by: date | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One question the system answers for the reviewer, with the article it rests on."""

    code: str
    holds: bool | None
    facts: Mapping[str, str]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page of a case; `steps_open` are the steps the actor may take now."""

    number: str
    kind: str
    state: str
    turn: str
    person_ref: str
    name: str
    masked_number: str
    born_on: date
    registration_number: str
    permit_number: str
    housing: str
    grounds: tuple[str, ...]
    agent_kind: str
    agent_name: str
    submitted_on: date
    accepted_on: date | None
    accepted_by: str
    produce_by: date | None
    hand_over_by: date | None
    due_on: date | None
    closed_on: date | None
    fee: str
    decision: str
    decision_reason: str
    evidence: tuple[EvidenceRow, ...]
    missing: tuple[str, ...]
    notices: tuple[NoticeRow, ...]
    checks: tuple[CheckRow, ...]
    steps: tuple[StepRow, ...]
    steps_open: tuple[str, ...]
    papers: tuple[str, ...]
    blank_serial: str
    card_state: str


#: Whose turn it is in each state (现在轮到谁): "applicant", "station", "bureau", "card_maker".
TURNS = {
    "submitted": "station",
    "supplemented": "station",
    "awaiting_supplement": "applicant",
    "accepted": "station",
    "under_review": "bureau",
    "approved": "bureau",
    "in_production": "card_maker",
    "produced": "card_maker",
    "ready": "applicant",
}


#: What the law asks of a first application, in the order in which a reviewer would ask.
CHECKS: dict[str, Condition] = {
    "stays_ordinarily": stays_ordinarily,
    "lives_in_another_city": lives_in_another_city,
    "holds_no_permit_yet": holds_no_permit_yet,
    "has_ground": has_ground,
    "lived_half_a_year": lived_half_a_year,
}


def case_page(actor: Actor, case_number: str, *, now: datetime) -> CasePage:
    """One case with the law's answers for this day; the look is journalled."""
    on = day_of(now)
    with scoped(actor):
        case = case_for(actor, case_number)
        person = Person.objects.get(pk=case.person_id)
        seen(actor, person, ("name", "number", "address"), purpose="case_page", now=now)
        facts = known_facts(person.pk, on)
        return CasePage(
            **_plain(case),
            **_outcome(case),
            person_ref=person.ref,
            name=facts.name,
            born_on=facts.born_on,
            masked_number=masked_document(person.pk),
            evidence=_evidence(case),
            missing=_missing(case, facts, on),
            notices=_notices(case),
            checks=_checks(case, on),
            steps=_steps(case),
            steps_open=tuple(step.name for step in CASE.steps_from(case.state, actor.post)),
            papers=_papers(case),
        )


def _plain(case: Case) -> dict[str, Any]:
    """What stands in the case itself."""
    return {
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "turn": TURNS.get(case.state, ""),
        "registration_number": case.registration.number,
        "permit_number": case.permit.number if case.permit else "",
        "housing": case.housing,
        "grounds": tuple(case.grounds),
        "agent_kind": case.agent_kind,
        "agent_name": case.agent_name,
        "submitted_on": case.submitted_on,
        "accepted_on": case.accepted_on,
        "accepted_by": case.accepted_by,
        "produce_by": case.produce_by,
        "hand_over_by": case.hand_over_by,
        "due_on": case.due_on,
        "closed_on": case.closed_on,
        "fee": str(case.fee),
    }


def _outcome(case: Case) -> dict[str, Any]:
    """How it was decided, and where its card is."""
    decision = Decision.objects.filter(case_id=case.pk).order_by("-id").first()
    card = Card.objects.filter(case_id=case.pk).order_by("-issue_number").first()
    return {
        "decision": decision.outcome if decision else "",
        "decision_reason": decision.reason_text if decision else "",
        "blank_serial": card.blank_serial if card else "",
        "card_state": card.state if card else "",
    }


def _papers(case: Case) -> tuple[str, ...]:
    rows = Paper.objects.filter(subject_kind="case", subject_ref=case.number)
    return tuple(rows.order_by("id").values_list("number", flat=True))


def _evidence(case: Case) -> tuple[EvidenceRow, ...]:
    rows = Evidence.objects.filter(case_id=case.pk).order_by("id")
    return tuple(
        EvidenceRow(row.kind, row.dated_on, row.issued_by, row.state, row.fault) for row in rows
    )


def _missing(case: Case, facts: PersonFacts, on: date) -> tuple[str, ...]:
    """What a first application still lacks before it is accepted."""
    if case.kind != "first_issue" or case.accepted_on is not None:
        return ()
    missing = missing_of(case, born_on=facts.born_on, on=on).outcome.missing
    return tuple(requirement.code for requirement in missing)


def _notices(case: Case) -> tuple[NoticeRow, ...]:
    rows = DeficiencyNotice.objects.filter(case_id=case.pk).order_by("sequence")
    return tuple(
        NoticeRow(
            row.sequence,
            tuple(item["code"] for item in row.items),
            row.supplement_by,
            row.given_at,
        )
        for row in rows
    )


def _checks(case: Case, on: date) -> tuple[CheckRow, ...]:
    """The law's conditions one by one, as they stand today; none for a new card."""
    residence = CurrentResidence.objects.filter(registration_id=case.registration_id).first()
    if case.kind != "first_issue" or residence is None:
        return ()
    asked = application_of(residence, grounds=case.grounds, on=on, but_permit=case.permit_id)
    found = ((name, rule(application=asked, on=on)) for name, rule in CHECKS.items())
    return tuple(
        CheckRow(name, one.outcome, {k: _in_text(v) for k, v in one.facts.items()}, one.cites)
        for name, one in found
    )


def _in_text(fact: object) -> str:
    """A fact of the law as a text: a city by its name, several things one after another."""
    match fact:
        case CityUnit():
            return fact.name
        case tuple() | frozenset():
            return " ".join(str(one) for one in fact)
        case _:
            return str(fact)


def _steps(case: Case) -> tuple[StepRow, ...]:
    rows = list(CaseStep.objects.filter(case_id=case.pk).order_by("at", "id"))
    names = names_of_staff(row.actor_number for row in rows)
    return tuple(
        StepRow(
            step=row.step,
            from_state=row.from_state,
            to_state=row.to_state,
            at=row.at,
            actor_number=row.actor_number,
            actor_name=names.get(row.actor_number, ""),
            note=row.note,
        )
        for row in rows
    )
