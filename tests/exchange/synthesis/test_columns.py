import numpy as np
import pytest
from tests.exchange.synthesis.cast import SEED, TODAY

from anju.codes import divisions
from anju.exchange.synthesis import columns
from anju.law.columnar.population import STAY_KINDS, UNIT_FAILURES
from anju.law.excluded_stays import StayKind


def test_the_same_seed_gives_the_same_columns() -> None:
    one, other = next(columns(SEED, 1_000, TODAY)), next(columns(SEED, 1_000, TODAY))
    for field in one.__dataclass_fields__:
        assert np.array_equal(getattr(one, field), getattr(other, field))


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (10, [10]), (250, [100, 100, 50])])
def test_people_come_in_batches(count: int, sizes: list[int]) -> None:
    assert [len(batch) for batch in columns(SEED, count, TODAY, batch=100)] == sizes


def test_batches_differ() -> None:
    first, second = columns(SEED, 200, TODAY, batch=100)
    assert not np.array_equal(first.starts_on, second.starts_on)


def test_everybody_has_a_hukou_that_stands_and_a_start_not_after_today() -> None:
    people = next(columns(SEED, 50_000, TODAY))
    for code in np.unique(people.hukou_division):
        assert divisions.find(str(code), TODAY) is not None
    assert people.starts_on.max() <= TODAY.toordinal()
    assert (people.stay_kind == STAY_KINDS[StayKind.ORDINARY]).mean() > 0.9
    assert 0.05 < (people.grounds == 0).mean() < 0.5


def test_the_law_takes_them_as_a_population() -> None:
    people = next(columns(SEED, 5_000, TODAY))
    population = people.population(TODAY)
    assert len(population) == 5_000
    assert not np.isin(population.hukou_unit, list(UNIT_FAILURES.values())).any()
    assert set(np.unique(population.residence_unit)) == {522601}
