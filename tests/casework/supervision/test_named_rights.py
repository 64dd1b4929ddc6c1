"""Who may open protected files, given by name and for a time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.cast import STATION_A, WU
from tests.factories.registrations import at, key

from anju.access.actor import Actor, Post, sealed_side
from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.access.session import actor_of, has_named_right
from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff
from anju.casework.supervision.named_rights import (
    RightGiven,
    give_named_right,
    open_sealed,
    withdraw_named_right,
)
from anju.reading.supervision.protected import may_hold, rights
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
SINCE, ON = date(2026, 1, 1), date(2026, 6, 1)
NOW = at(ON)
LAST = ON + timedelta(days=30)
CLERK, REVIEWER, ADMINISTRATOR, OTHER_CLERK = "demo01", "demo04", "demo09", "demo11"


@pytest.fixture(autouse=True)
def staff(agencies: None, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_demo_staff(password=DEMO_PASSWORD, since=SINCE, now=at(SINCE))


def giving(**changes: Any) -> Any:
    told = {"staff_number": CLERK, "agency_code": STATION_A, "until": LAST, "reason": "专人"}
    right = RightGiven(**told | changes.pop("right", {}))
    asked = {"actor": actor_of(REVIEWER, None, on=ON), "giving": right, "now": NOW}
    return give_named_right(**asked | {"request_key": key()} | changes)


def test_a_right_holds_from_its_first_day_to_its_last_and_no_longer() -> None:
    with pytest.raises(NotYours):
        actor_of(CLERK, None, on=ON, sealed=True)
    giving()
    for day in (ON, LAST):
        actor = actor_of(CLERK, None, on=day, sealed=True)
        assert (actor.area, actor.agency_code) == (sealed_side(STATION_A), STATION_A)
        assert actor.is_sealed
    for day in (ON - timedelta(days=1), LAST + timedelta(days=1)):
        with pytest.raises(NotYours):
            actor_of(CLERK, None, on=day, sealed=True)
    assert not actor_of(CLERK, None, on=ON).is_sealed


def test_a_right_is_for_one_agency_and_one_person() -> None:
    giving()
    assert not has_named_right(CLERK, "522601", on=ON)
    assert not has_named_right(OTHER_CLERK, STATION_A, on=ON)
    with pytest.raises(NotYours):
        actor_of(OTHER_CLERK, None, on=ON, sealed=True)


def test_taken_back_it_ends_at_once() -> None:
    right = giving()
    administrator = actor_of(ADMINISTRATOR, None, on=ON)
    asked = {"actor": administrator, "right_id": right.right_id, "now": NOW}
    withdraw_named_right(**asked, request_key=key())
    assert not has_named_right(CLERK, STATION_A, on=ON)
    with pytest.raises(Conflict, match="已经结束"):
        withdraw_named_right(**asked, request_key=key())
    assert giving().right_id != right.right_id


@pytest.mark.parametrize(
    ("right", "said"),
    [
        ({"staff_number": REVIEWER, "agency_code": "522601"}, "自己"),
        ({"staff_number": "demo10", "agency_code": "5226010201"}, "服务中心"),
        ({"staff_number": OTHER_CLERK}, "没有岗位"),
        ({"until": ON - timedelta(days=1)}, "早于今天"),
        ({"until": ON + timedelta(days=400)}, "最长一年"),
        ({"reason": ""}, "为什么授权"),
    ],
)
def test_what_cannot_stand_is_refused(right: dict[str, Any], said: str) -> None:
    with pytest.raises(Conflict, match=said):
        giving(right=right)


def test_given_twice_is_said() -> None:
    giving()
    with pytest.raises(Conflict, match="已经有这项权限"):
        giving()


@pytest.mark.parametrize("post", sorted(set(Post) - {Post.COUNTY_REVIEWER, Post.ADMINISTRATOR}))
def test_who_may_not_give(post: Post) -> None:
    with pytest.raises(NotYours):
        giving(actor=Actor("x", "某", post, "522601", "522601"))


def test_nobody_gives_rights_to_another_county_or_from_the_sealed_side() -> None:
    reviewer = actor_of(REVIEWER, None, on=ON)
    elsewhere = replace(reviewer, agency_code="522701", area="522701")
    sealed = replace(reviewer, area=sealed_side(reviewer.area))
    for actor in (elsewhere, sealed):
        with pytest.raises(NotYours):
            giving(actor=actor)


def test_opening_is_written_down_with_its_reason() -> None:
    giving()
    sealed = actor_of(CLERK, None, on=ON, sealed=True)
    with pytest.raises(Conflict, match="为什么"):
        open_sealed(actor=sealed, reason="", request_key=key(), now=NOW)
    open_sealed(actor=sealed, reason="本人来办签注", request_key=key(), now=NOW)
    with scoped(sealed):
        entry = JournalEntry.objects.get(act="open_sealed")
    assert (entry.area, entry.facts) == (sealed_side(STATION_A), {"reason": "本人来办签注"})
    with pytest.raises(NotYours):
        open_sealed(actor=WU, reason="x", request_key=key(), now=NOW)


def test_the_list_shows_who_has_it_and_who_could() -> None:
    giving()
    reviewer = actor_of(REVIEWER, None, on=ON)
    (right,) = rights(reviewer, on=ON)
    assert (right.name, right.until, right.given_by) == ("吴晓", LAST, "王敏")
    assert rights(reviewer, on=LAST + timedelta(days=1)) == ()
    numbers = {one.staff_number for one in may_hold(reviewer, on=ON)}
    assert {CLERK, OTHER_CLERK} <= numbers
    assert not numbers & {REVIEWER, ADMINISTRATOR, "demo10", "demo08"}
    with pytest.raises(NotYours):
        rights(actor_of(CLERK, None, on=ON), on=ON)
