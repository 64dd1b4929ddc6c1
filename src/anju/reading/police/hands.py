"""Whose hands cases were taken from: told to whoever had them."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.records.cases.models import CaseAssignment

__all__ = ["TakenOver", "taken_over"]

SHOWN = 20


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A case that was in one's hands: who has it now, by whose doing, since when and why."""

    case_number: str
    held_by: str
    given_by: str
    at: datetime
    reason: str


def taken_over(actor: Actor, *, now: datetime) -> tuple[TakenOver, ...]:
    """The cases taken from the actor that they have not been told of, the latest first."""
    with scoped(actor):
        require(actor, "view_queue")
        rows = (
            CaseAssignment.objects.filter(
                taken_from=actor.staff_number, told_at__isnull=True, at__lte=now
            )
            .select_related("case")
            .order_by("-at", "-id")[:SHOWN]
        )
        names = names_of_staff(number for row in rows for number in (row.held_by, row.given_by))
        return tuple(
            TakenOver(
                row.case.number,
                names.get(row.held_by, row.held_by),
                names.get(row.given_by, row.given_by),
                row.at,
                row.reason,
            )
            for row in rows
        )
