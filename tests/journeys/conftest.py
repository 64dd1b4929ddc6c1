"""Journeys begin where the agencies of Kaili are known."""

from datetime import date

import pytest
from tests.factories.cast import NIGHT
from tests.factories.registrations import at

from anju.casework.reference_data import load_agencies


@pytest.fixture
def agencies(db: None) -> None:
    """The bureau, the twenty stations and their centres."""
    load_agencies(actor=NIGHT, now=at(date(2026, 1, 2)))
