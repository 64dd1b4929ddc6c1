"""Before an application: who asks, and what the law answers for this day."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.law.eligibility import Ground, Verdict
from anju.law.finding import Finding
from anju.law.identity import guardian_may_apply
from anju.law.residence_period import half_year_residence
from anju.reading.addresses import place_text, places_of
from anju.reading.counter.evidence_on_file import PaperOnFile, papers_on_file
from anju.reading.legal_facts import application_of, eligibility, known_facts, person_ids
from anju.reading.masking import masked_document
from anju.reading.police.answers import Answer, Source, condition_answer
from anju.records.cases.models import Case
from anju.records.people.models import PersonFacts
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
)

__all__ = ["ApplicationPage", "EarlierStart", "application_page"]


@dataclass(frozen=True, slots=True)
class EarlierStart:
    """The earliest day residence could be recognised from, with a paper, and what it would give."""

    starts_on: date
    eligible_from: date


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """The person at the counter; `eligible` is the law's answer, nothing without a registration.

    The answer takes every ground as given, for which of them holds is asked afterwards. `checks`
    are the law's conditions one by one, with the records they were read from; `earlier` is what a
    paper could still make of the start; `on_file` are papers that may serve again.
    """

    person_ref: str
    name: str
    masked_number: str
    born_on: date
    is_under_age: bool
    registration_number: str
    address: str
    place_kind: str
    eligible: Finding[Verdict] | None
    permit_number: str
    open_case_number: str
    checks: tuple[Answer, ...]
    earlier: EarlierStart | None
    on_file: tuple[PaperOnFile, ...]


def application_page(actor: Actor, person_ref: str, *, now: datetime) -> ApplicationPage:
    """Whether the person may apply today and why not; the look is journalled."""
    on = day_of(now)
    with scoped(actor):
        person = person_for(actor, person_ref, action="submit_application")
        ids = person_ids(person.pk)
        seen(actor, person, ("name", "number", "address"), purpose="application", now=now)
        facts = known_facts(person.pk, on)
        residence = (
            CurrentResidence.objects.filter(person_id__in=ids)
            .select_related("registration")
            .first()
        )
        home = places_of([residence.dwelling_id]).get(residence.dwelling_id) if residence else None
        permit = ResidencePermit.objects.filter(person_id__in=ids, ended_on__isnull=True).first()
        case = Case.objects.filter(person_id__in=ids, closed_on__isnull=True).first()
        return ApplicationPage(
            person_ref=person.ref,
            name=facts.name,
            masked_number=masked_document(person.pk),
            born_on=facts.born_on,
            is_under_age=guardian_may_apply(
                born_on=facts.born_on, limited_mobility=False, on=on
            ).outcome,
            registration_number=residence.registration.number if residence else "",
            address=place_text(home) if home else "",
            place_kind=_place_kind(residence),
            eligible=eligibility(residence, grounds=[*Ground], on=on) if residence else None,
            permit_number=permit.number if permit else "",
            open_case_number=case.number if case else "",
            checks=_checks(residence, facts, on) if residence else (),
            earlier=_earlier(residence) if residence else None,
            on_file=papers_on_file(actor, person.ref),
        )


def _checks(residence: CurrentResidence, facts: PersonFacts, on: date) -> tuple[Answer, ...]:
    """The law's conditions that need no answer of the clerk, each with its records."""
    asked = application_of(residence, grounds=[*Ground], on=on)
    row = residence.registration
    registration = Source("registration", row.number, row.registered_on)
    start = RecognisedStart.objects.known_now().filter(registration_id=row.pk).first()
    sources = {
        "stays_ordinarily": (registration,),
        "lives_in_another_city": (Source("hukou", facts.hukou_division), registration),
        "holds_no_permit_yet": (Source("permits"),),
        "lived_half_a_year": (
            (Source(f"start_{start.basis}", row.number, start.starts_on),) if start else ()
        ),
    }
    return tuple(condition_answer(code, asked, sources[code], on) for code in sources)


def _earlier(residence: CurrentResidence) -> EarlierStart | None:
    """What the arrival here could give, if a paper proved it; nothing where it counts already."""
    rows = RegistrationFacts.objects.known_now().filter(registration_id=residence.registration_id)
    row = rows.order_by("valid").first()
    if row is None or row.arrived_on >= residence.starts_on:
        return None
    complete = half_year_residence(starts_on=row.arrived_on).outcome.complete_from
    return EarlierStart(row.arrived_on, complete)


def _place_kind(residence: CurrentResidence | None) -> str:
    """In what kind of place the person lives, as registered."""
    if residence is None:
        return ""
    rows = RegistrationFacts.objects.known_now().filter(registration_id=residence.registration_id)
    row = rows.order_by("-valid").first()
    return row.place_kind if row else ""
