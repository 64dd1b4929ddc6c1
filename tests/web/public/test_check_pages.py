"""The pages of the eligibility check: the way through them, and what each outcome must show."""

import re
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from anju.kit.clock import today
from anju.web.pages.public.check.answers import (
    ALPHABET,
    SIZES,
    Answers,
    answers_of,
    code_of,
    spaced,
)
from anju.web.pages.public.check.questions import month_answer

LONG_AGO = month_answer(date(2025, 3, 1))
RESIDENT = Answers(
    hukou=522631, residence=522601, town=2, stay=1, since=LONG_AGO, grounds=3, papers=5, applicant=1
)


def shown(client: Client, answers: Answers) -> str:
    answer = client.get("/check/result/", {"a": code_of(answers)})
    assert answer.status_code == 200
    return answer.content.decode()


def outcomes(html: str) -> list[str]:
    return re.findall(r'data-outcome="(\w+)"', html)


def walk(client: Client, presses: list[tuple[str, list[str]]]) -> tuple[str, int]:
    """Answer page after page as a person does; the last page and how many were loaded."""
    address, loaded = "/check/", 1
    for step, chosen in presses:
        page = client.get(address)
        code = re.search(r'name="a" value="([^"]*)"', page.content.decode())
        assert code is not None
        data = {"a": code[1], "go": "1", "answer": chosen}
        answer = client.get(f"/check/{step}/", data)
        assert answer.status_code == 302, step
        address, loaded = answer.headers["Location"], loaded + 1
    return address, loaded


def test_seven_questions_lead_to_a_result_in_nine_pages(client: Client) -> None:
    month = str(month_answer(today()))
    way = [
        ("hukou", ["520000"]),
        ("hukou-county", ["522631"]),
        ("residence", ["2"]),
        ("stay", ["1"]),
        ("since", [month]),
        ("grounds", ["1", "2"]),
        ("papers", ["1"]),
        ("applicant", ["1"]),
    ]
    address, loaded = walk(client, way)
    assert address.startswith("/check/result/?a=")
    assert loaded == 9
    html = client.get(address).content.decode()
    assert outcomes(html) == ["later"]
    assert "您有劳动合同" in html


def test_taps_stay_within_the_budget() -> None:
    pressed_once = 4  # hukou, county, residence, applicant: one tap goes on
    ticked = 4  # stay, since, grounds, papers: a tick and 继续
    assert pressed_once + 2 * ticked <= 12


def test_a_hotel_guest_is_asked_nothing_more(client: Client) -> None:
    way = [("hukou", ["440000"]), ("residence", ["2"]), ("stay", ["6"])]
    address, loaded = walk(client, way)
    assert address.startswith("/check/result/")
    assert loaded == 4


@pytest.mark.parametrize("step", ["stay", "since", "grounds", "papers"])
def test_going_on_without_an_answer_is_told_at_the_question(client: Client, step: str) -> None:
    html = client.get(f"/check/{step}/", {"go": "1", "a": code_of(RESIDENT)}).content.decode()
    assert "<title>错误：" in html
    assert "有 1 处需要修改" in html
    target = re.search(r'<li><a href="#([^"]+)">', html)
    assert target is not None
    assert f'id="{target[1]}"' in html
    assert 'id="id_answer-error"' in html
    assert "data-error-summary" in html


def test_an_answer_that_stands_alone_cannot_be_combined(client: Client) -> None:
    html = client.get("/check/grounds/", {"go": "1", "answer": ["1", "8"]}).content.decode()
    assert "选了“都不符合”，就不要再选别的" in html


def test_coming_back_shows_what_was_chosen(client: Client) -> None:
    code = code_of(RESIDENT)
    assert "press--chosen" in client.get("/check/residence/", {"a": code}).content.decode()
    stay = client.get("/check/stay/", {"a": code}).content.decode()
    assert re.search(r'value="1" checked', stay)
    grounds = client.get("/check/grounds/", {"a": code}).content.decode()
    assert grounds.count(" checked") == 2


def test_a_result_without_its_answers_leads_to_the_missing_question(client: Client) -> None:
    answer = client.get("/check/result/", {"a": code_of(Answers(hukou=440000))})
    assert answer.headers["Location"].startswith("/check/residence/")


RESULTS = {
    "now": (RESIDENT, ("您现在就可以申领居住证", "0 元", "您已有", "大十字街道", "任选一样")),
    "later": (
        RESIDENT.having(since=month_answer(today()), papers=1),
        ("最早", "可以申领", "您有劳动合同", "0 元"),
    ),
    "register_first": (RESIDENT.having(since=1), ("先登记住处", "3 日内登记", "看怎么登记")),
    "not_this_way": (
        Answers(hukou=520103, residence=520111),
        ("您的情况不办居住证", "几个区之间", "情况变了怎么办"),
    ),
    "ask_a_person": (RESIDENT.having(since=2), ("需要窗口看一下", "哪一天登记的", "找窗口电话")),
    "other_rules": (Answers(hukou=3), ("您适用另外的规定", "港澳台居民居住证", "出入境管理机构")),
}


@pytest.mark.parametrize("outcome", RESULTS)
def test_exactly_one_outcome_with_all_it_must_contain(client: Client, outcome: str) -> None:
    answers, sentences = RESULTS[outcome]
    html = shown(client, answers)
    assert outcomes(html) == [outcome]
    for sentence in (*sentences, "依据", spaced(code_of(answers)), "<svg"):
        assert sentence in html


@pytest.mark.parametrize(
    ("stay", "unit"),
    [(6, "由旅馆办理住宿登记"), (7, "由医院办理住院登记"), (8, "由救助管理站登记")],
)
def test_who_registers_instead_is_said(client: Client, stay: int, unit: str) -> None:
    assert unit in shown(client, RESIDENT.having(stay=stay))


def test_an_agent_who_may_not_apply_is_told_before_coming(client: Client) -> None:
    assert "申请要本人来" in shown(client, RESIDENT.having(applicant=4))
    assert "申请要本人来" not in shown(client, RESIDENT.having(applicant=2))


def test_every_result_says_only_what_the_law_says_of_fees(client: Client) -> None:
    html = shown(client, RESIDENT)
    assert "罚" not in html


@given(
    st.builds(
        Answers,
        **{name: st.integers(min_value=0, max_value=size - 1) for name, size in SIZES.items()},
    )
)
def test_the_code_gives_back_the_answers(answers: Answers) -> None:
    assert answers_of(spaced(code_of(answers)).lower()) == answers


def test_one_wrong_letter_is_noticed() -> None:
    code = code_of(RESIDENT)
    for place, right in enumerate(code):
        for letter in set(ALPHABET) - {right}:
            assert answers_of(code[:place] + letter + code[place + 1 :]) is None


def test_two_exchanged_letters_are_noticed() -> None:
    code = code_of(RESIDENT)
    for at in range(len(code) - 1):
        first, second = code[at : at + 2]
        exchanged = code[:at] + second + first + code[at + 2 :]
        assert first == second or answers_of(exchanged) is None


def test_letters_read_for_digits_are_understood() -> None:
    code = code_of(RESIDENT)
    assert answers_of(code.replace("0", "O").replace("1", "l")) == RESIDENT
