"""From which day residence counts: declared, recognised from a proof, and over several stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anju.law.calendar import add_months, waiting_period_is_complete_from
from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.territory import city_unit
from anju.law.text import parameters

__all__ = [
    "DECLARED",
    "HalfYear",
    "OpenStays",
    "Proof",
    "StartOfResidence",
    "Stay",
    "continuous_residence_starts_on",
    "half_year_residence",
    "residence_starts_on",
    "stay_that_stands",
]

#: The basis of a start that rests on the registration alone.
DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Proof:
    """A material that may show an earlier start, and whether an officer recognised it."""

    kind: str
    dated_on: date
    recognised: bool


@dataclass(frozen=True, slots=True)
class StartOfResidence:
    """The day residence counts from, and what that rests on: the registration or a proof."""

    starts_on: date | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """One registered stay, from its start to its last day (none while it lasts)."""

    from_on: date
    to_on: date | None
    division: str

    def __post_init__(self) -> None:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("a stay ends before it begins")


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The last day of the half year, and the first day on which it lies behind one."""

    full_on: date
    complete_from: date


@dataclass(frozen=True, slots=True)
class OpenStays:
    """Of several stays of one person, by their places in the row: which stands, and for each
    the last day, none for the one that stands."""

    stands: int
    ends_on: tuple[date | None, ...]


@cites("PSD-2016 2(3)")
def residence_starts_on(
    *, registered_on: date | None, arrived_on: date, proofs: Sequence[Proof], on: date
) -> Finding[StartOfResidence]:
    """From which day residence counts: the registration, or a recognised proof dated earlier.

    Law: 也可根据合法稳定住所、合法稳定就业、连续就读条件之一确定
    Read with: R-0016 (a proof older than the arrival counts from it), R-0019 (the earliest)
    """
    facts = {"registered_on": registered_on, "arrived_on": arrived_on, "on": on}
    if registered_on is None or registered_on > on:
        barred = (Reason("not_registered", ("PSD-2016 2(2)",)),)
        return Finding(StartOfResidence(None, None), facts=facts, reasons=barred)
    starts = [(_not_before_arrival(p, arrived_on), p.kind) for p in proofs if _counts(p, on)]
    earliest = min(starts, default=(registered_on, DECLARED), key=lambda start: start[0])
    starts_on, basis = earliest if earliest[0] < registered_on else (registered_on, DECLARED)
    return Finding(StartOfResidence(starts_on, basis), facts=facts)


@cites("IRRP 2", "PSD-2016 2(1)")
def continuous_residence_starts_on(
    *, stays: Sequence[Stay], residence_division: str, on: date
) -> Finding[date | None]:
    """From which day a person has lived in one city without a break, up to a day.

    Law: 到其他城市居住半年以上
    Read with: R-0007 (a gap breaks the period; a change of address inside the city does not)
    """
    facts = {"residence_division": residence_division, "on": on, "stays_counted": len(stays)}
    unit = city_unit(division=residence_division, on=on)
    if unit.outcome is None:
        return Finding(None, facts=facts, reasons=unit.reasons)
    started, ended = _last_unbroken(_stays_in(stays, unit.outcome.code, on), on)
    if started is None or ended < on:
        return Finding(None, facts=facts, reasons=(Reason("not_residing", ("IRRP 2",)),))
    return Finding(started, facts=facts)


@cites("IRRP 2", "PSD-2016 2(1)", "CC 1259")
def half_year_residence(*, starts_on: date) -> Finding[HalfYear]:
    """When half a year of residence is full, and from when it is complete.

    Law: 居住半年以上
    Read with: R-0003 (half a year is six calendar months; the waiting time does not roll)
    """
    months = parameters.number_for("residence.half_year", starts_on)
    complete = waiting_period_is_complete_from(starts_on=starts_on, months=months)
    outcome = HalfYear(add_months(starts_on, months), complete.outcome)
    return Finding(outcome, complete.cites, facts={"starts_on": starts_on, "months": months})


@cites("HRR 15(1)", "PSD-2016 2(2)")
def stay_that_stands(
    *, arrived_on: Sequence[date], stands: int | None = None
) -> Finding[OpenStays]:
    """Which of several open stays of one person stands, and when each other one ended.

    The later arrival stands unless the person says another. Each other stay ended on the day
    before that arrival, or on the day of its own arrival where that is later.

    Law: 离开前申报注销
    Read with: R-0037 (whoever arrived at another place has left the one before)
    """
    latest = max(range(len(arrived_on)), key=lambda place: (arrived_on[place], place))
    chosen = latest if stands is None else stands
    left_on = arrived_on[chosen] - timedelta(days=1)
    ends = (None if place == chosen else max(left_on, day) for place, day in enumerate(arrived_on))
    facts = {"arrived_on": tuple(arrived_on), "stands": chosen}
    return Finding(OpenStays(chosen, tuple(ends)), facts=facts)


def _last_unbroken(stays: Sequence[Stay], on: date) -> tuple[date | None, date]:
    """Start and latest end of the last row of stays that follow each other without a break."""
    tolerance = timedelta(days=parameters.number("residence.gap_tolerance", on) + 1)
    started, ended = None, date.min
    for stay in sorted(stays, key=lambda stay: stay.from_on):
        if started is None or stay.from_on - ended > tolerance:
            started = stay.from_on
        ended = max(ended, stay.to_on or date.max)
    return started, ended


def _counts(proof: Proof, on: date) -> bool:
    """Whether a proof may fix the start: recognised, and of a day that has come."""
    return proof.recognised and proof.dated_on <= on


def _not_before_arrival(proof: Proof, arrived_on: date) -> date:
    """The day a proof counts from."""
    may_precede = parameters.switch("residence.proof_may_precede_arrival", arrived_on)
    return proof.dated_on if may_precede else max(proof.dated_on, arrived_on)


def _stays_in(stays: Sequence[Stay], unit: str, on: date) -> list[Stay]:
    """The stays begun by a day in one city, told by the divisions of that day."""
    begun = (stay for stay in stays if stay.from_on <= on)
    return [stay for stay in begun if _unit_code(stay.division, on) == unit]


def _unit_code(division: str, on: date) -> str | None:
    found = city_unit(division=division, on=on).outcome
    return None if found is None else found.code
