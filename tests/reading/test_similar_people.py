"""Who is already on file under what is being typed: in the county, and how little is said of it."""

from datetime import date

import pytest
from tests.casework.pairs import NOW, registered_at
from tests.factories.cast import FENG, NIGHT, QIAN, WU
from tests.factories.registrations import made_up_number

from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.jobs import tasks
from anju.kit import clock
from anju.reading.duplicates.similar import InHand, similar_to
from anju.records.journal.models import ViewEntry
from anju.records.people.models import DuplicatePair

BORN = date(1990, 1, 1)


def test_our_own_record_is_named_and_the_look_is_kept() -> None:
    life = registered_at(phone="13800138000")
    typed = InHand(name="周阿妹", born_on=BORN, phone="13800138000")
    (row,) = similar_to(WU, typed, now=NOW).rows
    assert (row.level, row.is_ours, row.person_ref) == ("likely", True, life.person_ref)
    assert "same_phone" in row.reasons
    with scoped(WU):
        assert ViewEntry.objects.filter(purpose="similar_people").count() == 1


def test_of_a_record_elsewhere_only_its_station_is_said() -> None:
    registered_at(FENG)
    (row,) = similar_to(WU, InHand(name="周阿美", born_on=BORN, sex="2"), now=NOW).rows
    assert (row.level, row.is_ours, row.person_ref, row.name) == ("possible", False, "", "")
    assert row.agency


def test_the_same_number_on_another_paper_is_the_same_person() -> None:
    number = made_up_number()
    registered_at(document_number=number)
    typed = InHand(document_kind="113", document_number=number)
    (row,) = similar_to(WU, typed, now=NOW).rows
    assert (row.level, row.reasons) == ("same", ("same_number",))


@pytest.mark.parametrize(
    "typed",
    [InHand(), InHand(name="周阿妹"), InHand(name="吴小龙", born_on=BORN), InHand(born_on=BORN)],
)
def test_too_little_or_somebody_else_is_nobody(typed: InHand) -> None:
    registered_at()
    assert similar_to(WU, typed, now=NOW).rows == ()


def test_a_card_maker_asks_nothing() -> None:
    with pytest.raises(NotYours):
        similar_to(QIAN, InHand(name="周阿妹", born_on=BORN), now=NOW)


def test_the_night_goes_through_every_county(monkeypatch: pytest.MonkeyPatch) -> None:
    registered_at()
    registered_at(FENG, name="周阿美")
    with scoped(NIGHT):
        DuplicatePair.objects.update(state="apart", likeness="before")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(tasks, "now", lambda: NOW)
    assert tasks.find_duplicate_people(timestamp=0) == 1
    assert tasks.find_duplicate_people(timestamp=0) == 0
