"""Beside a file: who lives with the person since when, what awaits a decision, what was merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import may
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.reading.legal_facts import person_ids
from anju.records.cases.models import Correction
from anju.records.people.models import DuplicatePair, Person, PersonFacts, PersonMerge
from anju.records.registrations.models import CurrentResidence, RegistrationFacts

__all__ = ["AroundPerson", "Awaiting", "Housemate", "MergedRecord", "around_person"]

MOST = 20
SHOWN = ("name", "born_on", "family")


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody registered in the same home; `relation` is to the householder."""

    person_ref: str
    name: str
    born_on: date
    relation: str
    since: date
    same_household: bool


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Something about the person that waits for somebody: which kind, under which number."""

    kind: str
    ref: str
    since: date


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that became part of this file."""

    ref: str
    merged_on: date


@dataclass(frozen=True, slots=True)
class AroundPerson:
    """What the file's page shows beside the file."""

    housemates: tuple[Housemate, ...]
    awaiting: tuple[Awaiting, ...]
    merged: tuple[MergedRecord, ...]


def around_person(actor: Actor, person_ref: str, *, now: datetime) -> AroundPerson:
    """Who lives with a person, what awaits a decision, which records were merged into the file.

    The looks at the people of the home are journalled.
    """
    with scoped(actor):
        person = person_for(actor, person_ref)
        ids = person_ids(person.pk)
        residence = CurrentResidence.objects.filter(person_id__in=ids).first()
        others = _others(residence, ids) if residence else []
        people = Person.objects.in_bulk([row.person_id for row in others])
        seen_list(actor, people.values(), SHOWN, purpose="household", now=now)
        return AroundPerson(
            housemates=_housemates(residence, others, people) if residence else (),
            awaiting=_awaiting(actor, ids),
            merged=tuple(
                MergedRecord(ref, day_of(at))
                for ref, at in PersonMerge.objects.filter(kept=person, undone_at__isnull=True)
                .order_by("merged_at")
                .values_list("absorbed__ref", "merged_at")
            ),
        )


def _others(residence: CurrentResidence, ids: Sequence[int]) -> list[CurrentResidence]:
    """Everybody else who lives in the home now."""
    rows = CurrentResidence.objects.filter(dwelling_id=residence.dwelling_id)
    return list(
        rows.exclude(person_id__in=ids).select_related("registration").order_by("person_id")[:MOST]
    )


def _housemates(
    residence: CurrentResidence, others: Sequence[CurrentResidence], people: dict[int, Person]
) -> tuple[Housemate, ...]:
    household = residence.registration.household_id
    stays = {
        row.registration_id: row
        for row in RegistrationFacts.objects.known_now().filter(
            person_id__in=people, valid__upper_inf=True
        )
    }
    facts = {
        row.person_id: row
        for row in PersonFacts.objects.known_now().filter(
            person_id__in=people, valid__upper_inf=True
        )
    }
    return tuple(
        Housemate(
            person_ref=people[row.person_id].ref,
            name=facts[row.person_id].name,
            born_on=facts[row.person_id].born_on,
            relation=stays[row.registration_id].relation_to_householder,
            since=stays[row.registration_id].valid.lower,
            same_household=row.registration.household_id == household,
        )
        for row in others
        if row.person_id in facts and row.registration_id in stays
    )


def _awaiting(actor: Actor, ids: Sequence[int]) -> tuple[Awaiting, ...]:
    """Corrections proposed and pairs not decided."""
    corrections = Correction.objects.filter(person_id__in=ids, state="proposed")
    found = [Awaiting("correction", row.ref, day_of(row.proposed_at)) for row in corrections]
    if may(actor, "view_pair"):
        open_pairs = DuplicatePair.objects.filter(state__in=["open", "verifying"])
        pairs = open_pairs.filter(person_id__in=ids) | open_pairs.filter(other_id__in=ids)
        found += [Awaiting("duplicate", row.ref, day_of(row.found_at)) for row in pairs]
    return tuple(sorted(found, key=lambda one: one.since))
