"""Two officers decide on one pair at the same moment: one decision stands, the other is told."""

from datetime import date

import pytest
from tests.casework.pairs import NOW, merged, twice
from tests.casework.test_races_and_repeats import together
from tests.factories.cast import LI, NIGHT, SUN
from tests.factories.registrations import at, key

from anju.access.refusals import Conflict
from anju.access.scope import scoped
from anju.casework.people.pairs import keep_apart
from anju.casework.reference_data import load_agencies
from anju.records.people.models import DuplicatePair, PersonMerge


@pytest.fixture
def agencies(transactional_db: None) -> None:
    """The agencies, in a database two connections share."""
    load_agencies(actor=NIGHT, now=at(date(2026, 1, 2)))


def test_one_of_two_decisions_stands(agencies: None) -> None:
    earlier, _, ref = twice()
    told = list(
        together(
            lambda: merged(ref, earlier, LI),
            lambda: keep_apart(actor=SUN, pair_ref=ref, request_key=key(), now=NOW),
        )
    )
    assert sum(isinstance(one, Conflict) for one in told) == 1
    with scoped(NIGHT):
        state = DuplicatePair.objects.get().state
        assert PersonMerge.objects.count() == (state == "merged")
