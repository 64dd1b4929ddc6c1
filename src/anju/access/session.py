"""What a signed-in person is on this day: asked again with every request, never remembered.

A posting that ended yesterday, a staff member struck off a minute ago, an entrustment withdrawn:
the next request is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anju.access.actor import CENTRE_DIGITS, Actor, sealed_side
from anju.access.refusals import NotYours
from anju.records.agencies.models import Entrustment, Posting, Staff
from anju.records.supervision.models import NamedRight

__all__ = ["PostHeld", "actor_of", "has_named_right", "names_of_staff", "posts_held"]


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post somebody can take up today: the number to choose it by, and what to call it."""

    posting_id: int
    post: str
    agency_code: str
    agency_name: str


def posts_held(staff_number: str, *, on: date) -> tuple[PostHeld, ...]:
    """The posts in force on the day, to choose from after signing in."""
    return tuple(
        PostHeld(posting.pk, posting.post, posting.agency.code, posting.agency.short_name)
        for posting in _in_force(staff_number, on)
    )


def actor_of(staff_number: str, posting_id: int | None, *, on: date, sealed: bool = False) -> Actor:
    """Who acts: the staff member in the chosen post, or in the only one there is.

    With ``sealed`` on the protected files of the post's agency, by a named right of that day.
    `NotYours` when the post is not held on the day, one must be chosen first, or there is no right.
    """
    held = _in_force(staff_number, on)
    chosen = [posting for posting in held if posting_id in (None, posting.pk)]
    if len(chosen) != 1:
        raise NotYours("no post")
    posting = chosen[0]
    agency = posting.agency.code
    if sealed and not has_named_right(staff_number, agency, on=on):
        raise NotYours("no named right")
    return Actor(
        staff_number=posting.staff.number,
        name=posting.staff.name,
        post=posting.post,
        agency_code=agency,
        area=sealed_side(agency) if sealed else agency,
        entrusted_with=_entrusted_with(posting.agency.code, on),
    )


def has_named_right(staff_number: str, agency_code: str, *, on: date) -> bool:
    """Whether somebody may open the protected files of an agency on the day."""
    rights = NamedRight.objects.filter(
        staff_number=staff_number, agency_code=agency_code, during__contains=on
    )
    return rights.exists()


def names_of_staff(staff_numbers: Iterable[str]) -> Mapping[str, str]:
    """The names behind staff numbers; the nightly work is nobody and has none."""
    known = Staff.objects.filter(number__in=set(staff_numbers))
    return dict(known.values_list("number", "name"))


def _in_force(staff_number: str, on: date) -> list[Posting]:
    """The person's postings whose span holds the day; none for somebody struck off."""
    held = Posting.objects.filter(
        staff__number=staff_number, staff__is_active=True, span__contains=on
    )
    return list(held.select_related("staff", "agency").order_by("agency_id", "post", "pk"))


def _entrusted_with(agency_code: str, on: date) -> frozenset[str]:
    """The acts a centre may do on the day; the police need no entrustment."""
    if len(agency_code) < CENTRE_DIGITS:
        return frozenset()
    in_force = Entrustment.objects.filter(centre_id=agency_code, span__contains=on).first()
    return frozenset(in_force.acts) if in_force else frozenset()
