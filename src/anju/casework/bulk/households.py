"""Registering the households of a list: as a set where nobody is on file, singly where somebody is.

The verdicts are the form's and the rows are the counter's. Whoever is on file already (moved here,
came back) goes through the counter's own act, which ends the stay before and takes the file over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction

from anju.access.actor import COUNTY_DIGITS, Actor
from anju.access.refusals import Conflict, conflicts
from anju.access.scope import scoped, wider
from anju.access.secrets import blind_index
from anju.casework.act import Act
from anju.casework.answers import plain
from anju.casework.bulk.block_numbers import draw_block
from anju.casework.bulk.papers import Papers
from anju.casework.bulk.places import Homes, areas_of, homes_of
from anju.casework.bulk.staging import draw_ids
from anju.casework.bulk.stays import StayRows, may_apply_from
from anju.casework.journal import EntryWords, write_entries, write_entry
from anju.casework.numbers import Series, reference
from anju.casework.people.identities import Holder, holders
from anju.casework.registration_form import (
    FormRefused,
    HouseholdEntry,
    RegistrationValues,
    Severity,
)
from anju.casework.registration_form.messages import SEVERITIES
from anju.casework.registrations.household_form import Member
from anju.casework.registrations.register import register_household
from anju.casework.registrations.stay_rows import Start, start_of
from anju.law.finding import Finding, merged
from anju.law.registration import RegistrationDuty, registration_duty
from anju.law.workflow import REGISTRATION
from anju.reading.legal_facts import person_ids
from anju.records.people.models import Person
from anju.records.registrations.models import (
    Household,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = [
    "ListedHousehold",
    "ListedPerson",
    "ListedState",
    "note_import",
    "register_listed_households",
]

Document = tuple[str, str]


class ListedState(StrEnum):
    """What became of a person of a list."""

    REGISTERED = "registered"
    MOVED = "moved"
    ALREADY_REGISTERED = "already_registered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """A household whose lines can stand: as entered, and typed."""

    entry: HouseholdEntry
    people: tuple[RegistrationValues, ...]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of a list in the register; a sentence where the counter must look."""

    state: ListedState
    registration_number: str = ""
    sentence: str = ""


def register_listed_households(
    actor: Actor, households: Sequence[ListedHousehold], *, batch: str, now: datetime
) -> tuple[tuple[ListedPerson, ...], ...]:
    """Register households that `check_household` let pass; one answer for each of their people.

    Window clerks and officers. Those with nobody on file go in together in one transaction, the
    others each in its own; what is done stays done when the rest is interrupted.
    """
    act = Act("register_household", actor, None, now)
    with conflicts(), transaction.atomic(durable=True), scoped(actor):
        act.allow()
        _one_list_at_a_time(actor)
        known = holders(_document(one) for household in households for one in household.people)
        areas = areas_of(one for household in households for one in household.people)
        new = [one for one in households if _is_new_here(actor, one, known, areas)]
        answers = dict(zip(map(id, new), _register_new(act, new, areas, batch), strict=True))
    for household in households:
        if id(household) not in answers:
            answers[id(household)] = _register_known(act, household, known)
    return tuple(answers[id(household)] for household in households)


def note_import(actor: Actor, *, batch: str, registered: int, bad: int, now: datetime) -> None:
    """Write into the journal that a file was taken in, and how much of it."""
    with transaction.atomic(durable=True), scoped(actor):
        write_entry(
            actor,
            act="import_file",
            subject_kind="file",
            subject_ref=batch,
            area=actor.area,
            facts={"registered": registered, "bad": bad},
            at=now,
        )


def _one_list_at_a_time(actor: Actor) -> None:
    """Queue up behind another list of the same county: the same people may stand in both."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('listed_households'), hashtext(%s))",
            [actor.area[:COUNTY_DIGITS]],
        )


def _document(values: RegistrationValues) -> Document:
    return values.document_kind, values.document_number


def _is_new_here(
    actor: Actor,
    household: ListedHousehold,
    known: Mapping[Document, Holder],
    areas: Mapping[str, str],
) -> bool:
    """Whether nobody of the household is on file, and their home lies in the actor's area."""
    if any(_document(one) in known for one in household.people):
        return False
    township = household.people[0].township
    return not township or areas[township].startswith(actor.area)


# ------------------------------------------------------------------ nobody on file: as a set


def _register_new(
    act: Act, households: Sequence[ListedHousehold], areas: Mapping[str, str], batch: str
) -> list[tuple[ListedPerson, ...]]:
    """Write all rows of people the register has not met."""
    if not households:
        return []
    to = act.step(REGISTRATION, "", name="register")
    homes = homes_of([household.people[0] for household in households], areas)
    families = _families(act, households, homes, to.outcome)
    words = [
        _entry_words(act, family, member, to, {"batch": batch})
        for family, members in families
        for member in members
    ]
    act_ids = iter(write_entries(act.actor, words))
    rows, papers = StayRows(act), Papers.of(act)
    for household, (family, members) in zip(households, families, strict=True):
        ids = [next(act_ids) for _ in members]
        family.act_id = ids[0]
        rows.household(family, household.entry)
        for act_id, member in zip(ids, members, strict=True):
            rows.member(act_id, member)
        rows.guardians(ids, members)
        papers.household(household.entry, members, ids, _may_apply(members, act.on))
    rows.write()
    papers.write()
    return [
        tuple(
            ListedPerson(ListedState.REGISTERED, member.registration.number) for member in members
        )
        for _, members in families
    ]


def _families(
    act: Act, households: Sequence[ListedHousehold], homes: Homes, state: str
) -> list[tuple[Household, list[Member]]]:
    """Households and people with their keys and numbers drawn, nothing written yet."""
    count = sum(len(household.people) for household in households)
    agency = act.actor.agency_code
    numbers = iter(draw_block(Series.REGISTRATION, agency_code=agency, on=act.on, count=count))
    registrations = iter(draw_ids(ResidenceRegistration, count))
    persons = iter(draw_ids(Person, count))
    families = []
    for pk, household in zip(draw_ids(Household, len(households)), households, strict=True):
        first = household.people[0]
        area = homes.area_of(first, act.actor.area)
        dwelling = homes.home_of(first)
        family = Household(id=pk, ref=reference(), area=area, dwelling=dwelling)
        members = [
            Member(
                values,
                Person(id=next(persons), ref=reference(), area=area),
                ResidenceRegistration(
                    id=next(registrations),
                    number=next(numbers),
                    area=area,
                    household_id=pk,
                    state=state,
                    registered_on=act.on,
                ),
                dwelling,
                _start(act.on, values.arrived_on, dwelling.address.township[:6]).outcome,
            )
            for values in household.people
        ]
        families.append((family, members))
    return families


def _entry_words(
    act: Act,
    family: Household,
    member: Member,
    to: Finding[str],
    more: Mapping[str, object],
) -> EntryWords:
    """The journal's entry on one registration, as the counter's act writes it."""
    values = member.values
    duty = _duty(values.arrived_on)
    start = _start(act.on, values.arrived_on, member.dwelling.address.township[:6])
    facts = {
        "household": family.ref,
        "arrived_on": values.arrived_on,
        "starts_on": member.start.starts_on,
        "due_on": duty.outcome.due_on,
        "is_new_file": True,
        **more,
    }
    return {
        "act": act.name,
        "subject_kind": "registration",
        "subject_ref": member.registration.number,
        "area": family.area,
        "person_id": member.person.id,
        "cites": merged(to.cites, duty.cites, start.cites),
        "law_version": to.version or duty.version or start.version,
        "facts": plain(facts),
        "request_key": row_identity(values),
        "at": act.now,
    }


@lru_cache(maxsize=8192)
def _duty(arrived_on: date) -> Finding[RegistrationDuty]:
    """Whether and until when somebody had to report, asked once for all who came that day."""
    return registration_duty(arrived_on=arrived_on)


@lru_cache(maxsize=8192)
def _start(on: date, arrived_on: date, division: str) -> Finding[Start]:
    """Since when residence counts for somebody with no stay before."""
    return start_of(registered_on=on, arrived_on=arrived_on, division=division, earlier=())


def _may_apply(members: Sequence[Member], on: date) -> list[date | None]:
    """From when each may apply for a permit, as their slip tells them."""
    return [
        may_apply_from(
            member.values.hukou_division,
            member.dwelling.address.township[:6],
            member.values.place_kind,
            member.start.starts_on,
            on,
        )
        for member in members
    ]


def row_identity(values: RegistrationValues) -> UUID:
    """What makes a line of any list the same line: who, where, since when."""
    place = values.door_code or f"{values.township}:{values.address}{values.building}"
    where = f"{place or values.landmark}:{values.unit}:{values.floor}:{values.room}"
    kind, number = _document(values)
    return blind_index("listed", f"{kind}:{number}:{values.arrived_on}:{where}").value


# ------------------------------------------------------------------ somebody on file: singly


def _register_known(
    act: Act, household: ListedHousehold, known: Mapping[Document, Holder]
) -> tuple[ListedPerson, ...]:
    """Register a household by the counter's act, unless it stood there before under this line."""
    before = [_stood_before(act.actor, one, known.get(_document(one))) for one in household.people]
    if all(before):
        return tuple(ListedPerson(ListedState.ALREADY_REGISTERED, number) for number in before)
    entry = replace(household.entry, confirmed=frozenset(SEVERITIES))
    try:
        done = register_household(
            actor=act.actor,
            household=entry,
            request_key=row_identity(household.people[0]),
            now=act.now,
        )
    except Conflict as conflict:
        return (ListedPerson(ListedState.REFUSED, "", conflict.sentence),) * len(before)
    except FormRefused as refused:
        said = "；".join(_sentences(refused))
        return (ListedPerson(ListedState.REFUSED, "", said),) * len(before)
    return tuple(
        ListedPerson(
            ListedState.MOVED if person.moved_from_elsewhere else ListedState.REGISTERED,
            person.registration_number,
        )
        for person in done.people
    )


def _sentences(refused: FormRefused) -> list[str]:
    """What the form said, each sentence once."""
    verdict = refused.verdict
    problems = [*verdict.problems, *(p for one in verdict.people for p in one.problems)]
    said = (one.sentence for one in problems if one.severity is not Severity.HINT)
    return list(dict.fromkeys(said))


def _stood_before(actor: Actor, values: RegistrationValues, holder: Holder | None) -> str:
    """The number under which this person was registered in this home since this day, if ever."""
    if holder is None:
        return ""
    with scoped(actor), wider(actor, "register_household", actor.area[:COUNTY_DIGITS]):
        rows = RegistrationFacts.objects.known_now().filter(
            person_id__in=person_ids(holder.person_id), arrived_on=values.arrived_on
        )
        if values.door_code:
            rows = rows.filter(dwelling__door_code=values.door_code)
        else:
            rows = rows.filter(
                dwelling__address__township=values.township,
                dwelling__address__text=f"{values.address}{values.building}" or values.landmark,
                dwelling__unit=values.unit,
                dwelling__floor=values.floor,
                dwelling__room=values.room,
            )
        found = rows.values_list("registration__number", flat=True).first()
    return found or ""
