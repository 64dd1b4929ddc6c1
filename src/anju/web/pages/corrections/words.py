"""The words of what can be corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju.codes import divisions
from anju.web.pages.person.words import code_word

__all__ = ["FIELD_WORDS", "KIND_WORDS", "Change", "changes_of", "value_words"]

KIND_WORDS = {"person": "身份信息", "stay": "到达日期", "start": "起算日期"}
FIELD_WORDS = {
    "name": "姓名",
    "sex": "性别",
    "born_on": "出生日期",
    "ethnic_group": "民族",
    "hukou_division": "户籍所在县（市、区）的代码",
    "hukou_address": "户籍详细地址",
    "arrived_on": "到达日期",
    "starts_on": "起算日期",
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
        return f"{divisions.full_name(value, on) or ''} {value}".strip()
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
