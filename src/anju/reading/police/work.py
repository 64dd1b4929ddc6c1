"""Where the work of each list lies: one definition for the lists and for the numbers on homes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from anju.access.actor import Actor
from anju.records.cases.models import Case, Correction, OrphanedWork, SecondNoticeRequest
from anju.records.people.models import DuplicatePair
from anju.records.registrations.models import DepartureProposal, ResidenceRegistration
from anju.records.supervision.models import AddressInquiry, CorrectionOrder

__all__ = ["DUE_QUEUES", "OTHERS", "OTHER_QUEUES", "QUEUES", "SOON", "Source", "work_of"]

#: kind of a queue → the case states in it.
QUEUES: dict[str, tuple[str, ...]] = {
    "to_accept": ("submitted", "supplemented"),
    "awaiting_supplement": ("awaiting_supplement",),
    "to_review": ("accepted",),
    "to_approve": ("under_review",),
    "to_order": ("approved",),
    "to_produce": ("in_production",),
    "to_notify": ("produced",),
    "to_collect": ("ready",),
}
#: Open cases of every kind: overdue, due today, due within 48 hours, in somebody's hands.
DUE_QUEUES = ("overdue", "due_today", "due_soon", "held")
#: A case due within this many days is shown amber.
SOON = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a queue's work lies: rows, the columns of outward number, day due, and what it is."""

    rows: QuerySet[Any]
    ref: str
    due: str
    what: str
    state: str = "state"
    assigned: str = ""


def work_of(kind: str, actor: Actor, *, on: date) -> Source:
    """The rows of a queue, which the homes count and `queue` lists.

    The actor is asked for only where a list is somebody's own; the day only by what is due.
    """
    if kind in QUEUES:
        return _cases(Q(state__in=QUEUES[kind]))
    if kind in DUE_QUEUES:
        return _cases(_due(kind, on))
    if kind == "orphans":
        return _orphans(actor)
    if kind not in OTHERS:
        raise ValueError(f"no such queue: {kind}")
    return OTHERS[kind]()


def _cases(asked: Q) -> Source:
    """Open cases, by the day their present step must be done by."""
    rows = Case.objects.filter(asked, closed_on__isnull=True)
    return Source(rows, "number", "due_on", "kind", assigned="assigned_to")


def _due(kind: str, on: date) -> Q:
    """Cases by how near their day is."""
    match kind:
        case "overdue":
            return Q(due_on__lt=on)
        case "due_today":
            return Q(due_on=on)
        case "held":
            return ~Q(assigned_to="")
        case _:
            return Q(due_on__gt=on, due_on__lte=on + SOON)


def _orphans(actor: Actor) -> Source:
    """What nobody on duty would find, put before this post at this agency."""
    rows = OrphanedWork.objects.filter(
        settled_at__isnull=True,
        put_before_agency=actor.agency_code,
        put_before_post=actor.post,
    )
    return Source(rows, "ref", "due_on", "kind", state="reason", assigned="holder")


def _reports() -> Source:
    rows = ResidenceRegistration.objects.filter(state="submitted")
    return Source(rows, "number", "registered_on", "registered_by", assigned="registered_by")


def _departures() -> Source:
    rows = DepartureProposal.objects.filter(state="proposed")
    return Source(rows, "ref", "objection_until", "proposed_by_party")


def _corrections() -> Source:
    rows = Correction.objects.filter(state="proposed")
    by_day = rows.annotate(proposed_on=TruncDate("proposed_at"))
    return Source(by_day, "ref", "proposed_on", "subject_kind")


def _second_notices() -> Source:
    rows = SecondNoticeRequest.objects.filter(state="asked")
    by_day = rows.annotate(asked_on=TruncDate("asked_at"))
    return Source(by_day, "ref", "asked_on", "reason")


def _inquiries() -> Source:
    return Source(AddressInquiry.objects.filter(state="open"), "ref", "due_on", "ground")


def _orders() -> Source:
    return Source(CorrectionOrder.objects.filter(state="open"), "number", "due_on", "offence")


def _duplicates() -> Source:
    return Source(_undated(DuplicatePair.objects.filter(state="open")), "ref", "no_day", "level")


def _visits() -> Source:
    asked = DuplicatePair.objects.filter(state="verifying")
    return Source(_undated(asked), "ref", "no_day", "level")


def _undated(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Work no rule sets a day for: it stands behind what is due, the oldest first."""
    undated: QuerySet[Any] = rows.annotate(no_day=Value(None, output_field=DateField()))
    return undated


#: Work that is no case: reports and departures to confirm, corrections and notices to decide.
OTHERS: dict[str, Callable[[], Source]] = {
    "reports": _reports,
    "departures": _departures,
    "corrections": _corrections,
    "second_notices": _second_notices,
    "inquiries": _inquiries,
    "orders": _orders,
    "duplicates": _duplicates,
    "to_verify": _visits,
}
OTHER_QUEUES = (*OTHERS, "orphans")
