"""Taking over the time before: registrations with their cases and permits, as they stood.

What was decided elsewhere is not decided again. One entry of the journal for each registration
says that it was migrated; the recorded times of the rows are those of the acts before.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from anju.access import policy
from anju.access.actor import Actor
from anju.access.refusals import conflicts
from anju.access.scope import scoped
from anju.casework.act import Act
from anju.casework.bulk.block_numbers import BlockKey, draw_running
from anju.casework.bulk.past import Hands, PastEvent, PastHousehold, PastPerson, moment_of
from anju.casework.bulk.past_cases import CaseRows, PastCase, take_card_step
from anju.casework.bulk.past_permits import PastPermit, PermitRows
from anju.casework.bulk.places import areas_of, homes_of
from anju.casework.bulk.staging import Stack, draw_ids
from anju.casework.bulk.stays import StayRows
from anju.casework.journal import write_entries
from anju.casework.numbers import Series, reference
from anju.casework.registrations.household_form import Member
from anju.casework.registrations.stay_rows import Start
from anju.law.registration import objection_is_open_until
from anju.records.cases.models import Case
from anju.records.people.models import Person
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import (
    DepartureProposal,
    Household,
    ResidenceRegistration,
    StayConfirmation,
)

__all__ = ["migrate_in"]

MIGRATED = "migrate_in"
STATION_DIGITS = 8
PERMIT_SERIES = "permit"
LEFT = "3"


@dataclass(slots=True)
class Migration:
    """A migration under way: keys and running numbers drawn, rows on their stacks."""

    act: Act
    hands: Hands
    running: dict[BlockKey, Iterator[int]]
    case_ids: Iterator[int]
    permit_ids: Iterator[int]
    stays: StayRows
    cases: CaseRows
    permits: PermitRows
    confirmations: Stack = field(default_factory=lambda: Stack(StayConfirmation))
    departures: Stack = field(default_factory=lambda: Stack(DepartureProposal))

    def write(self) -> None:
        """Send everything; permits before the cases that speak of them."""
        self.stays.write()
        self.permits.permits.write()
        self.cases.write()
        self.permits.write()
        self.confirmations.write()
        self.departures.write()


def migrate_in(
    actor: Actor, households: Sequence[PastHousehold], *, hands: Hands, now: datetime
) -> int:
    """Write the households with all that happened to them, in one transaction; how many people.

    For who loads reference data, into a register that knows none of these people yet.
    """
    act = Act(MIGRATED, actor, None, now)
    with conflicts(), transaction.atomic(durable=True), scoped(actor):
        policy.require(actor, "load_reference_data")
        first = [household.people[0].values for household in households]
        areas = areas_of(first)
        homes = homes_of(first, areas)
        people = [
            (household, person, areas[household.people[0].values.township])
            for household in households
            for person in household.people
        ]
        migration = _begin(act, hands, people)
        members = _members(migration, households, homes, areas)
        act_ids = write_entries(actor, [_entry(act, member) for member in members])
        _write_people(migration, households, members, act_ids)
        migration.write()
    return len(people)


def _begin(
    act: Act, hands: Hands, people: Sequence[tuple[PastHousehold, PastPerson, str]]
) -> Migration:
    """Draw all keys and numbers at once."""
    wanted: Counter[BlockKey] = Counter()
    cases = permits = 0
    for _, person, area in people:
        wanted[(Series.REGISTRATION, area, person.registered_on)] += 1
        for event in person.events:
            if event.step == "submit":
                wanted[(Series.CASE, area, event.on)] += 1
                cases += 1
        for issued_on in _issued_on(person):
            wanted[(PERMIT_SERIES, area[:STATION_DIGITS], issued_on)] += 1
            permits += 1
    return Migration(
        act,
        hands,
        draw_running(wanted),
        iter(draw_ids(Case, cases)),
        iter(draw_ids(ResidencePermit, permits)),
        StayRows(act),
        CaseRows(hands),
        PermitRows(hands),
    )


def _issued_on(person: PastPerson) -> Iterator[date]:
    """The days on which a permit was issued to a person."""
    kind = ""
    for event in person.events:
        if event.step == "submit":
            kind = str(event.facts["kind"])
        if event.step == "approve" and kind == "first_issue":
            yield event.on


def _members(
    migration: Migration, households: Sequence[PastHousehold], homes: Any, areas: Any
) -> list[Member]:
    """Everybody with keys and numbers, in the order of the households."""
    count = sum(len(household.people) for household in households)
    persons = iter(draw_ids(Person, count))
    registrations = iter(draw_ids(ResidenceRegistration, count))
    families = draw_ids(Household, len(households))
    members = []
    for family, household in zip(families, households, strict=True):
        first = household.people[0].values
        dwelling, area = homes.home_of(first), areas[first.township]
        for person in household.people:
            left = person.last("deregister", "confirm_departure")
            on = person.registered_on
            running = next(migration.running[(Series.REGISTRATION, area, on)])
            members.append(
                Member(
                    person.values,
                    Person(id=next(persons), ref=reference(), area=area),
                    ResidenceRegistration(
                        id=next(registrations),
                        number=f"{Series.REGISTRATION}{area}{on:%y%m%d}{running:05d}",
                        area=area,
                        household_id=family,
                        state="deregistered" if left else "registered",
                        registered_on=on,
                        left_on=_day(left),
                        deregistration_reason=LEFT if left else "",
                    ),
                    dwelling,
                    _start(person),
                )
            )
    return members


def _day(left: PastEvent | None) -> date | None:
    """The last day of a stay that ended."""
    day = left.facts["left_on"] if left else None
    return day if isinstance(day, date) else None


def _start(person: PastPerson) -> Start:
    """Since when residence counts: the day of the registration, or the one papers proved."""
    proved = person.last("recognise_start")
    if proved is None:
        return Start(person.registered_on, "declared")
    day = proved.facts["dated_on"]
    return Start(day if isinstance(day, date) else person.registered_on, str(proved.facts["kind"]))


def _entry(act: Act, member: Member) -> Any:
    """The journal's word on one migrated registration."""
    return {
        "act": act.name,
        "subject_kind": "registration",
        "subject_ref": member.registration.number,
        "area": member.person.area,
        "person_id": member.person.pk,
        "facts": {"registered_on": member.registration.registered_on.isoformat()},
        "at": act.now,
    }


def _write_people(
    migration: Migration,
    households: Sequence[PastHousehold],
    members: Sequence[Member],
    act_ids: Sequence[int],
) -> None:
    """Put every household and everything that happened on the stacks."""
    rest = iter(zip(members, act_ids, strict=True))
    for household in households:
        family = [(person, *next(rest)) for person in household.people]
        _, first, act_id = family[0]
        on = household.people[0].registered_on
        hand = Actor(migration.hands.clerk, "", "window_clerk", first.person.area, "")
        for person, member, own_act_id in family:
            own_moment = moment_of(person.registered_on)
            migration.stays.act = Act(MIGRATED, hand, None, own_moment)
            migration.stays.member(own_act_id, member)
            _events(migration, person, member, own_act_id)
        migration.stays.act = Act(MIGRATED, hand, None, moment_of(on))
        migration.stays.household(_family_row(first, act_id), household.entry)
        migration.stays.guardians(
            [own_act_id for _, _, own_act_id in family], [member for _, member, _ in family]
        )


def _family_row(first: Member, act_id: int) -> Household:
    """The household of a member."""
    return Household(
        id=first.registration.household_id,
        ref=reference(),
        area=first.person.area,
        dwelling_id=first.dwelling.pk,
        act_id=act_id,
    )


def _events(migration: Migration, person: PastPerson, member: Member, act_id: int) -> None:
    """Go through what happened to one person."""
    key = {"person_id": member.person.pk, "area": member.person.area}
    case: PastCase | None = None
    permit: PastPermit | None = None
    for event in person.events:
        if event.step == "submit":
            case = _open_case(migration, member, key, act_id, event, permit)
        elif case is not None and case.row["state"] and not case.row.get("closed_on"):
            permit = _case_event(migration, case, permit, member, event)
        if permit is not None:
            migration.permits.happened(permit, event)
        _told(migration, member, key, act_id, event)
    proposed = person.last("propose_departure")
    if proposed is not None and person.last("confirm_departure") is None:
        _proposed(migration, member, key, act_id, proposed)
    if permit is not None:
        migration.permits.finished(permit)


def _open_case(
    migration: Migration,
    member: Member,
    key: dict[str, Any],
    act_id: int,
    event: PastEvent,
    permit: PastPermit | None,
) -> PastCase:
    area = member.person.area
    running = next(migration.running[(Series.CASE, area, event.on)])
    row = {
        "id": next(migration.case_ids),
        "number": f"{Series.CASE}{area}{event.on:%y%m%d}{running:05d}",
        "agency_code": area,
        "registration_id": member.registration.pk,
        "permit_id": permit.pk if permit else None,
    }
    case = PastCase(row, key, act_id)
    migration.cases.submitted(case, event)
    return case


def _case_event(
    migration: Migration,
    case: PastCase,
    permit: PastPermit | None,
    member: Member,
    event: PastEvent,
) -> PastPermit | None:
    """One step of the open case, with what it means for permit and card."""
    migration.cases.happened(case, event)
    if event.step == "approve" and permit is None:
        permit = _issue(migration, case, member, event.on)
    if permit is not None:
        take_card_step(case, permit, event)
        if event.step == "hand_over" and case.row["kind"] == "reissue":
            migration.permits.happened(permit, PastEvent(event.on, "reissue"))
    return permit


def _issue(migration: Migration, case: PastCase, member: Member, on: date) -> PastPermit:
    division = member.dwelling.address.township[:6]
    station = member.person.area[:STATION_DIGITS]
    running = next(migration.running[(PERMIT_SERIES, station, on)])
    permit = PastPermit(
        next(migration.permit_ids),
        f"{division}{station[6:8]:0>3}{on:%Y%m%d}{running:05d}",
        case.person,
        case.act_id,
        on,
        on,
    )
    case.row["permit_id"] = permit.pk
    migration.permits.issued(permit, division=division, residence_starts_on=member.start.starts_on)
    return permit


def _told(
    migration: Migration, member: Member, key: dict[str, Any], act_id: int, event: PastEvent
) -> None:
    """That the person still lived there."""
    if event.step == "confirm":
        migration.confirmations.add(
            registration_id=member.registration.pk,
            confirmed_on=event.on,
            confirmed_by=migration.hands.clerk,
            channel="6",
            act_id=act_id,
            **key,
        )


def _proposed(
    migration: Migration, member: Member, key: dict[str, Any], act_id: int, event: PastEvent
) -> None:
    """A departure somebody else reported and nobody has confirmed yet."""
    until = objection_is_open_until(told_on=event.on).outcome
    migration.departures.add(
        ref=reference(),
        registration_id=member.registration.pk,
        proposed_by_party=str(event.facts["by_party"]),
        proposed_by_name="",
        left_on=event.facts["left_on"],
        proposed_on=event.on,
        objection_until=until,
        act_id=act_id,
        **key,
    )
