"""Beside the file: who lives with the person, what awaits a decision, what was merged into it."""

from typing import Any
from uuid import uuid4

import pytest
from tests.casework.pairs import merged, twice
from tests.factories.cast import LI, WU
from tests.factories.lives import ELIGIBLE_ON, REGISTERED_ON
from tests.factories.registrations import at, child, entry, household
from tests.web.moving_clock import moving_clock
from tests.web.staff_desks import CLERK, OFFICER, at_desk, open_house

from anju.casework.registrations.register import register_household

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)


def file_of(person: str, number: str = CLERK) -> str:
    return at_desk(number).get(f"/counter/person/{person}/").content.decode()


def test_the_household_stands_on_the_file_with_the_day_it_began() -> None:
    told = register_household(
        actor=WU,
        household=household(entry(), child()),
        request_key=uuid4(),
        now=at(REGISTERED_ON),
    )
    mother, son = told.people
    page = file_of(mother.person_ref)
    assert f"/counter/person/{son.person_ref}/" in page
    assert "周小龙" in page
    assert "2026-03-02 起同住" in page
    assert "另一户" not in page


def test_what_waits_and_what_was_merged_is_said() -> None:
    earlier, later, ref = twice()
    page = file_of(later.person_ref)
    assert f"/duplicates/{ref}/" in page
    assert "等着决定" in page
    merged(ref, earlier, LI)
    page = file_of(earlier.person_ref, OFFICER)
    assert "已并入这份档案的" in page
    assert f"/unmerge/{later.person_ref}/" in page
    assert "撤销合并" not in file_of(earlier.person_ref)
    away = at_desk(CLERK).get(f"/counter/person/{later.person_ref}/")
    assert away.status_code == 302
