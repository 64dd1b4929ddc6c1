"""In whose hands a case is, and what happens when two people meet on it."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from tests.factories.cast import FENG, LI, NIGHT, SUN, WANG, WU
from tests.factories.lives import ELIGIBLE_ON, accepted, applying, registered
from tests.factories.registrations import at, entry, key

from anju.access.actor import Actor, Post
from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.cases.decisions import approve, refuse, review, send_back
from anju.casework.cases.in_hand import (
    assign_case,
    note_told,
    put_back_case,
    take_case,
    take_over_case,
)
from anju.casework.cases.outcomes import CaseSeen, RefusalReason, SeenOtherwise
from anju.casework.reference_data import load_agencies
from anju.casework.staffing import add_staff, post_staff
from anju.records.cases.models import Case, CaseAssignment, ContradictedAnswer
from anju.records.journal.models import JournalEntry

NOW = at(ELIGIBLE_ON, 12)
ZHOU_OFFICER = Actor("zhou", "周军", Post.OFFICER, "52260102", "52260102")
NOTE = (SeenOtherwise("lived_half_a_year", "邻居说六月才来"),)


def asked(actor: Actor, number: str, **more: Any) -> dict[str, Any]:
    return {"actor": actor, "case_number": number, "request_key": key(), "now": NOW, **more}


def row(number: str) -> Case:
    with scoped(NIGHT):
        return Case.objects.get(number=number)


def posted(actor: Actor) -> None:
    """An account in the post, as taking and giving look for it."""
    night = replace(NIGHT, post=Post.SYSTEM)
    add_staff(
        actor=night,
        number=actor.staff_number,
        name=actor.name,
        password="Zhe-5-kuai-shi-tou",
        now=NOW,
    )
    post_staff(
        actor=night, number=actor.staff_number, agency_code=actor.agency_code, post=actor.post,
        since=ELIGIBLE_ON, now=NOW,
    )  # fmt: skip


@pytest.mark.django_db
class TestOneAfterAnother:
    @pytest.fixture(autouse=True)
    def agencies(self) -> None:
        load_agencies(actor=NIGHT, now=NOW)

    def test_opening_takes_it_visibly_and_a_second_one_only_sees_by_whom(self) -> None:
        number = accepted().case_number
        taken = take_case(**asked(SUN, number))
        assert (taken.held_by, taken.held_since) == ("sun", NOW)
        assert take_case(**asked(LI, number)).held_by == "sun"
        with scoped(NIGHT):
            assert CaseAssignment.objects.count() == 1

    def test_a_post_without_a_step_takes_nothing(self) -> None:
        number = accepted().case_number
        clerk = applying(registered(entry(name="孙三"))).case_number
        assert take_case(**asked(WU, clerk)).held_by == "wu"
        assert take_case(**asked(FENG_AT_A, clerk)).held_by == "wu"
        with pytest.raises(NotYours):
            take_case(**asked(FENG, number))
        with pytest.raises(NotYours):
            take_over_case(**asked(FENG, number, taken_from=""))

    def test_who_does_not_have_it_cannot_decide_and_no_time_ends_it(self) -> None:
        number = accepted().case_number
        take_case(**asked(SUN, number))
        late = {**asked(LI, number), "now": at(ELIGIBLE_ON.replace(month=12))}
        with pytest.raises(Conflict, match="起正在办理，要办请先接手"):
            review(**late)
        assert row(number).state == "accepted"

    def test_taking_over_is_written_and_the_other_is_told_once(self) -> None:
        number = accepted().case_number
        take_case(**asked(SUN, number))
        take_over_case(**asked(LI, number, taken_from="sun"))
        with scoped(NIGHT):
            last = CaseAssignment.objects.latest("id")
            assert (last.held_by, last.taken_from, last.told_at) == ("li", "sun", None)
            assert JournalEntry.objects.filter(act="take_over_case").count() == 1
        assert note_told(actor=SUN, now=NOW) == 1
        assert note_told(actor=SUN, now=NOW) == 0
        with pytest.raises(Conflict, match="现在是"):
            take_over_case(**asked(ZHOU_OFFICER, number, taken_from="sun"))
        review(**asked(LI, number))
        assert row(number).assigned_to == ""

    def test_put_back_is_for_who_has_it(self) -> None:
        number = accepted().case_number
        with pytest.raises(Conflict, match="没有人在办"):
            put_back_case(**asked(SUN, number))
        take_case(**asked(SUN, number))
        with pytest.raises(Conflict, match="在办"):
            put_back_case(**asked(LI, number))
        assert put_back_case(**asked(SUN, number)).held_by == ""

    def test_the_chief_gives_it_only_to_somebody_in_a_post_for_it(self) -> None:
        number = accepted().case_number
        with pytest.raises(Conflict, match="没有能办这件事的岗位"):
            assign_case(**asked(LI, number, to="nobody", reason="请假"))
        posted(ZHOU_OFFICER)
        with pytest.raises(NotYours):
            assign_case(**asked(SUN, number, to="zhou", reason="请假"))
        given = assign_case(**asked(LI, number, to="zhou", reason="请假"))
        assert given.held_by == "zhou"

    def test_a_page_that_is_old_decides_nothing(self) -> None:
        number = accepted().case_number
        old = row(number).version
        review(**asked(SUN, number))
        send_back(**asked(WANG, number, note="请核实租房合同"))
        with pytest.raises(Conflict, match="修改，请核对后再保存"):
            review(**asked(SUN, number, seen=CaseSeen(old)))
        review(**asked(SUN, number, seen=CaseSeen(row(number).version)))

    def test_what_was_seen_otherwise_is_kept_with_the_decision(self) -> None:
        number = accepted().case_number
        review(**asked(SUN, number, seen=CaseSeen(otherwise=NOTE)))
        with scoped(NIGHT):
            (kept,) = ContradictedAnswer.objects.all()
            act = JournalEntry.objects.get(pk=kept.act_id)
        assert (kept.condition, kept.law_says, kept.note) == (
            "lived_half_a_year", True, "邻居说六月才来",
        )  # fmt: skip
        assert kept.facts["residence_starts_on"] == "2026-03-03"
        assert "IRRP 2" in kept.cites
        assert act.facts["seen_otherwise"] == ["lived_half_a_year"]
        gone = (SeenOtherwise("horoscope", "x"),)
        with pytest.raises(Conflict, match="条件已经变了"):
            approve(**asked(WANG, number, seen=CaseSeen(otherwise=gone)))
        refuse(
            **asked(
                WANG,
                number,
                seen=CaseSeen(otherwise=NOTE),
                reason=RefusalReason("untrue_materials", "居住不满半年"),
            )
        )
        with scoped(NIGHT):
            assert ContradictedAnswer.objects.filter(step="refuse").count() == 1

    def test_sending_back_says_what_for(self) -> None:
        number = accepted().case_number
        review(**asked(SUN, number))
        with pytest.raises(Conflict, match="写明请派出所核实什么"):
            send_back(**asked(WANG, number, note=""))
        with pytest.raises(NotYours):
            send_back(**asked(LI, number, note="核实"))
        due = row(number).due_on
        assert send_back(**asked(WANG, number, note="核实")).due_on == due
        assert row(number).state == "accepted"


FENG_AT_A = replace(FENG, agency_code="52260102", area="52260102", staff_number="feng2")


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answered or raised, all begun at the same moment on their own connections."""
    told: list[Any] = [None] * len(acts)
    ready = Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        ready.wait()
        try:
            told[place] = act()
        except (Conflict, NotYours) as error:
            told[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    @pytest.fixture(autouse=True)
    def agencies(self) -> None:
        load_agencies(actor=NIGHT, now=NOW)

    def test_two_take_it_and_one_has_it(self) -> None:
        number = accepted().case_number
        told = together(
            lambda: take_case(**asked(SUN, number)), lambda: take_case(**asked(LI, number))
        )
        assert len({one.held_by for one in told}) == 1

    def test_two_decide_and_one_decision_stands(self) -> None:
        number = accepted().case_number
        version = row(number).version
        told = together(
            lambda: review(**asked(SUN, number, seen=CaseSeen(version))),
            lambda: refuse(
                **asked(
                    LI,
                    number,
                    seen=CaseSeen(version),
                    reason=RefusalReason("untrue_materials", "合同不实"),
                )
            ),
        )
        assert sorted(isinstance(one, Conflict) for one in told) == [False, True]

    def test_the_same_press_twice_is_one_review(self) -> None:
        number = accepted().case_number
        once = asked(SUN, number)
        told = together(lambda: review(**once), lambda: review(**once))
        assert told[0] == told[1]
        with scoped(NIGHT):
            assert JournalEntry.objects.filter(act="review").count() == 1
