"""Keeping a registration true: still here, something else now, another address."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from anju.access.actor import Actor, open_side
from anju.access.refusals import Conflict
from anju.access.secrets import seal
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.identities import record_contact
from anju.casework.people.territory import move_file
from anju.casework.registrations.dwellings import Place, dwelling_at, responsible_for
from anju.casework.registrations.members import earlier_stays
from anju.casework.registrations.register import reaching
from anju.casework.registrations.stay_papers import slip_for
from anju.casework.registrations.stay_rows import (
    current_facts,
    eligible_from,
    live_here,
    recognised_start,
    start_of,
    write_start,
)
from anju.casework.two_axes import change_from, supersede
from anju.law.finding import Finding
from anju.law.registration import days_late, register_by
from anju.law.territory import city_unit
from anju.law.workflow import REGISTRATION
from anju.reading import cells
from anju.reading.legal_facts import known_facts, person_ids
from anju.records.people.models import Person
from anju.records.places.models import Dwelling
from anju.records.registrations.models import (
    CurrentResidence,
    RegistrationFacts,
    ResidenceRegistration,
    StayConfirmation,
)

__all__ = [
    "AddressChanged",
    "Amendment",
    "Move",
    "RegistrationKept",
    "amend_registration",
    "change_address",
    "confirm_stay",
]


@dataclass(frozen=True, slots=True)
class RegistrationKept:
    """A registration that stands on, in its state; `slip_number` when a report was confirmed."""

    registration_number: str
    state: str
    on: date
    slip_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What to write anew about a stay; a field left `None` stays as it is.

    The recognised start, the arrival and identity are not amended but corrected (four eyes).
    """

    since: date
    place_kind: str | None = None
    planned_stay: str | None = None
    reason: str | None = None
    reason_note: str | None = None
    relation_to_householder: str | None = None
    occupation: str | None = None
    employer_name: str | None = None
    employer_code: str | None = None
    work_since: date | None = None
    school_name: str | None = None
    enrolled_on: date | None = None
    host_name: str | None = None
    host_relation: str | None = None
    landlord_name: str | None = None
    landlord_phone: str | None = None
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where somebody moved to and since when: a dwelling on file, or an address as typed."""

    moved_on: date
    place_kind: str
    door_code: str = ""
    township: str = ""
    address: str = ""
    building: str = ""
    unit: str = ""
    floor: int | None = None
    room: str = ""
    landmark: str = ""
    landlord_name: str = ""
    landlord_phone: str = ""


@dataclass(frozen=True, slots=True)
class AddressChanged:
    """A stay that goes on at another door: the period of residence is not broken in one city."""

    registration_number: str
    slip_number: str
    area: str
    breaks_residence: bool


@official_act
def confirm_stay(
    *, actor: Actor, registration_number: str, channel: str, request_key: UUID, now: datetime
) -> RegistrationKept:
    """Note that the person still lives there; a collector's report becomes a registration.

    Window clerks, officers and field collectors; a report ("submitted") is confirmed by the
    counter alone. Keeps the freshness of the data (notice 2(2)).
    """
    act = Act("confirm_stay", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    if registration.state == "submitted":
        to = act.step(REGISTRATION, "submitted", name="register")
    else:
        to = act.step(REGISTRATION, registration.state, name="confirm")
    act_id = act.journal(subject_of(registration), to, channel=channel)
    slip = ""
    if registration.state == "submitted":
        slip = _take_up(act, act_id, registration)
    StayConfirmation.objects.create(
        registration=registration,
        person_id=registration.person_id,
        area=registration.area,
        confirmed_on=act.on,
        confirmed_by=actor.staff_number,
        channel=channel,
        act_id=act_id,
    )
    CurrentResidence.objects.filter(registration_id=registration.pk).update(
        last_confirmed_on=act.on
    )
    return RegistrationKept(registration.number, registration.state, act.on, slip)


@official_act
def amend_registration(
    *,
    actor: Actor,
    registration_number: str,
    amendment: Amendment,
    request_key: UUID,
    now: datetime,
) -> RegistrationKept:
    """Write what has changed about a stay (变更登记): the old facts end, new ones begin.

    Window clerks and officers. Nothing is overwritten: what was true until the day before
    `since` stays readable.
    """
    act = Act("amend_registration", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    to = act.step(REGISTRATION, registration.state, name="amend")
    if amendment.since > act.on:
        raise Conflict("变更日期不能晚于今天")
    facts = current_facts(registration)
    changes = _changes(amendment, registration)
    act_id = act.journal(
        subject_of(registration), to, since=amendment.since, changed=sorted(changes)
    )
    if changes:
        facts = change_from(facts, since=amendment.since, act_id=act_id, at=act.now, **changes)
    if amendment.phone:
        record_contact(act, act_id, registration.person, amendment.phone)
    _settle_eligibility(registration, facts, act.on)
    return RegistrationKept(registration.number, registration.state, act.on)


@official_act
def change_address(
    *, actor: Actor, registration_number: str, move: Move, request_key: UUID, now: datetime
) -> AddressChanged:
    """Move a registered person to another dwelling, of this station or of another.

    Window clerks and officers of the place moved from. The stay goes on under its number; the
    file follows to the new area and the old one sees it leave. Inside one city unit the period of
    residence is not broken; into another unit the start is recognised anew.
    """
    act = Act("change_address", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    to = act.step(REGISTRATION, registration.state)
    facts = current_facts(registration)
    if not facts.valid.lower < move.moved_on <= act.on:
        raise Conflict("搬家日期应在原住处到达日期之后、今天或者以前")
    area = actor.on_side(responsible_for(move.township)) if move.township else actor.area
    with reaching(act, area) as looked:
        dwelling = dwelling_at(_place(move), open_side(area))
        breaks = _breaks(facts, dwelling, act.on)
        late = days_late(due_on=register_by(arrived_on=move.moved_on).outcome, registered_on=act.on)
        act_id = act.journal(
            subject_of(registration), to, late, breaks, moved_on=move.moved_on, area=area, **looked
        )
        facts = change_from(
            facts,
            since=move.moved_on,
            act_id=act_id,
            at=act.now,
            dwelling_id=dwelling.pk,
            division=dwelling.address.township[:6],
            place_kind=move.place_kind,
            landlord_name=move.landlord_name,
            landlord_phone_encrypted=_sealed_landlord(move.landlord_phone, registration),
        )
        home = actor.on_side(dwelling.area)
        _follow(act, act_id, registration, home, area_moves=area != registration.area)
        if breaks.outcome:
            _start_anew(act, act_id, registration, facts)
        _settle_residence(registration, facts, act.on)
        slip = slip_for(act, act_id, registration)
    return AddressChanged(registration.number, slip, registration.area, bool(breaks.outcome))


def subject_of(registration: ResidenceRegistration) -> Subject:
    """A registration as the journal names it."""
    return Subject("registration", registration.number, registration.area, registration.person_id)


def _take_up(act: Act, act_id: int, registration: ResidenceRegistration) -> str:
    """A collector's report becomes a registration: start, present residence and slip."""
    facts = current_facts(registration)
    earlier = earlier_stays(registration.person, until=facts.arrived_on - timedelta(days=1))
    start = start_of(
        registered_on=registration.registered_on,
        arrived_on=facts.arrived_on,
        division=facts.division,
        earlier=earlier,
    ).outcome
    registration.state = "registered"
    registration.save(update_fields=["state"])
    write_start(act, act_id, registration, start)
    live_here(
        registration.person,
        registration,
        facts,
        hukou_division=known_facts(registration.person_id, act.on).hukou_division,
        starts_on=start.starts_on,
        on=act.on,
    )
    return slip_for(act, act_id, registration)


def _changes(amendment: Amendment, registration: ResidenceRegistration) -> dict[str, Any]:
    """The columns of the facts that an amendment changes."""
    given = {field.name: getattr(amendment, field.name) for field in fields(amendment)}
    for name in ("since", "phone"):
        del given[name]
    changes = {name: value for name, value in given.items() if value is not None}
    phone = changes.pop("landlord_phone", None)
    if phone is not None:
        changes["landlord_phone_encrypted"] = _sealed_landlord(phone, registration)
    return changes


def _sealed_landlord(phone: str, registration: ResidenceRegistration) -> bytes | None:
    return seal(phone, cells.landlord_phone(registration.number)) if phone else None


def _place(move: Move) -> Place:
    return Place(
        door_code=move.door_code,
        township=move.township,
        address=move.address,
        building=move.building,
        unit=move.unit,
        floor=move.floor,
        room=move.room,
        landmark=move.landmark,
        place_kind=move.place_kind,
        owner_name=move.landlord_name,
    )


def _breaks(facts: RegistrationFacts, dwelling: Dwelling, on: date) -> Finding[bool]:
    """Whether the move leaves the city, so that residence counts anew."""
    before = city_unit(division=facts.division, on=on)
    after = city_unit(division=dwelling.address.township[:6], on=on)
    return Finding(before.outcome != after.outcome, before.cites, before.version)


def _follow(
    act: Act, act_id: int, registration: ResidenceRegistration, area: str, *, area_moves: bool
) -> None:
    """The file goes to the new area; the area left reads so in its own journal."""
    if not area_moves:
        return
    person = Person.objects.get(pk=registration.person_id)
    act.journal(Subject("person", person.ref, person.area, person.pk), moved_to=area)
    move_file(person_ids(person.pk), area)
    registration.area = area


def _start_anew(
    act: Act, act_id: int, registration: ResidenceRegistration, facts: RegistrationFacts
) -> None:
    """In another city the period of residence begins again, with the day of this report."""
    start = start_of(
        registered_on=act.on, arrived_on=facts.valid.lower, division=facts.division, earlier=()
    ).outcome
    supersede([recognised_start(registration)], act_id=act_id, at=act.now)
    write_start(act, act_id, registration, start)


def _settle_residence(
    registration: ResidenceRegistration, facts: RegistrationFacts, on: date
) -> None:
    """Keep where the person lives now in line with the facts."""
    live_here(
        Person.objects.get(pk=registration.person_id),
        registration,
        facts,
        hukou_division=known_facts(registration.person_id, on).hukou_division,
        starts_on=recognised_start(registration).starts_on,
        on=on,
    )


def _settle_eligibility(
    registration: ResidenceRegistration, facts: RegistrationFacts, on: date
) -> None:
    """Keep reason and first day of eligibility in line with amended facts."""
    current = CurrentResidence.objects.get(registration_id=registration.pk)
    current.reason = facts.reason
    current.eligible_from = eligible_from(
        hukou_division=current.hukou_division, facts=facts, starts_on=current.starts_on, on=on
    )
    current.save(update_fields=["reason", "eligible_from"])
