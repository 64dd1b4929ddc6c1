"""Two records side by side: what differs, what hangs off each, and what stands in the way."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.policy import may
from anju.access.records import pair_for
from anju.access.scope import scoped, wider
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.law.residence_period import stay_that_stands
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, permit_state, person_ids
from anju.reading.masking import masked_contact, masked_document
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case
from anju.records.journal.models import JournalEntry
from anju.records.people.models import Contact, DuplicatePair, Person, PersonFacts
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import (
    CurrentResidence,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["FIELDS", "OpenStay", "PairPage", "Side", "ThirdRecord", "pair_page"]

#: What can be chosen field by field, in the order of the page.
FIELDS = (
    "name",
    "former_name",
    "sex",
    "born_on",
    "ethnic_group",
    "hukou_division",
    "hukou_address",
    "hukou_kind",
    "education",
    "marital_status",
    "phone",
)
SHOWN = ("name", "sex", "born_on", "ethnic_group", "hukou", "number", "phone", "address", "family")
SIDES = "SELECT recorded_id, person_id, ref, area FROM sides_of_pair(%s)"
FIRST_ENTRY = "SELECT * FROM journal_of_person(%s) LIMIT 1"


@dataclass(frozen=True, slots=True)
class OpenStay:
    """A stay that has not ended, and on which day it would end if the other one goes on."""

    number: str
    address: str
    arrived_on: date
    registered_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Side:
    """One record: who it says somebody is, who entered it, and what hangs off it.

    `values` are the facts as recorded, `known_since` the moment each was last recorded.
    """

    person_ref: str
    is_ours: bool
    agency: str
    values: dict[str, str]
    known_since: dict[str, datetime]
    masked_number: str
    entered_by: str
    entered_on: date | None
    confirmed_on: date | None
    stay: OpenStay | None
    stays: int
    household: tuple[str, ...]
    permits: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str], ...]
    merged: int


@dataclass(frozen=True, slots=True)
class ThirdRecord:
    """Another pair that one of the two stands in."""

    pair_ref: str
    state: str


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair as it is compared: left the later record, right the earlier one."""

    ref: str
    level: str
    reasons: tuple[str, ...]
    state: str
    found_by: str
    found_on: date
    asked: str
    answer: str
    answered_by: str
    decided_by: str
    decided_at: datetime | None
    left: Side
    right: Side
    is_one: bool
    stands: str
    obstacles: tuple[str, ...]
    third: tuple[ThirdRecord, ...]

    @property
    def both_stay(self) -> bool:
        """Whether there are two open stays in two places, of which one must end."""
        return self.left.stay is not None and self.right.stay is not None


def pair_page(actor: Actor, ref: str, *, now: datetime) -> PairPage:
    """A pair for the station that decides; the looks at both records are journalled."""
    on = day_of(now)
    with scoped(actor):
        pair = pair_for(actor, ref)
        with connection.cursor() as cursor:
            cursor.execute(SIDES, [pair.pk])
            (left, right) = [(living, area) for _, living, _, area in cursor.fetchall()]
        third = _third(pair)
        with _beyond(actor, left[1], right[1]):
            people = Person.objects.in_bulk([left[0], right[0]])
            for person in people.values():
                seen(actor, person, SHOWN, purpose="duplicate_pair", now=now)
            residences = [_residence(left[0]), _residence(right[0])]
            ends = _ends(residences)
            sides = [
                _side(actor, people[pk], residence, end, on)
                for (pk, _), residence, end in zip((left, right), residences, ends, strict=True)
            ]
            obstacles = _obstacles([left[0], right[0]]) if left != right else ()
        names = names_of_staff({pair.decided_by, pair.answered_by, pair.found_by} - {""})
    return PairPage(
        ref=pair.ref,
        level=pair.level,
        reasons=tuple(pair.reasons),
        state=pair.state,
        found_by=names.get(pair.found_by, pair.found_by),
        found_on=day_of(pair.found_at),
        asked=pair.asked,
        answer=pair.answer,
        answered_by=names.get(pair.answered_by, pair.answered_by),
        decided_by=names.get(pair.decided_by, pair.decided_by),
        decided_at=pair.decided_at,
        left=sides[0],
        right=sides[1],
        is_one=left[0] == right[0],
        stands=_stands(sides, ends),
        obstacles=obstacles,
        third=third,
    )


@contextmanager
def _beyond(actor: Actor, *areas: str) -> Iterator[None]:
    """The territory widened to records kept elsewhere, where the policy lets the look go."""
    with ExitStack() as stack:
        for area in areas:
            if not area.startswith(actor.area):
                stack.enter_context(wider(actor, "view_pair", area))
        yield


def _third(pair: DuplicatePair) -> tuple[ThirdRecord, ...]:
    ids = [pair.person_id, pair.other_id]
    rows = DuplicatePair.objects.filter(state__in=["open", "verifying"]).exclude(pk=pair.pk)
    found = rows.filter(person_id__in=ids) | rows.filter(other_id__in=ids)
    return tuple(ThirdRecord(row.ref, row.state) for row in found.order_by("id")[:5])


def _residence(person_id: int) -> CurrentResidence | None:
    rows = CurrentResidence.objects.filter(person_id__in=person_ids(person_id))
    return rows.select_related("registration").first()


def _ends(residences: list[CurrentResidence | None]) -> list[date | None]:
    """When each open stay would end if the other went on."""
    if None in residences:
        return [None, None]
    arrivals = [_facts(row).arrived_on for row in residences if row]
    return [
        stay_that_stands(arrived_on=arrivals, stands=1 - place).outcome.ends_on[place]
        for place in range(len(arrivals))
    ]


def _stands(sides: list[Side], ends: list[date | None]) -> str:
    """The number of the stay that the law proposes to let go on."""
    stays = [side.stay for side in sides if side.stay]
    if None in ends or len(stays) < len(sides):
        return ""
    ruled = stay_that_stands(arrived_on=[stay.arrived_on for stay in stays]).outcome
    return stays[ruled.stands].number


def _facts(residence: CurrentResidence) -> RegistrationFacts:
    rows = RegistrationFacts.objects.known_now()
    found: RegistrationFacts = rows.get(
        registration_id=residence.registration_id, valid__upper_inf=True
    )
    return found


def _obstacles(ids: list[int]) -> tuple[str, ...]:
    """What a human being has once and both records have: it must be settled first."""
    groups = [person_ids(pk) for pk in ids]
    permits = ResidencePermit.objects.filter(ended_on__isnull=True)
    cases = Case.objects.filter(closed_on__isnull=True)
    found = {
        "permits": all(permits.filter(person_id__in=group).exists() for group in groups),
        "cases": all(cases.filter(person_id__in=group).exists() for group in groups),
    }
    return tuple(name for name, twice in found.items() if twice)


def _side(
    actor: Actor, person: Person, residence: CurrentResidence | None, end: date | None, on: date
) -> Side:
    ids = person_ids(person.pk)
    facts = known_facts(person.pk, on)
    entry = next(iter(JournalEntry.objects.raw(FIRST_ENTRY, [person.pk])), None)
    names = names_of_staff([entry.actor_number]) if entry else {}
    values = {name: str(getattr(facts, name)) for name in FIELDS if name != "phone"}
    agency = Agency.objects.filter(code=person.area).first()
    return Side(
        person_ref=person.ref,
        is_ours=may(actor, "view_person", area=person.area),
        agency=agency.short_name if agency else "",
        values={**values, "phone": masked_contact(person.pk)},
        known_since=_known_since(person.pk, facts),
        masked_number=masked_document(person.pk),
        entered_by=names.get(entry.actor_number, entry.actor_number) if entry else "",
        entered_on=day_of(entry.at) if entry else None,
        confirmed_on=residence.last_confirmed_on if residence else None,
        stay=_open_stay(residence, end) if residence else None,
        stays=ResidenceRegistration.objects.filter(person_id__in=ids).count(),
        household=_household(residence, ids, on) if residence else (),
        permits=tuple(
            (permit.number, permit_state(permit, on))
            for permit in ResidencePermit.objects.filter(person_id__in=ids).order_by("-id")
        ),
        cases=tuple(
            Case.objects.filter(person_id__in=ids).order_by("-id").values_list("number", "state")
        ),
        merged=len(ids) - 1,
    )


def _known_since(person_id: int, facts: PersonFacts) -> dict[str, datetime]:
    since = dict.fromkeys(FIELDS, facts.recorded.lower)
    contacts = Contact.objects.known_now().filter(person_id=person_id, valid__upper_inf=True)
    newest = contacts.order_by("-id").first()
    return {**since, "phone": newest.recorded.lower} if newest else since


def _open_stay(residence: CurrentResidence, end: date | None) -> OpenStay:
    home = places_of([residence.dwelling_id]).get(residence.dwelling_id)
    return OpenStay(
        number=residence.registration.number,
        address=place_text(home) if home else "",
        arrived_on=_facts(residence).arrived_on,
        registered_on=residence.registration.registered_on,
        ends_on=end,
    )


def _household(residence: CurrentResidence, ids: tuple[int, ...], on: date) -> tuple[str, ...]:
    """The names of who was registered in the same act and lives there still."""
    others = CurrentResidence.objects.filter(
        registration__household_id=residence.registration.household_id
    ).exclude(person_id__in=ids)
    return tuple(known_facts(row.person_id, on).name for row in others.order_by("person_id")[:6])
