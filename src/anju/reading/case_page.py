"""One case: who, what for, with which evidence, what the law says now, and what may follow."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import case_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.workflow import CASE
from anju.reading.legal_facts import known_facts, missing_of
from anju.reading.masking import masked_document
from anju.reading.police.answers import Answer, Contradiction, answers, contradictions
from anju.records.cases.models import Case, CaseStep, Decision, DeficiencyNotice, Evidence
from anju.records.issued.models import Paper
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Card

__all__ = ["CasePage", "EvidenceRow", "NoticeRow", "StepRow", "case_page"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A paper shown for the case."""

    kind: str
    dated_on: date | None
    issued_by: str
    state: str
    fault: str
    pages: int = 0


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
    checks: tuple[Answer, ...]
    contradictions: tuple[Contradiction, ...]
    steps: tuple[StepRow, ...]
    steps_open: tuple[str, ...]
    papers: tuple[str, ...]
    blank_serial: str
    card_state: str
    version: int
    held_by: str
    held_by_name: str
    held_since: datetime | None


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
            checks=answers(case, on),
            contradictions=contradictions(case),
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
        "version": case.version,
        "held_by": case.assigned_to,
        "held_by_name": names_of_staff([case.assigned_to]).get(case.assigned_to, ""),
        "held_since": case.assigned_at,
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
        EvidenceRow(row.kind, row.dated_on, row.issued_by, row.state, row.fault, row.pages)
        for row in rows
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
