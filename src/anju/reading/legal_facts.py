"""What the law needs to know of a record, gathered from its rows; the law itself decides."""

from collections.abc import Sequence
from datetime import date

from anju.codes.tables import table
from anju.law.application.agents import AgentKind
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    MissingMaterials,
    missing_materials,
)
from anju.law.eligibility import Application, Ground, Verdict, may_apply
from anju.law.excluded_stays import StayKind
from anju.law.finding import Finding
from anju.law.identity import guardian_may_apply
from anju.law.permit import Use, UseOfPermit, use_of_permit
from anju.records.cases.models import Case, Evidence
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import Endorsement, PermitFacts, ResidencePermit
from anju.records.registrations.models import CurrentResidence, RegistrationFacts

__all__ = [
    "application_of",
    "eligibility",
    "first_anchor",
    "known_facts",
    "missing_of",
    "permit_state",
    "person_ids",
    "provided",
    "stay_kind",
    "use_of",
]


def person_ids(person_id: int) -> tuple[int, ...]:
    """The records that together are one human being: the living one and those merged into it."""
    merged = Person.objects.filter(merged_into_id=person_id).values_list("id", flat=True)
    return (person_id, *sorted(merged))


def known_facts(person_id: int, on: date) -> PersonFacts:
    """Who a person is on a day, as known now; facts recorded later reach back to the first day."""
    rows = PersonFacts.objects.known_now().filter(person_id=person_id)
    found: PersonFacts = rows.true_on(on).first() or rows.order_by("valid").get()
    return found


def stay_kind(place_kind: str, on: date) -> StayKind:
    """How the law calls a kind of place: ordinary, hotel, hospital or relief station."""
    code = table("place_kinds").find(place_kind, on)
    return StayKind(code.more["stay_kind"]) if code else StayKind.ORDINARY


def application_of(
    residence: CurrentResidence,
    *,
    grounds: Sequence[str],
    on: date,
    but_permit: int | None = None,
) -> Application:
    """What the law needs to know of somebody who asks for a permit; `but_permit` is left aside."""
    ids = person_ids(residence.person_id)
    row = (
        RegistrationFacts.objects.known_now()
        .filter(registration_id=residence.registration_id, valid__contains=on)
        .first()
    )
    permits = ResidencePermit.objects.filter(person_id__in=ids, ended_on__isnull=True)
    return Application(
        hukou_division=residence.hukou_division or None,
        residence_division=residence.division,
        stay_kind=stay_kind(row.place_kind, on) if row else StayKind.ORDINARY,
        grounds=frozenset(Ground(ground) for ground in grounds),
        starts_on=residence.starts_on,
        holds_permit=permits.exclude(pk__in=[] if but_permit is None else [but_permit]).exists(),
    )


def eligibility(
    residence: CurrentResidence, *, grounds: Sequence[str], on: date
) -> Finding[Verdict]:
    """Whether the holder of a current residence may apply for a permit on a day."""
    return may_apply(application=application_of(residence, grounds=grounds, on=on), on=on)


def provided(case: Case) -> tuple[str, ...]:
    """The kinds of papers shown for a case that are not faulty."""
    rows = Evidence.objects.filter(case_id=case.pk, person_id=case.person_id)
    return tuple(sorted({row.kind for row in rows if row.state != "faulty"}))


def missing_of(case: Case, *, born_on: date, on: date) -> Finding[MissingMaterials]:
    """All that a first application still lacks, at once."""
    child = guardian_may_apply(born_on=born_on, limited_mobility=False, on=on).outcome
    needs = MaterialsCase(
        housing=Housing(case.housing),
        grounds=frozenset(Ground(ground) for ground in case.grounds),
        is_under_age=child,
        agent=AgentKind(case.agent_kind),
    )
    return missing_materials(case=needs, provided=provided(case))


def first_anchor(permit: ResidencePermit) -> date:
    """The day a permit's years were counted from when it was issued."""
    facts = PermitFacts.objects.known_now().filter(permit_id=permit.pk, person_id=permit.person_id)
    return facts.order_by("valid").values_list("anchor_on", flat=True).first() or permit.issued_on


def use_of(permit: ResidencePermit, on: date) -> Finding[UseOfPermit]:
    """Whether a permit may be used on a day, from its issue and all its endorsements."""
    endorsed = Endorsement.objects.filter(
        permit_id=permit.pk, person_id=permit.person_id
    ).values_list("endorsed_on", flat=True)
    return use_of_permit(anchor_on=first_anchor(permit), endorsed_on=tuple(endorsed), on=on)


def permit_state(permit: ResidencePermit, on: date) -> str:
    """What a permit is on a day: what an act made it, or suspended because a window passed."""
    row = (
        PermitFacts.objects.known_now()
        .filter(permit_id=permit.pk, person_id=permit.person_id, valid__contains=on)
        .first()
    )
    recorded = row.state if row else "in_use"
    if recorded != "in_use":
        return recorded
    return "suspended" if use_of(permit, on).outcome.state is Use.SUSPENDED else recorded
