"""Accounts, posts, second factors, and signing in with them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from anju.access.actor import Actor, Post
from anju.access.refusals import Conflict, NotYours
from anju.access.session import actor_of, posts_held
from anju.access.sign_in import FREE_TRIES, MustWait, SignInRefused, StaffBackend, sign_in
from anju.casework.demo_staff import DEMO_PEOPLE, load_demo_staff, present_code
from anju.casework.reference_data import load_agencies, load_entrustments
from anju.casework.staffing import add_staff, end_posting, post_staff, strike_off
from anju.kit.clock import now
from anju.records.agencies.models import Agency, Entrustment, Posting, Staff
from anju.records.journal.models import JournalEntry, UnsealedEntry

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
TODAY = date(2026, 9, 1)
PASSWORD = "eleven wet plums"
PROVINCE = Actor.system("装载", "52")


@pytest.fixture
def house(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed
    load_agencies(actor=PROVINCE, now=NOW)
    load_entrustments(actor=PROVINCE, since=TODAY, now=NOW)
    load_demo_staff(password=PASSWORD, since=TODAY, now=NOW)


def administrator() -> Actor:
    return actor_of("demo09", None, on=TODAY)


def test_loading_agencies_twice_changes_nothing(house: None) -> None:
    assert Agency.objects.count() == 3 + 20 + 20
    assert Agency.objects.get(code="52260102").short_name == "大十字派出所"
    assert load_agencies(actor=PROVINCE, now=NOW) == ()
    assert load_entrustments(actor=PROVINCE, since=TODAY, now=NOW) == ()
    load_demo_staff(password=PASSWORD, since=TODAY, now=NOW)
    assert Staff.objects.count() == len(DEMO_PEOPLE)


def test_a_difference_is_brought_in_line_and_told(house: None) -> None:
    Agency.objects.filter(code="5226010201").update(phone="")
    (difference,) = load_agencies(actor=PROVINCE, now=NOW)
    assert (difference.code, difference.kind, difference.fields) == (
        "5226010201", "changed", ("phone",),
    )  # fmt: skip
    assert Agency.objects.get(code="5226010201").phone == "0855-8223045"


def test_each_of_these_acts_is_in_the_journal(house: None) -> None:
    from anju.access.scope import scoped

    with scoped(PROVINCE):
        acts = set(JournalEntry.objects.values_list("act", flat=True))
        assert acts == {
            "load_agency", "entrust", "add_staff", "post_staff", "enrol_second_factor",
        }  # fmt: skip
        assert UnsealedEntry.objects.count() == JournalEntry.objects.count()


def test_sign_in_needs_number_password_and_code(house: None) -> None:
    code = present_code("demo01", now())
    with pytest.raises(SignInRefused):
        sign_in(number="demo01", password=PASSWORD, code="000000", now=NOW)
    with pytest.raises(SignInRefused):
        sign_in(number="demo01", password="no", code=code, now=NOW)
    with pytest.raises(SignInRefused):
        sign_in(number="nobody", password=PASSWORD, code=code, now=NOW)


def test_sign_in_with_both_factors(house: None) -> None:
    code = present_code("demo01", now())
    staff = sign_in(number="demo01", password=PASSWORD, code=code, now=NOW)
    assert staff.name == "吴晓"
    with pytest.raises(SignInRefused):  # a code is good once
        sign_in(number="demo01", password=PASSWORD, code=code, now=NOW)


@pytest.mark.parametrize("number", ["demo01", "nobody"])
def test_failures_make_the_next_try_wait_whether_or_not_the_number_is_known(
    house: None, number: str
) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(SignInRefused):
            sign_in(number=number, password="no", code="", now=NOW)
    with pytest.raises(MustWait) as told:
        sign_in(number=number, password=PASSWORD, code="", now=NOW + timedelta(seconds=59))
    assert told.value.until == NOW + timedelta(minutes=1)
    with pytest.raises(SignInRefused):
        sign_in(number=number, password="no", code="", now=NOW + timedelta(seconds=61))
    with pytest.raises(MustWait):
        sign_in(number=number, password="no", code="", now=NOW + timedelta(seconds=180))


def test_a_sign_in_forgets_the_failures_before_it(house: None) -> None:
    for _ in range(FREE_TRIES - 1):
        with pytest.raises(SignInRefused):
            sign_in(number="demo02", password="no", code="", now=NOW)
    code = present_code("demo02", now() + timedelta(seconds=30))
    # The device's own throttle counts wrong codes only; none was looked at before.
    sign_in(number="demo02", password=PASSWORD, code=code, now=NOW)
    with pytest.raises(SignInRefused):
        sign_in(number="demo02", password="no", code="", now=NOW)


def test_the_backend_lets_nobody_past_the_second_factor(house: None) -> None:
    from django.contrib.auth import authenticate

    staff = Staff.objects.get(number="demo01")
    assert StaffBackend().authenticate(None, number="demo01", password=PASSWORD) is None
    assert authenticate(None, username="demo01", password=PASSWORD) is None
    assert StaffBackend().get_user(staff.pk) == staff


def test_actor_is_the_person_in_the_post(house: None) -> None:
    actor = actor_of("demo01", None, on=TODAY)
    assert (actor.post, actor.agency_code, actor.area) == (
        Post.WINDOW_CLERK, "52260102", "52260102",
    )  # fmt: skip
    assert not actor.entrusted_with
    assert "register_household" in actor_of("demo10", None, on=TODAY).entrusted_with


def test_no_post_before_it_begins_after_it_ends_or_when_struck_off(house: None) -> None:
    (held,) = posts_held("demo01", on=TODAY)
    with pytest.raises(NotYours):
        actor_of("demo01", held.posting_id, on=TODAY - timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)
    end_posting(actor=administrator(), posting_id=held.posting_id, ends_on=tomorrow, now=NOW)
    assert actor_of("demo01", held.posting_id, on=TODAY).staff_number == "demo01"
    with pytest.raises(NotYours):
        actor_of("demo01", held.posting_id, on=tomorrow)
    strike_off(actor=administrator(), number="demo02", now=NOW)
    with pytest.raises(NotYours):
        actor_of("demo02", None, on=TODAY)
    assert StaffBackend().get_user(Staff.objects.get(number="demo02").pk) is None


def test_of_two_posts_one_must_be_chosen_and_only_ones_own(house: None) -> None:
    second = post_staff(
        actor=administrator(), number="demo01", agency_code="52260103", post="officer",
        since=TODAY, now=NOW,
    )  # fmt: skip
    with pytest.raises(NotYours):
        actor_of("demo01", None, on=TODAY)
    assert actor_of("demo01", second, on=TODAY).post == "officer"
    with pytest.raises(NotYours):
        actor_of("demo02", second, on=TODAY)


def test_a_centre_whose_entrustment_ended_may_do_nothing(house: None) -> None:
    from psycopg.types.range import Range

    Entrustment.objects.filter(centre_id="5226010201").update(
        span=Range(TODAY, TODAY + timedelta(days=1))
    )
    from anju.access.policy import may

    assert may(actor_of("demo10", None, on=TODAY), "register_household")
    assert not may(actor_of("demo10", None, on=TODAY + timedelta(days=1)), "register_household")


@pytest.mark.parametrize(("held", "wanted"), [("demo09", "window_clerk"), ("demo01", "auditor")])
def test_watching_and_working_are_never_one_persons(house: None, held: str, wanted: str) -> None:
    with pytest.raises(Conflict, match="不能由同一人兼任"):
        post_staff(
            actor=administrator(), number=held, agency_code="522601", post=wanted,
            since=TODAY, now=NOW,
        )  # fmt: skip


def test_one_post_is_not_held_twice(house: None) -> None:
    with pytest.raises(Conflict, match="已任同一岗位"):
        post_staff(
            actor=administrator(), number="demo01", agency_code="52260102", post="window_clerk",
            since=TODAY, now=NOW,
        )  # fmt: skip


def test_only_an_administrator_of_the_territory_manages_staff(house: None) -> None:
    clerk = actor_of("demo01", None, on=TODAY)
    with pytest.raises(NotYours):
        add_staff(actor=clerk, number="x", name="x", password=PASSWORD, now=NOW)
    add_staff(actor=administrator(), number="x", name="x", password=PASSWORD, now=NOW)
    with pytest.raises(NotYours):
        post_staff(
            actor=administrator(), number="x", agency_code="52", post="analyst",
            since=TODAY, now=NOW,
        )  # fmt: skip
    assert not Posting.objects.filter(staff__number="x").exists()


def test_a_weak_password_is_refused_with_the_reason(house: None) -> None:
    with pytest.raises(Conflict):
        add_staff(actor=administrator(), number="y", name="y", password="short", now=NOW)
