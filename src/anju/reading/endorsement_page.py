"""Before an endorsement: the window, and what a late one does to the years."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.policy import require
from anju.access.records import permit_for
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.law.endorsement import Timing, endorsement_timing
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, permit_state, person_ids, use_of
from anju.reading.masking import masked_document
from anju.reading.paging import Page
from anju.records.people.models import Person
from anju.records.permits.models import Endorsement, PermitFacts
from anju.records.registrations.models import CurrentResidence

__all__ = ["EndorsementPage", "PermitDue", "endorsement_page", "permits_due"]


@dataclass(frozen=True, slots=True)
class EndorsementPage:
    """What the clerk and the holder see before endorsing.

    `step` is "endorse", "endorse_late", "too_early" or "not_possible"; when late,
    `years_before` and `years_after` are both counts.
    """

    permit_number: str
    person_ref: str
    name: str
    masked_number: str
    address: str
    state: str
    issued_on: date
    anchor_on: date
    year_number: int
    year_completed_on: date
    opens_on: date
    closes_on: date
    suspended_from: date
    step: str
    years_before: int
    years_after: int
    is_registered: bool
    endorsed_on: tuple[date, ...]
    cites: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermitDue:
    """A permit whose window is open or passed."""

    permit_number: str
    person_ref: str
    name: str
    state: str
    closes_on: date
    is_overdue: bool


def endorsement_page(actor: Actor, permit_number: str, *, now: datetime) -> EndorsementPage:
    """The window of the year being completed and, when late, both counts of years."""
    on = day_of(now)
    with scoped(actor):
        permit = permit_for(actor, permit_number)
        person = Person.objects.get(pk=permit.person_id)
        seen(actor, person, ("name", "number", "address"), purpose="endorsement", now=now)
        use = use_of(permit, on)
        state = permit_state(permit, on)
        window = use.outcome.window
        timing = endorsement_timing(window=window, on=on)
        residence = CurrentResidence.objects.filter(
            person_id__in=person_ids(permit.person_id)
        ).first()
        home = places_of([residence.dwelling_id]).get(residence.dwelling_id) if residence else None
        before = use_of(permit, window.closes_on).outcome.continuous_years
        return EndorsementPage(
            permit_number=permit.number,
            person_ref=person.ref,
            name=known_facts(person.pk, on).name,
            masked_number=masked_document(person.pk),
            address=place_text(home) if home else "",
            state=state,
            issued_on=permit.issued_on,
            anchor_on=use.outcome.anchor_on,
            year_number=window.year,
            year_completed_on=window.year_completed_on,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            suspended_from=window.suspended_from,
            step=_step(state, timing.outcome),
            years_before=before,
            years_after=0 if timing.outcome is Timing.LATE else before + 1,
            is_registered=residence is not None,
            endorsed_on=tuple(
                Endorsement.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
                .order_by("endorsed_on")
                .values_list("endorsed_on", flat=True)
            ),
            cites=use.cites,
            warnings=use.warnings,
        )


def permits_due(
    actor: Actor, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[PermitDue]:
    """The permits whose endorsement window is open, and those suspended, in order of issue.

    The window follows from issue and endorsements, so the law answers permit by permit; a page
    looks at as many permits as it needs and says where it stopped.
    """
    on = day_of(now)
    found: list[PermitDue] = []
    last = int(cursor or 0)
    with scoped(actor):
        require(actor, "view_queue")
        while len(found) < size:
            batch = list(_standing(last, size))
            if not batch:
                return Page(tuple(found))
            for row in batch:
                last = row.pk
                due = _due(row, on)
                if due is not None:
                    found.append(due)
                if len(found) == size:
                    break
    return Page(tuple(found), str(last))


def _standing(after: int, size: int) -> QuerySet[PermitFacts]:
    """Permits in use or suspended, behind an id."""
    rows = PermitFacts.objects.known_now().filter(
        state__in=["in_use", "suspended"], valid__upper_inf=True, pk__gt=after
    )
    found: QuerySet[PermitFacts] = rows.select_related("permit__person").order_by("pk")
    return found[: max(size, 50)]


def _due(row: PermitFacts, on: date) -> PermitDue | None:
    window = use_of(row.permit, on).outcome.window
    if on < window.opens_on:
        return None
    overdue = on >= window.suspended_from
    return PermitDue(
        permit_number=row.permit.number,
        person_ref=row.permit.person.ref,
        name=known_facts(row.person_id, on).name,
        state="suspended" if overdue else row.state,
        closes_on=window.closes_on,
        is_overdue=overdue,
    )


def _step(state: str, timing: Timing) -> str:
    """Which act is open: in time, late, not yet, or none in this state."""
    if state not in {"in_use", "suspended"}:
        return "not_possible"
    if timing is Timing.TOO_EARLY:
        return "too_early"
    return "endorse" if timing is Timing.IN_TIME else "endorse_late"
