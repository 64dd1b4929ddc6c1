"""An order with a date comes before any sanction (PFPR 27-29, reading R-0024)."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.cast import FENG, LI, SUN, WU
from tests.factories.lives import registered
from tests.factories.registrations import at, key

from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.scope import scoped
from anju.casework.supervision.orders import (
    OrderToCorrect,
    Penalty,
    lift_order,
    note_corrected,
    note_penalty,
    order_correction,
)
from anju.records.supervision.models import CorrectionOrder

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
NOW = at(ON)
DUE = ON + timedelta(days=10)
AFTER = at(DUE + timedelta(days=1))


def ordering(person_ref: str, **changes: Any) -> Any:
    told = {
        "offence": "tenants_not_reported",
        "addressee": "杨某",
        "facts": "三户未报",
        "due_on": DUE,
    }
    order = OrderToCorrect(**told | changes.pop("order", {}))
    asked = {"actor": SUN, "person_ref": person_ref, "order": order, "now": NOW}
    return order_correction(**asked | {"request_key": key()} | changes)


def fining(number: str, **changes: Any) -> Any:
    penalty = Penalty(document="凯公罚决字1号", yuan=300, is_unit=False)
    asked = {"actor": LI, "order_number": number, "penalty": penalty, "now": AFTER}
    return note_penalty(**asked | {"request_key": key()} | changes)


def ordered() -> str:
    number: str = ordering(registered().person_ref).order_number
    return number


def test_an_order_has_a_number_and_a_day() -> None:
    made = ordering(registered().person_ref)
    assert (made.state, made.due_on) == ("open", DUE)
    assert made.order_number.startswith("T52260102260601")


def test_holding_no_permit_is_nothing_to_be_ordered() -> None:
    with pytest.raises(Conflict, match="责令限期改正"):
        ordering(registered().person_ref, order={"offence": "permit_lent"})


def test_the_day_lies_ahead() -> None:
    with pytest.raises(Conflict, match="今天以后"):
        ordering(registered().person_ref, order={"due_on": ON})


@pytest.mark.parametrize("now", [NOW, at(DUE)])
def test_no_sanction_while_the_order_runs(now: Any) -> None:
    number = ordered()
    with pytest.raises(Refused) as refused:
        fining(number, now=now)
    assert [reason.code for reason in refused.value.finding.reasons] == ["order_still_running"]


def test_after_it_ran_out_in_vain_a_sanction_may_be_noted() -> None:
    number = ordered()
    assert fining(number).state == "penalised"
    with scoped(WU):
        assert CorrectionOrder.objects.get().note == "凯公罚决字1号，300 元"


@pytest.mark.parametrize("yuan", [0, 10_000_000])
def test_no_sanction_beyond_the_law(yuan: int) -> None:
    number = ordered()
    with pytest.raises(Conflict, match="罚款应在"):
        fining(number, penalty=Penalty(document="x", yuan=yuan, is_unit=False))


def test_put_right_no_sanction_follows() -> None:
    number = ordered()
    done = note_corrected(
        actor=WU, order_number=number, note="已补报", request_key=key(), now=AFTER
    )
    assert done.state == "corrected"
    with pytest.raises(Conflict):
        fining(number)


def test_taken_back_with_the_reason() -> None:
    number = ordered()
    asked = {"actor": LI, "order_number": number, "now": NOW}
    with pytest.raises(Conflict, match="为什么"):
        lift_order(**asked, note="", request_key=key())
    assert lift_order(**asked, note="找错人", request_key=key()).state == "lifted"


@pytest.mark.parametrize("actor", [WU, FENG])
def test_who_may_not_order(actor: Any) -> None:
    person_ref = registered().person_ref
    with pytest.raises(NotYours):
        ordering(person_ref, actor=actor)
    assert ordering(person_ref).state == "open"


@pytest.mark.parametrize("actor", [SUN, FENG])
def test_who_may_not_note_a_sanction(actor: Any) -> None:
    number = ordered()
    with pytest.raises(NotYours):
        fining(number, actor=actor)
    assert fining(number).state == "penalised"
