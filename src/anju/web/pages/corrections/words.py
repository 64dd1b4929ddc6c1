"""The words of what can be corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anju.codes import divisions
from anju.reading.counter.correction_effects import Effect
from anju.web.pages.person.words import code_word

__all__ = [
    "FIELD_WORDS",
    "KIND_WORDS",
    "Change",
    "changes_of",
    "effect_lines",
    "value_words",
]

KIND_WORDS = {"person": "身份信息", "stay": "到达日期", "start": "起算日期"}
FIELD_WORDS = {
    "name": "姓名",
    "sex": "性别",
    "born_on": "出生日期",
    "ethnic_group": "民族",
    "hukou_division": "户籍所在县",
    "hukou_address": "户籍详细地址",
    "arrived_on": "到达日期",
    "starts_on": "起算日期",
}
#: What hangs on a corrected fact, and how yes and no read there.
EFFECT_WORDS = {
    "another_city": ("是否跨市居住", ("是", "不是，不能申领居住证")),
    "eligible_from": ("最早申领", ()),
    "permit_has_ground": ("居住证的条件", ("仍然具备", "不再具备，请另行核查是否注销")),
    "register_by": ("应当登记的最后一天", ()),
    "days_late": ("登记迟了几天", ()),
    "guardian_applies": ("由监护人代办", ("是", "不是")),
}
TABLES = {"sex": "sexes", "ethnic_group": "ethnic_groups"}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of before and after."""

    field: str
    before: str
    after: str


def value_words(name: str, value: str, on: date) -> str:
    """A recorded value as people read it."""
    if not value:
        return ""
    if name in TABLES:
        return code_word(TABLES[name], value, on)
    if name == "hukou_division":
        return divisions.full_name(value, on) or value
    return value


def changes_of(before: Mapping[str, str], after: Mapping[str, str], on: date) -> tuple[Change, ...]:
    """What a correction changes, line by line."""
    return tuple(
        Change(
            FIELD_WORDS.get(name, name),
            value_words(name, before.get(name, ""), on) or "—",
            value_words(name, text, on),
        )
        for name, text in after.items()
    )


def effect_lines(effects: Iterable[Effect]) -> tuple[Change, ...]:
    """What else would change, before and after; what stays the same is left out."""
    return tuple(
        Change(
            EFFECT_WORDS[effect.of][0],
            _answer_word(effect.of, effect.before),
            _answer_word(effect.of, effect.after),
        )
        for effect in effects
        if effect.changes
    )


def _answer_word(of: str, answer: object) -> str:
    yes_or_no = EFFECT_WORDS[of][1]
    if isinstance(answer, bool) and yes_or_no:
        return yes_or_no[0] if answer else yes_or_no[1]
    return "—" if answer is None else str(answer)
