"""Who sits where in the tests of the staff pages, and how they get there past the sign-in page.

吴 (demo01) is clerk of the station that keeps the records, 冯 (demo11) of another station and must
never see them, 王 (demo04) reviews for the county, 褚 (demo08) audits.
"""

from datetime import date
from typing import Any

from django.test import Client

from anju.access.actor import Actor
from anju.access.session import actor_of, posts_held
from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff
from anju.casework.reference_data import load_agencies, load_entrustments
from anju.kit.clock import now, today
from anju.records.agencies.models import Staff
from anju.web.pages.signin.session import BACKEND, POSTING

__all__ = [
    "ADMINISTRATOR",
    "AUDITOR",
    "CARD_MAKER",
    "CHIEF",
    "CLERK",
    "COLLECTOR",
    "OFFICER",
    "OTHER_CLERK",
    "REVIEWER",
    "actor",
    "at_desk",
    "open_house",
]

CLERK, OFFICER, CHIEF, REVIEWER, CARD_MAKER = "demo01", "demo02", "demo03", "demo04", "demo05"
COLLECTOR, AUDITOR, ADMINISTRATOR = "demo06", "demo08", "demo09"
OTHER_CLERK = "demo11"
SINCE = date(2026, 1, 1)
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


def open_house(settings: Any) -> None:
    """Agencies and the people of the demonstration, in the test's database."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    province = Actor.system("装载", "52")
    load_agencies(actor=province, now=now())
    load_entrustments(actor=province, since=SINCE, now=now())
    load_demo_staff(password=DEMO_PASSWORD, since=SINCE, now=now())


def at_desk(number: str) -> Client:
    """A browser in which somebody is signed in and has taken up their post."""
    client = Client()
    client.force_login(Staff.objects.get(number=number), backend=BACKEND)
    (held,) = posts_held(number, on=today())
    session = client.session
    session[POSTING] = held.posting_id
    session.save()
    return client


def actor(number: str) -> Actor:
    """Somebody as the acts know them, to make records with."""
    return actor_of(number, None, on=today())
