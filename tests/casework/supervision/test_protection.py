"""A protected file is found by nobody without a named right, and comes back as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from tests.factories.cast import FENG, LI, NIGHT, QIAN, STATION_A, STATION_B, SUN, WANG, WU, ZHENG
from tests.factories.lives import EVERYTHING, applying, holding, registered, stocked
from tests.factories.registrations import (
    TOWN_A,
    TOWN_B,
    at,
    child,
    entry,
    household,
    key,
    made_up_number,
)

from anju.access.actor import Actor, sealed_side
from anju.access.refusals import BY_THE_COUNTY, Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.cards.collection import hand_over, notify_ready
from anju.casework.cases.acceptance import accept
from anju.casework.cases.applications import submit_application
from anju.casework.cases.decisions import approve, review
from anju.casework.cases.outcomes import Application, Collector
from anju.casework.cases.production import record_produced, send_to_production
from anju.casework.journal_chain import seal_blocks, verify
from anju.casework.people.suspicions import suspect_duplicate
from anju.casework.permits.endorsements import endorse, lapse
from anju.casework.registrations.dwellings import responsible_for
from anju.casework.registrations.register import register_household
from anju.casework.registrations.stays import Move, change_address, confirm_stay
from anju.casework.supervision.protection import (
    Protecting,
    end_due_protections,
    end_protection,
    protect_person,
)
from anju.reading.case_page import case_page
from anju.reading.counter.around_person import around_person
from anju.reading.counter.recent_households import recent_households, shift_of
from anju.reading.counter_home import counter_home
from anju.reading.duplicates.similar import InHand, similar_to
from anju.reading.finding_people import find_people
from anju.reading.journal_pages import journal_of
from anju.reading.known_person import known_person
from anju.reading.papers_issued import paper
from anju.reading.person_file import person_file
from anju.reading.police.home import station_home
from anju.reading.queues import QUEUES, queue
from anju.records.people.models import Person
from anju.records.supervision.models import Protection

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 4)
NOW = at(ON, 18)
SEALED_NIGHT = Actor.system("夜间处理", sealed_side("52"))
#: What stays where it was written: the journal, and the acts' own trail.
TRAIL = {"journalentry", "viewentry", "protection"}


def sealed(actor: Actor) -> Actor:
    """The same member of staff with a named right, at work on protected files."""
    return replace(actor, area=sealed_side(actor.area))


def protecting(person_ref: str, **changes: Any) -> Any:
    order = {"ground": "1", "order": "凯法保字1号"} | changes.pop("order", {})
    asked = {"actor": LI, "person_ref": person_ref, "now": NOW}
    asked |= {"protecting": Protecting(**order), "request_key": key()}
    return protect_person(**asked | changes)


def ending(person_ref: str, **changes: Any) -> Any:
    asked = {"actor": sealed(LI), "person_ref": person_ref, "reason": "命令已撤销", "now": NOW}
    return end_protection(**asked | {"request_key": key()} | changes)


def of_people() -> list[Any]:
    """The tables whose rows belong to somebody."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("anju.records")
        and {"person", "person_id", "area"} & {one.name for one in model._meta.get_fields()}
        and "area" in {one.name for one in model._meta.get_fields()}
    ]


def everything(actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """Every row of these tables that an actor can see."""
    with scoped(actor):
        return {
            model._meta.model_name: [
                {name: _plain(value) for name, value in row.items()}
                for row in model._default_manager.order_by("pk").values()
            ]
            for model in of_people()
            if model._meta.model_name not in TRAIL
        }


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def look_ups(number: str) -> dict[str, Callable[[Actor], Any]]:
    """Every list, search and count that may name somebody or be one more because of them."""
    texts = ("周阿妹", "zhouamei", "zam", "阿妹", "1990-01-01", "迎宾大道15号", number, number[-4:])
    in_hand = InHand(
        name="周阿妹", born_on=date(1990, 1, 1), sex="2", hukou_division="522631",
        document_kind="112", document_number=number, phone="",
    )  # fmt: skip
    return {
        **{f"find {text}": lambda actor, text=text: _found(actor, text) for text in texts},
        **{f"queue {kind}": lambda actor, kind=kind: _queue(actor, kind) for kind in QUEUES},
        "known": lambda actor: known_person(actor, "111", number, now=NOW),
        "similar": lambda actor: similar_to(actor, in_hand, now=NOW),
        "home": lambda actor: counter_home(actor, now=NOW),
        "station": lambda actor: station_home(actor, now=NOW),
        "recent": lambda actor: recent_households(actor, now=at(date(2026, 3, 3), 18)),
        "shift": lambda actor: shift_of(actor, now=at(date(2026, 3, 3), 18)),
        "rows": everything,
    }


def _found(actor: Actor, text: str) -> Any:
    found = find_people(actor, text, now=NOW)
    return found.rows, found.alike, found.more


def _queue(actor: Actor, kind: str) -> Any:
    found = queue(actor, kind, now=NOW)
    return [row.ref for row in found.page.rows], found.count, found.total, found.overdue


def answers(number: str, actor: Actor) -> dict[str, Any]:
    """What each look-up answers; what the post may not ask is left out."""
    told: dict[str, Any] = {}
    for name, ask in look_ups(number).items():
        try:
            told[name] = ask(actor)
        except NotYours:
            continue
    return told


# ---------------------------------------------------------------- found by nobody


def test_an_ordinary_actor_is_told_what_is_told_of_nobody() -> None:
    number = made_up_number()
    actors = (WU, SUN, LI, WANG, QIAN, FENG, NIGHT)
    before = {actor.staff_number: answers(number, actor) for actor in actors}
    life = applying(registered(entry(document_number=number)))
    assert answers(number, WU) != before["wu"]
    protecting(life.person_ref)
    for actor in actors:
        told, nobody = answers(number, actor), before[actor.staff_number]
        assert told.keys() == nobody.keys()
        for name, answer in told.items():
            if name == "rows":
                ground = {"household", "dwelling", "standardaddress"}
                seen = [table for table, rows in answer.items() if rows and table not in ground]
                assert seen == [], actor.name
            else:
                assert answer == nobody[name], (actor.name, name)


@pytest.mark.parametrize("actor", [WU, SUN, LI, WANG, FENG, ZHENG, sealed(FENG)])
def test_by_its_reference_it_is_not_there(actor: Actor) -> None:
    life = applying()
    protecting(life.person_ref)
    looks: list[Callable[[], Any]] = [
        lambda: person_file(actor, life.person_ref, now=NOW),
        lambda: around_person(actor, life.person_ref, now=NOW),
        lambda: case_page(actor, life.case_number, now=NOW),
        lambda: journal_of(actor, life.person_ref, now=NOW),
        lambda: confirm_stay(
            actor=actor, registration_number=life.registration_number, channel="1",
            request_key=key(), now=NOW,
        ),
        lambda: accept(actor=actor, case_number=life.case_number, request_key=key(), now=NOW),
        lambda: ending(life.person_ref, actor=actor),
    ]  # fmt: skip
    for look in looks:
        with pytest.raises(NotYours):
            look()


def test_those_at_home_are_shown_without_them() -> None:
    mother, son = entry(), child()
    home = register_household(
        actor=WU, household=household(mother, son), request_key=key(), now=at(date(2026, 3, 3))
    )
    protecting(home.people[0].person_ref)
    beside = around_person(WU, home.people[1].person_ref, now=NOW)
    assert beside.housemates == ()


def test_at_the_counter_the_number_is_unknown_and_saving_leads_to_the_county() -> None:
    number = made_up_number()
    life = registered(entry(document_number=number))
    protecting(life.person_ref)
    for actor in (WU, FENG):
        assert not known_person(actor, "111", number, now=NOW).is_known
        again = household(entry(document_number=number))
        with pytest.raises(Conflict, match="由县公安局办理") as conflict:
            register_household(actor=actor, household=again, request_key=key(), now=NOW)
        assert conflict.value.sentence == BY_THE_COUNTY
    with scoped(NIGHT):
        assert Person.objects.count() == 0


# ---------------------------------------------------------------- sealed and opened


def test_whoever_has_the_right_sees_the_whole_file() -> None:
    life = applying()
    done = protecting(life.person_ref, order={"until": ON + timedelta(days=90)})
    assert (done.person_ref, done.until) == (life.person_ref, ON + timedelta(days=90))
    for actor in (sealed(WU), sealed(LI), sealed(WANG)):
        file = person_file(actor, life.person_ref, now=NOW)
        assert file.name == "周阿妹"
        assert file.registrations[0].address.startswith("迎宾大道15号")
        assert [row.person_ref for row in find_people(actor, "周阿妹", now=NOW).rows] == [
            life.person_ref
        ]
    assert queue(sealed(WU), "to_accept", now=NOW).count == 1


def test_the_sealed_side_sees_nobody_else() -> None:
    life = registered()
    for actor in (sealed(WU), sealed(WANG), SEALED_NIGHT):
        assert not any(
            rows
            for table, rows in everything(actor).items()
            if table not in {"household", "dwelling", "standardaddress"}
        )
    with pytest.raises(NotYours):
        person_file(sealed(WU), life.person_ref, now=NOW)


def test_nothing_is_registered_on_the_sealed_side() -> None:
    with pytest.raises(NotYours):
        register_household(
            actor=sealed(WU), household=household(entry()), request_key=key(), now=NOW
        )


@pytest.mark.parametrize("with_card", [False, True])
def test_sealed_and_opened_every_row_is_as_before(with_card: bool) -> None:
    life = holding() if with_card else applying()
    before = everything(NIGHT)
    protecting(life.person_ref)
    ending(life.person_ref)
    assert everything(NIGHT) == before
    assert not any(everything(SEALED_NIGHT)["person"])
    with pytest.raises(NotYours):
        ending(life.person_ref)
    assert protecting(life.person_ref).person_ref == life.person_ref


def test_it_ends_by_itself_after_its_last_day() -> None:
    life, other = registered(), registered(entry(name="吴小山"))
    protecting(life.person_ref, order={"until": ON + timedelta(days=9)})
    protecting(other.person_ref)
    asked = {"actor": SEALED_NIGHT, "now": NOW}
    assert end_due_protections(on=ON + timedelta(days=9), **asked) == 0
    assert end_due_protections(on=ON + timedelta(days=10), **asked) == 1
    assert person_file(WU, life.person_ref, now=NOW).name == "周阿妹"
    with pytest.raises(NotYours):
        person_file(WU, other.person_ref, now=NOW)
    assert end_due_protections(on=ON + timedelta(days=99), **asked) == 0


def test_the_journal_of_the_sealed_side_is_chained() -> None:
    life = registered()
    protecting(life.person_ref)
    ending(life.person_ref)
    seal_blocks(NOW)
    for chain in ("952260", "522601"):
        assert verify(chain).holds
        assert verify(chain).entries > 0
    acts = [row.act for row in person_file(WU, life.person_ref, now=NOW).timeline]
    assert acts[:2] == ["end_protection", "protect_person"]


def test_done_twice_with_one_key_it_is_done_once() -> None:
    life, once = registered(), key()
    first = protecting(life.person_ref, request_key=once)
    assert protecting(life.person_ref, request_key=once) == first
    with scoped(sealed(LI)):
        assert Protection.objects.count() == 1


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"ground": "9"}, "为什么保护"),
        ({"order": ""}, "文号"),
        ({"until": ON - timedelta(days=1)}, "早于今天"),
    ],
)
def test_what_cannot_stand_is_refused(order: dict[str, Any], said: str) -> None:
    person_ref = registered().person_ref
    with pytest.raises(Conflict, match=said):
        protecting(person_ref, order=order)


@pytest.mark.parametrize("actor", [WU, SUN, FENG, ZHENG, QIAN, NIGHT, sealed(LI)])
def test_who_may_not_protect(actor: Actor) -> None:
    person_ref = registered().person_ref
    with pytest.raises(NotYours):
        protecting(person_ref, actor=actor)
    assert protecting(person_ref, actor=WANG).person_ref == person_ref


@pytest.mark.parametrize("actor", [sealed(WU), sealed(SUN), sealed(FENG), LI])
def test_who_may_not_end_it(actor: Actor) -> None:
    person_ref = registered().person_ref
    protecting(person_ref)
    with pytest.raises(NotYours):
        ending(person_ref, actor=actor)
    with pytest.raises(Conflict, match="为什么"):
        ending(person_ref, reason="")
    assert ending(person_ref, actor=sealed(WANG)).person_ref == person_ref


def test_a_pair_is_settled_first() -> None:
    life, other = registered(), registered(entry(name="周阿美"))
    suspect_duplicate(
        actor=WU, person_ref=life.person_ref, other_ref=other.person_ref,
        request_key=key(), now=NOW,
    )  # fmt: skip
    for person_ref in (life.person_ref, other.person_ref):
        with pytest.raises(Conflict, match="重复档案"):
            protecting(person_ref)


# ---------------------------------------------------------------- the life goes on


@pytest.mark.parametrize(("township", "area"), [(TOWN_A, STATION_A), (TOWN_B, STATION_B)])
def test_a_protected_person_moves_and_stays_protected(township: str, area: str) -> None:
    life = registered()
    protecting(life.person_ref, now=at(date(2026, 3, 4)))
    move = Move(
        moved_on=ON, township=township, address="韶山南路5号", room="3", place_kind="1",
        landlord_name="吴某",
    )  # fmt: skip
    moved = change_address(
        actor=sealed(WU), registration_number=life.registration_number, move=move,
        request_key=key(), now=NOW,
    )  # fmt: skip
    assert moved.area[:9] == sealed_side(area)
    for actor in (WU, WANG, FENG, NIGHT):
        with scoped(actor):
            assert Person.objects.count() == 0
    file = person_file(sealed(WANG), life.person_ref, now=NOW)
    assert file.registrations[0].address.startswith("韶山南路5号")
    slip = paper(sealed(WANG), moved.slip_number, now=NOW)
    assert slip.content["residence_address"] == "住址保密"
    ending(life.person_ref, actor=sealed(WANG))
    with scoped(WANG):
        assert Person.objects.get().area == responsible_for(township)
    clerk = WU if area == STATION_A else FENG
    assert person_file(clerk, life.person_ref, now=NOW).name == "周阿妹"


def test_a_protected_person_gets_a_permit_and_keeps_it() -> None:
    life = registered()
    protecting(life.person_ref, now=at(date(2026, 3, 4)))
    clerk, maker = sealed(WU), sealed(QIAN)
    asked = Application(
        person_ref=life.person_ref, housing="rented", grounds=("employment",), evidence=EVERYTHING
    )
    case = submit_application(actor=clerk, application=asked, request_key=key(), now=at(ON))
    number = {"case_number": case.case_number}
    accept(actor=clerk, **number, request_key=key(), now=at(ON, 11))
    review(actor=sealed(SUN), **number, request_key=key(), now=at(ON, 12))
    told = approve(actor=sealed(WANG), **number, request_key=key(), now=at(ON, 13))
    assert told.permit_number.startswith("522601") or STATION_A in told.permit_number
    stocked("B0001", on=ON)
    send_to_production(actor=maker, **number, request_key=key(), now=at(ON, 14))
    record_produced(actor=maker, **number, blank_serial="B0001", request_key=key(), now=at(ON, 15))
    notify_ready(actor=maker, **number, request_key=key(), now=at(ON, 16))
    by = Collector("周阿妹", holder_number=life.document_number)
    hand_over(actor=clerk, **number, collector=by, request_key=key(), now=at(ON, 17))
    confirm_stay(
        actor=clerk, registration_number=life.registration_number, channel="1",
        request_key=key(), now=at(ON, 18),
    )  # fmt: skip
    papers = [row.number for row in person_file(clerk, life.person_ref, now=NOW).papers]
    assert papers
    for given in papers:
        assert paper(clerk, given, now=NOW).number == given
        with pytest.raises(NotYours):
            paper(WU, given, now=NOW)
    endorse(
        actor=clerk, permit_number=told.permit_number, still_lives_here=True,
        request_key=key(), now=at(date(2027, 8, 10)),
    )  # fmt: skip
    late = date(2028, 9, 6)
    assert lapse(actor=NIGHT, on=late, now=at(late)).suspended == 0
    assert lapse(actor=SEALED_NIGHT, on=late, now=at(late)).suspended == 1
    assert not any(rows for name, rows in everything(NIGHT).items() if name == "permit")
