"""The pages of records alike: listed, compared, merged, kept apart, looked into, objected to."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.pairs import CHEN, merged, registered_at, twice
from tests.factories.cast import FENG
from tests.factories.lives import ELIGIBLE_ON, registered
from tests.factories.registrations import entry
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import (
    AUDITOR,
    CHIEF,
    CLERK,
    COLLECTOR,
    OFFICER,
    REVIEWER,
    at_desk,
    open_house,
)

pytestmark = pytest.mark.django_db
DIFFERENT = {"name": "周阿美", "phone": "13800138000"}


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch) -> MovingClock:
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def page(number: str, address: str) -> str:
    return at_desk(number).get(address).content.decode()


def as_shown(number: str, address: str) -> dict[str, str]:
    """What the page would send back untouched."""
    text = page(number, address)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    checked = re.findall(r'type="radio" name="(\w+)" value="([^"]*)" data-choice checked', text)
    found = dict(hidden) | dict(checked)
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def decide(ref: str, act: str, *, number: str = CHIEF, **answers: str) -> str:
    address = f"/duplicates/{ref}/"
    data = as_shown(number, address) | {"request_key": str(uuid4()), "act": act} | answers
    return at_desk(number).post(address, data, follow=True).content.decode()


def test_access() -> None:
    earlier, _, ref = twice()
    assert_four_lines("/duplicates/", right=OFFICER, wrong=AUDITOR, elsewhere="")
    assert_four_lines(f"/duplicates/{ref}/", right=OFFICER, wrong=AUDITOR)
    merge = f"/counter/person/{earlier.person_ref}/merge/"
    assert_four_lines(merge, right=CLERK, wrong=AUDITOR)
    assert at_desk(COLLECTOR).get(f"/duplicates/{ref}/").status_code == 404
    assert at_desk(CHIEF).get("/duplicates/nothere/").status_code == 404
    assert at_desk(CHIEF).get("/duplicates/notices/nothere/").status_code == 404


def test_differences_stand_first_and_the_rest_is_folded() -> None:
    _, _, ref = twice(**DIFFERENT)
    listed = page(CHIEF, "/duplicates/")
    assert "待决定 1 对" in listed
    assert "公民身份号码相同" in listed
    text = page(CHIEF, f"/duplicates/{ref}/")
    assert "同一人" in text
    assert "不同 3 项" in text  # name, telephone, place; the number is the same
    assert "相同 10 项" in text
    assert "留这里：右边的住处 2026-03-31 结束" in text
    assert as_shown(CHIEF, f"/duplicates/{ref}/")["phone"] == "left"
    assert "Alt+1" not in page(CLERK, f"/duplicates/{ref}/")


def test_one_press_merges_into_the_side_kept_with_what_was_proposed() -> None:
    earlier, later, ref = twice(**DIFFERENT)
    done = decide(ref, "keep_right", name="right")
    assert "已合并" in done
    assert "撤销（30 天内）" in done
    file = page(CLERK, f"/counter/person/{earlier.person_ref}/")
    assert "周阿妹" in file
    assert "138****8000" in file
    assert later.registration_number in file
    assert "已经是同一份档案" in page(CHIEF, f"/duplicates/{ref}/")
    undo = f"/counter/person/{earlier.person_ref}/unmerge/{later.person_ref}/"
    assert undo in page(OFFICER, f"/counter/person/{earlier.person_ref}/merge/")
    assert "请写明为什么撤销合并" in at_desk(OFFICER).post(undo, {}).content.decode()
    again = {"request_key": str(uuid4()), "reason": "不是同一人"}
    apart = at_desk(OFFICER).post(undo, again, follow=True).content.decode()
    assert "两份档案各自恢复" in apart
    assert at_desk(OFFICER).get(undo).status_code == 404


def test_a_double_press_merges_once() -> None:
    _, _, ref = twice()
    address = f"/duplicates/{ref}/"
    data = as_shown(CHIEF, address) | {"request_key": str(uuid4()), "act": "keep_left"}
    desk = at_desk(CHIEF)
    for _press in range(2):
        assert "已合并" in desk.post(address, data, follow=True).content.decode()
    data["request_key"] = str(uuid4())
    assert "这件事已经往前办了" in desk.post(address, data, follow=True).content.decode()


def test_kept_apart_it_is_gone_and_its_page_says_so() -> None:
    _, _, ref = twice()
    assert "已定为不是同一人" in decide(ref, "apart")
    assert "没有待决定的" in page(CHIEF, "/duplicates/")
    assert "已定为不是同一人" in page(CHIEF, f"/duplicates/{ref}/")


def test_a_day_that_cannot_be_comes_back_with_everything_chosen() -> None:
    _, _, ref = twice(**DIFFERENT)
    said = decide(ref, "keep_left", left_on="2020-01-01", name="right", note="同一个人")
    assert "原住处的离开日期" in said
    assert "2020-01-01" in said
    assert "同一个人" in said
    assert 'name="name" value="right" data-choice checked' in said
    assert "看不明白" in decide(ref, "keep_left", left_on="昨天吧")


def test_a_visit_is_asked_for_and_answered() -> None:
    _, _, ref = twice()
    assert "已交协管员上门核实" in decide(ref, "verify", note="问有几种证件")
    assert "问有几种证件" in page(COLLECTOR, "/duplicates/")
    address = f"/duplicates/{ref}/verify/"
    assert "请写明核实的情况" in at_desk(COLLECTOR).post(address, {}).content.decode()
    answer = {"request_key": str(uuid4()), "answer": "本人有户口簿和身份证"}
    told = at_desk(COLLECTOR).post(address, answer, follow=True).content.decode()
    assert "由民警决定" in told
    assert "本人有户口簿和身份证" in page(CHIEF, f"/duplicates/{ref}/")
    assert at_desk(COLLECTOR).get(address).status_code == 302


def test_a_clerk_asks_for_two_files_to_be_compared() -> None:
    one, other = registered(), registered(entry(name="吴小龙"))
    merge = f"/counter/person/{one.person_ref}/merge/"
    assert other.person_ref in page(CLERK, f"{merge}?q=吴小龙")
    data = {"request_key": str(uuid4()), "other": other.person_ref}
    compared = at_desk(CLERK).post(f"{merge}?q=吴小龙", data, follow=True).content.decode()
    assert "是不是同一个人" in compared
    assert "窗口提请比对" in compared
    same = {"request_key": str(uuid4()), "other": one.person_ref}
    assert "已经是同一份档案" in at_desk(CLERK).post(merge, same).content.decode()
    absent = {"request_key": str(uuid4()), "other": "nobody"}
    assert at_desk(CLERK).post(merge, absent).status_code == 404


def test_the_other_station_objects_and_the_county_upholds() -> None:
    _, later, ref = twice(later_actor=FENG)
    merged(ref, later, CHEN, reason="号码相同")
    listed = page(CHIEF, "/duplicates/")
    assert "周阿妹 并入 周阿妹" in listed
    address = "/duplicates/notices/" + listed.split("/duplicates/notices/")[1].split('"')[0]
    assert_four_lines(address, right=CHIEF, wrong=AUDITOR)
    assert "有异议要写明理由" in at_desk(CHIEF).post(address, {}).content.decode()
    data = {"request_key": str(uuid4()), "objection": "本人不在那边住"}
    assert "由县级公安机关决定" in at_desk(CHIEF).post(address, data, follow=True).content.decode()
    assert "本人不在那边住" in page(REVIEWER, address)
    data = {"request_key": str(uuid4()), "answer": "指纹相同"}
    assert "已维持合并" in at_desk(REVIEWER).post(address, data, follow=True).content.decode()


def test_two_stations_are_compared_across_the_border() -> None:
    registered_at()
    registered_at(FENG, name="周阿美")
    text = page("demo11", "/duplicates/")
    address = text.split('href="/duplicates/')[1].split('"')[0]
    compared = page("demo11", f"/duplicates/{address}")
    assert "姓名同音" in compared
    assert date(2026, 3, 3).isoformat() in compared
