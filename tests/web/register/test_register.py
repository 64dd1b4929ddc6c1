"""The registration sheet: everything typed stays, everything wrong is said, everything once."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.registrations import made_up_number
from tests.web.register.sheets import ADDRESS, errors_on, sheet
from tests.web.staff_desks import AUDITOR, CLERK, OFFICER, OTHER_CLERK, actor, at_desk

from anju.kit.clock import now
from anju.reading.finding_people import find_people

pytestmark = pytest.mark.usefixtures("house")

CHILD = {"document_kind": "111", "name": "周小龙", "ethnic_group": "06"}


def child() -> dict[str, str]:
    return CHILD | {"document_number": made_up_number(date(2018, 5, 1), male=True)}


def test_the_four_lines_of_access(client: Client) -> None:
    assert client.get(ADDRESS).headers["Location"].startswith("/signin/?next=")
    assert at_desk(AUDITOR).get(ADDRESS).status_code == 404
    clerk = at_desk(CLERK)
    assert clerk.get(ADDRESS).status_code == 200
    done = clerk.post(ADDRESS, sheet())
    assert at_desk(OTHER_CLERK).get(done.headers["Location"]).status_code == 404


def test_a_household_is_registered_at_once_with_a_slip_to_print() -> None:
    clerk = at_desk(CLERK)
    page = clerk.post(ADDRESS, sheet(child()), follow=True).content.decode()
    assert "已登记，请打印凭证" in page
    assert "同凭证：周小龙" in page
    assert "暂住信息登记表" in page
    slip = page.split('href="/papers/')[1].split('"')[0]
    paper = clerk.get(f"/papers/{slip}")
    assert paper.content.startswith(b"%PDF")
    (found,) = find_people(actor(CLERK), "周小龙", now=now()).rows
    assert found.registration_state == "registered"


def test_a_double_click_registers_once() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    first, second = clerk.post(ADDRESS, sent), clerk.post(ADDRESS, sent)
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert len(find_people(actor(CLERK), "周小满", now=now()).rows) == 1


def test_a_key_that_was_used_for_something_else_is_said_and_replaced() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    clerk.post(ADDRESS, sent)
    other = sheet() | {"request_key": sent["request_key"]}
    page = clerk.post(ADDRESS, other).content.decode()
    assert "这个提交编号已经用过" in errors_on(page)
    assert sent["request_key"] not in page
    assert other["p0-document_number"] in page


def test_every_problem_is_said_at_once_and_everything_typed_stays() -> None:
    sent = sheet(
        p0_document_number="11010519491231002", p0_name="", arrived_on="2月30日", p0_reason="13",
        landlord_name="杨<b>某",
    )  # fmt: skip
    page = at_desk(CLERK).post(ADDRESS, sent).content.decode()
    said = errors_on(page)
    for sentence in ("少了 1 位", "请填写姓名", "2月没有30日", "请用几个字说明"):
        assert sentence in said
    assert "<title>错误：" in page
    for typed in ("11010519491231002", "2月30日", "杨&lt;b&gt;某", "德凤街道平街1号", "黎平县"):
        assert f'value="{typed}"' in page


def test_what_must_be_checked_needs_a_tick_and_then_goes_through() -> None:
    clerk, sent = at_desk(CLERK), sheet(arrived_on="2010-01-01")
    page = clerk.post(ADDRESS, sent).content.decode()
    assert 'name="confirmed" value="DT-OLD"' in page
    assert not errors_on(page)
    assert clerk.post(ADDRESS, sent | {"confirmed": ["DT-OLD"]}).status_code == 302


def test_what_may_wait_can_be_brought_later() -> None:
    clerk, sent = at_desk(CLERK), sheet(p0_employer_name="")
    assert "请填写工作单位" in errors_on(clerk.post(ADDRESS, sent).content.decode())
    assert clerk.post(ADDRESS, sent | {"act": "save_incomplete"}).status_code == 302


def test_members_are_added_and_taken_off_without_script() -> None:
    clerk = at_desk(CLERK)
    page = clerk.post(ADDRESS, sheet(act="add")).content.decode()
    assert 'name="p1-document_number"' in page
    assert not errors_on(page)
    page = clerk.post(ADDRESS, sheet(child(), child(), act="remove-1")).content.decode()
    assert 'name="p1-name"' not in page
    assert 'name="p2-name"' in page


def test_the_panel_says_what_the_register_knows() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    clerk.post(ADDRESS, sent)
    panel = clerk.post(f"{ADDRESS}known/", sent | {"who": "p0"}).content.decode()
    assert "迎宾大道15号" in panel
    assert "打开档案" in panel
    elsewhere = at_desk(OTHER_CLERK).post(f"{ADDRESS}known/", sent | {"who": "p0"}).content.decode()
    assert "档案在大十字" in elsewhere
    assert "周小满" not in elsewhere
    assert "迎宾大道" not in elsewhere
    unknown = clerk.post(f"{ADDRESS}known/", {"p0-document_number": made_up_number()})
    assert "按新登记办理" in unknown.content.decode()


def test_boxes_filled_so_far_are_looked_at_without_saving() -> None:
    clerk = at_desk(CLERK)
    typed = sheet(p0_name="", p0_document_number="11010519491231002", arrived_on="2月30日")
    told = clerk.post(f"{ADDRESS}checked/", typed).json()
    said = {code: (box, sentence) for box, sentence, _, code in told["said"]}
    assert said["ID-LEN"] == ("id_p0-document_number", "公民身份号码少了 1 位，应为 18 位")
    assert "2月没有30日" in said["DT-REAL"][1]
    assert "NM-EMPTY" not in said
    line = clerk.post(f"{ADDRESS}checked/", sheet()).json()["start"]
    assert "申报登记之日" in line
    assert "最早申领" in line
    assert clerk.post(f"{ADDRESS}checked/", {"person": "x"}).status_code == 200
    assert at_desk(AUDITOR).post(f"{ADDRESS}checked/", typed).status_code == 404


def test_addresses_and_homes_are_found_with_and_without_script() -> None:
    clerk = at_desk(CLERK)
    clerk.post(ADDRESS, sheet())
    found = clerk.get(f"{ADDRESS}places/?address=迎宾").content.decode()
    assert 'name="take_address"' in found
    value = found.split('name="take_address" value="')[1].split('"')[0]
    taken = clerk.post(ADDRESS, sheet(act="", take_address=value, address="迎宾")).content.decode()
    assert 'name="take_home"' in taken
    assert f'value="{value.partition("|")[2]}"' in taken


def test_counties_are_found_by_name_code_and_initials() -> None:
    clerk = at_desk(CLERK)
    for typed in ("黎平", "522631", "lp"):
        found = clerk.get(f"{ADDRESS}hukou/", {"p0-hukou_division": typed}).content.decode()
        assert "522631 贵州省黔东南苗族侗族自治州黎平县" in found


def test_a_draft_is_kept_for_its_writer_and_gone_once_saved() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    assert clerk.post(f"{ADDRESS}draft/", sent).status_code == 204
    page = clerk.get(f"{ADDRESS}?draft={sent['request_key']}").content.decode()
    for typed in ("周小满", "迎宾大道15号", "金源建筑", sent["request_key"]):
        assert f'value="{typed}"' in page
    assert sent["request_key"] in clerk.get("/counter/").content.decode()
    assert sent["request_key"] not in at_desk(OFFICER).get("/counter/").content.decode()
    other = at_desk(OFFICER).get(f"{ADDRESS}?draft={sent['request_key']}", follow=True)
    assert "周小满" not in other.content.decode()
    assert clerk.post(ADDRESS, sent).status_code == 302
    assert sent["request_key"] not in clerk.get("/counter/").content.decode()
    assert clerk.post(f"{ADDRESS}draft/", sent).status_code == 409
    assert clerk.post(f"{ADDRESS}draft/", {"request_key": "x"}).status_code == 400
    assert clerk.head(f"{ADDRESS}draft/").status_code == 204  # whether the house answers


def test_a_mistake_is_taken_back_and_lies_there_as_it_was_typed() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    done = clerk.post(ADDRESS, sent).headers["Location"]
    assert at_desk(OTHER_CLERK).post(f"{done}back/", {}).status_code == 404
    receipt = clerk.get(done).content.decode()
    key = receipt.split('name="request_key" value="')[1].split('"')[0]
    again = clerk.post(f"{done}back/", {"request_key": key}, follow=True).content.decode()
    assert "已撤回 1 人的登记" in again
    assert f'value="{sent["p0-document_number"]}"' in again
    assert not find_people(actor(CLERK), "周小满", now=now()).rows


def test_who_still_lives_there_is_confirmed_without_another_registration() -> None:
    clerk, sent = at_desk(CLERK), sheet()
    clerk.post(ADDRESS, sent)
    panel = clerk.post(f"{ADDRESS}known/", sent | {"who": "p0"}).content.decode()
    number = panel.split('data-renew="')[1].split('"')[0]
    fresh = sheet() | {"p0-document_number": sent["p0-document_number"], "renew": number}
    page = clerk.post(ADDRESS, fresh, follow=True).content.decode()
    assert f"周小满 已确认仍住，登记 {number} 继续有效" in page


@pytest.mark.parametrize(
    "rubbish",
    [
        {},
        {"act": "save"},
        {"act": "save", "request_key": "x", "person": ["x", "99999999", "-1"]},
        {"act": "remove-0", "person": ["0"]},
        {"act": "add", "person": [str(n) for n in range(40)]},
        {"act": "save", "request_key": "\x00", "p0-name": "\x00"},
        {"take_address": "|" * 300, "take_home": "x" * 300},
        {"act": "save", "p0-name": "名" * 5000, "floor": "9" * 400, "p0-document_kind": "???"},
    ],
)
def test_rubbish_never_breaks_the_page(rubbish: dict[str, object]) -> None:
    answer = at_desk(CLERK).post(ADDRESS, rubbish)
    assert answer.status_code == 200
