"""Made-up people as columns: only the facts eligibility looks at, millions in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from anju.codes import divisions
from anju.exchange.synthesis.courses import RESIDENCE
from anju.law.columnar.population import GROUND_BITS, STAY_KINDS, Population, units_of
from anju.law.eligibility import Ground
from anju.law.excluded_stays import StayKind

__all__ = ["Columns", "columns"]

_OLDEST_STAY_DAYS = 2400
_STAYS = {StayKind.ORDINARY: 0.95, StayKind.HOTEL: 0.037, StayKind.HOSPITAL: 0.013}
_NEIGHBOURS, _PROVINCE, _COUNTRY = 0.44, 0.30, 0.26


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a person; codes of divisions as whole numbers, days as proleptic ordinals.

    `stay_kind` and the bits of `grounds` are those of `anju.law.columnar`.
    """

    hukou_division: NDArray[np.int32]
    residence_division: NDArray[np.int32]
    starts_on: NDArray[np.int32]
    grounds: NDArray[np.uint8]
    stay_kind: NDArray[np.uint8]
    holds_permit: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts_on)

    def population(self, on: date) -> Population:
        """The same people as the columnar law takes them: city units instead of divisions."""
        return Population(
            hukou_unit=_units(self.hukou_division, on),
            residence_unit=_units(self.residence_division, on),
            stay_kind=self.stay_kind,
            grounds=self.grounds,
            holds_permit=self.holds_permit,
            starts_on=self.starts_on,
            has_stays=np.zeros(len(self), dtype=np.bool_),
        )


def _units(codes: NDArray[np.int32], on: date) -> NDArray[np.int32]:
    distinct, places = np.unique(codes, return_inverse=True)
    return units_of((str(code) for code in distinct), on)[places]


def columns(seed: int, count: int, on: date, batch: int = 100_000) -> Iterator[Columns]:
    """Made-up people in batches. The same seed and size of batch give the same people."""
    for number, start in enumerate(range(0, count, batch)):
        chance = np.random.default_rng([seed, number])
        yield _batch(chance, min(batch, count - start), on)


def _batch(chance: np.random.Generator, rows: int, on: date) -> Columns:
    codes, weights = _hukou_weights(on)
    kinds = np.array([STAY_KINDS[kind] for kind in _STAYS], dtype=np.uint8)
    age = chance.beta(0.8, 1.8, rows) * _OLDEST_STAY_DAYS
    return Columns(
        hukou_division=chance.choice(codes, rows, p=weights),
        residence_division=np.full(rows, int(RESIDENCE), dtype=np.int32),
        starts_on=(on.toordinal() - age).astype(np.int32),
        grounds=_grounds(chance, rows),
        stay_kind=chance.choice(kinds, rows, p=list(_STAYS.values())),
        holds_permit=chance.random(rows) < 0.2,
    )


def _grounds(chance: np.random.Generator, rows: int) -> NDArray[np.uint8]:
    """Half work, four in ten have a home of their own by paper, one in eight studies."""
    bits = np.zeros(rows, dtype=np.uint8)
    shares = {Ground.EMPLOYMENT: 0.52, Ground.DWELLING: 0.38, Ground.SCHOOLING: 0.12}
    for ground, share in shares.items():
        has = chance.random(rows) < share
        bits |= np.where(has, GROUND_BITS[ground], 0).astype(np.uint8)
    return bits


@cache
def _hukou_weights(on: date) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Every county of the country with its weight; the nearer, the more."""
    counties = [
        county.code
        for province in divisions.provinces(on)
        for upper in divisions.children(province.code, on)
        for county in divisions.children(upper.code, on) or (upper,)
    ]
    codes = np.array(sorted(map(int, counties)), dtype=np.int32)
    neighbours, province = codes // 100 == 5226, codes // 10_000 == 52
    weights = np.where(
        neighbours,
        _NEIGHBOURS / neighbours.sum(),
        np.where(
            province,
            _PROVINCE / (province.sum() - neighbours.sum()),
            _COUNTRY / (~province).sum(),
        ),
    )
    return codes, weights / weights.sum()
