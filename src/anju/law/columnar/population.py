"""A population in columns: the facts `may_apply` looks at, one row a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from anju.law.columnar.days import NO_DAY, Days, as_days
from anju.law.columnar.stays import StayColumns, starts_from_stays
from anju.law.eligibility import Application, Ground
from anju.law.excluded_stays import StayKind
from anju.law.territory import city_unit

__all__ = [
    "GROUND_BITS",
    "HUKOU_UNKNOWN",
    "STAY_KINDS",
    "UNIT_FAILURES",
    "Population",
    "population_of",
    "units_of",
]

Units = NDArray[np.int32]

#: Codes of stay kinds and bits of grounds in their columns.
STAY_KINDS: Mapping[StayKind, int] = {kind: place for place, kind in enumerate(StayKind)}
GROUND_BITS: Mapping[Ground, int] = {ground: 1 << place for place, ground in enumerate(Ground)}

#: Negative units say why there is none.
HUKOU_UNKNOWN = -1
UNIT_FAILURES: Mapping[str, int] = {"unknown_division": -2, "division_is_no_city": -3}


@dataclass(frozen=True, slots=True)
class Population:
    """One column a fact. A start of `NO_DAY` is explained by `has_stays`."""

    hukou_unit: Units
    residence_unit: Units
    stay_kind: NDArray[np.uint8]
    grounds: NDArray[np.uint8]
    holds_permit: NDArray[np.bool_]
    starts_on: Days
    has_stays: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts_on)

    def part(self, rows: "slice[int, int, None]") -> "Population":
        """Some of the people, without copying."""
        return Population(
            self.hukou_unit[rows],
            self.residence_unit[rows],
            self.stay_kind[rows],
            self.grounds[rows],
            self.holds_permit[rows],
            self.starts_on[rows],
            self.has_stays[rows],
        )


def units_of(divisions: Iterable[str | None], on: date) -> Units:
    """The city units of divisions on a day, each distinct division asked once."""
    known: dict[str, int] = {}
    units = []
    for division in divisions:
        if division is not None and division not in known:
            known[division] = _unit(division, on)
        units.append(HUKOU_UNKNOWN if division is None else known[division])
    return np.array(units, dtype=np.int32)


def population_of(applications: Sequence[Application], on: date) -> Population:
    """The columns of applications to be decided on a day."""
    residence = units_of((one.residence_division for one in applications), on)
    return Population(
        hukou_unit=units_of((one.hukou_division for one in applications), on),
        residence_unit=residence,
        stay_kind=np.array([STAY_KINDS[one.stay_kind] for one in applications], dtype=np.uint8),
        grounds=np.array([_bits(one.grounds) for one in applications], dtype=np.uint8),
        holds_permit=np.array([one.holds_permit for one in applications], dtype=np.bool_),
        starts_on=_starts(applications, residence, on),
        has_stays=np.array([bool(one.stays) for one in applications], dtype=np.bool_),
    )


def _starts(applications: Sequence[Application], residence: Units, on: date) -> Days:
    given = as_days(one.starts_on for one in applications)
    counted = starts_from_stays(_stay_columns(applications, on), residence, on)
    return np.where(given == NO_DAY, counted, given)


def _stay_columns(applications: Sequence[Application], on: date) -> StayColumns:
    rows = [(row, stay) for row, one in enumerate(applications) for stay in one.stays]
    return StayColumns(
        person=np.array([row for row, _ in rows], dtype=np.int64),
        from_on=as_days(stay.from_on for _, stay in rows),
        to_on=as_days(stay.to_on for _, stay in rows),
        unit=units_of((stay.division for _, stay in rows), on),
    )


def _unit(division: str, on: date) -> int:
    found = city_unit(division=division, on=on)
    return (
        UNIT_FAILURES[found.reasons[0].code] if found.outcome is None else int(found.outcome.code)
    )


def _bits(grounds: frozenset[Ground]) -> int:
    return sum(GROUND_BITS[ground] for ground in grounds)
