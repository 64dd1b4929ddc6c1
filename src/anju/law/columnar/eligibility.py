"""`may_apply` for a whole population: outcomes as codes, reasons as bits, days by a cut-off."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from anju.law.calendar import add_months
from anju.law.columnar.days import NO_DAY, Days, latest_that, per_distinct_day
from anju.law.columnar.population import HUKOU_UNKNOWN, STAY_KINDS, UNIT_FAILURES, Population
from anju.law.eligibility import Eligibility
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

DECISIVE = (
    *(reason.code for reason in EXCLUDED.values()),
    "same_city",
    "holds_permit",
    "no_ground",
    "not_residing",
)
NOT_KNOWN = ("hukou_unknown", *UNIT_FAILURES, "residence_unknown")


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
    """What the application of each person comes to on a day, and what stands in the way."""
    reasons = np.zeros(len(population), dtype=np.uint16)
    for kind, reason in EXCLUDED.items():
        reasons |= _bits(population.stay_kind == STAY_KINDS[kind], reason.code)
    reasons |= _territory(population)
    reasons |= _bits(population.holds_permit, "holds_permit")
    reasons |= _bits(population.grounds == 0, "no_ground")
    reasons |= _half_year(population, on)
    waits = Eligibility.NOT_YET, Eligibility.ELIGIBLE
    waiting = np.where(_any(reasons, ("half_year_not_complete",)), *map(OUTCOMES.index, waits))
    outcome = np.where(
        _any(reasons, DECISIVE),
        OUTCOMES.index(Eligibility.NOT_ELIGIBLE),
        np.where(_any(reasons, NOT_KNOWN), OUTCOMES.index(Eligibility.UNKNOWN), waiting),
    )
    return Decisions(outcome.astype(np.uint8), reasons)


def eligible_from(population: Population, decisions: Decisions) -> Days:
    """The first day of eligibility of those who are eligible or only have to wait."""
    told = np.isin(
        decisions.outcome,
        [OUTCOMES.index(Eligibility.ELIGIBLE), OUTCOMES.index(Eligibility.NOT_YET)],
    )
    starts = np.where(told, population.starts_on, NO_DAY).astype(np.int32)
    return per_distinct_day(
        starts, lambda day: half_year_residence(starts_on=day).outcome.complete_from
    )


def reason_codes(bits: int) -> frozenset[str]:
    """The codes of a row's reasons."""
    return frozenset(code for code, bit in REASON_BITS.items() if bits & int(bit))


def _territory(population: Population) -> NDArray[np.uint16]:
    """What speaks against the places: unknown ones, or one city."""
    hukou, residence = population.hukou_unit, population.residence_unit
    reasons = _bits(hukou == HUKOU_UNKNOWN, "hukou_unknown")
    for code, failure in UNIT_FAILURES.items():
        asked = (hukou != HUKOU_UNKNOWN) | _asks_for_unit(population)
        reasons |= _bits((hukou == failure) | ((residence == failure) & asked), code)
    return reasons | _bits((hukou == residence) & (hukou > 0), "same_city")


def _asks_for_unit(population: Population) -> NDArray[np.bool_]:
    """Whose start had to be counted from stays, for which the city must be known."""
    asks: NDArray[np.bool_] = population.has_stays & (population.starts_on == NO_DAY)
    return asks


def _half_year(population: Population, on: date) -> NDArray[np.uint16]:
    """What speaks against half a year: nothing known, not residing now, or begun too late."""
    none = population.starts_on == NO_DAY
    too_late = population.starts_on > latest_start_that_suffices(on).toordinal()
    gone = none & population.has_stays & (population.residence_unit > 0)
    return (
        _bits(none & ~population.has_stays, "residence_unknown")
        | _bits(gone, "not_residing")
        | _bits(too_late & ~none, "half_year_not_complete")
    )


def _bits(holds: NDArray[np.bool_], code: str) -> NDArray[np.uint16]:
    """A column with the bit of a reason wherever it holds."""
    return holds.astype(np.uint16) * REASON_BITS[code]


def _any(reasons: NDArray[np.uint16], codes: tuple[str, ...]) -> NDArray[np.bool_]:
    """Where at least one of the reasons holds."""
    mask = np.uint16(sum(int(REASON_BITS[code]) for code in codes))
    found: NDArray[np.bool_] = (reasons & mask) != 0
    return found
