"""Who could take a case up: whoever is on duty in the territory in a post for it."""

from collections.abc import Mapping
from datetime import datetime

from anju.access.actor import Actor
from anju.access.policy import policy, require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.records.agencies.models import Posting

__all__ = ["takers"]


def takers(actor: Actor, *, now: datetime) -> Mapping[str, str]:
    """The staff on duty who can be given a case: number to name with station."""
    posts = {post for rule in policy().rules if "take_case" in rule.actions for post in rule.posts}
    first, end = actor.area_range()
    with scoped(actor):
        require(actor, "assign_case")
        held = Posting.objects.filter(
            post__in=posts,
            agency_id__gte=first,
            agency_id__lt=end,
            staff__is_active=True,
            span__contains=day_of(now),
        ).select_related("staff", "agency")
        rows = held.order_by("agency_id", "staff__number")
        return {row.staff.number: f"{row.staff.name} {row.agency.short_name}" for row in rows}
