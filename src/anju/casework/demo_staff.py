"""The people of the demonstration: one for each post, and a clerk who must never see the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from anju.access.actor import Actor, Post
from anju.access.scope import scoped
from anju.casework.staffing import add_staff, enrol_second_factor, post_staff
from anju.records.agencies.models import Agency, Staff

__all__ = [
    "DEMO_PASSWORD",
    "DEMO_PEOPLE",
    "DemoPerson",
    "demo_people",
    "load_demo_staff",
    "present_code",
]

#: Shown on the sign-in page of the demonstration; such accounts exist nowhere else.
DEMO_PASSWORD = "anju-demo-2026"  # noqa: S105

STATION = "52260102"
OTHER_STATION = "52260101"
CENTRE = "5226010201"
COUNTY = "522601"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody made up: number to sign in with, name, post and agency."""

    number: str
    name: str
    post: Post
    agency_code: str
    agency_name: str = ""


DEMO_PEOPLE = (
    DemoPerson("demo01", "吴晓", Post.WINDOW_CLERK, STATION),
    DemoPerson("demo02", "孙勇", Post.OFFICER, STATION),
    DemoPerson("demo03", "李岩", Post.STATION_CHIEF, STATION),
    DemoPerson("demo04", "王敏", Post.COUNTY_REVIEWER, COUNTY),
    DemoPerson("demo05", "钱进", Post.CARD_MAKER, COUNTY),
    DemoPerson("demo06", "郑红", Post.FIELD_COLLECTOR, STATION),
    DemoPerson("demo07", "陈静", Post.ANALYST, COUNTY),
    DemoPerson("demo08", "褚明", Post.AUDITOR, COUNTY),
    DemoPerson("demo09", "卫国", Post.ADMINISTRATOR, COUNTY),
    DemoPerson("demo10", "蒋丽", Post.WINDOW_CLERK, CENTRE),
    DemoPerson("demo11", "冯涛", Post.WINDOW_CLERK, OTHER_STATION),
)


def load_demo_staff(*, password: str, since: date, now: datetime) -> tuple[DemoPerson, ...]:
    """Open the accounts of the demonstration and post them; done twice, nothing changes.

    Their second factors are confirmed at once: who starts the demonstration holds them all.
    """
    actor = Actor.system("演示人员", COUNTY)
    with scoped(actor):
        known = set(Staff.objects.values_list("number", flat=True))
        for person in DEMO_PEOPLE:
            if person.number in known:
                continue
            add_staff(
                actor=actor, number=person.number, name=person.name, password=password, now=now
            )
            post_staff(
                actor=actor,
                number=person.number,
                agency_code=person.agency_code,
                post=person.post,
                since=since,
                now=now,
            )
            enrol_second_factor(actor=actor, number=person.number, now=now)
            TOTPDevice.objects.filter(user__number=person.number).update(confirmed=True)
    return tuple(demo_people())


def demo_people() -> Iterator[DemoPerson]:
    """The people of the demonstration with the names of their agencies."""
    names = dict(Agency.objects.values_list("code", "short_name"))
    for person in DEMO_PEOPLE:
        yield DemoPerson(
            person.number,
            person.name,
            person.post,
            person.agency_code,
            names.get(person.agency_code, ""),
        )


def present_code(number: str, now: datetime) -> str:
    """The code a demonstration account's second factor shows at a moment; no other account's."""
    if number not in {person.number for person in DEMO_PEOPLE}:
        raise ValueError("only people of the demonstration have no device of their own")
    device = TOTPDevice.objects.get(user__number=number, confirmed=True)
    shown = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    shown.time = now.timestamp()
    return f"{shown.token():0{device.digits}d}"
