"""One person of a household being registered: the file, the stay, and the stay it follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject
from anju.casework.numbers import Series, draw
from anju.casework.people.identities import (
    Holder,
    bring_up_to_date,
    new_person,
    record_contact,
    record_guardian,
    record_identity,
)
from anju.casework.people.suspicions import note_similar
from anju.casework.people.territory import move_file
from anju.casework.registration_form import RegistrationValues
from anju.casework.registration_form.messages import sentence
from anju.casework.registrations.household_form import Member
from anju.casework.registrations.stay_rows import (
    Start,
    close_stay,
    live_here,
    start_of,
    stay_columns,
    write_start,
)
from anju.casework.two_axes import recorded_from, valid_from
from anju.law.finding import Finding
from anju.law.registration import registration_duty
from anju.law.residence_period import Proof, Stay
from anju.law.territory import city_unit
from anju.reading.legal_facts import person_ids
from anju.records.people.models import Person
from anju.records.registrations.models import (
    CurrentResidence,
    Household,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["Intake", "proofs_of", "register_member", "settle_guardians"]

LEFT, MOVED_IN_CITY = "3", "5"


@dataclass(frozen=True, slots=True)
class Intake:
    """What is the same for everybody of a household: act, area, state, and how far it looks."""

    act: Act
    area: str
    to: Finding[str]
    looked: Mapping[str, str]


def register_member(
    intake: Intake, values: RegistrationValues, holder: Holder | None, household: Household
) -> tuple[Member, int]:
    """Register one person; who was registered elsewhere leaves there the day before."""
    act, to = intake.act, intake.to
    person = _person(holder, household.area)
    residence = _residence(person)
    _refuse_if_here(residence, household, values, to)
    division = household.dwelling.address.township[:6]
    start = _start(act, person, residence, values, division)
    number = draw(Series.REGISTRATION, agency_code=act.actor.agency_code, on=act.on)
    duty = registration_duty(arrived_on=values.arrived_on)
    subject = Subject("registration", number, household.area, person.pk)
    act_id = act.journal(
        subject,
        to,
        duty,
        start,
        household=household.ref,
        arrived_on=values.arrived_on,
        starts_on=start.outcome.starts_on,
        due_on=duty.outcome.due_on,
        **_before(intake, holder),
    )
    if residence is not None:
        _leave(act, act_id, residence, values, division)
    _bring_here(act, person, household.area)
    _write_person(act, act_id, person, values, is_new=holder is None)
    registration = _registration(act, number, person, household, to, values)
    facts = _facts(act, act_id, registration, household, values, division)
    if to.outcome == "registered":
        write_start(act, act_id, registration, start.outcome)
        live_here(
            person,
            registration,
            facts,
            hukou_division=values.hukou_division,
            starts_on=start.outcome.starts_on,
            on=act.on,
        )
    return Member(values, person, registration, household.dwelling, start.outcome), act_id


def settle_guardians(act: Act, act_ids: Sequence[int], members: Sequence[Member]) -> None:
    """Write the guardians, linked where they are of the household."""
    by_name = {member.values.name: member.person for member in members}
    for act_id, member in zip(act_ids, members, strict=True):
        relative = by_name.get(member.values.guardian_name)
        record_guardian(act, act_id, member.person, member.values, relative)


def earlier_stays(person: Person, *, until: date) -> list[Stay]:
    """The stays before, each from its recognised start to its last day."""
    ids = person_ids(person.pk)
    starts = RecognisedStart.objects.known_now().filter(person_id__in=ids)
    divisions = {
        row.registration_id: row.division
        for row in RegistrationFacts.objects.known_now().filter(person_id__in=ids)
    }
    stays = []
    for start in starts.select_related("registration"):
        last = start.registration.left_on or until
        if start.starts_on <= last and start.registration_id in divisions:
            stays.append(Stay(start.starts_on, last, divisions[start.registration_id]))
    return stays


def _person(holder: Holder | None, area: str) -> Person:
    if holder is None:
        return new_person(area)
    return Person.objects.select_for_update().get(pk=holder.person_id)


def _before(intake: Intake, holder: Holder | None) -> dict[str, object]:
    """What stood before, for whoever takes the registration back; and how far the act looked."""
    if holder is None:
        return {"is_new_file": True, **intake.looked}
    moves = holder.area != intake.area
    return {**({"came_from_area": holder.area} if moves else {}), **intake.looked}


def _residence(person: Person) -> CurrentResidence | None:
    """Where the person is registered now."""
    rows = CurrentResidence.objects.select_for_update(of=("self",)).filter(
        person_id__in=person_ids(person.pk)
    )
    return rows.select_related("registration").first()


def _refuse_if_here(
    residence: CurrentResidence | None,
    household: Household,
    values: RegistrationValues,
    to: Finding[str],
) -> None:
    """Nobody is registered twice in one home, and a collector moves nobody from another."""
    if residence is None:
        return
    if residence.dwelling_id == household.dwelling_id:
        day = residence.registration.registered_on.isoformat()
        raise Conflict(sentence("ID-DUP-HERE", name=values.name, day=day), "ID-DUP-HERE")
    if to.outcome != "registered":
        raise Conflict(f"{values.name} 现登记在别处，请本人到窗口办理地址变更", "ID-DUP-ELSE")


def _start(
    act: Act,
    person: Person,
    residence: CurrentResidence | None,
    values: RegistrationValues,
    division: str,
) -> Finding[Start]:
    until = values.arrived_on - timedelta(days=1)
    earlier = earlier_stays(person, until=until) if residence or person.pk else []
    return start_of(
        registered_on=act.on,
        arrived_on=values.arrived_on,
        division=division,
        earlier=earlier,
        proofs=proofs_of(values),
    )


def proofs_of(values: RegistrationValues) -> tuple[Proof, ...]:
    """The paper of which the original was seen at the counter."""
    if values.proof_dated_on is None:
        return ()
    return (Proof(values.proof_kind, values.proof_dated_on, recognised=True),)


def _leave(
    act: Act,
    act_id: int,
    residence: CurrentResidence,
    values: RegistrationValues,
    division: str,
) -> None:
    """End the stay before: on the day said, or the day before the arrival here."""
    same = (
        city_unit(division=residence.division, on=act.on).outcome
        == city_unit(division=division, on=act.on).outcome
    )
    reason = MOVED_IN_CITY if same else LEFT
    left_on = values.left_before_on or values.arrived_on - timedelta(days=1)
    close_stay(act, act_id, residence.registration, left_on=left_on, reason=reason)


def _bring_here(act: Act, person: Person, area: str) -> None:
    """Take the file over, and tell the area it leaves in its own journal."""
    if person.area == area:
        return
    act.journal(Subject("person", person.ref, person.area, person.pk), moved_to=area)
    move_file(person_ids(person.pk), area)
    person.area = area


def _write_person(
    act: Act, act_id: int, person: Person, values: RegistrationValues, *, is_new: bool
) -> None:
    if is_new:
        record_identity(act, act_id, person, values)
        note_similar(act, person, values)
    else:
        bring_up_to_date(act, act_id, person, values)
    record_contact(act, act_id, person, values.phone)


def _registration(
    act: Act,
    number: str,
    person: Person,
    household: Household,
    to: Finding[str],
    values: RegistrationValues,
) -> ResidenceRegistration:
    return ResidenceRegistration.objects.create(
        number=number,
        person=person,
        area=household.area,
        household=household,
        state=to.outcome,
        registered_on=act.on,
        registered_by=act.actor.staff_number,
        is_incomplete=not (values.ethnic_group and values.hukou_division),
    )


def _facts(
    act: Act,
    act_id: int,
    registration: ResidenceRegistration,
    household: Household,
    values: RegistrationValues,
    division: str,
) -> RegistrationFacts:
    return RegistrationFacts.objects.create(
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        dwelling_id=household.dwelling_id,
        division=division,
        valid=valid_from(values.arrived_on),
        recorded=recorded_from(act.now),
        act_id=act_id,
        **stay_columns(values, registration.number),
    )
