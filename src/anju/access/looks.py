"""Every look at a person's record leaves a row: who, in which post, for what, which fields."""

from collections.abc import Iterable
from datetime import datetime

from anju.access.actor import Actor
from anju.records.journal.models import ViewEntry
from anju.records.people.models import Person

__all__ = ["seen", "seen_list"]


def seen(
    actor: Actor, person: Person, fields: Iterable[str], *, purpose: str, now: datetime
) -> None:
    """Note that the actor was shown these fields of a person, inside the reading transaction.

    No look without its row: if the row cannot be written, the page is not shown.
    """
    ViewEntry.objects.create(
        area=person.area,
        at=now,
        actor_number=actor.staff_number,
        actor_post=str(actor.post),
        agency_code=actor.agency_code,
        purpose=purpose,
        subject_kind="person",
        subject_ref=person.ref,
        person_id=person.pk,
        fields=sorted(fields),
    )


def seen_list(
    actor: Actor, people: Iterable[Person], fields: Iterable[str], *, purpose: str, now: datetime
) -> None:
    """The same for everybody on a list, in one statement."""
    shown = sorted(fields)
    ViewEntry.objects.bulk_create(
        ViewEntry(
            area=person.area,
            at=now,
            actor_number=actor.staff_number,
            actor_post=str(actor.post),
            agency_code=actor.agency_code,
            purpose=purpose,
            subject_kind="person",
            subject_ref=person.ref,
            person_id=person.pk,
            fields=shown,
        )
        for person in people
    )
