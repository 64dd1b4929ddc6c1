"""`may_apply` for a whole population: outcomes as codes, reasons as bits, days by a cut-off."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from anju.law.calendar import add_months
from anju.law.columnar.days import NO_DAY, Days, latest_that, per_distinct_day
from anju.law.columnar.population import HUKOU_UNKNOWN, STAY_KINDS, UNIT_FAILURES, Population
from anju.law.columnar.stays import is_known
from anju.law.eligibility import TOLD_THE_DAY, Eligibility
from anju.law.excluded_stays import REASONS as EXCLUDED
from anju.law.residence_period import half_year_residence
from anju.law.text import parameters

__all__ = [
    "OUTCOMES",
    "REASON_BITS",
    "Decisions",
    "decide",
    "eligible_from",
    "latest_start_that_suffices",
    "reason_codes",
]

#: The outcomes by their code in the column.
OUTCOMES = tuple(Eligibility)

#: Every reason `may_apply` can give, by its bit.
REASON_BITS = {
    code: np.uint16(1 << place)
    for place, code in enumerate(
        (
            *(reason.code for reason in EXCLUDED.values()),
            "hukou_unknown",
            *UNIT_FAILURES,
            "same_city",
            "holds_permit",
            "no_ground",
            "residence_unknown",
            "not_residing",
            "half_year_not_complete",
        )
    )
}

DECISIVE = frozenset(
    {
        *(reason.code for reason in EXCLUDED.values()),
        "same_city",
        "holds_permit",
        "no_ground",
        "not_residing",
    }
)
NOT_KNOWN = frozenset({"hukou_unknown", *UNIT_FAILURES, "residence_unknown"})

#: So many people at a time.
PART = 65_536

Bits = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Decisions:
    """One row a person: the outcome as its place in `OUTCOMES`, the reasons as bits."""

    outcome: NDArray[np.uint8]
    reasons: NDArray[np.uint16]


def latest_start_that_suffices(on: date) -> date:
    """The latest start of residence with which half a year is complete on a day.

    Half a year after a later start never ends earlier, month ends included; so one comparison
    with this day replaces the calendar for everybody.
    """
    months = parameters.number_for("residence.half_year", on)

    def is_complete(starts_on: date) -> bool:
        return half_year_residence(starts_on=starts_on).outcome.complete_from <= on

    return latest_that(is_complete, near=add_months(on, -months))


def decide(population: Population, on: date) -> Decisions:
    """What the application of each person comes to on a day, and what stands in the way.

    People are taken in parts that stay in the processor's cache; the outcome of each set of
    reasons is looked up, not decided again.
    """
    latest_start = latest_start_that_suffices(on).toordinal()
    reasons = np.empty(len(population), dtype=np.uint16)
    for start in range(0, len(population), PART):
        rows = slice(start, start + PART)
        reasons[rows] = _reasons(population.part(rows), latest_start)
    return Decisions(_outcome_of_reasons()[reasons], reasons)


def eligible_from(population: Population, decisions: Decisions) -> Days:
    """The first day of eligibility of those who are eligible or only have to wait."""
    told = np.isin(decisions.outcome, [OUTCOMES.index(outcome) for outcome in TOLD_THE_DAY])
    starts = np.where(told, population.starts_on, NO_DAY).astype(np.int32)
    return per_distinct_day(
        starts, lambda day: half_year_residence(starts_on=day).outcome.complete_from
    )


def reason_codes(bits: int) -> frozenset[str]:
    """The codes of a row's reasons."""
    return frozenset(code for code, bit in REASON_BITS.items() if bits & int(bit))


def _reasons(people: Population, latest_start: int) -> Bits:
    """All that stands in the way of each person."""
    reasons = _bits_of_stay_kinds()[people.stay_kind]
    reasons |= _territory(people)
    reasons |= _bits(people.holds_permit, "holds_permit")
    reasons |= _bits(people.grounds == 0, "no_ground")
    reasons |= _half_year(people, latest_start)
    return reasons


def _territory(people: Population) -> Bits:
    """What speaks against the places: unknown ones, or one city."""
    hukou, residence = people.hukou_unit, people.residence_unit
    reasons = _bits((hukou == residence) & is_known(hukou), "same_city")
    if not (is_known(hukou) & is_known(residence)).all():
        reasons |= _bits(hukou == HUKOU_UNKNOWN, "hukou_unknown")
        # Where the hukou is unknown the place of residence is looked at only to count stays.
        asked = (hukou != HUKOU_UNKNOWN) | (people.has_stays & (people.starts_on == NO_DAY))
        for code, failure in UNIT_FAILURES.items():
            reasons |= _bits((hukou == failure) | ((residence == failure) & asked), code)
    return reasons


def _half_year(people: Population, latest_start: int) -> Bits:
    """What speaks against half a year: begun too late, nothing known, not residing now."""
    reasons = _bits(people.starts_on > latest_start, "half_year_not_complete")
    none = people.starts_on == NO_DAY
    if none.any():
        gone = people.has_stays & is_known(people.residence_unit)
        reasons |= _bits(none & ~people.has_stays, "residence_unknown")
        reasons |= _bits(none & gone, "not_residing")
    return reasons


def _bits(holds: NDArray[np.bool_], code: str) -> Bits:
    """A column with the bit of a reason wherever it holds."""
    return holds * REASON_BITS[code]


@cache
def _bits_of_stay_kinds() -> Bits:
    """The reason of each stay kind, by its code."""
    bits = np.zeros(len(STAY_KINDS), dtype=np.uint16)
    for kind, reason in EXCLUDED.items():
        bits[STAY_KINDS[kind]] = REASON_BITS[reason.code]
    return bits


@cache
def _outcome_of_reasons() -> NDArray[np.uint8]:
    """The outcome of every set of reasons there can be."""
    every_set = range(1 << len(REASON_BITS))
    outcomes = (OUTCOMES.index(_outcome(reason_codes(bits))) for bits in every_set)
    return np.fromiter(outcomes, dtype=np.uint8)


def _outcome(codes: frozenset[str]) -> Eligibility:
    """One reason that decides; next one that leaves open; last the time still missing."""
    if codes & DECISIVE:
        return Eligibility.NOT_ELIGIBLE
    if codes & NOT_KNOWN:
        return Eligibility.UNKNOWN
    return Eligibility.NOT_YET if codes else Eligibility.ELIGIBLE
