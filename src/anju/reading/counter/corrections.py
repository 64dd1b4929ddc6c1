"""Corrections that wait for a second pair of eyes: what stands now, what it should be, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen, seen_list
from anju.access.policy import require
from anju.access.records import correction_for
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.counter.correction_effects import Effect, effects_of
from anju.reading.legal_facts import known_facts
from anju.records.cases.models import Correction
from anju.records.people.models import Person

__all__ = ["CorrectionRow", "correction_page", "open_corrections"]

MOST = 100


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as proposed; `since` is the day the corrected fact is true from, if one."""

    ref: str
    person_ref: str
    name: str
    subject_kind: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    since: date | None
    reason: str
    evidence_note: str
    state: str
    proposed_by: str
    proposed_at: datetime
    proposed_at_agency: str
    decided_by: str
    decided_at: datetime | None
    effects: tuple[Effect, ...]


def correction_page(actor: Actor, ref: str, *, now: datetime) -> CorrectionRow:
    """One correction; the look is journalled."""
    with scoped(actor):
        row = correction_for(actor, ref)
        person = Person.objects.get(pk=row.person_id)
        seen(actor, person, ("name", "history"), purpose="correction", now=now)
        return _row(row, person, day_of(now))


def open_corrections(actor: Actor, *, now: datetime) -> tuple[CorrectionRow, ...]:
    """The corrections of the actor's territory nobody has decided, the oldest first."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_person")
        rows = list(
            Correction.objects.filter(state="proposed").order_by("proposed_at", "id")[:MOST]
        )
        people = Person.objects.in_bulk([row.person_id for row in rows])
        seen_list(actor, people.values(), ("name", "history"), purpose="corrections", now=now)
        return tuple(_row(row, people[row.person_id], on) for row in rows)


def _row(row: Correction, person: Person, on: date) -> CorrectionRow:
    after = dict(row.after)
    since = after.pop("since", None)
    return CorrectionRow(
        ref=row.ref,
        person_ref=person.ref,
        name=known_facts(person.pk, on).name,
        subject_kind=row.subject_kind,
        before=row.before,
        after=after,
        since=date.fromisoformat(since) if since else None,
        reason=row.reason,
        evidence_note=row.evidence_note,
        state=row.state,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        proposed_at_agency=row.proposed_at_agency,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        effects=effects_of(row, on) if row.state == "proposed" else (),
    )
