"""The dossier of an inquiry: what was noticed, what was done, what each result still needs."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.records import inquiry_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.finding import Finding
from anju.law.inquiry import RESULTS, Effect, InquiryStep, effect_of_inquiry, may_conclude_inquiry
from anju.reading.addresses import place_text
from anju.reading.legal_facts import known_facts
from anju.records.people.models import Person
from anju.records.registrations.models import CurrentResidence, RegistrationFacts
from anju.records.supervision.models import AddressInquiry, InquiryNote

__all__ = ["Dossier", "DossierNote", "PossibleResult", "dossier", "inquiries_of"]

SHOWN = ("name", "address", "history")


@dataclass(frozen=True, slots=True)
class DossierNote:
    """One thing that was done."""

    kind: str
    done_on: date
    reached: bool
    who: str
    said: str
    noted_by: str


@dataclass(frozen=True, slots=True)
class PossibleResult:
    """A result, whether the law lets it be found today, and what it would do."""

    result: str
    may: Finding[bool]
    effect: Effect


@dataclass(frozen=True, slots=True)
class Dossier:
    """An inquiry with everything in it; `last_known_on` is when somebody last said they live there.

    `others` are the people registered at the same home: who could be heard.
    """

    ref: str
    person_ref: str
    name: str
    registration_number: str
    address: str
    arrived_on: date
    last_known_on: date | None
    others: tuple[str, ...]
    ground: str
    noticed: str
    state: str
    opened_on: date
    opened_by: str
    due_on: date
    is_overdue: bool
    notes: tuple[DossierNote, ...]
    results: tuple[PossibleResult, ...]
    result: str
    reasons: str
    concluded_on: date | None
    concluded_by: str


def dossier(actor: Actor, ref: str, *, now: datetime) -> Dossier:
    """One inquiry of the actor's territory; the look is journalled."""
    on = day_of(now)
    with scoped(actor):
        row = inquiry_for(actor, ref)
        person = Person.objects.get(pk=row.person_id)
        seen(actor, person, SHOWN, purpose="inquiry", now=now)
        stay = _stay(row)
        residence = CurrentResidence.objects.filter(registration_id=row.registration_id).first()
        notes = list(InquiryNote.objects.filter(inquiry=row).order_by("done_on", "pk"))
        names = names_of_staff(
            [row.opened_by, row.concluded_by, *(note.noted_by for note in notes)]
        )
        return Dossier(
            ref=row.ref,
            person_ref=person.ref,
            name=known_facts(person.pk, on).name,
            registration_number=row.registration.number,
            address=place_text(stay.dwelling),
            arrived_on=stay.valid.lower,
            last_known_on=residence.last_confirmed_on if residence else None,
            others=_others(row, stay, on),
            ground=row.ground,
            noticed=row.noticed,
            state=row.state,
            opened_on=row.opened_on,
            opened_by=names.get(row.opened_by, ""),
            due_on=row.due_on,
            is_overdue=row.state == "open" and row.due_on < on,
            notes=tuple(_note(note, names.get(note.noted_by, "")) for note in notes),
            results=_results(notes, on) if row.state == "open" else (),
            result=row.result,
            reasons=row.reasons,
            concluded_on=row.concluded_on,
            concluded_by=names.get(row.concluded_by, ""),
        )


def inquiries_of(actor: Actor, person_ref: str) -> tuple[tuple[str, str], ...]:
    """The inquiries into a person's addresses, newest first: reference and state."""
    with scoped(actor):
        rows = AddressInquiry.objects.filter(person__ref=person_ref).order_by("-opened_on", "-id")
        return tuple(rows.values_list("ref", "state"))


def _stay(row: AddressInquiry) -> RegistrationFacts:
    """The stay that is inquired into, as it stands or last stood."""
    facts = RegistrationFacts.objects.known_now().filter(registration_id=row.registration_id)
    return facts.select_related("dwelling").order_by("-valid")[0]


def _others(row: AddressInquiry, stay: RegistrationFacts, on: date) -> tuple[str, ...]:
    """The names of the others who are registered at the same home."""
    rows = CurrentResidence.objects.filter(dwelling_id=stay.dwelling_id)
    ids = rows.exclude(person_id=row.person_id).values_list("person_id", flat=True)
    return tuple(known_facts(pk, on).name for pk in ids[:20])


def _note(row: InquiryNote, noted_by: str) -> DossierNote:
    return DossierNote(row.kind, row.done_on, row.reached, row.who, row.said, noted_by)


def _results(notes: list[InquiryNote], on: date) -> tuple[PossibleResult, ...]:
    """Every result with what it still needs by the law."""
    steps = [InquiryStep(note.kind, note.done_on, note.reached) for note in notes]
    return tuple(
        PossibleResult(
            result=result,
            may=may_conclude_inquiry(result=result, steps=steps, on=on),
            effect=effect_of_inquiry(result=result, on=on).outcome,
        )
        for result in RESULTS
    )
