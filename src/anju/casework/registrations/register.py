"""Registering a household: the people of one home in one act, with a slip each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor, Post
from anju.access.scope import wider
from anju.access.secrets import seal
from anju.casework.act import Act, official_act
from anju.casework.numbers import reference
from anju.casework.people.identities import Holder, holders, refuse_withheld
from anju.casework.registration_form import (
    FormRefused,
    HouseholdEntry,
    RegistrationValues,
    check_household,
    unsettled,
)
from anju.casework.registrations.context import form_context
from anju.casework.registrations.drafts import forget_draft
from anju.casework.registrations.dwellings import Place, dwelling_at, responsible_for
from anju.casework.registrations.household_form import (
    Member,
    family_member,
    give_form,
    is_child,
)
from anju.casework.registrations.members import Intake, register_member, settle_guardians
from anju.casework.registrations.stay_papers import slip_for
from anju.law.workflow import REGISTRATION
from anju.reading import cells
from anju.records.places.models import Dwelling
from anju.records.registrations.models import Household

__all__ = [
    "HouseholdRegistered",
    "PersonRegistered",
    "outside",
    "reaching",
    "register_household",
]


@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """One person of the household: the file, the registration and the slip (none for a report)."""

    person_ref: str
    registration_number: str
    slip_number: str
    moved_from_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class HouseholdRegistered:
    """What a household's registration led to: one receipt, one slip for each person."""

    household_ref: str
    form_number: str
    state: str
    people: tuple[PersonRegistered, ...]


@official_act
def register_household(
    *, actor: Actor, household: HouseholdEntry, request_key: UUID, now: datetime
) -> HouseholdRegistered:
    """Register everybody of a household at once and give each their slip, free of charge.

    Window clerks and officers register; what a field collector brings stands as "submitted" until
    the counter confirms it. Refused with the form's problems (`FormRefused`) when an entry cannot
    stand. A document already on file is recognised: registered in this dwelling → refused with
    ID-DUP-HERE (use `confirm_stay`); registered elsewhere → the old stay ends the day before the
    arrival here, the file moves to this area, and both are journalled.
    """
    act = Act("register_household", actor, request_key, now)
    act.allow()
    forget_draft(actor=actor, sheet=request_key)
    reports = actor.post == Post.FIELD_COLLECTOR
    to = act.step(REGISTRATION, "", name="report" if reports else "register")
    people = _checked(act, household)
    documents = [(one.document_kind, one.document_number) for one in people]
    refuse_withheld(documents)
    known = holders(documents)
    area = _area(actor, people[0])
    with reaching(act, area, *(holder.area for holder in known.values())) as looked:
        intake = Intake(act, area, to, looked)
        members, act_ids = _write(intake, household, people, known)
        papers = None if reports else _give_papers(act, act_ids, household, members)
    slips, form = papers or (("",) * len(members), "")
    return HouseholdRegistered(
        members[0].registration.household.ref,
        form,
        to.outcome,
        tuple(
            PersonRegistered(
                member.person.ref,
                member.registration.number,
                slip,
                (one.document_kind, one.document_number) in known,
            )
            for member, slip, one in zip(members, slips, people, strict=True)
        ),
    )


@contextmanager
def reaching(act: Act, *areas: str) -> Iterator[Mapping[str, str]]:
    """The territory of the act widened to areas outside it, where the policy lets it reach."""
    territory = outside(act, *areas)
    if not territory:
        yield {}
        return
    with wider(act.actor, act.name, territory) as looked:
        yield looked


def outside(act: Act, *areas: str) -> str:
    """The smallest territory that holds those of the areas that are not the actor's, if any."""
    found = [area for area in areas if not area.startswith(act.actor.area)]
    return _holding(found) if found else ""


def _holding(areas: Sequence[str]) -> str:
    """The smallest territory that holds all these areas."""
    first, *others = sorted(areas, key=len)
    lengths = (length for length in (10, 8, 6, 4, 2) if length <= len(first))
    return next(
        first[:length]
        for length in lengths
        if all(other.startswith(first[:length]) for other in others)
    )


def _checked(act: Act, household: HouseholdEntry) -> list[RegistrationValues]:
    """The household's values, or the refusal with everything that is wrong."""
    context = form_context(act.actor, household, on=act.on)
    verdict = check_household(household, on=act.on, context=context)
    if unsettled(verdict, household.confirmed):
        raise FormRefused(verdict)
    return [person.values for person in verdict.people if person.values is not None]


def _area(actor: Actor, first: RegistrationValues) -> str:
    """The area the household will belong to: that of the agency responsible for its township."""
    return responsible_for(first.township) if first.township else actor.area


def _write(
    intake: Intake,
    household: HouseholdEntry,
    people: Sequence[RegistrationValues],
    known: Mapping[tuple[str, str], Holder],
) -> tuple[list[Member], list[int]]:
    """The rows of the household: one home, one receipt, and every person in turn."""
    dwelling = dwelling_at(place_of(people[0]), intake.area)
    row = _household(intake.act, household, dwelling, intake.area)
    members, act_ids = [], []
    for values in people:
        holder = known.get((values.document_kind, values.document_number))
        member, act_id = register_member(intake, values, holder, row)
        if not row.act_id:
            row.act_id = act_id
            row.save(update_fields=["act_id"])
        members.append(member)
        act_ids.append(act_id)
    settle_guardians(intake.act, act_ids, members)
    return members, act_ids


def place_of(values: RegistrationValues) -> Place:
    """Where a person said they live."""
    return Place(
        door_code=values.door_code,
        township=values.township,
        address=values.address,
        building=values.building,
        unit=values.unit,
        floor=values.floor,
        room=values.room,
        landmark=values.landmark,
        place_kind=values.place_kind,
        owner_name=values.landlord_name,
        village=values.village,
    )


def _household(act: Act, entry: HouseholdEntry, dwelling: Dwelling, area: str) -> Household:
    """The household with its reporting party; numbers are sealed."""
    ref = reference()
    sealed = {
        f"reporting_{name}_encrypted": seal(text, cells.reporting(ref, name)) if text else None
        for name, text in (("number", entry.reporting_number), ("phone", entry.reporting_phone))
    }
    return Household.objects.create(
        ref=ref,
        area=area,
        dwelling=dwelling,
        registered_on=act.on,
        channel=entry.channel,
        reporting_party=entry.reporting_party,
        reporting_name=entry.reporting_name,
        act_id=0,
        **sealed,
    )


def _give_papers(
    act: Act, act_ids: Sequence[int], household: HouseholdEntry, members: Sequence[Member]
) -> tuple[tuple[str, ...], str]:
    """A slip for each, children on that of the first adult; then the form of the household."""
    adults = [place for place, one in enumerate(members) if not is_child(one.values, act)]
    bearers = adults or [0]
    children = tuple(
        family_member(one, act) for place, one in enumerate(members) if place not in bearers
    )
    slips = {
        place: slip_for(
            act,
            act_ids[place],
            members[place].registration,
            children if place == bearers[0] else (),
        )
        for place in bearers
    }
    all_slips = tuple(slips.get(place, slips[bearers[0]]) for place in range(len(members)))
    return all_slips, give_form(act, act_ids[0], household, members, all_slips[0])
