"""Every kind of paper as the verbs issue it: printed, read back, fit to take home."""

import re

import pytest
from tests.factories.cast import SUN, WANG, WU
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    REGISTERED_ON,
    Life,
    accepted,
    applying,
    approved,
    carded,
    registered,
)
from tests.factories.registrations import at, child, entry, household, key
from tests.papers.reading import Paper

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.cases.acceptance import decline_acceptance, notify_deficiencies
from anju.casework.cases.decisions import refuse, review
from anju.casework.cases.outcomes import Deficiency, RefusalReason
from anju.casework.prints import count_print
from anju.casework.registrations.register import register_household
from anju.papers import Printing, render
from anju.reading.papers_issued import FrozenPaper, household_slips, paper
from anju.records.issued.models import Paper as PaperRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]

CODE_OF_AN_ARTICLE = re.compile(r"(IRRP|PSD-2016|HRR|PFPR|MPS-24|CC)\s?\d")
DAY = at(ELIGIBLE_ON, 15)


def printed(found: FrozenPaper) -> Paper:
    """The paper as it comes from the printer, nothing on it that only the house understands."""
    made = Paper(render(found.kind, found.content, found.edition, Printing(number=1)).pdf)
    assert not CODE_OF_AN_ARTICLE.search(made.text)
    assert "待确认" not in made.text
    assert "None" not in made.text
    return made


def case_paper(life: Life, kind: str, *, reader: Actor = WU) -> tuple[FrozenPaper, Paper]:
    """The last paper of a kind given out in a case, as issued and as printed."""
    with scoped(reader):
        rows = PaperRow.objects.filter(subject_ref=life.case_number, kind=kind)
        number = rows.order_by("id").values_list("number", flat=True).last()
    assert number is not None
    found = paper(reader, number, now=DAY)
    return found, printed(found)


def test_a_family_gets_one_slip_and_one_form() -> None:
    told = register_household(
        actor=WU,
        household=household(entry(), child()),
        request_key=key(),
        now=at(REGISTERED_ON),
    )
    papers = household_slips(WU, told.household_ref, now=at(REGISTERED_ON))
    assert sorted(one.kind for one in papers) == ["registration_form", "slip"]
    by_kind = {one.kind: printed(one).text for one in papers}
    for words in (
        "贵州省黔东南苗族侗族自治州凯里市大十字街道迎宾大道15号1栋602室",
        "2026年3月3日依据：申报登记之日",
        "2026年9月4日（星期五）",
        "周小龙（子女，2018年5月1日出生）",
        "0855-8223045",
        "大十字街道流动人口服务中心",
    ):
        assert words in by_kind["slip"]
    # The form holds numbers in clear; it is kept sealed and opens for whoever may print it.
    form = by_kind["registration_form"]
    assert "乡镇（街道）大十字街道" in form
    assert "居住户主周阿妹" in form
    assert "（以下空白）" in form


def test_prints_are_counted_and_stand_on_the_sheet() -> None:
    life = registered()
    with scoped(WU):
        number = PaperRow.objects.get(kind="slip", subject_ref=life.registration_number).number
    counts = [count_print(actor=WU, number=number) for _ in range(2)]
    assert counts == [1, 2]
    found = paper(WU, number, now=DAY)
    assert found.printed == 2
    again = render(found.kind, found.content, found.edition, Printing(number=found.printed))
    assert "第2次打印" in Paper(again.pdf).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hukou_division": "522601"}, "户口所在地和居住地是同一个城市，不办理居住证"),
        ({}, "符合就业、住所、就读条件之一的，可以申领居住证"),
    ],
)
def test_a_slip_says_from_when_or_why_not(changes: dict[str, str], words: str) -> None:
    life = registered(entry(**changes))
    with scoped(WU):
        number = PaperRow.objects.get(kind="slip", subject_ref=life.registration_number).number
    assert words in printed(paper(WU, number, now=DAY)).text


def test_a_deficiency_notice_says_what_why_what_will_do_and_from_whom() -> None:
    life = applying(evidence=EVERYTHING[:3])
    notify_deficiencies(
        actor=WU,
        case_number=life.case_number,
        faulty=(Deficiency("lease", "没有出租人签名"),),
        request_key=key(),
        now=DAY,
    )
    found, made = case_paper(life, "deficiency_notice")
    for words in (
        "2项",
        "2026年9月20日（星期日）",
        "房屋租赁合同：没有出租人签名",
        "下列任一项：",
        "住房城乡建设部门",
        "《居住证暂行条例》第九条第二款、第二条",
        "0855-8223045",
    ):
        assert words in made.text
    assert not any(item["what"] == "" for item in found.content["missing"])


def test_a_receipt_names_its_days_and_a_notice_the_place() -> None:
    life = carded(approved(), blank_serial="B0001", on=ELIGIBLE_ON)
    _, receipt = case_paper(life, "receipt")
    for words in (
        "2026年9月11日（星期五）",
        "2026年9月20日（星期日）",
        "贵州省公安厅2016年7月30日通知第二条第（四）项",
        "《居住证暂行条例》第九条第六款",
    ):
        assert words in receipt.text
    _, notice = case_paper(life, "collection_notice")
    assert "迎宾大道15号（大十字街道流动人口服务中心）" in notice.text
    assert "0855-8223045" in notice.text


def test_the_bureau_refuses_in_its_own_name() -> None:
    life = accepted()
    review(actor=SUN, case_number=life.case_number, request_key=key(), now=DAY)
    refuse(
        actor=WANG,
        case_number=life.case_number,
        reason=RefusalReason("same_city", ""),
        request_key=key(),
        now=DAY,
    )
    found, made = case_paper(life, "refusal_notice")
    assert found.content["office"]["organ"] == "凯里市公安局"
    for words in (
        "不予办理通知书",
        "您的常住户口在贵州省黔东南苗族侗族自治州黎平县",
        "居住时间从2026年3月3日起算",
        "《居住证暂行条例》第二条、贵州省公安厅2016年7月30日通知第二条第（一）项",
        "收到本通知书之日起六十日内向凯里市人民政府",
    ):
        assert words in made.text
    assert "电话" not in made.text


def test_the_station_declines_in_its_own() -> None:
    life = applying()
    decline_acceptance(
        actor=WU,
        case_number=life.case_number,
        reason_code="half_year_not_complete",
        reason_text="经核实，您2026年5月才到凯里。",
        request_key=key(),
        now=DAY,
    )
    found, made = case_paper(life, "refusal_notice")
    assert found.content["office"]["organ"] == "凯里市公安局大十字派出所"
    assert "不予受理通知书" in made.text
    assert "经核实，您2026年5月才到凯里。" in made.text
    assert "电话：0855-8223045" in made.text
