"""What a reviewer would ask of an application, answered by the law, each with its records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anju.law.eligibility import (
    Application,
    Condition,
    has_ground,
    holds_no_permit_yet,
    lived_half_a_year,
    lives_in_another_city,
    stays_ordinarily,
)
from anju.law.finding import Finding
from anju.law.residence_period import DECLARED, Proof, residence_starts_on
from anju.law.territory import CityUnit
from anju.reading.legal_facts import application_of, known_facts, missing_of
from anju.records.cases.models import Case, ContradictedAnswer, Evidence
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
)

__all__ = ["Answer", "Contradiction", "Source", "answers", "condition_answer", "contradictions"]

#: Starts that no paper of this stay shows: taken along from the one before, or corrected since.
CONTINUED, CORRECTED = "continued", "corrected"
PHOTO = "photo"
#: What the law asks of a first application, in the order in which a reviewer would ask.
CONDITIONS: dict[str, Condition] = {
    "stays_ordinarily": stays_ordinarily,
    "lives_in_another_city": lives_in_another_city,
    "holds_no_permit_yet": holds_no_permit_yet,
    "has_ground": has_ground,
    "lived_half_a_year": lived_half_a_year,
}


@dataclass(frozen=True, slots=True)
class Source:
    """The record an answer was read from: what it is, its number or kind, its day, by whom."""

    kind: str
    ref: str = ""
    on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One question the law has answered: its articles, its records, the reasons of a no."""

    code: str
    holds: bool | None
    facts: Mapping[str, str]
    cites: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What somebody who decided on the case saw otherwise than the law's answer."""

    code: str
    law_says: bool | None
    note: str
    noted_by: str
    step: str


def answers(case: Case, on: date) -> tuple[Answer, ...]:
    """Everything a reviewer would ask, as it stands on the day; nothing for a new card."""
    residence = CurrentResidence.objects.filter(registration_id=case.registration_id).first()
    if case.kind != "first_issue" or residence is None:
        return ()
    asked = application_of(residence, grounds=case.grounds, on=on, but_permit=case.permit_id)
    stay = _Stay.of(case, residence, on)
    conditions = (condition_answer(code, asked, stay.sources_of(code), on) for code in CONDITIONS)
    return (*conditions, stay.start(on), *stay.papers(case, on))


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """What reviewers of the case saw otherwise, in the order it was noted."""
    rows = ContradictedAnswer.objects.filter(case_id=case.pk).order_by("noted_at", "id")
    return tuple(
        Contradiction(row.condition, row.law_says, row.note, row.noted_by, row.step) for row in rows
    )


def condition_answer(code: str, asked: Application, sources: Iterable[Source], on: date) -> Answer:
    """One condition of the law for an application, with the records it was read from."""
    found = CONDITIONS[code](application=asked, on=on)
    return _answer(code, found.outcome, found, sources)


def _answer(
    code: str, holds: bool | None, found: Finding[object], sources: Iterable[Source]
) -> Answer:
    facts = {name: _in_text(fact) for name, fact in found.facts.items()}
    reasons = tuple(reason.code for reason in found.reasons)
    return Answer(code, holds, facts, found.cites, tuple(sources), reasons)


def _in_text(fact: object) -> str:
    """A fact of the law as a text: a city by its name, several things one after another."""
    match fact:
        case CityUnit():
            return fact.name
        case tuple() | frozenset():
            return " ".join(str(one) for one in fact)
        case _:
            return str(fact)


@dataclass(frozen=True, slots=True)
class _Stay:
    """The records behind the answers: the registration, its start, the papers shown."""

    registration: Source
    registered_on: date
    arrived_on: date | None
    identity: Source
    recognised: RecognisedStart | None
    evidence: tuple[Evidence, ...]

    @classmethod
    def of(cls, case: Case, residence: CurrentResidence, on: date) -> "_Stay":
        """Gather them for a case."""
        registration = case.registration
        facts = (
            RegistrationFacts.objects.known_now()
            .filter(registration_id=registration.pk, valid__contains=on)
            .first()
        )
        person = known_facts(case.person_id, on)
        start = RecognisedStart.objects.known_now().filter(registration_id=registration.pk)
        shown = Evidence.objects.filter(case_id=case.pk, person_id=case.person_id)
        return cls(
            Source("registration", registration.number, registration.registered_on),
            registration.registered_on,
            facts.arrived_on if facts else None,
            Source("hukou", person.hukou_division),
            start.first(),
            tuple(row for row in shown.order_by("id") if row.state != "faulty"),
        )

    def sources_of(self, code: str) -> tuple[Source, ...]:
        """The records an answer was read from."""
        match code:
            case "lives_in_another_city":
                return self.identity, self.registration
            case "holds_no_permit_yet":
                return (Source("permits"),)
            case "has_ground":
                return tuple(
                    Source("paper", row.kind, row.dated_on, row.issued_by)
                    for row in self.evidence
                    if row.dated_on is not None
                )
            case "lived_half_a_year" if self.recognised is not None:
                return (self._start_source(self.recognised),)
            case _:
                return (self.registration,)

    def start(self, on: date) -> Answer:
        """Whether the day residence counts from is the one its basis gives."""
        start = self.recognised
        if start is None or self.arrived_on is None:
            asked = residence_starts_on(registered_on=None, arrived_on=on, proofs=(), on=on)
            return _answer("start_has_basis", None, asked, (self.registration,))
        is_proved = start.basis not in {DECLARED, CONTINUED, CORRECTED}
        proofs = (Proof(start.basis, start.starts_on, True),) if is_proved else ()
        found = residence_starts_on(
            registered_on=self.registered_on, arrived_on=self.arrived_on, proofs=proofs, on=on
        )
        agrees = start.basis in {CONTINUED, CORRECTED} or found.outcome.starts_on == start.starts_on
        facts = {"starts_on": str(start.starts_on), "basis": start.basis}
        if start.override_reason:
            facts["override"] = start.override_reason
        return Answer(
            "start_has_basis",
            True if agrees else None,
            facts,
            found.cites,
            (self._start_source(start),),
        )

    def papers(self, case: Case, on: date) -> tuple[Answer, Answer]:
        """Whether the photo is there, and whether every other paper is."""
        born_on = known_facts(case.person_id, on).born_on
        found = missing_of(case, born_on=born_on, on=on)
        lacking = {requirement.code for requirement in found.outcome.missing}
        shown = [Source("paper", row.kind, row.dated_on, row.issued_by) for row in self.evidence]
        photos = [one for one in shown if one.ref == PHOTO]
        others = [one for one in shown if one.ref != PHOTO]
        return (
            Answer("photo", PHOTO not in lacking, {}, found.cites, tuple(photos)),
            Answer("papers", not lacking - {PHOTO}, {}, found.cites, tuple(others)),
        )

    def _start_source(self, start: RecognisedStart) -> Source:
        return Source(f"start_{start.basis}", self.registration.ref, start.starts_on, "")
