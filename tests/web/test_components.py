"""The components as staff pages use them, shown by the gallery."""

import re

import pytest
from django.test import Client, override_settings

from anju.law.workflow import CASE, DEPARTURE, PERMIT, REGISTRATION
from anju.web.fields import CivilDateField
from anju.web.staff_frame import POST_NAMES
from anju.web.status_words import STATUS_WORDS, status_word

FULL = {
    "name": "周小满",
    "dwelling": "let",
    "arrived_on_0": "2026",
    "arrived_on_1": "11",
    "arrived_on_2": "20",
    "reason": "work",
    "papers": ["lease", "contract"],
}


def sent(client: Client, **changed: str) -> str:
    return client.post("/gallery/", {**FULL, **changed}).content.decode()


def summary(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', html)


def test_a_refused_form_keeps_what_was_typed(client: Client) -> None:
    html = sent(client, name="", reason="")
    assert "<title>错误：" in html
    assert 'value="2026"' in html
    assert re.search(r'value="let" selected', html)
    assert html.count(" checked") == 2


def test_each_line_of_the_summary_leads_to_its_field(client: Client) -> None:
    html = sent(client, name="", dwelling="", arrived_on_1="2", arrived_on_2="30", reason="")
    lines = summary(html)
    assert [target for target, _ in lines] == [
        "id_name",
        "id_dwelling",
        "id_arrived_on_0",
        "id_reason_0",
    ]
    assert "2026年2月没有30日" in dict(lines)["id_arrived_on_0"]
    for target, sentence in lines:
        assert f'id="{target}"' in html
        assert html.count(sentence) == 2


def test_an_error_is_tied_to_its_field(client: Client) -> None:
    html = sent(client, name="")
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name-error"' in html
    assert 'id="id_name-error"' in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["", "", ""], "请填写到达日期"),
        (["2026", "2", "30"], "2026年2月没有30日"),
        (["2026", "x", "1"], "到达日期请用数字填写年、月、日"),
        (["2026", "", "1"], "到达日期请用数字填写年、月、日"),
    ],
)
def test_a_day_that_is_none_is_told_in_words(typed: list[str], sentence: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=sentence):
        CivilDateField(label="到达日期").clean(typed)


def test_full_width_digits_are_taken_as_meant() -> None:
    day = CivilDateField(label="到达日期").clean(["\uff12\uff10\uff12\uff16", " 11 ", "05"])
    assert day is not None
    assert day.isoformat() == "2026-11-05"


@pytest.mark.parametrize(
    "workflow", [REGISTRATION, DEPARTURE, CASE, PERMIT], ids=lambda one: one.name
)
def test_every_state_of_the_law_has_a_word(workflow) -> None:
    words = STATUS_WORDS[workflow.name]
    assert set(workflow.states) - set(words) == set()


def test_colour_never_works_alone() -> None:
    for kind, words in STATUS_WORDS.items():
        for state in words:
            shown = status_word(kind, state)
            assert shown.word
            assert shown.icon


def test_every_post_has_a_name() -> None:
    from anju.codes.tables import table

    assert set(POST_NAMES) >= {code.code for code in table("posts").codes}


def test_gallery_is_not_served_in_production(client: Client, settings) -> None:
    from dataclasses import replace

    with override_settings(ANJU=replace(settings.ANJU, stage="production")):
        assert client.get("/gallery/").status_code == 404


def test_staff_frame_says_who_works_where(client: Client) -> None:
    html = client.get("/gallery/").content.decode()
    assert 'data-density="counter"' in html
    for words in ("大十字派出所", "吴敏 · 窗口受理员", 'aria-current="page"', 'data-key="F9"'):
        assert words in html
