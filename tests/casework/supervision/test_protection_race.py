"""A file is sealed while another window works on it: nothing of it stays behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.casework.supervision.test_protection import everything, protecting, sealed
from tests.casework.test_races_and_repeats import together
from tests.factories.cast import LI, NIGHT, WANG, WU
from tests.factories.lives import Life, applying
from tests.factories.registrations import at, key

from anju.access.refusals import BUSY, Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.cases.acceptance import accept
from anju.casework.reference_data import load_agencies
from anju.casework.registrations.stays import Amendment, amend_registration
from anju.records.people.models import Person

NOW = at(date(2026, 9, 4), 18)
GROUND = {"household", "dwelling", "standardaddress"}


@pytest.fixture
def agencies(transactional_db: None) -> None:
    """The agencies, in a database two connections share."""
    load_agencies(actor=NIGHT, now=at(date(2026, 1, 2)))


def accepting(life: Life) -> Any:
    return accept(actor=WU, case_number=life.case_number, request_key=key(), now=NOW)


def amending(life: Life) -> Any:
    return amend_registration(
        actor=WU, registration_number=life.registration_number,
        amendment=Amendment(since=date(2026, 9, 1), phone="13985512345"),
        request_key=key(), now=NOW,
    )  # fmt: skip


def or_not_there(act: Callable[[], Any]) -> Callable[[], Any]:
    """An act that may come too late."""

    def tried() -> Any:
        try:
            return act()
        except NotYours as gone:
            return gone

    return tried


@pytest.mark.parametrize("act", [accepting, amending])
def test_nothing_stays_behind(agencies: None, act: Callable[[Life], Any]) -> None:
    life = applying()
    told = together(or_not_there(lambda: act(life)), lambda: protecting(life.person_ref))
    busy = [one for one in told if isinstance(one, Conflict)]
    assert [one.sentence for one in busy] in ([], [BUSY])  # one may be asked to try again
    with scoped(NIGHT):
        is_open = Person.objects.exists()
    if is_open:
        protecting(life.person_ref)
    left = [table for table, rows in everything(NIGHT).items() if rows and table not in GROUND]
    assert left == []
    with scoped(sealed(WANG)):
        assert Person.objects.count() == 1


def test_two_chiefs_seal_it_once(agencies: None) -> None:
    life = applying()
    acts = [
        or_not_there(lambda actor=actor: protecting(life.person_ref, actor=actor))
        for actor in (LI, WANG)
    ]
    told = list(together(*acts))
    assert sum(isinstance(one, NotYours | Conflict) for one in told) == 1
    assert len(everything(sealed(WANG))["person"]) == 1
