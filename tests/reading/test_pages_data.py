"""What pages ask: own territory only, masked, every look noted, few questions for any length."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import FENG, LI, NIGHT, QIAN, SUN, WANG, WU, ZHENG
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    REGISTERED_ON,
    accepted,
    applying,
    approved,
    carded,
    registered,
)
from tests.factories.registrations import TOWN_A, at, entry

from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.reading.addresses import dwellings_at, find_addresses
from anju.reading.cards.desk import card_desk
from anju.reading.case_page import case_page
from anju.reading.counter_home import counter_home
from anju.reading.journal_pages import journal_of, looks_at
from anju.reading.known_person import known_person
from anju.reading.papers_issued import household_slips, paper
from anju.reading.person_file import person_file
from anju.reading.queues import OTHER_QUEUES, QUEUES, queue
from anju.records.journal.models import ViewEntry

NOW = at(ELIGIBLE_ON, 18)


@pytest.mark.parametrize("actor", [WU, SUN, LI, WANG, QIAN])
def test_every_number_of_the_counter_home_is_the_length_of_its_list(actor) -> None:
    applying(registered(entry(name="周甲", room="1")))
    accepted(applying(registered(entry(name="周乙", room="2"))))
    approved(accepted(applying(registered(entry(name="周丙", room="3")))))
    home = counter_home(actor, now=NOW)
    assert home.tiles
    for tile in home.tiles:
        assert tile.count == len(queue(actor, tile.kind, now=NOW).page.rows), tile.kind


def test_another_station_sees_an_empty_queue() -> None:
    applying()
    for kind in (*QUEUES, *OTHER_QUEUES):
        assert queue(FENG, kind, now=NOW).page.rows == ()


def test_a_queue_is_paged_by_due_day_and_never_hides_what_is_overdue() -> None:
    for place in range(5):
        one = registered(entry(name=f"周{'甲乙丙丁戊'[place]}", room=str(place)))
        applying(one, on=ELIGIBLE_ON + timedelta(days=4 - place))
    later = at(ELIGIBLE_ON + timedelta(days=30))
    first = queue(WU, "to_accept", size=2, now=later)
    second = queue(WU, "to_accept", size=2, cursor=first.page.next_cursor, now=later)
    third = queue(WU, "to_accept", size=2, cursor=second.page.next_cursor, now=later)
    rows = [*first.page.rows, *second.page.rows, *third.page.rows]
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)
    assert len({row.ref for row in rows}) == 5
    assert third.page.next_cursor == ""
    assert (first.overdue, second.overdue) == (5, 5)
    assert all(row.is_overdue for row in rows)


def test_a_longer_queue_asks_no_more_questions() -> None:
    applying(registered(entry(name="周甲", room="1")))
    with CaptureQueriesContext(connection) as short:
        queue(WU, "to_accept", now=NOW)
    for place in "2345":
        applying(registered(entry(name="周乙", room=place)))
    with CaptureQueriesContext(connection) as long:
        queue(WU, "to_accept", now=NOW)
    assert len(long) == len(short) <= 14


def test_the_case_page_answers_the_law_and_offers_the_actors_steps() -> None:
    life = applying(evidence=EVERYTHING[:2])
    page = case_page(WU, life.case_number, now=NOW)
    assert page.missing == ("address_proof", "employment_proof")
    assert {check.code: check.holds for check in page.checks} == {
        "stays_ordinarily": True,
        "lives_in_another_city": True,
        "holds_no_permit_yet": True,
        "has_ground": True,
        "lived_half_a_year": True,
        "start_has_basis": True,
        "photo": True,
        "papers": False,
    }
    assert page.turn == "station"
    assert set(page.steps_open) == {"notify_deficiencies", "accept", "decline", "withdraw"}
    assert "*" in page.masked_number
    assert case_page(WANG, life.case_number, now=NOW).steps_open == ()


def test_the_card_desk_lists_by_state_and_keeps_the_uncollected_apart() -> None:
    life = carded(approved(), blank_serial="B1", on=ELIGIBLE_ON)
    desk = card_desk(WU, now=NOW)
    assert [row.case_number for row in desk.ready] == [life.case_number]
    after = at(ELIGIBLE_ON + timedelta(days=31))
    desk = card_desk(WU, now=after)
    assert desk.ready == ()
    assert [row.blank_serial for row in desk.uncollected] == ["B1"]


def test_every_look_is_noted_and_the_auditor_sees_who_looked() -> None:
    life = registered()
    person_file(WU, life.person_ref, now=NOW)
    known_person(WU, "111", life.document_number, now=NOW)
    with scoped(NIGHT):
        purposes = list(ViewEntry.objects.order_by("id").values_list("purpose", flat=True))
    assert purposes == ["person_file", "known_person"]
    with pytest.raises(NotYours):
        looks_at(WU, life.person_ref, now=NOW)
    page = journal_of(LI, life.person_ref, now=NOW)
    assert [row.act for row in page.rows] == ["register_household"]
    assert page.rows[0].cites


def test_the_panel_says_what_is_known_of_the_document_in_hand() -> None:
    life = approved()
    known = known_person(WU, "111", life.document_number, now=NOW)
    assert (known.is_known, known.is_ours, known.name) == (True, True, "周阿妹")
    assert known.registration_number == life.registration_number
    assert (known.permit_number, known.permit_state) == (life.permit_number, "in_use")
    assert (known.open_case_number, known.open_case_state) == (life.case_number, "approved")
    assert not known_person(WU, "111", "990101199001010001", now=NOW).is_known


@pytest.mark.parametrize("text", ["ybdd15", "迎宾大道", "1栋 15号", "迎宾 15"])
def test_an_address_is_found_by_initials_and_fragments(text: str) -> None:
    registered()
    (found,) = find_addresses(WU, text)
    assert (found.township, found.text) == (TOWN_A, "迎宾大道15号1栋")
    assert (found.is_ours, found.dwellings, found.residents) == (True, 1, 1)
    (home,) = dwellings_at(WU, found.township, found.text)
    assert (home.room, home.residents) == ("602", 1)
    (by_door,) = find_addresses(WU, home.door_code)
    assert by_door.text == found.text


def test_a_neighbouring_station_finds_the_address_and_not_who_lives_there() -> None:
    registered()
    (found,) = find_addresses(FENG, "迎宾大道")
    assert not found.is_ours
    with pytest.raises(NotYours):
        find_addresses(QIAN, "迎宾大道")


def test_papers_read_back_with_their_sealed_content_opened() -> None:
    life = registered()
    file = person_file(WU, life.person_ref, now=NOW)
    numbers = {row.kind: row.number for row in file.papers}
    form = paper(WU, numbers["registration_form"], now=NOW)
    assert form.content["person"]["document_number"] == life.document_number
    assert form.content["registered_on"] == REGISTERED_ON.isoformat()
    slips = household_slips(WU, file.registrations[0].household_ref, now=NOW)
    assert len(slips) == 2
    with pytest.raises(NotYours):
        paper(FENG, numbers["slip"], now=NOW)
    with pytest.raises(NotYours):
        paper(ZHENG, numbers["slip"], now=NOW)


def test_a_person_file_asks_a_bounded_number_of_questions() -> None:
    life = carded(approved(), blank_serial="B1", on=ELIGIBLE_ON)
    with CaptureQueriesContext(connection) as asked:
        person_file(WU, life.person_ref, now=at(date(2026, 9, 10)))
    assert len(asked) <= 45
