"""One person's file: who they are, where they live, what they hold, and everything in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.identity import age_on
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, permit_state, person_ids, use_of
from anju.reading.masking import document_kind, masked_contact, masked_document
from anju.records.cases.models import Case
from anju.records.issued.models import Paper
from anju.records.journal.models import JournalEntry
from anju.records.permits.models import Card, ResidencePermit
from anju.records.places.models import Dwelling
from anju.records.registrations.models import (
    CurrentResidence,
    DepartureProposal,
    Household,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = [
    "CaseRow",
    "PaperRow",
    "PermitRow",
    "PersonFile",
    "RegistrationRow",
    "TimelineRow",
    "permit_rows",
    "person_file",
    "timeline",
    "timeline_row",
]


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A stay as the file shows it."""

    number: str
    state: str
    address: str
    door_code: str
    place_kind: str
    reason: str
    arrived_on: date
    registered_on: date
    left_on: date | None
    starts_on: date | None
    basis: str
    eligible_from: date | None
    household_ref: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the file shows it."""

    number: str
    kind: str
    state: str
    submitted_on: date
    due_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit as the file shows it; `state` is today's finding, `card_state` the living card's."""

    number: str
    state: str
    issued_on: date
    anchor_on: date
    continuous_years: int
    opens_on: date
    closes_on: date
    ended_on: date | None
    card_state: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that left the house."""

    number: str
    kind: str
    issued_at: datetime
    printed: int
    voided: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One official act about the person: when, which, by whom, under which articles."""

    at: datetime
    act: str
    subject_kind: str
    subject_ref: str
    actor_number: str
    actor_name: str
    agency_code: str
    cites: tuple[str, ...]
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything a clerk sees of one person; numbers masked unless the policy shows them."""

    person_ref: str
    merged_into: str
    name: str
    former_name: str
    sex: str
    born_on: date
    age: int
    ethnic_group: str
    hukou_division: str
    hukou_address: str
    document_kind: str
    masked_number: str
    masked_phone: str
    registrations: tuple[RegistrationRow, ...]
    cases: tuple[CaseRow, ...]
    permits: tuple[PermitRow, ...]
    papers: tuple[PaperRow, ...]
    timeline: tuple[TimelineRow, ...]
    open_departure: str


SHOWN = ("name", "sex", "born_on", "ethnic_group", "hukou", "number", "phone", "address", "history")
JOURNAL = "SELECT * FROM journal_of_person(%s)"


def person_file(actor: Actor, person_ref: str, *, now: datetime) -> PersonFile:
    """The file of one person with its timeline; the look is journalled. `NotYours` otherwise."""
    on = day_of(now)
    with scoped(actor):
        person = person_for(actor, person_ref)
        ids = person_ids(person.pk)
        facts = known_facts(person.pk, on)
        seen(actor, person, SHOWN, purpose="person_file", now=now)
        departure = DepartureProposal.objects.filter(person_id__in=ids, state="proposed").first()
        return PersonFile(
            person_ref=person.ref,
            merged_into=person.ref if person.ref != person_ref else "",
            name=facts.name,
            former_name=facts.former_name,
            sex=facts.sex,
            born_on=facts.born_on,
            age=age_on(born_on=facts.born_on, on=on).outcome,
            ethnic_group=facts.ethnic_group,
            hukou_division=facts.hukou_division,
            hukou_address=facts.hukou_address,
            document_kind=document_kind(person.pk),
            masked_number=masked_document(person.pk),
            masked_phone=masked_contact(person.pk),
            registrations=_registrations(ids),
            cases=_cases(ids),
            permits=permit_rows(ids, on),
            papers=_papers(ids),
            timeline=timeline(ids),
            open_departure=departure.ref if departure else "",
        )


def timeline(ids: Sequence[int]) -> tuple[TimelineRow, ...]:
    """Every act about a person, newest first."""
    entries = [entry for pk in ids for entry in JournalEntry.objects.raw(JOURNAL, [pk])]
    entries.sort(key=lambda entry: (entry.at, entry.pk), reverse=True)
    names = names_of_staff(entry.actor_number for entry in entries)
    return tuple(timeline_row(entry, names) for entry in entries)


def timeline_row(entry: JournalEntry, names: Mapping[str, str]) -> TimelineRow:
    """One act as the pages show it."""
    return TimelineRow(
        at=entry.at,
        act=entry.act,
        subject_kind=entry.subject_kind,
        subject_ref=entry.subject_ref,
        actor_number=entry.actor_number,
        actor_name=names.get(entry.actor_number, ""),
        agency_code=entry.agency_code,
        cites=tuple(entry.cites),
        facts=entry.facts,
    )


def permit_rows(ids: Sequence[int], on: date) -> tuple[PermitRow, ...]:
    """A person's permits as they stand on a day, the newest first."""
    rows = ResidencePermit.objects.filter(person_id__in=ids).order_by("-issued_on", "-id")
    return tuple(_permit(row, on) for row in rows)


def _permit(permit: ResidencePermit, on: date) -> PermitRow:
    use = use_of(permit, on).outcome
    card = Card.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    newest = card.order_by("-issue_number").first()
    return PermitRow(
        number=permit.number,
        state=permit_state(permit, on),
        issued_on=permit.issued_on,
        anchor_on=use.anchor_on,
        continuous_years=use.continuous_years,
        opens_on=use.window.opens_on,
        closes_on=use.window.closes_on,
        ended_on=permit.ended_on,
        card_state=newest.state if newest else "",
    )


def _registrations(ids: Sequence[int]) -> tuple[RegistrationRow, ...]:
    """The stays of a person, the present one first, in four questions."""
    rows = list(
        ResidenceRegistration.objects.filter(person_id__in=ids).order_by("-registered_on", "-id")
    )
    facts = {
        row.registration_id: row
        for row in RegistrationFacts.objects.known_now().filter(person_id__in=ids).order_by("valid")
    }
    starts = {
        row.registration_id: row
        for row in RecognisedStart.objects.known_now().filter(person_id__in=ids)
    }
    first_days = dict(
        CurrentResidence.objects.filter(person_id__in=ids).values_list(
            "registration_id", "eligible_from"
        )
    )
    homes = places_of(row.dwelling_id for row in facts.values())
    households = dict(
        Household.objects.filter(id__in=[row.household_id for row in rows]).values_list("id", "ref")
    )
    return tuple(
        _registration(
            row,
            facts.get(row.pk),
            starts.get(row.pk),
            homes,
            eligible_from=first_days.get(row.pk),
            household_ref=households.get(row.household_id, ""),
        )
        for row in rows
    )


def _registration(
    row: ResidenceRegistration,
    stay: RegistrationFacts | None,
    start: RecognisedStart | None,
    homes: Mapping[int, Dwelling],
    *,
    eligible_from: date | None,
    household_ref: str,
) -> RegistrationRow:
    """One stay; a home outside the territory stays unnamed."""
    home = homes.get(stay.dwelling_id) if stay else None
    return RegistrationRow(
        number=row.number,
        state=row.state,
        address=place_text(home) if home else "",
        door_code=home.door_code if home else "",
        place_kind=stay.place_kind if stay else "",
        reason=stay.reason if stay else "",
        arrived_on=stay.arrived_on if stay else row.registered_on,
        registered_on=row.registered_on,
        left_on=row.left_on,
        starts_on=start.starts_on if start else None,
        basis=start.basis if start else "",
        eligible_from=eligible_from,
        household_ref=household_ref,
    )


def _cases(ids: Sequence[int]) -> tuple[CaseRow, ...]:
    rows = Case.objects.filter(person_id__in=ids).order_by("-submitted_on", "-id")
    return tuple(
        CaseRow(row.number, row.kind, row.state, row.submitted_on, row.due_on, row.closed_on)
        for row in rows
    )


def _papers(ids: Sequence[int]) -> tuple[PaperRow, ...]:
    rows = Paper.objects.filter(person_id__in=ids).order_by("-issued_at", "-id")
    return tuple(
        PaperRow(row.number, row.kind, row.issued_at, row.printed, row.voided_at is not None)
        for row in rows
    )
