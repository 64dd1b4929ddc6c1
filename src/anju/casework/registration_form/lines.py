"""One entry being read line by line: the words found so far, and everything that is wrong."""

from datetime import date
from functools import lru_cache

from anju.casework.registration_form.entry import FormContext, Problem, RegistrationEntry, Severity
from anju.casework.registration_form.messages import problem
from anju.codes import typed_dates
from anju.codes.tables import table

__all__ = ["LABELS", "Lines"]

LABELS = {
    "former_name": "曾用名",
    "hukou_address": "户籍详细地址",
    "other_contact": "其他联系方式",
    "address": "住处",
    "building": "楼栋",
    "unit": "单元",
    "room": "房号",
    "landmark": "参照物",
    "landlord_name": "房主",
    "reason_note": "其他事由说明",
    "employer_name": "服务处所",
    "employer_address": "单位地址",
    "school_name": "学校",
    "host_name": "投靠的人",
    "guardian_name": "监护人",
    "note": "备注",
    "document_kind": "证件类型",
    "sex": "性别",
    "ethnic_group": "民族",
    "hukou_division": "户籍所在的县",
    "hukou_kind": "户口类别",
    "education": "文化程度",
    "marital_status": "婚姻状况",
    "place_kind": "居住处所",
    "planned_stay": "拟住到",
    "village": "村（居）",
    "landlord_relation": "与房主关系",
    "living_arrangement": "居住方式",
    "came_from": "从何地来",
    "wants_permit": "申领意向",
    "reason": "暂住事由",
    "occupation": "职业",
    "host_relation": "与投靠的人的关系",
    "relation_to_householder": "与居住户主的关系",
    "guardian_relation": "与监护人的关系",
    "work_since": "合同或者执照的起始日期",
    "enrolled_on": "入学日期",
    "leaves_on": "预计离开日期",
    "left_before_on": "离开原住处的日期",
}


class Lines:
    """Reads the fields of an entry and collects what is wrong with them."""

    def __init__(self, entry: RegistrationEntry, on: date, context: FormContext) -> None:
        self.entry = entry
        self.on = on
        self.context = context
        self.problems: list[Problem] = []

    def say(self, field: str, code: str, **brought: object) -> None:
        """Note a problem of a field."""
        self.problems.append(problem(field, code, **brought))

    def typed(self, field: str) -> str:
        """What was typed into a field, without the spaces around it."""
        value: str = getattr(self.entry, field)
        return value.strip()

    def text(self, field: str, most: int) -> str:
        """A free text of at most so many characters."""
        text = self.typed(field)
        if len(text) > most:
            self.say(field, "TX-LONG", label=LABELS[field], most=most, n=len(text))
        return text

    def code(self, field: str, *tables: str, empty: str = "") -> str:
        """The code meant by a code, a name or a short name; `empty` is said when none is typed."""
        text = self.typed(field)
        if not text:
            if empty:
                self.say(field, empty)
            return ""
        found = meant_by(text, tables, self.on)
        if found is None:
            self.say(field, "CD-UNKNOWN", label=LABELS[field], d=text)
            return ""
        return found

    def day(self, field: str, *, in_the_past: bool = True) -> date | None:
        """A day that may be left out."""
        text = self.typed(field)
        if not text:
            return None
        found = typed_dates.read(text, self.on, in_the_past=in_the_past)
        if found.day is None:
            self.say(field, "DT-OTHER", label=LABELS[field], d=text)
        return found.day

    @property
    def has_error(self) -> bool:
        """Whether something stands in the way of saving."""
        return any(found.severity is Severity.ERROR for found in self.problems)


@lru_cache(maxsize=4096)
def meant_by(text: str, tables: tuple[str, ...], on: date) -> str | None:
    """The code of the first table in which a text is a code, a name or a short name of the day."""
    standing = (one for key in tables for one in table(key).codes if one.stands_on(on))
    return next(
        (one.code for one in standing if text in {one.code, one.name, one.short_name}), None
    )
