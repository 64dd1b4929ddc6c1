"""Journeys begin where the agencies of Kaili are known, at a clock that can be moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.cast import NIGHT
from tests.factories.registrations import at
from tests.journeys.walker import Walker

from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff, present_code
from anju.casework.reference_data import load_agencies, load_entrustments
from anju.jobs import tasks
from anju.kit import clock as kit_clock

BEGINNING = date(2024, 1, 2)
#: The second factor goes by the real time, as the device in a pocket does.
REAL_NOW = kit_clock.now
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"

#: Who sits where: 吴 receives, 孙 reviews, 李 is chief, 王 decides for the county, 钱 makes cards,
#: 郑 goes from door to door; 冯 works at another station and must never see any of it.
WU, SUN, LI, WANG, QIAN, ZHENG, CHU, FENG = (
    "demo01", "demo02", "demo03", "demo04", "demo05", "demo06", "demo08", "demo11",
)  # fmt: skip


class MovingClock:
    """The clock every page and every nightly task reads; each look takes a second."""

    def __init__(self) -> None:
        self.moment = at(BEGINNING)

    def __call__(self) -> datetime:
        """The moment, in UTC, as the real one gives it."""
        self.moment += timedelta(seconds=1)
        return self.moment.astimezone(UTC)

    def move_to(self, day: date, hour: int = 9) -> None:
        """Time never runs back."""
        later = at(day, hour)
        assert later > self.moment
        self.moment = later


@pytest.fixture
def agencies(db: None) -> None:
    """The bureau, the twenty stations and their centres."""
    load_agencies(actor=NIGHT, now=at(BEGINNING))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    """The clock, moved by the test."""
    moving = MovingClock()
    monkeypatch.setattr(kit_clock, "now", moving)
    monkeypatch.setattr(tasks, "now", moving)
    return moving


@pytest.fixture
def staffed(agencies: None, settings: Any) -> None:
    """The people of the demonstration at their posts."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    load_entrustments(actor=NIGHT, since=BEGINNING, now=at(BEGINNING))
    load_demo_staff(password=DEMO_PASSWORD, since=BEGINNING, now=at(BEGINNING))


@pytest.fixture
def desk(staffed: None, clock: MovingClock) -> Callable[[str], Walker]:
    """A function that gives somebody's browser, signed in by the page with both factors."""
    signed_in: dict[str, Walker] = {}

    def sit_down(number: str) -> Walker:
        if number not in signed_in:
            walker = Walker(Client())
            code = present_code(number, REAL_NOW())
            page = walker.open("/signin/")
            page = page.press("登录", number=number, password=DEMO_PASSWORD, code=code)
            assert page.address == "/counter/", page.text
            signed_in[number] = walker
        return signed_in[number]

    return sit_down
