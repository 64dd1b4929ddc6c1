"""The chief's pages: numbers and lists, work nobody would find, many cases at once, the report."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.factories.lives import (
    ELIGIBLE_ON,
    Life,
    accepted,
    applying,
    approved,
    registered,
)
from tests.factories.registrations import at, entry, key
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    ADMINISTRATOR,
    AUDITOR,
    CHIEF,
    CLERK,
    OFFICER,
    OTHER_CLERK,
    REVIEWER,
    actor,
    at_desk,
    open_house,
)

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.cases.decisions import refuse, review
from anju.casework.cases.in_hand import take_case
from anju.casework.cases.orphans import list_orphans
from anju.casework.cases.outcomes import CaseSeen, RefusalReason, SeenOtherwise
from anju.casework.staffing import strike_off
from anju.kit import clock
from anju.reading.counter_home import TILES
from anju.reading.police.orphans import KINDS
from anju.reading.police.work import DUE_QUEUES, OTHER_QUEUES, OTHERS, QUEUES
from anju.reading.queues import Only, queue
from anju.records.agencies.models import Posting
from anju.records.cases.models import BatchLine, Case, OrphanedWork
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("夜间处理", "52")


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def page(number: str, address: str) -> str:
    return str(at_desk(number).get(address, follow=True).content.decode())


def named(name: str) -> Life:
    return accepted(applying(registered(entry(name=name))))


def reviewed(life: Life, *otherwise: SeenOtherwise) -> str:
    """A case before the county."""
    asked = {"actor": actor(OFFICER), "case_number": life.case_number, "request_key": key()}
    review(**asked, seen=CaseSeen(otherwise=otherwise), now=at(ELIGIBLE_ON, 12))
    return life.case_number


def tile(text: str, kind: str) -> tuple[int, str]:
    """The number on a tile, and its colour."""
    found = re.search(
        rf'class="number-tile([^"]*)" href="/counter/queue/{kind}/"><b>(\d+)</b>', text
    )
    assert found, kind
    return int(found[2]), found[1].strip().removeprefix("number-tile--")


def test_access() -> None:
    assert_four_lines("/police/", right=CHIEF, wrong=CLERK, elsewhere=OTHER_CLERK)
    assert_four_lines("/police/report/", right=REVIEWER, wrong=AUDITOR, elsewhere=OTHER_CLERK)
    assert_four_lines("/police/orphans/", right=ADMINISTRATOR, wrong=CLERK, elsewhere=OTHER_CLERK)
    assert at_desk(CHIEF).get("/police/batch/nothing/").status_code == 404
    for garbage in ({}, {"act": "approve"}, {"act": "juggle", "case": "x"}):
        assert at_desk(REVIEWER).post("/police/batch/", garbage).status_code in {302, 404}
    assert at_desk(REVIEWER).post("/police/batch/begin/", {"act": "x"}).status_code == 404
    for query in ("?from=x&to=y&idle=z", "?from=2026-09-04&to=2026-01-01", "?station=abc"):
        assert at_desk(CHIEF).get(f"/police/report/{query}").status_code == 200


def test_what_is_due_turns_amber_and_late_at_the_moment_of_the_look(now: MovingClock) -> None:
    case = named("吴小妹").case_number
    with scoped(NIGHT):
        due = Case.objects.get(number=case).due_on
    now.to(due - timedelta(days=3))
    assert tile(page(CHIEF, "/police/"), "due_soon") == (0, "")
    now.to(due - timedelta(days=2))
    assert tile(page(CHIEF, "/police/"), "due_soon") == (1, "warn")
    assert "快到期" in page(CHIEF, "/counter/queue/due_soon/")
    now.to(due)
    assert tile(page(CHIEF, "/police/"), "due_today") == (1, "warn")
    now.to(due + timedelta(days=1))
    assert tile(page(CHIEF, "/police/"), "overdue") == (1, "error")
    assert "吴小妹" in page(CHIEF, "/counter/queue/overdue/")


def test_no_filter_hides_what_is_late(now: MovingClock) -> None:
    case = named("吴小妹").case_number
    now.to(ELIGIBLE_ON + timedelta(days=30))
    text = page(CHIEF, "/counter/queue/to_review/?what=reissue")
    assert "筛选外还有 1 件超期" in text
    assert case not in text
    assert '<a href="/counter/queue/to_review/">显示</a>' in text
    assert case in page(CHIEF, "/counter/queue/to_review/?clerk=-&state=accepted&station=52260102")
    for garbage in ("?station=x", "?clerk=%00", "?state=lost", "?what=" + "x" * 500):
        assert at_desk(CHIEF).get(f"/counter/queue/to_review/{garbage}").status_code == 200


def test_counts_are_the_lengths_of_lists_whatever_is_left_out() -> None:
    for name in ("甲", "乙", "丙"):
        named(name)
    reviewed(named("丁"))
    applying(registered(entry(name="戊")))
    parts = [Only(), Only(what="first_issue"), Only(clerk="-"), Only(state="accepted"),
             Only(station="52260102"), Only(what="reissue", clerk="x")]  # fmt: skip
    for late in (0, 40):
        moment = at(ELIGIBLE_ON + timedelta(days=late))
        for kind in (*QUEUES, *DUE_QUEUES, *OTHER_QUEUES):
            for only in parts:
                found = queue(actor(CHIEF), kind, only=only, size=2, now=moment)
                rows, cursor = list(found.page.rows), found.page.next_cursor
                while cursor:
                    more = queue(actor(CHIEF), kind, only=only, size=2, cursor=cursor, now=moment)
                    rows, cursor = rows + list(more.page.rows), more.page.next_cursor
                assert len(rows) == found.count == len({row.ref for row in rows})
                overdue = sum(row.is_overdue for row in rows)
                assert overdue + found.overdue_outside == found.overdue
                days = [row.due_on for row in rows if row.due_on]
                assert days == sorted(days)


def test_a_case_of_somebody_who_left_is_put_before_the_chief() -> None:
    case = named("吴小妹").case_number
    take_case(actor=actor(OFFICER), case_number=case, request_key=key(), now=clock.now())
    assert list_orphans(actor=NIGHT, now=clock.now()).found == 0
    strike_off(actor=NIGHT, number=OFFICER, now=clock.now())
    found = list_orphans(actor=NIGHT, now=clock.now())
    assert (found.found, found.new) == (1, 1)
    assert list_orphans(actor=NIGHT, now=clock.now()).new == 0
    text = page(CHIEF, "/police/orphans/")
    assert "在办的人已离岗" in text
    assert f'href="/cases/{case}/"' in text
    assert tile(page(CHIEF, "/police/"), "orphans") == (1, "warn")
    assert "吴小妹" not in page(ADMINISTRATOR, "/police/orphans/")
    taken = at_desk(CHIEF).post(
        f"/cases/{case}/hand/take_over/", {"request_key": str(uuid4()), "taken_from": OFFICER}
    )
    assert taken.status_code == 302
    assert list_orphans(actor=NIGHT, now=clock.now()).settled == 1
    assert "都有在岗的人能在单子里看到" in page(CHIEF, "/police/orphans/")


def test_every_list_of_work_is_looked_through() -> None:
    assert KINDS.keys() == OTHERS.keys()
    listed = {kind for tiles in TILES.values() for kind in tiles}
    assert {*QUEUES, *OTHERS} <= listed


def test_work_of_a_station_nobody_sits_in_goes_to_the_county() -> None:
    case = named("吴小妹").case_number
    here = Posting.objects.filter(agency__code__startswith="52260102")
    for number in here.values_list("staff__number", flat=True).distinct():
        strike_off(actor=NIGHT, number=number, now=clock.now())
    list_orphans(actor=NIGHT, now=clock.now())
    with scoped(NIGHT):
        (lost,) = OrphanedWork.objects.filter(ref=case)
        assert JournalEntry.objects.filter(act="list_orphans").count() == 1
    assert (lost.reason, lost.put_before_agency, lost.put_before_post) == (
        "nobody_posted", "522601", "county_reviewer",
    )  # fmt: skip
    assert "没有人在岗" in page(REVIEWER, "/police/orphans/")


def test_many_routine_cases_are_approved_each_by_itself() -> None:
    good = [reviewed(named(name)) for name in ("甲", "乙")]
    odd = reviewed(named("丙"), SeenOtherwise("photo", "不像本人"))
    desk = at_desk(REVIEWER)
    assert desk.post("/police/batch/", {"act": "approve", "queue": "to_approve"}).status_code == 302
    chosen = {"act": "approve", "queue": "to_approve", "case": [*good, odd, "S0"]}
    plan = desk.post("/police/batch/", chosen).content.decode()
    assert "这 2 件：批准，签发居住证，编号" in plan
    assert "不办这 1 件" in plan
    assert "有人认为核对结果不一致，要单独看" in plan
    data = chosen | {"request_key": re.search(r'name="request_key" value="([^"]+)"', plan)[1]}
    done = desk.post("/police/batch/begin/", data, follow=True)
    assert "办成 2 件，办不成 0 件，没有办 1 件" in done.content.decode()
    again = desk.post("/police/batch/begin/", data, follow=True)
    assert again.redirect_chain[-1][0] == done.redirect_chain[-1][0]
    with scoped(NIGHT):
        assert JournalEntry.objects.filter(act="approve").count() == 2
        assert Case.objects.get(number=odd).state == "under_review"
    ref = done.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[-1]
    assert at_desk(CHIEF).get(f"/police/batch/{ref}/").status_code == 404


def test_a_batch_that_was_cut_off_goes_on_and_does_nothing_twice() -> None:
    cases = [reviewed(named(name)) for name in ("甲", "乙")]
    desk = at_desk(REVIEWER)
    data = {"act": "approve", "case": cases, "request_key": str(uuid4())}
    desk.post("/police/batch/begin/", data)
    with scoped(NIGHT):
        BatchLine.objects.filter(case__number=cases[0]).update(state="waiting", done_at=None)
        ref = BatchLine.objects.first().batch_ref
    address = f"/police/batch/{ref}/"
    assert "还有 1 件没有办" in desk.get(address).content.decode()
    assert "办成 2 件" in desk.post(address, {}, follow=True).content.decode()
    with scoped(NIGHT):
        assert JournalEntry.objects.filter(act="approve").count() == 2


def test_cases_are_given_out_with_a_reason() -> None:
    cases = [named(name).case_number for name in ("甲", "乙")]
    desk = at_desk(CHIEF)
    chosen = {"act": "assign_case", "queue": "to_review", "case": cases}
    plan = desk.post("/police/batch/", chosen).content.decode()
    assert "分派给" in plan
    data = chosen | {"request_key": str(uuid4())}
    bare = desk.post("/police/batch/begin/", data).content.decode()
    assert "请选择分派给谁" in bare
    said = data | {"to": OFFICER, "reason": "请假"}
    assert "办成 2 件" in desk.post("/police/batch/begin/", said, follow=True).content.decode()
    with scoped(NIGHT):
        assert set(Case.objects.values_list("assigned_to", flat=True)) == {OFFICER}
    home = page(CHIEF, "/police/")
    assert f"/counter/queue/held/?clerk={OFFICER}" in home


def test_the_report_counts_what_it_lists(now: MovingClock) -> None:
    life = named("吴小妹")
    refuse(
        actor=actor(CHIEF), case_number=life.case_number, request_key=key(), now=clock.now(),
        reason=RefusalReason("untrue_materials", "合同不实"),
    )  # fmt: skip
    named("钱小二")
    approved(named("孙三"))
    now.to(ELIGIBLE_ON + timedelta(days=12))
    text = page(CHIEF, "/police/report/?from=2026-09-01&to=2026-09-30&idle=5")
    for words in ("不予受理、不予办理 1 件", "材料不真实", "合同不实", "可以办、没有动 2 件"):
        assert words in text, words
    opened = re.search(r'href="(/police/report/\?[^"]*reason=untrue_materials)"', text)
    assert "吴小妹" in page(CHIEF, opened[1].replace("&amp;", "&"))
    none = page(CHIEF, "/police/report/?from=2026-09-01&to=2026-09-30&idle=5&reason=same_city")
    assert "吴小妹" not in none
    assert "没有放着不动的" in page(CHIEF, "/police/report/?idle=30")
