"""Papers that left the house: their frozen content for the printer, by number."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.access.looks import seen, seen_list
from anju.access.records import household_for, paper_for
from anju.access.scope import scoped
from anju.access.secrets import open_sealed
from anju.reading import cells
from anju.records.issued.models import Paper
from anju.records.people.models import Person
from anju.records.registrations.models import ResidenceRegistration

__all__ = ["FrozenPaper", "household_slips", "paper"]


@dataclass(frozen=True, slots=True)
class FrozenPaper:
    """A paper as it was issued; `content` builds the dataclass of `casework.contents`."""

    number: str
    kind: str
    edition: str
    content: Mapping[str, object]
    check_code: str
    issued_at: datetime
    printed: int
    voided_reason: str


def paper(actor: Actor, number: str, *, now: datetime) -> FrozenPaper:
    """One paper by its number; the look is journalled."""
    with scoped(actor):
        found = paper_for(actor, number)
        person = Person.objects.get(pk=found.person_id)
        seen(actor, person, ("name", "address"), purpose=f"paper:{found.kind}", now=now)
        return frozen(found)


def household_slips(actor: Actor, household_ref: str, *, now: datetime) -> tuple[FrozenPaper, ...]:
    """The papers of one household's act: the form and everybody's slip."""
    with scoped(actor):
        household = household_for(actor, household_ref)
        registrations = ResidenceRegistration.objects.filter(household_id=household.pk)
        rows = Paper.objects.filter(
            subject_kind="registration",
            subject_ref__in=registrations.values("number"),
            kind__in=["slip", "registration_form"],
        ).order_by("id")
        papers = list(rows)
        people = Person.objects.filter(id__in=[row.person_id for row in papers])
        seen_list(actor, people, ("name", "address"), purpose="household_slips", now=now)
        return tuple(frozen(row) for row in papers)


def frozen(row: Paper) -> FrozenPaper:
    """A paper with its content, opened where it is kept sealed."""
    content = row.content
    if set(content) == {"sealed"}:
        cell = cells.paper_content(row.number)
        content = json.loads(open_sealed(b64decode(content["sealed"]), cell))
    return FrozenPaper(
        number=row.number,
        kind=row.kind,
        edition=row.edition,
        content=content,
        check_code=row.check_code,
        issued_at=row.issued_at,
        printed=row.printed,
        voided_reason=row.voided_reason,
    )
