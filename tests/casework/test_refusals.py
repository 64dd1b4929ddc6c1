"""Who may not, when it is too late or too soon: each refusal beside the set-up of its success."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import FENG, QIAN, SUN, WANG, WU, ZHENG
from tests.factories.lives import (
    ELIGIBLE_ON,
    accepted,
    applying,
    approved,
    holding,
    registered,
    stocked,
)
from tests.factories.registrations import at, child, entry, key

from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.scope import scoped
from anju.casework.cases.acceptance import accept, decline_acceptance, notify_deficiencies
from anju.casework.cases.applications import submit_application, withdraw
from anju.casework.cases.decisions import approve, refuse, review
from anju.casework.cases.outcomes import (
    Agent,
    Application,
    EvidenceShown,
    RefusalReason,
)
from anju.casework.cases.production import record_produced, record_spoiled, send_to_production
from anju.casework.permits.endings import cancel_permit, seize_permit
from anju.casework.permits.endorsements import endorse, endorse_late
from anju.casework.permits.losses import cancel_loss_report, report_loss
from anju.casework.registrations.departures import Ending, deregister
from anju.casework.registrations.starts import Proof, recognise_start
from anju.casework.registrations.stays import Amendment, amend_registration
from anju.reading.case_page import case_page
from anju.reading.papers_issued import paper
from anju.reading.person_file import person_file
from anju.records.registrations.models import RegistrationFacts

DAY = at(ELIGIBLE_ON, 18)


def test_station_b_can_do_nothing_with_a_case_of_station_a() -> None:
    case = {"case_number": applying().case_number, "request_key": key(), "now": DAY}
    for verb in (accept, withdraw, notify_deficiencies):
        with pytest.raises(NotYours):
            verb(actor=FENG, **case)
    with pytest.raises(NotYours):
        case_page(FENG, case["case_number"], now=DAY)
    accept(actor=WU, **case)


@pytest.mark.parametrize("actor", [ZHENG, QIAN, WANG])
def test_irrp_8_only_the_counter_accepts(actor: object) -> None:
    life = applying()
    with pytest.raises(NotYours):
        accept(actor=actor, case_number=life.case_number, request_key=key(), now=DAY)


def test_whoever_accepted_does_not_decide() -> None:
    life = accepted()
    review(actor=SUN, case_number=life.case_number, request_key=key(), now=DAY)
    both = replace(WANG, staff_number=WU.staff_number)
    with pytest.raises(Conflict, match="受理人不能审批自己受理的申请"):
        approve(actor=both, case_number=life.case_number, request_key=key(), now=DAY)
    approve(actor=WANG, case_number=life.case_number, request_key=key(), now=DAY)


def test_irrp_2_nobody_applies_from_the_same_city_or_without_a_ground() -> None:
    neighbour = registered(entry(hukou_division="522601"))
    application = Application(
        person_ref=neighbour.person_ref, housing="rented", grounds=("employment",)
    )
    with pytest.raises(Refused) as refused:
        submit_application(actor=WU, application=application, request_key=key(), now=DAY)
    assert "same_city" in {reason.code for reason in refused.value.finding.reasons}


def test_irrp_9_3_an_agent_applies_only_for_who_cannot_come() -> None:
    life = registered()
    asked = {
        "person_ref": life.person_ref,
        "housing": "rented",
        "grounds": ("employment",),
        "agent": Agent("relative", "周大哥"),
    }
    with pytest.raises(Refused):
        submit_application(actor=WU, application=Application(**asked), request_key=key(), now=DAY)
    opened = submit_application(
        actor=WU,
        application=Application(**asked, limited_mobility=True),
        request_key=key(),
        now=DAY,
    )
    assert "agent_identity_card" in opened.missing


def test_one_open_case_a_person() -> None:
    life = applying()
    with pytest.raises(Conflict, match="已有一个正在办理的申请"):
        applying(life)


def test_a_declined_and_a_refused_case_say_why_and_what_can_be_done() -> None:
    declined = decline_acceptance(
        actor=WU,
        case_number=applying().case_number,
        reason_code="wrong_office",
        reason_text="现住址属于城西派出所辖区",
        request_key=key(),
        now=DAY,
    )
    notice = paper(WU, declined.notice_number, now=DAY)
    assert notice.content["reasons"][0]["basis"] == "《居住证暂行条例》第九条第一款"
    assert notice.content["remedy"]["court"]
    life = accepted(applying(registered(entry(document_number="", name="龙老六"))))
    refused = refuse(
        actor=WANG,
        case_number=life.case_number,
        reason=RefusalReason("untrue_materials", "劳动合同经单位确认不属实"),
        request_key=key(),
        now=DAY,
    )
    assert refused.state == "refused"
    assert case_page(WU, life.case_number, now=DAY).decision == "refused"


def test_a_blank_serves_once_and_a_spoiled_one_is_ordered_anew() -> None:
    life = approved()
    case = {"case_number": life.case_number}
    send_to_production(actor=QIAN, **case, request_key=key(), now=DAY)
    stocked("B7")
    made = {"blank_serial": "B7", "request_key": key(), "now": DAY}
    record_produced(actor=QIAN, **case, **made)
    again = record_spoiled(
        actor=QIAN, **case, blank_serial="B7", reason="打印偏移", request_key=key(), now=DAY
    )
    assert (again.card_state, again.issue_number) == ("ordered", 2)
    with pytest.raises(Conflict, match="这张空白卡已经用过"):
        record_produced(actor=QIAN, **case, **{**made, "request_key": key()})


def test_an_endorsement_needs_a_registered_residence() -> None:
    life = holding()
    left = Ending(left_on=date(2027, 1, 10), reason="3")
    deregister(
        actor=WU,
        registration_number=life.registration_number,
        ending=left,
        request_key=key(),
        now=at(date(2027, 1, 11)),
    )
    permit = {"actor": WU, "permit_number": life.permit_number, "still_lives_here": True}
    with pytest.raises(Refused) as refused:
        endorse(**permit, request_key=key(), now=at(date(2027, 8, 10)))
    assert refused.value.finding.reasons[0].code == "not_residing"
    with pytest.raises(Conflict, match="还没有逾期"):
        endorse_late(**permit, request_key=key(), now=at(date(2027, 8, 10)))


def test_a_found_card_is_in_use_again_unless_its_window_passed() -> None:
    life = holding()
    permit = {"actor": WU, "permit_number": life.permit_number}
    report_loss(**permit, request_key=key(), now=at(date(2026, 10, 10)))
    found = cancel_loss_report(**permit, request_key=key(), now=at(date(2026, 10, 12)))
    assert found.state == "in_use"
    report_loss(**permit, request_key=key(), now=at(date(2026, 10, 20)))
    found = cancel_loss_report(**permit, request_key=key(), now=at(date(2027, 12, 1)))
    assert found.state == "suspended"


def test_a_permit_is_never_ended_at_the_window() -> None:
    life = holding()
    permit = {"permit_number": life.permit_number, "request_key": key(), "now": DAY}
    with pytest.raises(NotYours):
        seize_permit(actor=WU, reason="材料不实", **permit)
    told = cancel_permit(actor=WANG, reason="hukou_moved_in", **permit)
    assert told.state == "cancelled"
    row = person_file(WU, life.person_ref, now=DAY).permits[0]
    assert (row.state, row.card_state, row.ended_on) == ("cancelled", "void", ELIGIBLE_ON)


def test_psd_2_3_a_contract_moves_the_start_not_before_arrival_and_once() -> None:
    life = registered(entry(arrived_on="2026-02-10"))
    asked = {
        "actor": WU,
        "registration_number": life.registration_number,
        "proofs": (Proof("employment_contract", date(2026, 1, 5)),),
    }
    told = recognise_start(**asked, request_key=key(), now=at(date(2026, 3, 10)))
    assert (told.starts_on, told.basis) == (date(2026, 2, 10), "employment_contract")
    assert told.eligible_from == date(2026, 8, 11)
    with pytest.raises(Conflict, match="已经认定过"):
        recognise_start(**asked, request_key=key(), now=at(date(2026, 3, 11)))


def test_a_proof_before_arrival_counts_only_when_an_officer_says_why() -> None:
    life = registered(entry(arrived_on="2026-02-10"))
    asked = {
        "registration_number": life.registration_number,
        "proofs": (Proof("employment_contract", date(2026, 1, 5)),),
        "override_reason": "此前住在本市城西，有房东证明",
    }
    when = {"request_key": key(), "now": at(date(2026, 3, 10))}
    with pytest.raises(NotYours):
        recognise_start(actor=WU, **asked, **when)
    told = recognise_start(actor=SUN, **asked, **when)
    assert told.starts_on == date(2026, 1, 5)


def test_an_amendment_keeps_what_was_true_before() -> None:
    life = registered()
    amend_registration(
        actor=WU,
        registration_number=life.registration_number,
        amendment=Amendment(since=date(2026, 6, 1), reason="3", employer_name=""),
        request_key=key(),
        now=at(date(2026, 6, 2)),
    )
    with scoped(WU):
        rows = RegistrationFacts.objects.known_now().order_by("valid")
        assert [(row.reason, row.valid.lower) for row in rows] == [
            ("1", date(2026, 3, 2)),
            ("3", date(2026, 6, 1)),
        ]
        assert RegistrationFacts.objects.true_on(date(2026, 7, 1)).count() == 2
        known_then = RegistrationFacts.objects.as_known(
            at=at(date(2026, 5, 1)), on=date(2026, 7, 1)
        )
        assert known_then.get().reason == "1"


def test_a_child_applies_through_the_guardian() -> None:
    little_one = registered(child(guardian_name="周阿妹"))
    application = Application(
        person_ref=little_one.person_ref,
        housing="rented",
        grounds=("schooling",),
        agent=Agent("guardian", "周阿妹"),
        evidence=(EvidenceShown("photo"),),
    )
    opened = submit_application(actor=WU, application=application, request_key=key(), now=DAY)
    assert opened.state == "submitted"
