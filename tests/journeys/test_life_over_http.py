"""A whole life over HTTP, the day moving: from the report at the window to the restored card.

Every step is taken on the page by the person whose step it is; what the page says is read, not
only its status, and the journal is asked for the article the step stands on.
"""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.cast import NIGHT
from tests.factories.registrations import TOWN_A, TOWN_B, made_up_number
from tests.journeys.conftest import FENG, QIAN, SUN, WANG, WU, ZHENG, MovingClock
from tests.journeys.walker import Page, Walker
from tests.papers.reading import Paper

from anju.access.scope import scoped
from anju.jobs.tasks import lapse_permits
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db

Desk = Callable[[str], Walker]
REGISTERED_ON, ELIGIBLE_ON = date(2026, 3, 3), date(2026, 9, 4)
ADDRESS = {
    "township": TOWN_A,
    "address": "迎宾大道15号",
    "building": "1栋",
    "room": "602",
    "place_kind": "1",
    "landlord_name": "杨某",
}
MOTHER = {
    "name": "周阿妹",
    "ethnic_group": "03",
    "hukou_division": "黎平县",
    "hukou_address": "德凤街道平街1号",
    "reason": "1",
    "occupation": "6",
    "employer_name": "金源建筑",
}


#: Her number, as it stands on the card she lays on the counter.
HER_NUMBER = made_up_number()


def lines(place: int, **person: str) -> dict[str, str]:
    """The lines of one person of the sheet."""
    return {f"p{place}-{name}": text for name, text in person.items()}


def register(desk: Desk, *members: dict[str, str]) -> Page:
    """周 and who lives with her, as the window types it; the page with the slips."""
    sheet = desk(WU).open("/counter/").follow("登记住户")
    typed = ADDRESS | {"arrived_on": "0302"} | lines(0, document_number=HER_NUMBER, **MOTHER)
    for place, member in enumerate(members, start=1):
        sheet = sheet.press("再加一名同住人", **typed)
        typed = lines(place, **member)
    return sheet.press("保存并打印", **typed)


def registered_file(desk: Desk, clock: MovingClock) -> Page:
    """周 alone, registered; her file."""
    clock.move_to(REGISTERED_ON)
    return find(register(desk))


def find(page: Page, name: str = "周阿妹") -> Page:
    """From any page to a person's file by name."""
    return page.follow("找人").press("查找", q=name).follow(name)


def applied(file: Page, **evidence: str) -> Page:
    """The application with the papers on the counter."""
    return file.follow("申领居住证").press(
        "收下申请",
        kind_identity_card="identity_card",
        **evidence,
    )


EVERYTHING = {
    "kind_photo": "photo",
    "kind_address_proof": "lease",
    "dated_address_proof": "20260301",
    "kind_employment_proof": "employment_contract",
    "dated_employment_proof": "20260302",
}


def decided(desk: Desk, case: Page) -> Page:
    """Reviewed at the station, approved by the county: the page after it."""
    desk(SUN).open(case.address).press("通过，转审批").says("已审核，转县局审批")
    return desk(WANG).open(case.address).press("批准").says("已批准，居住证号")


def carded(desk: Desk, case: Page, blank_serial: str) -> Page:
    """The card made and told of; the window's page of the case."""
    stock = desk(QIAN).open("/cards/").follow("空白卡入库")
    stock.press("入库", first_serial=blank_serial, last_serial=blank_serial).says("已入库 1 张")
    desk(WANG).open(case.address).press("送制证").says("已送制证")
    made = desk(QIAN).open(case.address).follow("记制成")
    made.press("记制成", blank_serial=blank_serial).says("已制成").press("通知领取").says("待领取")
    return desk(WU).open(case.address)


def holding(desk: Desk, clock: MovingClock) -> Page:
    """周 with her card, on the page of her permit, on the first day she could have it."""
    file = registered_file(desk, clock)
    clock.move_to(ELIGIBLE_ON)
    case = applied(file, **EVERYTHING).press("受理").says("已受理")
    decided(desk, case)
    case = carded(desk, case, "B0001")
    case = case.follow("发放").press("发放", holder_number=HER_NUMBER[-4:]).says("已发放，办结")
    return case.follow("5226010022026090400001")


def journalled(act: str) -> list[tuple[str, bool]]:
    """Who did an act, and whether it names an article."""
    with scoped(NIGHT):
        rows = JournalEntry.objects.filter(act=act).order_by("id")
        return [
            (number, bool(cites)) for number, cites in rows.values_list("actor_number", "cites")
        ]


def test_a_household_is_registered_and_handed_its_slips(desk: Desk, clock: MovingClock) -> None:
    clock.move_to(REGISTERED_ON)
    father = {
        "document_number": made_up_number(date(1988, 5, 6), male=True),
        "name": "周大山",
        "ethnic_group": "03",
        "relation_to_householder": "2",
    }
    son = {
        "document_number": made_up_number(date(2018, 5, 1), male=True),
        "name": "周小龙",
        "ethnic_group": "03",
        "relation_to_householder": "3",
    }
    done = register(desk, father, son)
    done.says("已登记，请打印凭证", "凭证 2 张，免费", "同凭证：周小龙", "最早申领2026年9月4日")
    slip = Paper(done.paper("打印凭证"))
    assert "最早可申领居住证日期2026年9月4日" in slip.text
    assert "随同子女周小龙" in slip.text
    assert "周大山" not in slip.text
    form = Paper(done.paper("暂住信息登记表")).text
    assert all(name in form for name in ("周阿妹", "周大山", "周小龙"))
    assert journalled("register_household") == [(WU, True)] * 3
    find(done).says("印过 1 次")


def test_from_the_slip_to_the_card_in_the_hand(desk: Desk, clock: MovingClock) -> None:
    file = registered_file(desk, clock)
    file.follow("申领居住证").says("现在还不能申领，时间到了就可以", "2026年9月4日 起可以申领")
    assert not file.follow("申领居住证").offers("收下申请")

    clock.move_to(ELIGIBLE_ON)
    file.follow("申领居住证").says("现在可以申领", "首次申领 0 元")
    case = applied(file).says("还缺 3 项材料", "缺少本人相片")
    assert not case.offers("受理 F9")
    told = case.follow("一次性告知").says("一次告知全部 3 项")
    told = told.press("发出告知书").says("一次告知全部 3 项", "计时暂停")
    notice = Paper(told.paper("打印告知书")).text
    assert all(item in notice for item in ("相片", "住址证明", "就业证明"))

    clock.move_to(date(2026, 9, 9))
    case = told.follow("返回办件").follow("补正材料")
    assert "kind_identity_card" not in {c.name for b in case.buttons for c in b.form.controls}
    case = case.press("收下补来的材料", **EVERYTHING).says("材料已补齐")
    clock.move_to(date(2026, 9, 24))
    case = case.press("受理").says("已受理，回执已出", "2026-10-08 以前制证", "2026-10-09 以前发放")
    receipt = Paper(case.paper("受理回执")).text
    assert "2026年10月9日" in receipt

    assert not case.offers("批准")
    refused = desk(WU).send(f"{case.address}approve/", {"request_key": ""})
    assert refused.status == 404
    decided(desk, case)
    clock.move_to(date(2026, 9, 28))
    case = carded(desk, case, "B0001")
    assert "领证" in Paper(case.paper("领证通知")).text
    clock.move_to(date(2026, 9, 30))
    hand_over = case.follow("发放")
    hand_over.press("发放").says("请看着证件")
    case = hand_over.press("发放", holder_number=HER_NUMBER[-4:]).says("已发放，办结")
    case.follow("5226010022026092400001").says("使用中", "在持证人手里", "B0001")
    acts = {
        "submit_application": WU, "notify_deficiencies": WU, "supplement": WU, "accept": WU,
        "review": SUN, "approve": WANG, "send_to_production": WANG, "record_produced": QIAN,
        "notify_ready": QIAN, "hand_over": WU,
    }  # fmt: skip
    assert {act: journalled(act) for act in acts} == {
        act: [(who, True)] for act, who in acts.items()
    }


def test_years_are_endorsed_missed_suspended_and_restored(desk: Desk, clock: MovingClock) -> None:
    permit = holding(desk, clock)
    permit.says("还没有到签注的时间", "2027年8月4日 起可以签注")
    assert not permit.offers("签注 F9")

    clock.move_to(date(2027, 8, 10))
    permit = desk(WU).open(permit.address).says("现在可以签注，0 元", "签注第 1 年")
    permit.press("仍住在这里，签注").says(
        "已签注第 1 年，0 元", "下次签注 2028-08-04 至 2028-09-04"
    )

    clock.move_to(date(2028, 9, 5), hour=0)
    assert lapse_permits(0) == 1
    assert journalled("lapse")[0][1]
    clock.move_to(date(2028, 10, 20))
    permit = desk(WU).open(permit.address).says("证件暂时不能用", "居住年限从补办之日起连续计算")
    late = permit.follow("补办签注").says("中止前1 年", "从今天重新连续计算0 年")
    permit = late.press("补办签注").says("已补办签注，0 元", "使用中", "连续居住0 年")
    permit.says("从哪天算2028-10-20")
    assert journalled("endorse") == journalled("endorse_late") == [(WU, True)]


def test_a_lost_card_is_made_again_and_the_years_stay(desk: Desk, clock: MovingClock) -> None:
    permit = holding(desk, clock)
    clock.move_to(date(2026, 11, 2))
    permit = permit.follow("挂失").says("马上停用").press("挂失").says("已挂失", "这张卡停用")
    case = permit.follow("补领").says("居住年限不变", "0 元").press("补领").says("已开办件")
    case = case.press("受理").says("已受理")
    desk(SUN).open(case.address).press("通过，转审批")
    desk(WANG).open(case.address).press("批准").says("已批准")
    case = carded(desk, case, "B0002")
    case = case.follow("发放").press("发放", holder_number=HER_NUMBER[-4:]).says("已发放")
    permit = desk(WU).open(permit.address).says("使用中", "第 2 张", "从哪天算2026-09-04")
    assert journalled("report_loss") == journalled("reissue_card") == [(WU, True)]


def test_the_file_moves_with_the_person_to_another_station(desk: Desk, clock: MovingClock) -> None:
    file = registered_file(desk, clock)
    feng = desk(FENG)
    assert feng.open(file.address).status == 404
    clock.move_to(date(2026, 5, 6))
    moving = file.follow("换住处").says("居住时间连续计算")
    moved = moving.press(
        "保存新住处并打印",
        moved_on="0504",
        township=TOWN_B,
        address="韶山路2号",
        room="301",
        place_kind="1",
        landlord_name="龙某",
    )
    moved.says("住处已变更，居住时间连续计算", "档案已转到新住处的派出所")
    assert journalled("change_address")[0] == (WU, True)
    assert desk(WU).open(file.address).status == 404
    feng.open(file.address).says("周阿妹", "韶山路2号", "起算2026-03-03")


def test_a_departure_somebody_else_reports_waits_for_the_person(
    desk: Desk, clock: MovingClock
) -> None:
    file = registered_file(desk, clock)
    clock.move_to(date(2026, 4, 1))
    report = file.follow("他人报告离开").says("登记不变")
    report.press("记下报告", left_on="0330", by_party="3").says("请填写报告人姓名或单位")
    told = report.press("记下报告", left_on="0330", by_party="3", by_name="杨某")
    told.says("登记暂时不变", "有人报告已离开", "已登记")
    waits = told.follow("确认已离开").press("确认已离开")
    assert waits.address.endswith("/left/")
    assert told.walker.open("/counter/queue/departures/").says("周阿妹")

    clock.move_to(date(2026, 4, 3))
    objected = told.follow("本人有异议").press("记下异议", objection="还住在这里")
    objected.says("登记不变")

    clock.move_to(date(2026, 6, 1))
    told = objected.follow("他人报告离开").press(
        "记下报告", left_on="0530", by_party="3", by_name="杨某"
    )
    clock.move_to(date(2026, 7, 10))
    left = told.follow("确认已离开").press("确认已离开").says("已确认离开，登记已注销")
    left.says("离开2026-05-30", "已注销")
    assert [len(journalled(act)) for act in ("propose_departure", "object_to_departure")] == [2, 1]


def test_a_correction_takes_four_eyes(desk: Desk, clock: MovingClock) -> None:
    file = registered_file(desk, clock)
    proposal = file.follow("更正").press("提出更正", name="周阿美", evidence_note="户口簿")
    proposal.says("请写明为什么更正")
    proposed = proposal.press("提出更正", reason="录入错字")
    desk(WU).open(file.address).says("周阿妹")
    proposed.says("已提出更正，等另一个单位批准")
    own = desk(WU).open("/corrections/").follow("周阿妹").says("要由另一个单位批准")
    assert not own.offers("同意更正")
    county = desk(WANG).open("/counter/").follow("1更正待批").follow("周阿妹")
    county.says("周阿妹", "周阿美", "户口簿").press("同意更正").says("已更正，原来的记录仍可查")
    desk(WU).open(file.address).says("周阿美", "批准更正")
    assert journalled("propose_correction") == [(WU, True)]
    assert journalled("approve_correction") == [(WANG, True)]


def test_another_station_is_told_of_nothing(desk: Desk, clock: MovingClock) -> None:
    permit = holding(desk, clock)
    file = permit.follow("档案")
    seen = [permit.address, file.address, *(
        address for address in [*file.links.values(), *permit.links.values()]
        if any(part in address for part in ("/person/", "/permits/5", "/cases/", "/papers/"))
    )]  # fmt: skip
    assert len(set(seen)) > 10
    feng = desk(FENG)
    assert {address: feng.client.get(address).status_code for address in seen} == dict.fromkeys(
        seen, 404
    )
    assert "周阿妹" not in feng.open("/counter/find/").press("查找", q="周阿妹").text.replace(
        "“周阿妹”", ""
    ).replace("周阿妹 · 找人", "")


def test_what_a_collector_brings_in_is_confirmed_at_the_window(
    desk: Desk, clock: MovingClock
) -> None:
    clock.move_to(REGISTERED_ON)
    sheet = desk(ZHENG).open("/counter/").follow("登记")
    typed = ADDRESS | {"arrived_on": "0302"} | lines(0, document_number=HER_NUMBER, **MOTHER)
    sheet.press("保存并打印", **typed).says("已上报，等窗口核实")
    clock.move_to(date(2026, 3, 4))
    reports = desk(WU).open("/counter/").follow("采集待核").says("周阿妹")
    file = reports.follow("周阿妹").follow("确认仍住").press("确认仍住在这里")
    file.says("已确认仍住在这里", "已登记", "暂住登记凭证")
