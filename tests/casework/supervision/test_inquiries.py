"""An inquiry into an address: heard before struck off, ended by who may, as the law says."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.factories.cast import FENG, LI, SUN, WANG, WU, ZHENG
from tests.factories.lives import registered
from tests.factories.registrations import at, key

from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.scope import scoped
from anju.casework.registrations.departures import Ending, deregister
from anju.casework.supervision.inquiries import (
    InquiryResult,
    NoteOfInquiry,
    conclude_inquiry,
    drop_inquiry,
    note_inquiry_step,
    open_inquiry,
)
from anju.records.journal.models import JournalEntry
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration
from anju.records.supervision.models import AddressInquiry, InquiryNote

pytestmark = pytest.mark.django_db
REGISTERED_ON = date(2026, 3, 3)
ON = date(2026, 6, 1)
NOW = at(ON)
LATER = at(ON + timedelta(days=10))


def opening(number: str, **changes: Any) -> Any:
    asked = {
        "actor": WU,
        "registration_number": number,
        "ground": "2",
        "noticed": "房主说已经搬走",
        "now": NOW,
    }
    return open_inquiry(**asked | {"request_key": key()} | changes)


def noting(ref: str, kind: str, *, reached: bool, day: int = 0, **changes: Any) -> Any:
    note = NoteOfInquiry(
        kind=kind, done_on=ON + timedelta(days=day), reached=reached, who="杨某", said="没有人在"
    )
    asked = {"actor": ZHENG, "inquiry_ref": ref, "note": note, "now": LATER}
    return note_inquiry_step(**asked | {"request_key": key()} | changes)


def ending(ref: str, result: str, *, left_on: date | None = None, **changes: Any) -> Any:
    found = InquiryResult(result=result, reasons="多方核实", left_on=left_on)
    asked = {"actor": SUN, "inquiry_ref": ref, "found": found, "now": LATER}
    return conclude_inquiry(**asked | {"request_key": key()} | changes)


def looked_for(number: str) -> str:
    """An inquiry in which the owner was heard and the person was not met on two days."""
    ref: str = opening(number).inquiry_ref
    noting(ref, "occupant", reached=True)
    noting(ref, "visit", reached=False, day=1)
    noting(ref, "visit", reached=False, day=3)
    return ref


def test_opened_it_has_a_running_time_and_changes_nothing() -> None:
    life = registered(on=REGISTERED_ON)
    opened = opening(life.registration_number)
    assert (opened.state, opened.due_on) == ("open", date(2026, 7, 1))
    with scoped(WU):
        assert ResidenceRegistration.objects.get().state == "registered"
        entry = JournalEntry.objects.get(act="open_inquiry")
    assert "PSD-2016 2(2)" in entry.cites


def test_one_inquiry_at_a_time() -> None:
    life = registered(on=REGISTERED_ON)
    opening(life.registration_number)
    with pytest.raises(Conflict, match="没有办结的住址核查"):
        opening(life.registration_number)


def test_a_stay_that_ended_is_not_inquired_into() -> None:
    life = registered(on=REGISTERED_ON)
    deregister(
        actor=WU,
        registration_number=life.registration_number,
        ending=Ending(left_on=ON, reason="3"),
        request_key=key(),
        now=NOW,
    )
    with pytest.raises(Conflict, match="不用核查"):
        opening(life.registration_number)


@pytest.mark.parametrize("result", ["left", "not_found"])
def test_nobody_is_struck_off_unheard(result: str) -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    noting(ref, "visit", reached=False, day=1)
    with pytest.raises(Refused) as refused:
        ending(ref, result, left_on=ON)
    codes = [reason.code for reason in refused.value.finding.reasons]
    assert codes == ["person_not_heard", "occupant_not_heard"]
    with scoped(WU):
        assert ResidenceRegistration.objects.get().state == "registered"
        assert AddressInquiry.objects.get().state == "open"


def test_looked_for_in_vain_the_stay_ends_on_the_day_found() -> None:
    life = registered(on=REGISTERED_ON)
    ref = looked_for(life.registration_number)
    done = ending(ref, "not_found", left_on=date(2026, 5, 20))
    assert done.state == "concluded"
    with scoped(WU):
        assert ResidenceRegistration.objects.get().state == "deregistered"
        assert not CurrentResidence.objects.exists()
        row = AddressInquiry.objects.get()
    assert (row.result, row.concluded_on) == ("not_found", ON + timedelta(days=10))


@pytest.mark.parametrize("left_on", [None, REGISTERED_ON - timedelta(days=30), date(2026, 7, 1)])
def test_a_stay_ends_only_on_a_day_of_the_stay(left_on: date | None) -> None:
    life = registered(on=REGISTERED_ON)
    ref = looked_for(life.registration_number)
    with pytest.raises(Conflict, match="离开"):
        ending(ref, "left", left_on=left_on)
    with scoped(WU):
        assert ResidenceRegistration.objects.get().state == "registered"


def test_found_living_there_the_data_is_fresh_again() -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    noting(ref, "visit", reached=True, day=2)
    ending(ref, "lives_here")
    with scoped(WU):
        assert CurrentResidence.objects.get().last_confirmed_on == ON + timedelta(days=10)
    opening(life.registration_number, now=LATER)  # another may follow


def test_moved_leaves_the_change_to_the_counter() -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    noting(ref, "person", reached=True)
    assert ending(ref, "moved").state == "concluded"
    with scoped(WU):
        assert ResidenceRegistration.objects.get().state == "registered"


def test_a_needless_inquiry_is_dropped_with_the_reason() -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    asked = {"actor": LI, "inquiry_ref": ref, "now": LATER}
    with pytest.raises(Conflict, match="为什么"):
        drop_inquiry(**asked, reasons="", request_key=key())
    assert drop_inquiry(**asked, reasons="认错人", request_key=key()).state == "dropped"
    with pytest.raises(Conflict):
        noting(ref, "visit", reached=True)


@pytest.mark.parametrize(
    ("actor", "refused"), [(FENG, True), (WANG, True), (WU, True), (ZHENG, True), (LI, False)]
)
def test_who_may_end_an_inquiry(actor: Any, refused: bool) -> None:
    life = registered(on=REGISTERED_ON)
    ref = looked_for(life.registration_number)
    if refused:
        with pytest.raises(NotYours):
            ending(ref, "left", left_on=ON, actor=actor)
    else:
        assert ending(ref, "left", left_on=ON, actor=actor).state == "concluded"


def test_a_day_to_come_cannot_have_been() -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    with pytest.raises(Conflict, match="不晚于今天"):
        noting(ref, "visit", reached=True, day=11)


def test_sent_twice_it_is_noted_once() -> None:
    life = registered(on=REGISTERED_ON)
    ref = opening(life.registration_number).inquiry_ref
    again = key()
    for _ in range(2):
        noting(ref, "visit", reached=True, request_key=again)
    with scoped(WU):
        assert InquiryNote.objects.count() == 1
