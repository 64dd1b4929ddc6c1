"""The registration form: each sentence of the dictionary where it belongs, word for word."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.registrations import TOWN_A, TOWN_B, child, entry, household, made_up_number

from anju.casework.registration_form import (
    MESSAGES,
    FormContext,
    KnownStay,
    Severity,
    check_household,
    check_registration,
)

ON = date(2026, 3, 3)
CONTEXT = FormContext(
    residence_division="522601",
    area="52260102",
    townships={TOWN_A: ("5226010201", "大十字派出所"), TOWN_B: ("5226010101", "城西派出所")},
    addresses_with_rooms=frozenset({f"{TOWN_A}:未来城"}),
    door_codes={"ABCD123456": TOWN_A},
)


def said(context: FormContext = CONTEXT, **changes: str) -> dict[str, str]:
    """What is said of an entry with these changes, by code."""
    checked = check_registration(entry(**changes), on=ON, context=context)
    return {problem.code: problem.sentence for problem in checked.problems}


def test_a_whole_entry_has_no_problem_and_typed_values() -> None:
    checked = check_registration(entry(), on=ON, context=CONTEXT)
    assert checked.problems == ()
    assert checked.values is not None
    assert checked.values.arrived_on == date(2026, 3, 2)
    assert (checked.values.sex, checked.values.occupation) == ("2", "6")


WRONG = made_up_number()[:-1]
CASES = [
    ({"document_number": " "}, "ID-EMPTY", "请填写公民身份号码"),
    ({"document_number": WRONG}, "ID-LEN", "公民身份号码少了 1 位，应为 18 位"),
    ({"document_number": WRONG + "00"}, "ID-LEN", "公民身份号码多了 1 位，应为 18 位"),
    (
        {"document_number": "99010119900101A02X"},
        "ID-CHAR",
        "公民身份号码第 15 位是“A”，只有最后一位可以是 X",
    ),
    ({"name": " "}, "NM-EMPTY", "请填写姓名，与证件一致"),
    ({"name": "周" * 51}, "NM-LONG", "姓名最多 50 个字符，现在是 51 个"),
    ({"name": "买买提•吐尔逊"}, "NM-DOT", "间隔点已改为标准写法“·”"),
    ({"name": "周𱎔"}, "NM-RARE", "这个字打印字库里没有：𱎔。可以保存，凭证上印成 〔U+31394〕"),
    ({"ethnic_group": ""}, "ET-EMPTY", "请选择民族"),
    ({"hukou_division": ""}, "HK-EMPTY", "请选择户籍所在的县（市、区）"),
    (
        {"address": "", "township": ""},
        "AD-EMPTY",
        "请填写住处：门牌号、小区名或附近标志都可以",
    ),
    (
        {"address": "未来城", "building": "", "room": ""},
        "AD-ROOM",
        "未来城 有多个房间，请填写房号；没有房号的，填楼层和位置",
    ),
    ({"township": TOWN_B}, "AD-AREA", "这个地址属于 城西派出所，登记会转过去"),
    ({"door_code": "NOSUCH"}, "AD-DOOR", MESSAGES["AD-DOOR"].format(d="NOSUCH")),
    (
        {"place_kind": "8"},
        "AD-HOTEL",
        "住宾馆（住院、救助站）由该单位登记，不在这里登记。住满后租房的，请再来登记",
    ),
    ({"arrived_on": ""}, "DT-EMPTY", "请填写到达日期"),
    ({"arrived_on": "2026-02-30"}, "DT-REAL", "2026年2月没有30日"),
    ({"arrived_on": "2026-03-09"}, "DT-FUTURE", "到达日期不能晚于今天（2026-03-03）"),
    ({"arrived_on": "2010-01-01"}, "DT-OLD", "到达日期在 16 年前，请核对"),
    ({"leaves_on": "2026-03-01"}, "DT-ORDER", "离开日期不能早于到达日期（2026-03-02）"),
    ({"reason": ""}, "RS-EMPTY", "请选择来这里做什么"),
    ({"reason": "13"}, "RS-NOTE", "请用几个字说明，例如“照顾孙子”"),
    (
        {"employer_name": ""},
        "EM-EMPTY",
        "请填写工作单位；没有固定单位的，填“灵活就业”和主要工作地点",
    ),
    ({"reason": "12"}, "SC-EMPTY", "请填写学校和入学日期"),
    ({"reason": "9"}, "HO-EMPTY", "请填写投靠的人的姓名和关系"),
    (
        {"phone": "123"},
        "PH-FORM",
        "手机号码应为 11 位数字；座机请加区号，如 0855-8223045。没有可以不填",
    ),
    ({"landlord_name": ""}, "OW-EMPTY", "请填写房主、出租人或者单位的名称"),
]


@pytest.mark.parametrize(("changes", "code", "sentence"), CASES)
def test_the_sentence_is_said(changes: dict[str, str], code: str, sentence: str) -> None:
    assert said(**changes)[code] == sentence


def test_a_wrong_check_digit_is_told_from_a_wrong_date() -> None:
    number = made_up_number()
    other = "0" if number[-1] != "0" else "1"
    assert "ID-CHECK" in said(document_number=number[:-1] + other)
    assert said(document_number="990101199013010005")["ID-BIRTH"] == (
        MESSAGES["ID-BIRTH"].format(d="19901301")
    )


def test_an_unknown_division_is_looked_into_and_made_up_people_pass() -> None:
    number = made_up_number()
    assert "ID-DIV" not in said(document_number=number)
    strict = replace(CONTEXT, made_up_people_pass=False)
    checked = check_registration(entry(document_number=number), on=ON, context=strict)
    (problem,) = checked.problems
    assert (problem.code, problem.severity) == ("ID-DIV", Severity.CHECK)
    assert checked.may_be_saved


def test_hukou_and_residence_in_one_city_is_a_hint_only() -> None:
    checked = check_registration(entry(hukou_division="522601"), on=ON, context=CONTEXT)
    assert [(p.code, p.severity) for p in checked.problems] == [("HK-SAME", Severity.HINT)]


def test_somebody_registered_here_or_elsewhere_is_recognised() -> None:
    number = made_up_number()
    stay = KnownStay("周阿妹", date(2026, 2, 1), "城西派出所辖区韶山路2号", "ABCD123456")
    context = replace(CONTEXT, known_stays={("111", number): stay})
    here = said(context, document_number=number, door_code="ABCD123456")
    assert here["ID-DUP-HERE"] == "周阿妹 已于 2026-02-01 在本址登记，可以直接“确认仍住”"
    elsewhere = said(context, document_number=number)
    assert elsewhere["ID-DUP-ELSE"] == (
        "周阿妹 现登记在 城西派出所辖区韶山路2号。继续将办理地址变更"
    )


def test_a_shared_telephone_is_looked_into() -> None:
    context = replace(CONTEXT, phone_uses={"15400001111": 11})
    assert said(context, phone="154 0000 1111")["PH-SHARED"] == (
        "这个号码已用于 11 人，提醒可能收不到"
    )


def test_words_of_a_workbook_are_taken_like_codes() -> None:
    checked = check_registration(
        entry(ethnic_group="苗族", place_kind="租房", reason="务工", document_kind="居民身份证"),
        on=ON,
        context=CONTEXT,
    )
    assert checked.values is not None
    assert (checked.values.ethnic_group, checked.values.place_kind) == ("06", "1")


def test_an_incomplete_registration_is_saved_with_what_is_there() -> None:
    entries = household(entry(ethnic_group="", employer_name=""), is_incomplete=True)
    verdict = check_household(entries, on=ON, context=CONTEXT)
    assert verdict.may_be_saved
    assert {p.severity for p in verdict.people[0].problems} == {Severity.HINT}
    nameless = household(entry(name=" "), is_incomplete=True)
    assert not check_household(nameless, on=ON, context=CONTEXT).may_be_saved


def test_a_child_needs_a_guardian_and_takes_the_first_adult_of_the_household() -> None:
    alone = check_household(household(child()), on=ON, context=CONTEXT)
    codes = {problem.code: problem.sentence for problem in alone.people[0].problems}
    assert codes["GU-EMPTY"] == "周小龙 未满 16 周岁，请填写监护人"
    family = check_household(household(entry(), child()), on=ON, context=CONTEXT)
    assert family.may_be_saved
    little_one = family.people[1].values
    assert little_one is not None
    assert little_one.guardian_name == "周阿妹"


def test_a_guardian_under_age_is_looked_into() -> None:
    young = made_up_number(date(2009, 1, 1))
    verdict = check_registration(
        child(guardian_name="周二", guardian_number=young), on=ON, context=CONTEXT, is_first=False
    )
    assert [p.sentence for p in verdict.problems] == ["监护人应年满 18 周岁，周二 17 岁，请核对"]


def test_a_document_and_a_householder_stand_once_and_a_proxy_says_who_they_are() -> None:
    one = entry()
    twice = check_household(household(one, one, reporting_party="6"), on=ON, context=CONTEXT)
    assert {problem.code for problem in twice.problems} == {"ID-TWICE", "RL-TWO", "PX-EMPTY"}


def test_the_sentences_keep_the_style() -> None:
    for text in MESSAGES.values():
        assert not set("!！") & set(text)
        assert not any(word in text for word in ("非法", "无效", "错误代码", "请勿"))
