"""The fields of 暂住信息登记表 as a page shows them. They carry texts; the casework judges them."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.codes.tables import table
from anju.codes.townships import communities
from anju.web.act_form import ActForm

__all__ = ["HouseholdForm", "PersonForm", "written", "written_day"]

CHOOSE = ("", "")
LONGEST = 200
#: What the row of a member shows; the rest is folded away.
IN_THE_ROW = frozenset(
    {
        "document_kind",
        "document_number",
        "name",
        "relation_to_householder",
        "ethnic_group",
        "guardian_name",
    }
)


def written(label: Any, *, width: int = LONGEST, **attributes: str) -> forms.CharField:
    """A text as typed; what it says is judged by the casework."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(
        label=label, required=False, strip=False, max_length=width, widget=widget
    )


def written_day(label: Any) -> forms.CharField:
    """A day as a counter types it: `.` today, `-3` three days ago, `0520`, `20260520`."""
    return written(label, inputmode="text")


def chosen(label: Any) -> forms.CharField:
    """One of a code table; the form fills in the choices of the day."""
    return forms.CharField(label=label, required=False, widget=forms.Select)


class PersonForm(forms.Form):
    """One person's lines: who, from where, what for, how related."""

    document_kind = chosen(_("证件类型"))
    document_number = written(_("证件号码"), inputmode="text", autocapitalize="characters")
    name = written(_("姓名"))
    former_name = written(_("曾用名"))
    sex = chosen(_("性别"))
    born_on = written_day(_("出生日期"))
    ethnic_group = chosen(_("民族"))
    hukou_division = written(_("户籍所在县"))
    hukou_address = written(_("户籍详细地址"))
    hukou_kind = chosen(_("户口类别"))
    phone = written(_("手机号码"), inputmode="tel")
    other_contact = written(_("其他联系方式"))
    reason = chosen(_("暂住事由"))
    reason_note = written(_("事由说明"))
    occupation = chosen(_("职业"))
    employer_name = written(_("服务处所"))
    employer_code = written(_("统一社会信用代码"))
    employer_address = written(_("单位地址"))
    employer_phone = written(_("单位电话"), inputmode="tel")
    work_since = written_day(_("合同或执照起始"))
    school_name = written(_("学校"))
    enrolled_on = written_day(_("入学日期"))
    proof_seen = written(_("已看原件"), width=1)
    host_name = written(_("投靠的人"))
    host_relation = chosen(_("与其关系"))
    relation_to_householder = chosen(_("与户主关系"))
    guardian_name = written(_("监护人"))
    guardian_number = written(_("监护人号码"))
    guardian_relation = chosen(_("监护关系"))
    came_from = written(_("从何地来"))
    wants_permit = chosen(_("申领意向"))
    left_before_on = written_day(_("离开原住处"))
    note = written(_("备注"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        relations = table("householder_relations").choices(on)
        self._offer("document_kind", table("document_kinds").choices(on))
        self._offer("sex", [CHOOSE, *table("sexes").choices(on)])
        self._offer("ethnic_group", [CHOOSE, *_ethnic_groups(on)])
        self._offer("hukou_kind", [CHOOSE, *table("hukou_kinds").choices(on)])
        self._offer("reason", [CHOOSE, *_numbered(table("stay_reasons").choices(on))])
        self._offer("wants_permit", [CHOOSE, *_numbered(table("permit_wishes").choices(on))])
        self._offer("occupation", [CHOOSE, *_numbered(_short("occupations", on))])
        for field in ("host_relation", "relation_to_householder", "guardian_relation"):
            self._offer(field, [CHOOSE, *_numbered(relations)])

    @property
    def place(self) -> str:
        """The person's number on the sheet."""
        return str(self.prefix).removeprefix("p")

    @property
    def who(self) -> str:
        """Whose number is asked about, as a part of the page sends it along."""
        return json.dumps({"who": self.prefix})

    @property
    def has_more(self) -> bool:
        """Whether anything stands in the folded lines of a member, or is wrong there."""
        folded = self.fields.keys() - IN_THE_ROW
        return any(self[name].errors or self[name].value() for name in folded)

    def _offer(self, field: str, choices: Iterable[tuple[str, str]]) -> None:
        widget = self.fields[field].widget
        assert isinstance(widget, forms.Select)
        widget.choices = list(choices)


class HouseholdForm(ActForm):
    """What all of a household share: where, since when, who reports."""

    door_code = written(_("门牌码"))
    township = chosen(_("乡镇（街道）"))
    address = written(_("住处"))
    building = written(_("楼栋"))
    unit = written(_("单元"))
    floor = written(_("楼层"))
    room = written(_("房号"))
    landmark = written(_("参照物"))
    place_kind = chosen(_("居住处所"))
    landlord_name = written(_("房主或单位"))
    village = chosen(_("村（居）"))
    landlord_phone = written(_("房主电话"), inputmode="tel")
    landlord_relation = chosen(_("与房主关系"))
    living_arrangement = chosen(_("居住方式"))
    arrived_on = written_day(_("到达日期"))
    planned_stay = chosen(_("拟住到"))
    leaves_on = written_day(_("预计离开"))
    reporting_party = chosen(_("申报人"))
    reporting_name = written(_("申报人姓名"), width=50)
    reporting_number = written(_("申报人号码"), width=30)
    reporting_phone = written(_("申报人电话"), width=20, inputmode="tel")

    def __init__(
        self, *args: Any, on: date, townships: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered = {
            "township": [CHOOSE, *townships],
            "village": [CHOOSE, *self._villages()],
            "landlord_relation": [CHOOSE, *_numbered(table("landlord_relations").choices(on))],
            "living_arrangement": [CHOOSE, *_numbered(table("living_arrangements").choices(on))],
            "place_kind": [CHOOSE, *_numbered(_short("place_kinds", on))],
            "planned_stay": [CHOOSE, *table("planned_stays").choices(on)],
            "reporting_party": table("reporting_parties").choices(on),
        }
        for field, choices in offered.items():
            widget = self.fields[field].widget
            assert isinstance(widget, forms.Select)
            widget.choices = list(choices)

    def _villages(self) -> list[tuple[str, str]]:
        """The communities of the township that stands on the sheet."""
        township = str(self["township"].value() or "")
        return [(one.code, one.name) for one in communities(township)]


def _numbered(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices with their code in front, so that typing the number picks one."""
    return [(code, f"{code} {name}") for code, name in choices]


def _short(key: str, on: date) -> list[tuple[str, str]]:
    """What a table offers, by its short names."""
    return [
        (one.code, one.short_name or one.name) for one in table(key).codes if one.offered_on(on)
    ]


def _ethnic_groups(on: date) -> list[tuple[str, str]]:
    """The ethnic groups with their pinyin initials in front; those frequent here come first."""
    return [
        (one.code, f"{one.more['initials']} {one.short_name}")
        for one in table("ethnic_groups").codes
        if one.offered_on(on)
    ]
