"""A history names people, not numbers."""

import pytest
from tests.factories.cast import COUNTY, WU
from tests.factories.lives import ELIGIBLE_ON, applying
from tests.factories.registrations import at

from anju.access.actor import Actor, Post
from anju.access.session import names_of_staff
from anju.casework.staffing import add_staff
from anju.reading.case_page import case_page

pytestmark = pytest.mark.django_db


def test_steps_of_a_case_carry_the_name_of_who_took_them() -> None:
    life = applying()
    now = at(ELIGIBLE_ON, 12)
    chief = Actor("admin", "管理员", Post.ADMINISTRATOR, COUNTY, COUNTY)
    add_staff(actor=chief, number=WU.staff_number, name="吴晓", password="counter-2026-wu", now=now)
    steps = case_page(WU, life.case_number, now=now).steps
    assert [(step.actor_number, step.actor_name) for step in steps] == [("wu", "吴晓")]


def test_the_nightly_work_has_no_name() -> None:
    assert names_of_staff(["system"]) == {}
