"""Before an endorsement: the window, and what a late one does to the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import QuerySet

from anju.access.actor import Actor
from anju.access.looks import seen
from anju.access.policy import require
from anju.access.records import permit_for
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.kit.paging import Page
from anju.law.endorsement import Timing, endorsement_timing
from anju.law.territory import city_unit
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, permit_state, person_ids, use_of
from anju.reading.masking import masked_document
from anju.records.cases.models import Case
from anju.records.people.models import Person
from anju.records.permits.models import Card, Endorsement, PermitFacts, ResidencePermit
from anju.records.registrations.models import CurrentResidence

__all__ = ["CardHeld", "EndorsementPage", "PermitDue", "endorsement_page", "permits_due"]


@dataclass(frozen=True, slots=True)
class CardHeld:
    """One card made, or being made, for a permit."""

    issue_number: int
    blank_serial: str
    state: str
    produced_on: date | None
    collected_on: date | None
    collected_by: str


@dataclass(frozen=True, slots=True)
class EndorsementPage:
    """What the clerk and the holder see before endorsing.

    `step` is "endorse", "endorse_late", "too_early" or "not_possible"; when late,
    `years_before` and `years_after` are both counts, and use is suspended until
    `suspended_until`, the day before today. `unwritten` endorsements are not on the card yet.
    `is_registered` says whether the holder is registered in the city of the permit.
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
    continuous_years: int
    years_before: int
    years_after: int
    suspended_until: date | None
    unwritten: int
    is_registered: bool
    endorsed_on: tuple[date, ...]
    ended_on: date | None
    cards: tuple[CardHeld, ...]
    open_case_number: str
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


BATCH = 100
ONE_DAY = timedelta(days=1)


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
        residence = _residence(permit)
        before = use_of(permit, window.closes_on).outcome.continuous_years
        return EndorsementPage(
            permit_number=permit.number,
            person_ref=person.ref,
            name=known_facts(person.pk, on).name,
            masked_number=masked_document(person.pk),
            address=_address(residence),
            state=state,
            issued_on=permit.issued_on,
            anchor_on=use.outcome.anchor_on,
            year_number=window.year,
            year_completed_on=window.year_completed_on,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            suspended_from=window.suspended_from,
            step=_step(state, timing.outcome),
            continuous_years=use.outcome.continuous_years,
            years_before=before,
            years_after=0 if timing.outcome is Timing.LATE else before + 1,
            suspended_until=on - ONE_DAY if timing.outcome is Timing.LATE else None,
            unwritten=_unwritten(permit),
            is_registered=_lives_in_city(residence, permit, on),
            endorsed_on=_endorsed_on(permit),
            ended_on=permit.ended_on,
            cards=_cards(permit),
            open_case_number=_open_case(permit),
            cites=use.cites,
            warnings=use.warnings,
        )


def _residence(permit: ResidencePermit) -> CurrentResidence | None:
    """Where the holder is registered now."""
    ids = person_ids(permit.person_id)
    return CurrentResidence.objects.filter(person_id__in=ids).first()


def _address(residence: CurrentResidence | None) -> str:
    """Where that is, in words."""
    if residence is None:
        return ""
    home = places_of([residence.dwelling_id]).get(residence.dwelling_id)
    return place_text(home) if home else ""


def _endorsed_on(permit: ResidencePermit) -> tuple[date, ...]:
    rows = Endorsement.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    return tuple(rows.order_by("endorsed_on").values_list("endorsed_on", flat=True))


def _unwritten(permit: ResidencePermit) -> int:
    """How many endorsements the register has and the card has not."""
    rows = Endorsement.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    return rows.filter(written_to_card_at__isnull=True).count()


def _lives_in_city(residence: CurrentResidence | None, permit: ResidencePermit, on: date) -> bool:
    """Whether the holder is registered in the city the permit was issued for."""
    if residence is None:
        return False
    unit = city_unit(division=residence.division, on=on).outcome
    return unit is not None and unit.code == permit.city_unit


def permits_due(
    actor: Actor, *, cursor: str = "", size: int = 50, now: datetime
) -> Page[PermitDue]:
    """The permits whose endorsement window is open, and those suspended, in order of issue.

    The window follows from issue and endorsements, so the law answers permit by permit; a page
    looks at as many permits as it needs and no further.
    """
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_queue")
        found = list(islice(_all_due(int(cursor or 0), on), size + 1))
    rows = found[:size]
    next_cursor = str(rows[-1][0]) if len(found) > size else ""
    return Page(tuple(due for _, due in rows), next_cursor)


def _all_due(after: int, on: date) -> Iterator[tuple[int, PermitDue]]:
    """What is due behind an id, batch by batch, as long as somebody asks."""
    while batch := list(_standing(after)):
        for row in batch:
            due = _due(row, on)
            if due is not None:
                yield row.pk, due
        after = batch[-1].pk


def _cards(permit: ResidencePermit) -> tuple[CardHeld, ...]:
    rows = Card.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    return tuple(
        CardHeld(
            row.issue_number,
            row.blank_serial,
            row.state,
            row.produced_on,
            row.collected_on,
            row.collected_by,
        )
        for row in rows.order_by("-issue_number")
    )


def _open_case(permit: ResidencePermit) -> str:
    """The number of the case that is under way for the permit, empty for none."""
    rows = Case.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    return rows.filter(closed_on__isnull=True).values_list("number", flat=True).first() or ""


def _standing(after: int) -> QuerySet[PermitFacts]:
    """Permits in use or suspended, behind an id."""
    rows = PermitFacts.objects.known_now().filter(
        state__in=["in_use", "suspended"], valid__upper_inf=True, pk__gt=after
    )
    found: QuerySet[PermitFacts] = rows.select_related("permit__person").order_by("pk")
    return found[:BATCH]


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
