"""The rows of a stay: registration, facts, recognised start, and where the person lives now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju.access.secrets import seal
from anju.casework.act import Act
from anju.casework.registration_form import RegistrationValues
from anju.casework.two_axes import end_on, recorded_from, valid_from
from anju.law.excluded_stays import StayKind
from anju.law.finding import Finding
from anju.law.residence_period import (
    Proof,
    Stay,
    continuous_residence_starts_on,
    half_year_residence,
    residence_starts_on,
)
from anju.law.territory import another_city
from anju.reading import cells
from anju.reading.legal_facts import stay_kind
from anju.records.people.models import Person
from anju.records.places.models import Dwelling
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = [
    "Start",
    "close_stay",
    "current_facts",
    "eligible_from",
    "recognised_start",
    "start_of",
    "stay_columns",
    "write_start",
]

#: The basis of a start carried over from an unbroken stay before, at another door of the city.
CONTINUED = "continued"


@dataclass(frozen=True, slots=True)
class Start:
    """Since when residence counts, and on what that rests."""

    starts_on: date
    basis: str


def stay_columns(values: RegistrationValues, registration_number: str) -> dict[str, object]:
    """The columns of a stay's facts that the form fills."""
    phone = values.landlord_phone
    cell = cells.landlord_phone(registration_number)
    other = values.other_contact
    return {
        "place_kind": values.place_kind,
        "arrived_on": values.arrived_on,
        "planned_stay": values.planned_stay,
        "leaves_on": values.leaves_on,
        "came_from": values.came_from,
        "living_arrangement": values.living_arrangement,
        "reason": values.reason,
        "reason_note": values.reason_note,
        "relation_to_householder": values.relation_to_householder,
        "occupation": values.occupation,
        "employer_name": values.employer_name,
        "employer_code": values.employer_code,
        "employer_address": values.employer_address,
        "employer_phone": values.employer_phone,
        "work_since": values.work_since,
        "school_name": values.school_name,
        "enrolled_on": values.enrolled_on,
        "host_name": values.host_name,
        "host_relation": values.host_relation,
        "landlord_name": values.landlord_name,
        "landlord_phone_encrypted": seal(phone, cell) if phone else None,
        "landlord_relation": values.landlord_relation,
        "other_contact_encrypted": (
            seal(other, cells.other_contact(registration_number)) if other else None
        ),
        "wants_permit": values.wants_permit,
        "note": values.note,
    }


def start_of(
    *,
    registered_on: date,
    arrived_on: date,
    division: str,
    earlier: Sequence[Stay],
    proofs: Sequence[Proof] = (),
) -> Finding[Start]:
    """Since when residence counts from a registration on: this day, unless a stay goes on.

    A paper whose original was seen may show an earlier day (notice 2(3)).
    """
    declared = residence_starts_on(
        registered_on=registered_on, arrived_on=arrived_on, proofs=proofs, on=registered_on
    )
    here = Stay(arrived_on, None, division)
    went_on = continuous_residence_starts_on(
        stays=(*earlier, here), residence_division=division, on=registered_on
    )
    start = declared.outcome
    day, basis = start.starts_on or registered_on, start.basis or ""
    goes_on = earlier and went_on.outcome is not None and went_on.outcome < arrived_on
    if goes_on and went_on.outcome is not None and went_on.outcome <= day:
        return Finding(Start(went_on.outcome, CONTINUED), went_on.cites, went_on.version)
    return Finding(Start(day, basis), declared.cites, declared.version)


def write_start(
    act: Act, act_id: int, registration: ResidenceRegistration, start: Start, *, why: str = ""
) -> None:
    """Recognise a start; what was recognised before is superseded."""
    arrived_on = current_facts(registration).arrived_on
    RecognisedStart.objects.create(
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        declared_on=registration.registered_on,
        starts_on=start.starts_on,
        basis=start.basis,
        recognised_by=act.actor.staff_number,
        override_reason=why,
        valid=valid_from(min(start.starts_on, arrived_on)),
        recorded=recorded_from(act.now),
        act_id=act_id,
    )


def recognised_start(registration: ResidenceRegistration) -> RecognisedStart:
    """The start recognised now."""
    found: RecognisedStart = RecognisedStart.objects.known_now().get(
        registration_id=registration.pk, person_id=registration.person_id
    )
    return found


def current_facts(registration: ResidenceRegistration) -> RegistrationFacts:
    """Where and why the person stays now, as known now."""
    found: RegistrationFacts = RegistrationFacts.objects.known_now().get(
        registration_id=registration.pk,
        person_id=registration.person_id,
        valid__upper_inf=True,
    )
    return found


def eligible_from(
    *, hukou_division: str, facts: RegistrationFacts, starts_on: date, on: date
) -> date | None:
    """From when a permit can be applied for; never where the stay leads to none."""
    other = another_city(
        hukou_division=hukou_division, residence_division=facts.division, on=on
    ).outcome
    if not other or stay_kind(facts.place_kind, on) is not StayKind.ORDINARY:
        return None
    return half_year_residence(starts_on=starts_on).outcome.complete_from


def live_here(
    person: Person,
    registration: ResidenceRegistration,
    facts: RegistrationFacts,
    *,
    hukou_division: str,
    starts_on: date,
    on: date,
) -> None:
    """Keep where a person lives now, in place of where they lived before."""
    CurrentResidence.objects.filter(person_id=person.pk).delete()
    CurrentResidence.objects.create(
        person=person,
        area=person.area,
        registration=registration,
        dwelling_id=facts.dwelling_id,
        hukou_division=hukou_division,
        division=facts.division,
        reason=facts.reason,
        starts_on=starts_on,
        eligible_from=eligible_from(
            hukou_division=hukou_division, facts=facts, starts_on=starts_on, on=on
        ),
        last_confirmed_on=on,
    )


def close_stay(
    act: Act, act_id: int, registration: ResidenceRegistration, *, left_on: date, reason: str
) -> None:
    """End a stay: its facts are true up to the day of leaving, and nobody lives there now."""
    end_on(
        current_facts(registration),
        until=date.fromordinal(left_on.toordinal() + 1),
        act_id=act_id,
        at=act.now,
    )
    registration.state = "deregistered"
    registration.left_on = left_on
    registration.deregistration_reason = reason
    registration.save()
    CurrentResidence.objects.filter(registration_id=registration.pk).delete()


def dwelling_division(dwelling: Dwelling) -> str:
    """The county a dwelling lies in."""
    return dwelling.address.township[:6]
