"""Who works where: accounts, posts, entrusted centres and second factors.

Only an administrator of the territory, or the installation itself, does these acts; each leaves
its row in the journal. A post is never changed: it ends and another begins.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django_otp.plugins.otp_totp.models import TOTPDevice
from psycopg.types.range import Range

from anju.access.actor import Actor, Post
from anju.access.policy import policy, require
from anju.access.refusals import Conflict, NotYours, conflicts
from anju.access.scope import scoped
from anju.casework.journal import write_entry
from anju.records.agencies.models import Agency, Entrustment, Posting, Staff

__all__ = [
    "SecondFactor",
    "add_staff",
    "confirm_second_factor",
    "end_posting",
    "enrol_second_factor",
    "entrust",
    "post_staff",
    "set_password",
    "strike_off",
]

STAFF_DEVICE = "staff"


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What the staff member's device is given once: shown, not kept by us in this form."""

    address: str
    key: str


def add_staff(*, actor: Actor, number: str, name: str, password: str, now: datetime) -> None:
    """Open an account. It can do nothing until it is posted and has a second factor."""
    with _managing(actor):
        staff = Staff(number=number, name=name)
        _give_password(staff, password)
        staff.save(force_insert=True)
        _journal(actor, "add_staff", number, now)


def set_password(*, actor: Actor, number: str, password: str, now: datetime) -> None:
    """Give an account another password; every session it has open ends."""
    with _managing(actor):
        staff = _staff(number)
        _give_password(staff, password)
        staff.save(update_fields=["password"])
        _journal(actor, "set_password", number, now)


def strike_off(*, actor: Actor, number: str, now: datetime) -> None:
    """Close an account at once; what it did stays under its number."""
    with _managing(actor):
        staff = _staff(number)
        staff.is_active = False
        staff.save(update_fields=["is_active"])
        _journal(actor, "strike_off", number, now)


def post_staff(
    *, actor: Actor, number: str, agency_code: str, post: str, since: date, now: datetime
) -> int:
    """Give somebody a post at an agency from a day on; the number by which it is chosen."""
    with _managing(actor, agency_code):
        posting = Posting(
            staff=_staff(number),
            agency=_agency(agency_code),
            post=Post(post),
            span=Range(since, None, "[)"),
        )
        posting.save(force_insert=True)
        _journal(actor, "post_staff", number, now, agency_code, post=post, since=since.isoformat())
    return posting.pk


def end_posting(*, actor: Actor, posting_id: int, ends_on: date, now: datetime) -> None:
    """End a post: ``ends_on`` is the first day it is no longer held."""
    with _managing(actor):
        posting = (
            Posting.objects.select_related("staff", "agency")
            .select_for_update(of=("self",))
            .filter(pk=posting_id)
            .first()
        )
        if posting is None:
            raise NotYours("manage_staff")
        require(actor, "manage_staff", area=posting.agency.code)
        begins, ends = posting.span.lower, posting.span.upper
        if ends is not None and ends <= ends_on:
            raise Conflict("这个岗位已经结束")
        posting.span = Range(begins, max(begins, ends_on), "[)")
        posting.save(update_fields=["span"])
        day = ends_on.isoformat()
        number, agency_code = posting.staff.number, posting.agency.code
        _journal(actor, "end_posting", number, now, agency_code, post=posting.post, ends_on=day)


def entrust(
    *,
    actor: Actor,
    centre_code: str,
    acts: Iterable[str],
    span: Range[date],
    document_number: str,
    now: datetime,
) -> None:
    """Entrust a service centre with acts for a span of days (notice 2(2))."""
    named = sorted(set(acts))
    unknown = set(named) - policy().actions
    if unknown:
        raise ValueError(f"cannot entrust what is no act: {', '.join(sorted(unknown))}")
    with _managing(actor, centre_code):
        centre = _agency(centre_code)
        if centre.kind != "centre":
            raise Conflict("只能委托流动人口服务中心")
        Entrustment.objects.create(
            centre=centre, acts=named, span=span, document_number=document_number
        )
        write_entry(
            actor,
            act="entrust",
            subject_kind="agency",
            subject_ref=centre_code,
            area=centre_code,
            cites=("PSD-2016 2(2)",),
            facts={"acts": named, "document": document_number},
            at=now,
        )


def enrol_second_factor(*, actor: Actor, number: str, now: datetime) -> SecondFactor:
    """Draw a new key for somebody's device; the one before stops working at once.

    It signs nobody in until `confirm_second_factor` has seen a code of it.
    """
    with _managing(actor):
        staff = _staff(number)
        TOTPDevice.objects.filter(user=staff).delete()
        device = TOTPDevice.objects.create(user=staff, name=STAFF_DEVICE, confirmed=False)
        _journal(actor, "enrol_second_factor", number, now)
    return SecondFactor(address=device.config_url, key=device.key)


def confirm_second_factor(*, actor: Actor, number: str, code: str, now: datetime) -> None:
    """Take the device into use: a code shows that the right person holds it."""
    with _managing(actor):
        device = TOTPDevice.objects.filter(user=_staff(number), confirmed=False).first()
        if device is None or not device.verify_token(code):
            raise Conflict("动态口令不对，请核对设备时间后重试")
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        _journal(actor, "confirm_second_factor", number, now)


@contextmanager
def _managing(actor: Actor, agency_code: str | None = None) -> Iterator[None]:
    """One transaction of an actor who may manage staff there."""
    with conflicts(), scoped(actor):
        require(actor, "manage_staff", area=agency_code)
        yield


def _give_password(staff: Staff, password: str) -> None:
    """Set a password the validators let pass; their sentence goes to whoever chose it."""
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise Conflict(" ".join(error.messages)) from error
    staff.set_password(password)


def _staff(number: str) -> Staff:
    staff = Staff.objects.select_for_update().filter(number=number).first()
    if staff is None:
        raise NotYours("manage_staff")
    return staff


def _agency(code: str) -> Agency:
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NotYours("manage_staff")
    return agency


def _journal(
    actor: Actor, act: str, number: str, now: datetime, area: str = "", **facts: str
) -> None:
    """The act's row; an account belongs to no area, so it stands under the administrator's."""
    write_entry(
        actor,
        act=act,
        subject_kind="staff",
        subject_ref=number,
        area=area or actor.area,
        facts=facts,
        at=now,
    )
