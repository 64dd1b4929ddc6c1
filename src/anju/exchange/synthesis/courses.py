"""What happens to a person's registration and permit, step by step, up to a day.

The steps are those of `anju.law.workflow`; every date comes from the rules of the law, so that a
life can be played back as official acts. Each function yields events in the order of their days
and is cut off where the day, or the departure, comes.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from anju.codes import working_calendar
from anju.exchange.synthesis.chance import Chance
from anju.law.endorsement import EndorsementWindow, endorsement_window
from anju.law.residence_period import half_year_residence
from anju.law.territory import another_city
from anju.law.time_limits import must_supplement_by

__all__ = ["RESIDENCE", "Claim", "Event", "permit_course", "working_day"]

#: The division all made-up people live in.
RESIDENCE = "522601"
_ONE_DAY = timedelta(days=1)
_DAYS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    """One step on one day; `facts` is what the act would be told."""

    on: date
    step: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """With what a person applies for a permit."""

    hukou_division: str
    registered_on: date
    starts_on: date
    grounds: tuple[str, ...]
    housing: str
    evidence: tuple[tuple[str, date], ...]
    agent: str


@dataclass(frozen=True, slots=True)
class _Issue:
    issued_on: date
    collected_on: date


@lru_cache(_DAYS_KEPT)
def working_day(day: date) -> date:
    """The first day from a day on at which a counter is open."""
    return working_calendar.roll(day).day


@lru_cache(_DAYS_KEPT)
def _may_apply_at_all(hukou_division: str, year: int) -> bool:
    midsummer = date(year, 7, 1)
    found = another_city(hukou_division=hukou_division, residence_division=RESIDENCE, on=midsummer)
    return bool(found.outcome)


@lru_cache(_DAYS_KEPT)
def _complete_from(starts_on: date) -> date:
    return half_year_residence(starts_on=starts_on).outcome.complete_from


@lru_cache(_DAYS_KEPT)
def _window(anchor_on: date, year: int) -> EndorsementWindow:
    return endorsement_window(anchor_on=anchor_on, year=year).outcome


def permit_course(chance: Chance, claim: Claim, today: date) -> Iterator[Event]:
    """All that will ever happen about the permit of a person, in the order of days."""
    complete_from = _complete_from(claim.starts_on)
    applied_on = _applied_on(chance, max(complete_from, claim.registered_on), today)
    if not _may_apply_at_all(claim.hukou_division, applied_on.year):
        if chance.happens(0.08):
            yield from _declined(applied_on, claim, "same_city")
        return
    early = working_day(chance.day_after(claim.registered_on, 5, 90))
    if early < complete_from and chance.happens(0.05):
        yield from _declined(early, claim, "half_year_not_complete")
    if not claim.grounds or not chance.happens(0.6):
        return
    issue = yield from _case(chance, "first_issue", applied_on, claim)
    if issue is not None:
        yield from _years(chance, issue, claim)


def _applied_on(chance: Chance, complete_from: date, today: date) -> date:
    """The day of the application. One in eight waited until the last weeks, so that a counter
    shown today has cases in every state."""
    lately = today - timedelta(days=chance.between(0, 30))
    if chance.happens(0.12) and lately >= complete_from:
        return working_day(lately)
    return working_day(chance.day_after(complete_from, 0, 280))


def _submitted(on: date, kind: str, claim: Claim, evidence: tuple[tuple[str, date], ...]) -> Event:
    facts = {
        "kind": kind,
        "grounds": claim.grounds,
        "housing": claim.housing,
        "evidence": evidence,
        "agent": claim.agent,
    }
    return Event(on, "submit", facts)


def _declined(on: date, claim: Claim, reason: str) -> Iterator[Event]:
    yield _submitted(on, "first_issue", claim, claim.evidence)
    yield Event(on, "decline", {"reason": reason})


def _case(
    chance: Chance, kind: str, on: date, claim: Claim
) -> Generator[Event, None, _Issue | None]:
    """One case from the application to the card in the hand; returns the days that matter later."""
    complete_on = yield from _handed_in(chance, kind, on, claim)
    if complete_on is None:
        return None
    accepted_on = working_day(chance.day_after(complete_on, 0, 2))
    yield Event(accepted_on, "accept")
    reviewed_on = working_day(chance.day_after(accepted_on, 0, 2))
    yield Event(reviewed_on, "review")
    decided_on = working_day(chance.day_after(reviewed_on, 0, 3))
    if kind == "first_issue" and chance.happens(0.03):
        yield Event(decided_on, "refuse", {"reason": "untrue_materials"})
        return None
    yield Event(decided_on, "approve")
    collected_on = yield from _made(chance, decided_on)
    return _Issue(decided_on, collected_on)


def _handed_in(
    chance: Chance, kind: str, on: date, claim: Claim
) -> Generator[Event, None, date | None]:
    """The application and, for one in eight, the single notice; returns when all was there."""
    if kind != "first_issue" or not chance.happens(0.13):
        yield _submitted(on, kind, claim, claim.evidence)
        if chance.happens(0.012):
            yield Event(on, "withdraw")
            return None
        return on
    shown = claim.evidence[1:] if chance.happens(0.5) else claim.evidence[:-1]
    late = tuple(one for one in claim.evidence if one not in shown)
    yield _submitted(on, kind, claim, shown)
    yield Event(on, "notify_deficiencies")
    if chance.happens(0.2):
        last_day = must_supplement_by(notified_on=on).outcome
        yield Event(last_day + _ONE_DAY, "lapse_unsupplemented")
        return None
    supplemented_on = working_day(chance.day_after(on, 2, 12))
    yield Event(supplemented_on, "supplement", {"evidence": late})
    return supplemented_on


def _made(chance: Chance, decided_on: date) -> Generator[Event, None, date]:
    """The card from the order to the hand of its holder; returns that day."""
    ordered_on = working_day(chance.day_after(decided_on, 0, 1))
    yield Event(ordered_on, "send_to_production")
    produced_on = working_day(chance.day_after(ordered_on, 1, 4))
    if chance.happens(0.015):
        yield Event(produced_on, "spoil")
        produced_on = working_day(produced_on + _ONE_DAY)
    yield Event(produced_on, "produce")
    notified_on = working_day(chance.day_after(produced_on, 0, 1))
    yield Event(notified_on, "notify")
    collected_on = working_day(chance.day_after(notified_on, 0, 25))
    yield Event(collected_on, "hand_over")
    return collected_on


def _years(chance: Chance, issue: _Issue, claim: Claim) -> Iterator[Event]:
    """Year for year: endorsed in time, late, or never again; now and then a card is lost."""
    anchor_on, year, free_from = issue.issued_on, 1, issue.collected_on
    while True:
        window = _window(anchor_on, year)
        if (window.opens_on - free_from).days > 100 and chance.happens(0.05):
            if chance.happens(0.02):
                yield Event(working_day(free_from + _ONE_DAY), "seize", {"reason": "forged"})
                return
            kept = yield from _lost(chance, free_from + _ONE_DAY, claim)
            if not kept:
                return
        if chance.happens(0.82):
            span = (window.closes_on - window.opens_on).days
            wanted = working_day(chance.day_after(window.opens_on, 0, span))
            free_from = min(wanted, window.closes_on)
            yield Event(free_from, "endorse", {"year": year})
            year += 1
            continue
        yield Event(window.suspended_from, "lapse", {"year": year})
        if not chance.happens(0.5):
            return
        free_from = working_day(chance.day_after(window.suspended_from, 3, 300))
        yield Event(free_from, "endorse_late", {"year": year})
        anchor_on, year = free_from, 1


def _lost(chance: Chance, from_on: date, claim: Claim) -> Generator[Event, None, bool]:
    """A lost card: found again, made anew, or not missed; whether there is a card afterwards."""
    lost_on = working_day(chance.day_after(from_on, 0, 30))
    yield Event(lost_on, "report_loss")
    outcome = chance.below(100)
    if outcome < 15:
        yield Event(working_day(chance.day_after(lost_on, 1, 10)), "cancel_loss_report")
        return True
    if outcome < 85:
        asked_on = working_day(chance.day_after(lost_on, 0, 5))
        return (yield from _case(chance, "reissue", asked_on, claim)) is not None
    return False
