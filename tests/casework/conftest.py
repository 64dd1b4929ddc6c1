"""Every act needs its agencies: the stations and centres of Kaili."""

from datetime import date

import pytest
from tests.factories.cast import NIGHT
from tests.factories.registrations import at

from anju.casework.reference_data import load_agencies


@pytest.fixture(autouse=True)
def agencies(db: None) -> None:
    """The bureau, the twenty stations and their centres."""
    load_agencies(actor=NIGHT, now=at(date(2026, 1, 2)))
