"""Where a request for a second notice stands, and what the chief must know to answer it."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import case_for
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.application.materials import may_notify_deficiencies
from anju.reading.legal_facts import known_facts
from anju.reading.masking import masked_document
from anju.records.cases.models import Case, DeficiencyNotice, SecondNoticeRequest
from anju.records.issued.models import Paper
from anju.records.people.models import Person

__all__ = [
    "AskedNotice",
    "GivenNotice",
    "NoticeStanding",
    "SecondNoticePage",
    "notice_standing",
    "second_notice_page",
]


@dataclass(frozen=True, slots=True)
class AskedNotice:
    """What was asked of the chief, by whom and when, and what was answered."""

    ref: str
    state: str
    reason: str
    asked_by: str
    asked_at: datetime
    answered_by: str
    answer: str


@dataclass(frozen=True, slots=True)
class GivenNotice:
    """A notice as it was given: what it listed, by when to bring it, and its paper."""

    sequence: int
    items: tuple[str, ...]
    note: str
    given_at: datetime
    supplement_by: date | None
    paper_number: str


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """Whether the case may be told now, what it was told before, and what was asked since."""

    may_tell: bool
    given: tuple[GivenNotice, ...]
    asked: AskedNotice | None


@dataclass(frozen=True, slots=True)
class SecondNoticePage:
    """What stands before the chief: the case, what was told, and why it shall be told again."""

    number: str
    person_ref: str
    name: str
    masked_number: str
    asked: AskedNotice
    given: tuple[GivenNotice, ...]
    is_mine: bool


def notice_standing(actor: Actor, case_number: str) -> NoticeStanding:
    """Where the notices of a case stand; no look at a person of its own."""
    with scoped(actor):
        case = case_for(actor, case_number)
        given = _given(case)
        told = bool(given) or case.accepted_on is not None
        rows = SecondNoticeRequest.objects.filter(case_id=case.pk, sequence=len(given) + 1)
        asked = rows.order_by("-pk").first()
        may_tell = may_notify_deficiencies(already_notified=told).outcome
    agreed = asked is not None and asked.state == "agreed"
    return NoticeStanding(may_tell or agreed, given, _asked(asked) if asked else None)


def second_notice_page(actor: Actor, ref: str, *, now: datetime) -> SecondNoticePage:
    """One request as the chief reads it; the look at the person is journalled."""
    with scoped(actor):
        asked = SecondNoticeRequest.objects.filter(ref=ref).select_related("case").first()
        if asked is None:
            raise NotYours("view_case")
        case = case_for(actor, asked.case.number)
        person = Person.objects.get(pk=case.person_id)
        seen(actor, person, ("name", "number"), purpose="second_notice", now=now)
        return SecondNoticePage(
            number=case.number,
            person_ref=person.ref,
            name=known_facts(person.pk, day_of(now)).name,
            masked_number=masked_document(person.pk),
            asked=_asked(asked),
            given=_given(case),
            is_mine=asked.asked_by == actor.staff_number,
        )


def _given(case: Case) -> tuple[GivenNotice, ...]:
    """The notices of a case with their papers, which stand in the same order."""
    rows = DeficiencyNotice.objects.filter(case_id=case.pk).order_by("sequence")
    papers = Paper.objects.filter(
        subject_kind="case", subject_ref=case.number, kind="deficiency_notice"
    )
    numbers = {act_id: number for act_id, number in papers.values_list("act_id", "number")}
    return tuple(
        GivenNotice(
            row.sequence,
            tuple(item["what"] for item in row.items),
            row.note,
            row.given_at,
            row.supplement_by,
            numbers.get(row.act_id, ""),
        )
        for row in rows
    )


def _asked(row: SecondNoticeRequest) -> AskedNotice:
    names = names_of_staff([row.asked_by, row.decided_by])
    return AskedNotice(
        ref=row.ref,
        state=row.state,
        reason=row.reason,
        asked_by=names.get(row.asked_by, row.asked_by),
        asked_at=row.asked_at,
        answered_by=names.get(row.decided_by, row.decided_by),
        answer=row.answer,
    )
