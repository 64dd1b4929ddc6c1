"""A second notice stands on the chief's own word: asked, answered, and used for that one only."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.factories.cast import FENG, LI, SUN, WU
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, applying
from tests.factories.registrations import at, key

from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.scope import scoped
from anju.casework.cases.acceptance import notify_deficiencies
from anju.casework.cases.applications import supplement
from anju.casework.cases.outcomes import Deficiency, EvidenceShown
from anju.casework.cases.second_notices import (
    agree_to_second_notice,
    ask_second_notice,
    decline_second_notice,
)
from anju.records.cases.models import Case, DeficiencyNotice
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
NOW = at(ELIGIBLE_ON, 15)
FORGED = Deficiency("employment_contract", "合同上的公章看不清")


def told_once() -> str:
    """A case told once that a paper is missing, brought since, and found forged."""
    life = applying(evidence=EVERYTHING[:3])
    case = {"actor": WU, "case_number": life.case_number}
    notify_deficiencies(**case, request_key=key(), now=NOW)
    supplement(**case, evidence=(EVERYTHING[3],), request_key=key(), now=NOW)
    return life.case_number


def again(case_number: str, **changes: Any) -> Any:
    asked = {"actor": WU, "case_number": case_number, "faulty": (FORGED,), "now": NOW}
    return notify_deficiencies(**asked | {"request_key": key()} | changes)


def asking(case_number: str, **changes: Any) -> Any:
    asked = {"actor": WU, "case_number": case_number, "reason": "公章看不清", "now": NOW}
    return ask_second_notice(**asked | {"request_key": key()} | changes)


def answering(verb: Any, ref: str, **changes: Any) -> Any:
    return verb(**{"actor": LI, "ref": ref, "request_key": key(), "now": NOW} | changes)


def test_irrp_9_5_without_the_chief_there_is_no_second_notice() -> None:
    number = told_once()
    with pytest.raises(Refused) as refused:
        again(number)
    assert [reason.code for reason in refused.value.finding.reasons] == ["already_notified"]
    asking(number)
    with pytest.raises(Refused):
        again(number)


def test_with_the_chiefs_agreement_it_is_given_and_says_who_agreed_and_why() -> None:
    number = told_once()
    ref = asking(number).ref
    assert answering(agree_to_second_notice, ref).state == "agreed"
    second = again(number)
    assert (second.sequence, second.state) == (2, "awaiting_supplement")
    with scoped(WU):
        notice = DeficiencyNotice.objects.get(case__number=number, sequence=2)
        acts = set(JournalEntry.objects.filter(subject_ref=number).values_list("act", flat=True))
    assert (notice.agreed_by, notice.reason) == (LI.staff_number, "公章看不清")
    assert {"ask_second_notice", "agree_to_second_notice", "notify_deficiencies"} <= acts


def test_an_agreement_serves_one_notice_only() -> None:
    number = told_once()
    answering(agree_to_second_notice, asking(number).ref)
    again(number)
    supplement(
        actor=WU,
        case_number=number,
        evidence=(replace(EVERYTHING[3], issued_by="金源建筑总部"),),
        request_key=key(),
        now=NOW,
    )
    with pytest.raises(Refused):
        again(number)


def test_what_the_chief_declines_may_be_asked_anew_with_another_reason() -> None:
    number = told_once()
    ref = asking(number).ref
    with pytest.raises(Conflict, match="为什么不同意"):
        answering(decline_second_notice, ref, answer="")
    assert answering(decline_second_notice, ref, answer="可以电话核实").state == "declined"
    with pytest.raises(Refused):
        again(number)
    with pytest.raises(Conflict, match="已经答复过"):
        answering(agree_to_second_notice, ref)
    assert asking(number, reason="单位电话核实，合同不是本人的").ref != ref


def test_one_request_at_a_time() -> None:
    number = told_once()
    asking(number)
    with pytest.raises(Conflict, match="请等所长答复"):
        asking(number)


def test_what_was_never_told_needs_nobodys_agreement() -> None:
    number = applying(evidence=EVERYTHING[:3]).case_number
    with pytest.raises(Conflict, match="还没有告知过"):
        asking(number)


@pytest.mark.parametrize("actor", [WU, SUN, FENG])
def test_only_the_stations_own_chief_answers(actor: Any) -> None:
    ref = asking(told_once()).ref
    with pytest.raises(NotYours):
        answering(agree_to_second_notice, ref, actor=actor)


def test_nobody_agrees_to_their_own_request() -> None:
    ref = asking(told_once(), actor=LI).ref
    with pytest.raises(Conflict, match="另一人同意"):
        answering(agree_to_second_notice, ref)


def test_a_request_sent_twice_is_answered_the_same() -> None:
    number, request_key = told_once(), key()
    assert asking(number, request_key=request_key) == asking(number, request_key=request_key)


def test_after_a_pause_the_case_has_the_time_it_had_left() -> None:
    """A case of Monday, told on Monday, supplemented on Thursday, stands before one of Thursday."""
    monday, thursday = date(2026, 9, 7), date(2026, 9, 10)
    life = applying(evidence=(EvidenceShown("identity_card"),), on=monday)
    with scoped(WU):
        before = Case.objects.get(number=life.case_number).due_on
    assert before == date(2026, 9, 8)
    case = {"actor": WU, "case_number": life.case_number}
    notify_deficiencies(**case, request_key=key(), now=at(date(2026, 9, 8)))
    done = supplement(**case, evidence=EVERYTHING[1:], request_key=key(), now=at(thursday))
    assert done.due_on == thursday
