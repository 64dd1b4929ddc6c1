"""A document is verified in one word, on either side and in any county, without an address."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from tests.factories.cast import FENG, LI, STATION_A, WANG, WU, ZHENG
from tests.factories.lives import holding, registered
from tests.factories.registrations import at, key, made_up_number

from anju.access.actor import Actor, sealed_side
from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.permits.endings import cancel_permit
from anju.casework.permits.losses import report_loss
from anju.casework.registrations.departures import Ending, deregister
from anju.casework.supervision.protection import Protecting, protect_person
from anju.casework.supervision.verifications import verify_document
from anju.reading.person_file import person_file
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 5)
NOW = at(ON)
#: A clerk in another prefecture.
FAR_AWAY = Actor("x", "某", "window_clerk", "52270101", "52270101")


def asking(number: str, **changes: Any) -> Any:
    asked = {"actor": WU, "number": number, "purpose": "1", "now": NOW, "request_key": key()}
    return verify_document(**asked | changes)


def sealing(person_ref: str) -> None:
    order = Protecting(ground="1", order="凯法保字1号")
    protect_person(actor=LI, person_ref=person_ref, protecting=order, request_key=key(), now=NOW)


@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_answer_is_the_same_from_everywhere_and_on_either_side(is_sealed: bool) -> None:
    life = holding()
    (slip,) = [
        row.number for row in person_file(WU, life.person_ref, now=NOW).papers if row.kind == "slip"
    ]
    if is_sealed:
        sealing(life.person_ref)
    here = asking(life.permit_number)
    assert (here.word, here.kind, here.name) == ("有效", "permit", "周*")
    assert here.until == date(2027, 9, 6)  # the 4th is a Saturday
    assert here.county.endswith("凯里市")
    assert asking(slip).word == "有效"
    for actor in (FENG, WANG, FAR_AWAY, replace(WU, area=sealed_side(STATION_A))):
        assert asking(life.permit_number, actor=actor) == here
    told = str(asdict(here)) + str(asdict(asking(slip)))
    assert "迎宾大道" not in told
    assert "派出所" not in told


def test_every_word() -> None:
    life = holding()
    words = [asking(life.permit_number).word]
    asked = {"actor": WU, "permit_number": life.permit_number}
    report_loss(**asked, request_key=key(), now=NOW)
    words.append(asking(life.permit_number).word)
    cancel_permit(
        actor=WANG, permit_number=life.permit_number, reason="own_wish",
        request_key=key(), now=NOW,
    )  # fmt: skip
    words.append(asking(life.permit_number).word)
    assert words == ["有效", "已挂失", "已注销"]


def test_without_endorsement_it_is_suspended() -> None:
    life = holding()
    assert asking(life.permit_number, now=at(date(2028, 10, 1))).word == "中止"


def test_a_slip_of_an_ended_registration_is_no_good() -> None:
    life = registered()
    (slip,) = [
        row.number for row in person_file(WU, life.person_ref, now=NOW).papers if row.kind == "slip"
    ]
    deregister(
        actor=WU, registration_number=life.registration_number,
        ending=Ending(left_on=ON, reason="3", destination=""), request_key=key(), now=NOW,
    )  # fmt: skip
    assert asking(slip).word == "已注销"


@pytest.mark.parametrize("number", ["", "X", "520199999999999999", "' OR 1=1 --", "0" * 40])
def test_what_nobody_knows_cannot_be_verified(number: str) -> None:
    told = asking(number)
    assert asdict(told) == {"word": "无法核验", "kind": "", "name": "", "until": None, "county": ""}


def test_a_citizen_number_is_no_document_and_is_not_written_down() -> None:
    life = registered()
    assert asking(life.document_number).word == "无法核验"
    assert asking(made_up_number()).word == "无法核验"
    with scoped(WU):
        refs = set(
            JournalEntry.objects.filter(act="verify_document").values_list("subject_ref", flat=True)
        )
    assert refs == {"unknown"}


def test_the_purpose_is_one_of_the_list_and_is_kept() -> None:
    life = holding()
    with pytest.raises(Conflict, match="为什么核验"):
        asking(life.permit_number, purpose="9")
    asking(life.permit_number, purpose="2", actor=FENG)
    with scoped(FENG):
        entry = JournalEntry.objects.get(act="verify_document")
    assert (entry.subject_ref, entry.facts) == (
        life.permit_number, {"purpose": "2", "word": "有效"},
    )  # fmt: skip
    assert entry.person_id is None


def test_who_may_not_verify() -> None:
    life = holding()
    with pytest.raises(NotYours):
        asking(life.permit_number, actor=ZHENG)
