"""The words of records alike: how sure, by which signs, in which state."""

from datetime import date

from anju.codes import divisions
from anju.web.pages.person.words import code_word

__all__ = ["FIELD_WORDS", "FOUND_BY", "LEVEL_WORDS", "OBSTACLES", "reason_words", "value_word"]

LEVEL_WORDS = {"same": "同一人", "likely": "很可能", "possible": "可能"}
REASON_WORDS = {
    "same_number": "公民身份号码相同",
    "old_and_new_number": "号码是 15 位和 18 位的同一个",
    "one_digit": "号码只差一位",
    "swapped_digits": "号码有两位颠倒",
    "running_number": "号码的顺序码只差一位",
    "same_name": "姓名相同",
    "former_name": "与曾用名相同",
    "same_sound": "姓名同音",
    "one_character": "姓名差一个字",
    "same_birth": "生日相同",
    "near_birth": "生日差一处",
    "same_phone": "电话相同",
    "same_hukou": "户籍同县",
    "asked": "窗口提请比对",
}
FOUND_BY = {"saving": "登记时发现", "nightly": "夜间比对发现"}
OBSTACLES = {
    "permits": "两份档案都有有效的居住证，请先核实并注销一个",
    "cases": "两份档案都有正在办理的申请，请先办结一个",
}
FIELD_WORDS = {
    "name": "姓名",
    "former_name": "曾用名",
    "sex": "性别",
    "born_on": "出生日期",
    "ethnic_group": "民族",
    "hukou_division": "户籍地",
    "hukou_address": "户籍详细地址",
    "hukou_kind": "户口性质",
    "education": "文化程度",
    "marital_status": "婚姻状况",
    "phone": "手机",
}
TABLES = {
    "sex": "sexes",
    "ethnic_group": "ethnic_groups",
    "hukou_kind": "hukou_kinds",
    "education": "education",
    "marital_status": "marital_states",
}


def reason_words(reasons: tuple[str, ...]) -> str:
    """Why two records look alike, in one line."""
    return "，".join(REASON_WORDS.get(reason, reason) for reason in reasons)


def value_word(name: str, value: str, on: date) -> str:
    """A recorded value as people read it."""
    if not value:
        return ""
    if name in TABLES:
        return code_word(TABLES[name], value, on)
    if name == "hukou_division":
        return divisions.full_name(value, on) or value
    return value
