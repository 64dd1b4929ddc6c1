"""A collector's report that does not stand is rejected on the person's page, in writing."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.cast import ZHENG
from tests.factories.registrations import at, entry, household, key
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import moving_clock
from tests.web.staff_desks import AUDITOR, CLERK, actor, at_desk, open_house

from anju.access.scope import scoped
from anju.casework.registrations.register import register_household
from anju.records.issued.models import Paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moving_clock(monkeypatch, DAY)
    open_house(settings)


def reported() -> str:
    told = register_household(
        actor=ZHENG, household=household(entry()), request_key=key(), now=at(DAY)
    )
    return f"/counter/person/{told.people[0].person_ref}/act/reject/"


def test_access() -> None:
    assert_four_lines(reported(), right=CLERK, wrong=AUDITOR)


def test_a_report_is_rejected_with_a_reason_once_and_the_notice_is_printed() -> None:
    address, desk = reported(), at_desk(CLERK)
    data = {"request_key": str(uuid4()), "reason": ""}
    assert "请填写核实的情况" in desk.post(address, data).content.decode()
    data["reason"] = "上门核实，此处无人居住"
    page = desk.post(address, data, follow=True).content.decode()
    for words in ("上报的登记未通过，不予登记通知书已出", "打印通知书", "未通过"):
        assert words in page, words
    again = desk.post(address, data, follow=True).content.decode()
    assert "现在没有登记，不能办理不予登记" in again
    with scoped(actor(CLERK)):
        assert Paper.objects.filter(kind="refusal_notice").count() == 1
