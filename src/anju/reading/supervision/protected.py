"""What a protection says, and who may open protected files."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.access.actor import STATION_DIGITS, Actor, Post
from anju.access.looks import seen
from anju.access.policy import require
from anju.access.records import person_for
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.legal_facts import person_ids
from anju.records.agencies.models import Agency, Posting
from anju.records.supervision.models import NamedRight, Protection

__all__ = ["MayHold", "ProtectionShown", "Right", "may_hold", "protection_of", "rights"]

ONE_DAY = timedelta(days=1)
#: The posts that the policy lets open protected files.
USE_IT = (
    Post.WINDOW_CLERK,
    Post.OFFICER,
    Post.STATION_CHIEF,
    Post.COUNTY_REVIEWER,
    Post.CARD_MAKER,
)


@dataclass(frozen=True, slots=True)
class ProtectionShown:
    """Why a file is sealed, by which order, since and until when (both days included)."""

    ground: str
    order: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Right:
    """A right in force: whose, for which agency's files, until which day, why, by whom."""

    right_id: int
    name: str
    agency: str
    until: date
    reason: str
    given_by: str


@dataclass(frozen=True, slots=True)
class MayHold:
    """Somebody a right can be given to, in a post of today."""

    staff_number: str
    name: str
    post: str
    agency_code: str
    agency: str


def protection_of(actor: Actor, person_ref: str, *, now: datetime) -> ProtectionShown:
    """The protection of a file, to whoever works on the sealed side; the look is journalled."""
    with scoped(actor):
        person = person_for(actor, person_ref)
        seen(actor, person, ("history",), purpose="protection", now=now)
        rows = Protection.objects.filter(ended_by_act_id__isnull=True)
        found = rows.filter(person_id__in=person_ids(person.pk)).first()
        if found is None:
            raise NotYours("end_protection")
    upper = found.during.upper
    return ProtectionShown(
        ground=table("protection_grounds").name(found.ground, day_of(now)),
        order=found.order,
        since=found.during.lower,
        until=upper - ONE_DAY if upper else None,
    )


def rights(actor: Actor, *, on: date) -> tuple[Right, ...]:
    """The rights in force in the territory, those that end first on top."""
    require(actor, "give_named_right")
    rows = NamedRight.objects.filter(
        during__contains=on, agency_code__startswith=actor.agency_code
    ).order_by("during", "pk")
    found = list(rows)
    names = names_of_staff({row.staff_number for row in found} | {row.given_by for row in found})
    agencies = dict(
        Agency.objects.filter(code__in={row.agency_code for row in found}).values_list(
            "code", "short_name"
        )
    )
    return tuple(
        Right(
            right_id=row.pk,
            name=names.get(row.staff_number, row.staff_number),
            agency=agencies.get(row.agency_code, row.agency_code),
            until=row.during.upper - ONE_DAY,
            reason=row.reason,
            given_by=names.get(row.given_by, row.given_by),
        )
        for row in found
    )


def may_hold(actor: Actor, *, on: date) -> tuple[MayHold, ...]:
    """Everybody but oneself in a post of the territory today whose post can use the right."""
    require(actor, "give_named_right")
    rows = (
        Posting.objects.filter(
            span__contains=on,
            staff__is_active=True,
            agency__code__startswith=actor.agency_code,
            post__in=USE_IT,
        )
        .exclude(staff__number=actor.staff_number)
        .select_related("staff", "agency")
        .order_by("agency__code", "staff__name", "pk")
    )
    return tuple(
        MayHold(row.staff.number, row.staff.name, row.post, row.agency.code, row.agency.short_name)
        for row in rows
        if len(row.agency.code) <= STATION_DIGITS
    )
