"""Two records of one human being, as they arise: registered twice with papers of two kinds."""

from datetime import date
from typing import Any

from tests.factories.cast import FENG, LI, WU
from tests.factories.lives import Life
from tests.factories.registrations import TOWN_B, at, entry, household, key, made_up_number

from anju.access.actor import Actor, Post
from anju.access.scope import scoped
from anju.casework.people.merges import Merging, PersonsMerged, merge_persons, unmerge_persons
from anju.casework.people.suspicions import suspect_duplicate
from anju.casework.registrations.register import register_household
from anju.records.people.models import DuplicatePair

DAY = date(2026, 5, 6)
NOW = at(DAY)
#: 陈, chief of station B, and the county's reviewer decides between the stations.
CHEN = Actor("chen", "陈立", Post.STATION_CHIEF, FENG.agency_code, FENG.area)


def registered_at(actor: Actor = WU, *, on: date = date(2026, 3, 3), **changes: Any) -> Life:
    """Somebody registered at the station of the actor."""
    if actor is FENG:
        changes.setdefault("township", TOWN_B)
    one = entry(**changes)
    told = register_household(
        actor=actor, household=household(one), request_key=key(), now=at(on)
    ).people[0]
    return Life(told.person_ref, told.registration_number, document_number=one.document_number)


def twice(*, later_actor: Actor = WU, **changes: Any) -> tuple[Life, Life, str]:
    """One human being registered twice, a month apart, and the pair noted in saving."""
    number = made_up_number()
    earlier = registered_at(document_number=number)
    changes = {
        "document_kind": "113",
        "document_number": number,
        "room": "603",
        "arrived_on": "2026-04-01",
        **changes,
    }
    later = registered_at(later_actor, on=date(2026, 4, 2), **changes)
    return earlier, later, pair_of(later_actor)


def pair_of(actor: Actor = LI) -> str:
    """The newest pair of a territory."""
    with scoped(actor):
        return str(DuplicatePair.objects.order_by("-id").values_list("ref", flat=True)[0])


def suspected(one: Life, other: Life, actor: Actor = LI) -> str:
    """A pair somebody asked to compare."""
    return suspect_duplicate(
        actor=actor,
        person_ref=one.person_ref,
        other_ref=other.person_ref,
        request_key=key(),
        now=NOW,
    ).pair_ref


def merged(pair: str, keep: Life, actor: Actor = LI, **choices: Any) -> PersonsMerged:
    """The pair merged into the record kept."""
    merging = Merging(pair_ref=pair, keep_ref=keep.person_ref, **choices)
    return merge_persons(actor=actor, merging=merging, request_key=key(), now=NOW)


def unmerged(absorbed: Life, actor: Actor = LI, *, on: date = DAY) -> PersonsMerged:
    """The merge of a record undone."""
    return unmerge_persons(
        actor=actor,
        absorbed_ref=absorbed.person_ref,
        reason="经核实是两个人",
        request_key=key(),
        now=at(on, 15),
    )
