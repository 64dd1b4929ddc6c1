"""The people of the demonstration on the sign-in page, each with the code of this minute."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from anju.casework.demo_staff import DEMO_PASSWORD, demo_people, present_code
from anju.web.staff_frame import POST_NAMES

__all__ = ["DemoAccount", "demo_accounts"]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """All one needs to sign in as somebody made up."""

    number: str
    name: str
    post: str
    agency: str
    password: str
    code: str


def demo_accounts(now: datetime) -> tuple[DemoAccount, ...]:
    """Everybody of the demonstration; nobody in production or where none were loaded."""
    if settings.ANJU.is_production:
        return ()
    try:
        return tuple(
            DemoAccount(
                number=person.number,
                name=person.name,
                post=POST_NAMES[person.post],
                agency=person.agency_name,
                password=DEMO_PASSWORD,
                code=present_code(person.number, now),
            )
            for person in demo_people()
        )
    except ObjectDoesNotExist:
        return ()
