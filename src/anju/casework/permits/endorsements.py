"""A year of continuous residence proved, missed, or made up for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused, conflicts
from anju.access.scope import scoped
from anju.casework.act import Act, official_act
from anju.casework.locking import locked
from anju.casework.permits.states import change_state, current_state, subject_of
from anju.casework.two_axes import change_from
from anju.law.effects.fees import FeeAct, fee
from anju.law.endorsement import (
    EndorsementWindow,
    Timing,
    endorsement_timing,
    may_endorse,
    years_are_counted_from,
)
from anju.law.finding import Finding, Reason
from anju.law.permit import Use
from anju.law.territory import city_unit
from anju.law.workflow import PERMIT
from anju.reading.legal_facts import person_ids, use_of
from anju.records.permits.models import Endorsement, PermitFacts, ResidencePermit
from anju.records.registrations.models import CurrentResidence

__all__ = ["Endorsed", "Lapsed", "endorse", "endorse_late", "lapse"]


@dataclass(frozen=True, slots=True)
class Endorsed:
    """An endorsement: of which year, and when the next one opens and closes."""

    permit_number: str
    state: str
    endorsed_on: date
    year_number: int
    continuous_years: int
    next_opens_on: date
    next_closes_on: date


@dataclass(frozen=True, slots=True)
class Lapsed:
    """How many permits one nightly run found past their window, and after which it stopped."""

    looked_at: int
    suspended: int
    finished: bool
    cursor: int = 0


@official_act
def endorse(
    *, actor: Actor, permit_number: str, still_lives_here: bool, request_key: UUID, now: datetime
) -> Endorsed:
    """Endorse the year being completed (IRRP 10(2)), inside its window, free of charge.

    Window clerks and officers. Refused before the window (with the first possible day), after it
    (`endorse_late`), and where the person no longer lives in the city.
    """
    act = Act("endorse", actor, request_key, now)
    return _endorse(act, permit_number, still_lives_here=still_lives_here)


@official_act
def endorse_late(
    *, actor: Actor, permit_number: str, still_lives_here: bool, request_key: UUID, now: datetime
) -> Endorsed:
    """Endorse after the window: use is restored, years count from this day (IRRP 10(3)).

    Window clerks and officers. Show both counts before (`reading.endorsement_page`).
    """
    act = Act("endorse_late", actor, request_key, now)
    return _endorse(act, permit_number, still_lives_here=still_lives_here)


def lapse(*, actor: Actor, on: date, after: int = 0, batch: int = 500, now: datetime) -> Lapsed:
    """Record that permits whose window passed are suspended, in one batch (IRRP 10(3)).

    The nightly actor, for all areas: call again with `cursor` until `finished`. Idempotent: a
    permit already suspended is not looked at.
    """
    act = Act("lapse", actor, None, now)
    with conflicts(), scoped(actor, durable=True):
        act.allow()
        rows = list(
            PermitFacts.objects.select_for_update(of=("self",), skip_locked=True)
            .known_now()
            .filter(state="in_use", valid__upper_inf=True, pk__gt=after)
            .select_related("permit")
            .order_by("pk")[:batch]
        )
        suspended = sum(_lapse(act, row, on) for row in rows)
    cursor = rows[-1].pk if rows else after
    return Lapsed(len(rows), suspended, len(rows) < batch, cursor)


def _endorse(act: Act, permit_number: str, *, still_lives_here: bool) -> Endorsed:
    """Endorse in time or late; which of the two the law says from the days alone."""
    permit = locked(act, ResidencePermit, number=permit_number)
    state = _as_found(act, permit, current_state(permit))
    use = use_of(permit, act.on)
    window = use.outcome.window
    _need_step(act, use.outcome.state, window)
    to = act.step(PERMIT, state.state)
    may = may_endorse(
        window=window,
        still_resides=still_lives_here and _is_registered(permit, act),
        still_has_ground=True,
        on=act.on,
    )
    if not may.outcome:
        raise Refused(may)
    timing = endorsement_timing(window=window, on=act.on).outcome
    late = timing is Timing.LATE
    anchor = years_are_counted_from(
        anchor_on=use.outcome.anchor_on, endorsed_on=act.on, timing=timing
    )
    year = 0 if late else window.year
    charge = fee(act=FeeAct.ENDORSEMENT, on=act.on)
    act_id = act.journal(subject_of(permit), to, may, anchor, charge, year=year, late=late)
    _write(act, act_id, permit, year=year, anchor_on=anchor.outcome)
    if late:
        change_state(
            act, act_id, state, to.outcome, cause="endorsed_late", anchor_on=anchor.outcome
        )
    after = use_of(permit, act.on).outcome
    return Endorsed(
        permit.number,
        to.outcome,
        act.on,
        year,
        after.continuous_years,
        after.window.opens_on,
        after.window.closes_on,
    )


def _write(act: Act, act_id: int, permit: ResidencePermit, *, year: int, anchor_on: date) -> None:
    """The row of an endorsement; one of year 0 is late and begins the count."""
    Endorsement.objects.create(
        permit=permit,
        person_id=permit.person_id,
        area=permit.area,
        endorsed_on=act.on,
        year_number=year,
        anchor_on=anchor_on,
        is_late=year == 0,
        agency_code=act.actor.agency_code,
        endorsed_by=act.actor.staff_number,
        act_id=act_id,
    )


def _need_step(act: Act, use: Use, window: EndorsementWindow) -> None:
    """In time one endorses, late one endorses late: the clerk must have seen which it is."""
    if act.name == "endorse" and use is Use.SUSPENDED:
        raise Refused(Finding(False, ("IRRP 10(3)",), reasons=(Reason("endorsement_missed"),)))
    if act.name == "endorse_late" and use is Use.USABLE:
        raise Conflict(f"签注期限到 {window.closes_on:%Y-%m-%d}，还没有逾期，请办理签注")


def _as_found(act: Act, permit: ResidencePermit, state: PermitFacts) -> PermitFacts:
    """The state by the law: a window that passed suspends, whether or not the night ran."""
    if state.state != "in_use":
        return state
    use = use_of(permit, act.on)
    if use.outcome.state is Use.USABLE:
        return state
    act_id = act.journal(subject_of(permit), use, suspended_from=use.outcome.window.suspended_from)
    return _suspend(act, act_id, state, use.outcome.window.suspended_from)


def _lapse(act: Act, row: PermitFacts, on: date) -> bool:
    """Record the suspension of one permit, if its window has passed."""
    use = use_of(row.permit, on)
    if use.outcome.state is Use.USABLE:
        return False
    since = use.outcome.window.suspended_from
    act_id = act.journal(subject_of(row.permit), use, suspended_from=since)
    _suspend(act, act_id, row, since)
    return True


def _suspend(act: Act, act_id: int, row: PermitFacts, since: date) -> PermitFacts:
    return change_from(
        row, since=since, act_id=act_id, at=act.now, state="suspended", cause="lapse"
    )


def _is_registered(permit: ResidencePermit, act: Act) -> bool:
    """Whether the holder is registered in the permit's city."""
    current = CurrentResidence.objects.filter(person_id__in=person_ids(permit.person_id)).first()
    if current is None:
        return False
    unit = city_unit(division=current.division, on=act.on).outcome
    return unit is not None and unit.code == permit.city_unit
