"""A report that does not stand, an endorsement that may not be given: refused in writing."""

from datetime import date
from typing import Any

import pytest
from tests.factories.cast import FENG, LI, QIAN, SUN, WU, ZHENG
from tests.factories.lives import ELIGIBLE_ON, holding, registered
from tests.factories.registrations import at, entry, household, key

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.contents import RefusalKind
from anju.casework.permits.endorsement_refusals import refuse_endorsement
from anju.casework.registrations.register import register_household
from anju.casework.registrations.report_refusals import reject_report
from anju.casework.registrations.stays import confirm_stay
from anju.reading.papers_issued import paper
from anju.reading.person_file import person_file
from anju.records.journal.models import JournalEntry
from anju.records.registrations.models import ResidenceRegistration

pytestmark = pytest.mark.django_db
DAY = at(date(2026, 3, 4))


def reported() -> Any:
    """What a collector wrote down at a door."""
    told = register_household(
        actor=ZHENG, household=household(entry()), request_key=key(), now=at(date(2026, 3, 3))
    )
    return told.people[0]


def rejecting(number: str, **changes: Any) -> Any:
    asked = {"actor": WU, "registration_number": number, "reason": "上门核实，此处无人居住"}
    return reject_report(**asked | {"request_key": key(), "now": DAY} | changes)


def refusing(number: str, **changes: Any) -> Any:
    asked = {
        "actor": WU,
        "permit_number": number,
        "reason_code": "too_early",
        "reason_text": "九月来",
    }
    return refuse_endorsement(
        **asked | {"request_key": key(), "now": at(ELIGIBLE_ON, 18)} | changes
    )


def test_a_rejected_report_is_no_registration_and_the_person_is_told_why() -> None:
    one = reported()
    done = rejecting(one.registration_number)
    assert done.state == "rejected"
    content = paper(WU, done.notice_number, now=DAY).content
    assert content["kind"] == RefusalKind.REJECT_REPORT
    assert content["facts"] == "上门核实，此处无人居住"
    assert "行政复议" not in content["what_to_do"]
    assert content["remedy"]["review_organ"]
    file = person_file(WU, one.person_ref, now=DAY)
    assert [row.state for row in file.registrations] == ["rejected"]
    with scoped(WU):
        row = JournalEntry.objects.get(act="reject_report")
    assert (row.facts["reason"], row.cites) == ("上门核实，此处无人居住", ["PSD-2016 2(2)"])


def test_whoever_was_reported_wrongly_can_be_registered_the_same_day() -> None:
    one = reported()
    rejecting(one.registration_number)
    anew = registered(entry(), on=date(2026, 3, 4))
    assert anew.registration_number != one.registration_number
    with scoped(WU):
        states = ResidenceRegistration.objects.order_by("id").values_list("state", flat=True)
        assert list(states) == ["rejected", "registered"]


def test_only_a_report_is_rejected_and_only_once() -> None:
    with pytest.raises(Conflict, match="往前办了"):
        rejecting(registered().registration_number)
    one = register_household(
        actor=ZHENG,
        household=household(entry(name="周乙", room="2")),
        request_key=key(),
        now=DAY,
    ).people[0]
    rejecting(one.registration_number)
    with pytest.raises(Conflict, match="往前办了"):
        rejecting(one.registration_number)


def test_a_rejected_report_is_not_confirmed_afterwards() -> None:
    number = reported().registration_number
    rejecting(number)
    with pytest.raises(Conflict):
        confirm_stay(actor=WU, registration_number=number, channel="1", request_key=key(), now=DAY)


@pytest.mark.parametrize("actor", [ZHENG, QIAN, FENG])
def test_only_the_counter_of_the_station_rejects(actor: Any) -> None:
    number = reported().registration_number
    with pytest.raises(NotYours):
        rejecting(number, actor=actor)


def test_a_rejection_sent_twice_gives_one_notice() -> None:
    number, request_key = reported().registration_number, key()
    assert rejecting(number, request_key=request_key) == rejecting(number, request_key=request_key)


def test_irrp_10_2_an_endorsement_too_early_is_refused_in_writing() -> None:
    life = holding()
    done = refusing(life.permit_number)
    assert done.state == "in_use", "refusing takes nothing away"
    content = paper(WU, done.notice_number, now=at(ELIGIBLE_ON, 19)).content
    assert content["kind"] == RefusalKind.REFUSE_ENDORSEMENT
    assert content["service"] == "居住证签注"
    assert "还没有到签注" in content["reasons"][0]["text"]
    with scoped(WU):
        row = JournalEntry.objects.get(act="refuse_endorsement")
    assert "IRRP 10(2)" in row.cites


def test_what_the_law_lets_one_endorse_is_not_refused() -> None:
    life = holding()
    in_window = at(date(2027, 8, 20))
    with pytest.raises(Conflict, match="按规定可以签注"):
        refusing(life.permit_number, now=in_window)
    assert refusing(life.permit_number, reason_code="not_residing", now=in_window).notice_number


@pytest.mark.parametrize("reason", ["same_city", "none", "agent_may_not_apply"])
def test_a_reason_of_something_else_refuses_no_endorsement(reason: str) -> None:
    life = holding()
    with pytest.raises(Conflict):
        refusing(life.permit_number, reason_code=reason)


@pytest.mark.parametrize("actor", [QIAN, FENG, ZHENG])
def test_only_the_counter_refuses_an_endorsement(actor: Any) -> None:
    life = holding()
    with pytest.raises(NotYours):
        refusing(life.permit_number, actor=actor)


@pytest.mark.parametrize("actor", [SUN, LI])
def test_officers_and_chiefs_refuse_too(actor: Any) -> None:
    assert refusing(holding().permit_number, actor=actor).notice_number
