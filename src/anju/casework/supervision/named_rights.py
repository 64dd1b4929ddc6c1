"""Who may open protected files: named members of staff, for an agency, for a time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg.types.range import Range

from anju.access.actor import STATION_DIGITS, Actor
from anju.access.refusals import Conflict, NotYours
from anju.casework.act import Act, Subject, official_act
from anju.records.agencies.models import Posting
from anju.records.supervision.models import NamedRight

__all__ = [
    "RightGiven",
    "RightMoved",
    "SealedOpened",
    "give_named_right",
    "open_sealed",
    "withdraw_named_right",
]

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightGiven:
    """To whom, for which agency's files, until which day, and why."""

    staff_number: str
    agency_code: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class RightMoved:
    """A right: its number, whose it is, and the first day it does not hold any more."""

    right_id: int
    staff_number: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class SealedOpened:
    """The protected files of an agency were opened, at this moment."""

    agency_code: str
    at: datetime


@official_act
def give_named_right(
    *, actor: Actor, giving: RightGiven, request_key: UUID, now: datetime
) -> RightMoved:
    """Let a member of staff open the protected files of the agency they work at.

    County reviewers and administrators, to others only, for a year at most.
    """
    act = Act("give_named_right", actor, request_key, now)
    act.allow(area=giving.agency_code)
    _check(giving, actor, act.on)
    act_id = act.journal(
        _subject(giving.staff_number, giving.agency_code), until=giving.until, reason=giving.reason
    )
    right = NamedRight.objects.create(
        staff_number=giving.staff_number,
        agency_code=giving.agency_code,
        during=Range(act.on, giving.until + timedelta(days=1), "[)"),
        reason=giving.reason,
        given_by=actor.staff_number,
        act_id=act_id,
    )
    return RightMoved(right.pk, right.staff_number, right.during.upper)


@official_act
def withdraw_named_right(
    *, actor: Actor, right_id: int, request_key: UUID, now: datetime
) -> RightMoved:
    """End a right at once: the next request of whoever holds it is refused.

    County reviewers and administrators.
    """
    act = Act("withdraw_named_right", actor, request_key, now)
    right = NamedRight.objects.select_for_update().filter(pk=right_id).first()
    if right is None:
        raise NotYours(act.name)
    act.allow(area=right.agency_code)
    if right.during.isempty or right.during.upper <= act.on:
        raise Conflict("这项权限已经结束")
    act_id = act.journal(_subject(right.staff_number, right.agency_code))
    right.during = Range(right.during.lower, act.on, "[)")
    right.ended_by_act_id = act_id
    right.save(update_fields=["during", "ended_by_act_id"])
    return RightMoved(right.pk, right.staff_number, act.on)


@official_act
def open_sealed(*, actor: Actor, reason: str, request_key: UUID, now: datetime) -> SealedOpened:
    """Open the protected files of one's agency, with the reason in the journal.

    Clerks, officers, chiefs, county reviewers and card makers. The actor stands on the
    sealed side already, which takes a named right (`anju.access.session.actor_of`).
    """
    act = Act("open_sealed", actor, request_key, now)
    act.allow()
    if not actor.is_sealed:
        raise NotYours(act.name)
    if not reason:
        raise Conflict("请写明为什么打开受保护档案")
    act.journal(Subject("sealed_files", actor.agency_code, actor.area), reason=reason)
    return SealedOpened(actor.agency_code, now)


def _check(giving: RightGiven, actor: Actor, on: date) -> None:
    """Refuse rights to oneself, to centres, to strangers, and without an end."""
    if giving.staff_number == actor.staff_number:
        raise Conflict("不能给自己授权")
    if len(giving.agency_code) > STATION_DIGITS:
        raise Conflict("受保护档案由派出所和县公安局保管，不能授权给服务中心")
    if not giving.reason:
        raise Conflict("请写明为什么授权")
    if not on <= giving.until <= on + LONGEST:
        raise Conflict("授权到哪天，不能早于今天，最长一年")
    posted = Posting.objects.filter(
        staff__number=giving.staff_number,
        staff__is_active=True,
        agency__code=giving.agency_code,
        span__contains=on,
    )
    if not posted.exists():
        raise Conflict("这名人员今天在这个单位没有岗位")


def _subject(staff_number: str, agency_code: str) -> Subject:
    return Subject("named_right", staff_number, agency_code)
