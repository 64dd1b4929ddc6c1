"""What the register holds of many people it knows already, as far as registering them touches it.

Read in one question a table. The rows of people and of where they live now are locked, in the
order of their keys, as the counter's act locks those of one person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from anju.law.residence_period import Stay
from anju.reading.masking import masked_documents
from anju.records.journal.time_axes import TwoTimeAxes
from anju.records.people.models import Contact, Person, PersonFacts, Relation
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
)

__all__ = ["OnFile", "people_on_file"]

F = TypeVar("F", bound=TwoTimeAxes)


@dataclass(frozen=True, slots=True)
class OnFile:
    """One person as the register knows them; `came_from` is the area whose file it was."""

    person: Person
    came_from: str
    facts: PersonFacts
    masked_number: str
    residence: CurrentResidence | None
    stays: tuple[RegistrationFacts, ...]
    starts: tuple[RecognisedStart, ...]
    contacts: tuple[Contact, ...]
    guardians: tuple[Relation, ...]

    def earlier_stays(self, *, until: date) -> list[Stay]:
        """The stays before, each from its recognised start to its last day."""
        divisions = {row.registration_id: row.division for row in self.stays}
        spans = [
            (start, start.registration.left_on or until)
            for start in self.starts
            if start.registration_id in divisions
        ]
        return [
            Stay(start.starts_on, last, divisions[start.registration_id])
            for start, last in spans
            if start.starts_on <= last
        ]

    @property
    def present_stay(self) -> RegistrationFacts | None:
        """The facts of the stay that goes on, open-ended as known now."""
        here = self.residence.registration_id if self.residence else None
        open_ended = (row for row in self.stays if row.valid.upper is None)
        return next((row for row in open_ended if row.registration_id == here), None)


def people_on_file(person_ids: Collection[int], *, on: date) -> dict[int, OnFile]:
    """The files that a set can go on with: not merged with another, and plain on the day."""
    ids = sorted(set(person_ids))
    people = Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    merged = set(
        Person.objects.filter(merged_into_id__in=ids).values_list("merged_into", flat=True)
    )
    residences = {row.person_id: row for row in _residences(ids)}
    facts = {row.person_id: row for row in _open_ended(PersonFacts, ids)}
    stays = _by_person(RegistrationFacts.objects.known_now().filter(person_id__in=ids))
    starts = _by_person(
        RecognisedStart.objects.known_now().filter(person_id__in=ids).select_related("registration")
    )
    contacts = _by_person(_open_ended(Contact, ids))
    guardians = _by_person(row for row in _open_ended(Relation, ids) if row.is_guardian)
    numbers = masked_documents(ids)
    found = (
        OnFile(
            person,
            person.area,
            facts[person.pk],
            numbers.get(person.pk, ""),
            residences.get(person.pk),
            stays[person.pk],
            starts[person.pk],
            contacts[person.pk],
            guardians[person.pk],
        )
        for person in people
        if person.pk in facts and person.pk not in merged
    )
    return {one.person.pk: one for one in found if _is_plain(one, on)}


def _is_plain(one: OnFile, on: date) -> bool:
    """Whether today's facts are the last ones, and a stay that goes on has facts."""
    began: date = one.facts.valid.lower
    return began <= on and (one.residence is None or one.present_stay is not None)


def _residences(ids: Collection[int]) -> Iterable[CurrentResidence]:
    rows = CurrentResidence.objects.select_for_update(of=("self",)).filter(person_id__in=ids)
    return rows.select_related("registration").order_by("person_id")


def _open_ended(model: type[F], ids: Collection[int]) -> Iterable[F]:
    """What is true of these people from some day on, without an end."""
    rows: Iterable[F] = model._default_manager.filter(
        person_id__in=ids, recorded__upper_inf=True, valid__upper_inf=True
    )
    return rows


def _by_person(rows: Iterable[F]) -> defaultdict[int, tuple[F, ...]]:
    found: defaultdict[int, tuple[F, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.person_id] += (row,)  # type: ignore[attr-defined]
    return found
