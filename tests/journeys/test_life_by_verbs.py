"""The whole life of a permit by its verbs, the day moving: from the report to the restored card."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import NIGHT, SUN, WANG, WU, ZHENG
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    Life,
    accepted,
    approved,
    carded,
    holding,
    registered,
)
from tests.factories.registrations import TOWN_B, at, key

from anju.access.refusals import Conflict, Refused
from anju.access.scope import scoped
from anju.casework.cards.collection import hand_over
from anju.casework.cases.acceptance import accept, notify_deficiencies
from anju.casework.cases.applications import submit_application, supplement
from anju.casework.cases.decisions import approve
from anju.casework.cases.outcomes import Application, Collector, EvidenceShown
from anju.casework.permits.cards import CardRequest, reissue_card, replace_card
from anju.casework.permits.endorsements import endorse, endorse_late, lapse
from anju.casework.permits.losses import report_loss
from anju.casework.registrations.departures import (
    ReportedDeparture,
    confirm_departure,
    object_to_departure,
    propose_departure,
)
from anju.casework.registrations.stays import Move, change_address
from anju.reading.case_page import case_page
from anju.reading.endorsement_page import endorsement_page, permits_due
from anju.reading.person_file import person_file
from anju.reading.queues import queue
from anju.records.journal.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]


def apply(life: Life, on: date, *evidence: EvidenceShown):
    return submit_application(
        actor=WU,
        application=Application(
            person_ref=life.person_ref,
            housing="rented",
            grounds=("employment",),
            evidence=evidence,
        ),
        request_key=key(),
        now=at(on),
    )


def test_from_the_report_to_the_card_in_the_hand() -> None:
    life = registered()
    with pytest.raises(Refused) as too_soon:
        apply(life, date(2026, 9, 3), *EVERYTHING)
    assert too_soon.value.finding.changes_on == ELIGIBLE_ON

    opened = apply(life, ELIGIBLE_ON, EVERYTHING[0])
    assert opened.state == "submitted"
    assert opened.missing == ("photo", "address_proof", "employment_proof")
    case = {"actor": WU, "case_number": opened.case_number}
    with pytest.raises(Refused):
        accept(**case, request_key=key(), now=at(ELIGIBLE_ON))

    notice = notify_deficiencies(**case, request_key=key(), now=at(ELIGIBLE_ON))
    assert notice.items == opened.missing
    assert case_page(WU, opened.case_number, now=at(ELIGIBLE_ON)).due_on is None

    brought = supplement(
        **case, evidence=EVERYTHING[1:], request_key=key(), now=at(date(2026, 9, 9))
    )
    assert brought.missing == ()
    taken = accept(**case, request_key=key(), now=at(date(2026, 9, 24)))
    assert (taken.produce_by, taken.hand_over_by) == (date(2026, 10, 8), date(2026, 10, 9))

    life = replace(life, case_number=opened.case_number)
    with pytest.raises(Conflict):  # approved before anybody reviewed it
        approve(actor=WANG, case_number=life.case_number, request_key=key(), now=at(ELIGIBLE_ON))
    life = approved(life, on=date(2026, 9, 25))
    assert life.permit_number == "5226010022026092500001"
    carded(life, blank_serial="B0001", on=date(2026, 9, 28))
    told = hand_over(
        **case,
        collector=Collector("周阿妹", holder_number=life.document_number),
        request_key=key(),
        now=at(date(2026, 9, 30)),
    )
    assert (told.state, told.card_state) == ("collected", "collected")
    file = person_file(WU, life.person_ref, now=at(date(2026, 9, 30)))
    assert [row.state for row in file.permits] == ["in_use"]
    assert sorted({paper.kind for paper in file.papers}) == [
        "collection_notice", "deficiency_notice", "receipt", "registration_form", "slip",
    ]  # fmt: skip
    assert all(row.cites for row in file.timeline)
    steps = [row.step for row in case_page(WU, life.case_number, now=at(ELIGIBLE_ON)).steps]
    assert steps == [
        "submit_application", "notify_deficiencies", "supplement", "accept", "review", "approve",
        "send_to_production", "record_produced", "notify_ready", "hand_over",
    ]  # fmt: skip


def test_years_are_endorsed_missed_suspended_and_restored() -> None:
    life = holding()  # issued 2026-09-04
    permit = {"actor": WU, "permit_number": life.permit_number, "still_lives_here": True}
    with pytest.raises(Refused) as early:
        endorse(**permit, request_key=key(), now=at(date(2027, 8, 3)))
    assert early.value.finding.changes_on == date(2027, 8, 4)

    first = endorse(**permit, request_key=key(), now=at(date(2027, 8, 10)))
    assert (first.year_number, first.next_opens_on) == (1, date(2028, 8, 4))

    # 2028-09-04 is a Monday; nobody came.
    day = date(2028, 9, 5)
    assert lapse(actor=NIGHT, on=date(2028, 9, 4), now=at(day, 1)).suspended == 0
    assert lapse(actor=NIGHT, on=day, now=at(day, 2)).suspended == 1
    assert lapse(actor=NIGHT, on=day, now=at(day, 3)).looked_at == 0

    late_on = date(2028, 10, 20)
    page = endorsement_page(WU, life.permit_number, now=at(late_on))
    assert (page.state, page.step) == ("suspended", "endorse_late")
    assert (page.years_before, page.years_after) == (1, 0)
    with pytest.raises(Refused):
        endorse(**permit, request_key=key(), now=at(late_on))
    restored = endorse_late(**permit, request_key=key(), now=at(late_on))
    assert (restored.state, restored.continuous_years) == ("in_use", 0)
    assert restored.next_closes_on == date(2029, 10, 22)  # 2029-10-20 is a Saturday
    file = person_file(WU, life.person_ref, now=at(late_on))
    assert (file.permits[0].state, file.permits[0].anchor_on) == ("in_use", late_on)


def test_late_without_the_night_run_is_suspended_by_law_all_the_same() -> None:
    life = holding()
    late_on = date(2027, 9, 20)
    due = permits_due(WU, now=at(late_on))
    assert [(row.permit_number, row.state) for row in due.rows] == [
        (life.permit_number, "suspended")
    ]
    restored = endorse_late(
        actor=WU,
        permit_number=life.permit_number,
        still_lives_here=True,
        request_key=key(),
        now=at(late_on),
    )
    assert restored.state == "in_use"


def test_a_lost_card_is_reissued_and_the_years_stay() -> None:
    life = holding()
    lost_on = date(2026, 11, 2)
    permit = {"actor": WU, "permit_number": life.permit_number}
    request = CardRequest(permit_number=life.permit_number, why="lost")
    with pytest.raises(Refused):  # the loss comes first
        reissue_card(actor=WU, request=request, request_key=key(), now=at(lost_on))
    assert report_loss(**permit, request_key=key(), now=at(lost_on)).state == "lost"
    opened = reissue_card(actor=WU, request=request, request_key=key(), now=at(lost_on, 11))
    assert (opened.fee, opened.fee_note) == ("0", "换领、补领的收费标准尚未公布，不收费")
    again = Life(life.person_ref, life.registration_number, opened.case_number)
    carded(approved(accepted(again, on=lost_on), on=lost_on), blank_serial="B0002", on=lost_on)
    told = hand_over(
        actor=WU,
        case_number=opened.case_number,
        collector=Collector("周阿妹", holder_number=life.document_number),
        request_key=key(),
        now=at(date(2026, 11, 9)),
    )
    assert told.issue_number == 2
    row = person_file(WU, life.person_ref, now=at(date(2026, 11, 9))).permits[0]
    assert (row.number, row.state, row.anchor_on) == (life.permit_number, "in_use", ELIGIBLE_ON)


def test_a_damaged_card_is_replaced_against_the_old_one() -> None:
    life = holding()
    day = date(2026, 11, 2)
    shown = CardRequest(permit_number=life.permit_number, why="damaged", old_card_shown=True)
    hidden = CardRequest(permit_number=life.permit_number, why="damaged")
    with pytest.raises(Refused):
        replace_card(actor=WU, request=hidden, request_key=key(), now=at(day))
    opened = replace_card(actor=WU, request=shown, request_key=key(), now=at(day))
    again = Life(life.person_ref, life.registration_number, opened.case_number)
    carded(approved(accepted(again, on=day), on=day), blank_serial="B0002", on=day)
    case = {"actor": WU, "case_number": opened.case_number}
    collector = Collector("周阿妹", holder_number=life.document_number)
    with pytest.raises(Conflict, match="交回原证"):
        hand_over(**case, collector=collector, request_key=key(), now=at(day, 18))
    collector = replace(collector, old_card_surrendered=True)
    told = hand_over(**case, collector=collector, request_key=key(), now=at(day, 18))
    assert told.card_state == "collected"


def test_a_move_in_the_city_keeps_the_residence_and_takes_the_file_along() -> None:
    life = registered()
    day = date(2026, 5, 6)
    move = Move(
        moved_on=date(2026, 5, 4),
        place_kind="1",
        township=TOWN_B,
        address="韶山路2号",
        room="301",
        landlord_name="龙某",
    )
    changed = change_address(
        actor=WU,
        registration_number=life.registration_number,
        move=move,
        request_key=key(),
        now=at(day),
    )
    assert (changed.area, changed.breaks_residence) == ("5226010101", False)
    with scoped(NIGHT):
        areas = list(
            JournalEntry.objects.filter(act="change_address")
            .order_by("id")
            .values_list("area", flat=True)
        )
    assert areas == ["5226010201", "5226010201"]


def test_a_departure_somebody_else_reports_waits_for_an_objection() -> None:
    life = registered()
    told_on = date(2026, 4, 1)
    said = ReportedDeparture(left_on=date(2026, 3, 30), by_party="3", by_name="杨某")
    proposed = propose_departure(
        actor=ZHENG,
        registration_number=life.registration_number,
        departure=said,
        request_key=key(),
        now=at(told_on),
    )
    departure = {"actor": WU, "departure_ref": proposed.departure_ref}
    with pytest.raises(Refused) as waits:
        confirm_departure(**departure, request_key=key(), now=at(proposed.objection_until))
    assert waits.value.finding.reasons[0].code == "objection_still_open"
    listed = queue(WU, "departures", now=at(told_on))
    assert [row.ref for row in listed.page.rows] == [proposed.departure_ref]

    objected = object_to_departure(
        **departure, objection="还住在这里", request_key=key(), now=at(date(2026, 4, 3))
    )
    assert objected.state == "objected"
    file = person_file(WU, life.person_ref, now=at(date(2026, 5, 1)))
    assert file.registrations[0].state == "registered"

    again = propose_departure(
        actor=SUN,
        registration_number=life.registration_number,
        departure=said,
        request_key=key(),
        now=at(date(2026, 6, 1)),
    )
    ended = confirm_departure(
        actor=WU,
        departure_ref=again.departure_ref,
        request_key=key(),
        now=at(date(2026, 7, 1)),
    )
    assert ended.left_on == date(2026, 3, 30)
    file = person_file(WU, life.person_ref, now=at(date(2026, 7, 1)))
    assert file.registrations[0].state == "deregistered"
