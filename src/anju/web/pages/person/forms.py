"""What each act on a person's stay asks."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.casework.registration_form.messages import sentence
from anju.codes import floors, phone
from anju.codes.tables import table
from anju.law.application.agents import AgentKind
from anju.law.application.materials import Housing, MaterialsCase, material, proof_of_ground
from anju.law.eligibility import Ground
from anju.web.act_form import ActForm
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = [
    "AmendForm",
    "ConfirmForm",
    "DepartureForm",
    "LeaveForm",
    "MoveForm",
    "ObjectionForm",
    "RejectForm",
    "RevealForm",
    "StartForm",
]

TELEPHONES = frozenset({"phone", "landlord_phone"})
CHOOSE = ("", "")
#: The papers that can show since when somebody lives here are those that prove a ground.
ANY_GROUND = MaterialsCase(
    housing=Housing.RENTED,
    grounds=frozenset(Ground),
    is_under_age=False,
    agent=AgentKind.NONE,
)


def text(label: Any, most: int, *, required: bool = False) -> forms.CharField:
    """A line of text."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def choice(label: Any, *, required: bool = False) -> forms.ChoiceField:
    """One of a code table; `StayForm.tables` names which."""
    return forms.ChoiceField(label=label, required=required)


class StayForm(ActForm):
    """A form about a stay: its code tables and typed days are those of the day of the act."""

    #: Field → the table it chooses from.
    tables: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        read_days_from(self, on)
        for name, key in self.tables.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [CHOOSE, *table(key).choices(on)]
        for field in self.fields.values():
            verb = _("请选择") if isinstance(field, forms.ChoiceField) else _("请填写")
            field.error_messages["required"] = f"{verb}{field.label}"

    def clean(self) -> dict[str, Any]:
        """Telephone numbers in one way of writing; nobody needs to have one."""
        said: dict[str, Any] = self.cleaned_data
        for name in TELEPHONES & said.keys():
            read = phone.read(said[name])
            if said[name] and read.kind is None:
                self.add_error(name, sentence("PH-FORM"))
            else:
                said[name] = read.normalised if said[name] else ""
        return said


class ConfirmForm(StayForm):
    """Nothing but a yes."""


class AmendForm(StayForm):
    """What has changed about a stay; empty lines stay as they are."""

    tables: ClassVar[dict[str, str]] = {
        "reason": "stay_reasons",
        "occupation": "occupations",
        "place_kind": "place_kinds",
        "planned_stay": "planned_stays",
        "host_relation": "householder_relations",
    }
    since = TypedDayField(label=_("从哪天起变更"), initial=".")
    reason = choice(_("暂住事由"))
    reason_note = text(_("事由说明"), 30)
    occupation = choice(_("职业"))
    employer_name = text(_("服务处所"), 80)
    work_since = TypedDayField(label=_("合同或执照起始"), required=False)
    school_name = text(_("学校"), 80)
    enrolled_on = TypedDayField(label=_("入学日期"), required=False)
    host_name = text(_("投靠的人"), 50)
    host_relation = choice(_("与其关系"))
    place_kind = choice(_("居住处所"))
    landlord_name = text(_("房主或单位"), 60)
    landlord_phone = text(_("房主电话"), 20)
    planned_stay = choice(_("拟住到"))
    phone = text(_("手机号码"), 20)
    note = text(_("备注"), 100)


class MoveForm(StayForm):
    """The new place and since when."""

    tables: ClassVar[dict[str, str]] = {"place_kind": "place_kinds"}
    moved_on = TypedDayField(label=_("搬家日期"), initial=".")
    township = choice(_("乡镇（街道）"))
    address = text(_("住处"), 120)
    building = text(_("楼栋"), 20)
    unit = text(_("单元"), 20)
    floor = text(_("楼层"), 10)
    room = text(_("房号"), 20)
    landmark = text(_("参照物"), 40)
    door_code = text(_("门牌码"), 20)
    place_kind = choice(_("居住处所"), required=True)
    landlord_name = text(_("房主或单位"), 60)
    landlord_phone = text(_("房主电话"), 20)

    def __init__(self, *args: Any, townships: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["township"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, *townships]

    def clean_floor(self) -> int | None:
        """The floor as people say it: 3, 负二楼, 6F."""
        said = self.cleaned_data["floor"]
        if not said:
            return None
        plain = said.lstrip("-")
        level = int(said) if plain.isascii() and plain.isdecimal() else floors.floor_in(said)
        if level is None or not -9 <= level <= 99:
            raise forms.ValidationError(sentence("AD-FLOOR"))
        return level

    def clean(self) -> dict[str, Any]:
        """Either a door code, or a township with an address or a landmark."""
        given = super().clean()
        if given.get("door_code"):
            return given
        if not (given.get("address") or given.get("landmark")):
            self.add_error("address", sentence("AD-EMPTY"))
        if not given.get("township"):
            self.add_error("township", sentence("AD-TOWN"))
        return given


class LeaveForm(StayForm):
    """When and why a stay ended."""

    tables: ClassVar[dict[str, str]] = {"reason": "deregistration_reasons"}
    left_on = TypedDayField(label=_("离开日期"), initial=".")
    reason = choice(_("注销原因"), required=True)
    destination = text(_("去了哪里"), 60)


class DepartureForm(StayForm):
    """Who says that the person left, and when."""

    tables: ClassVar[dict[str, str]] = {"by_party": "reporting_parties"}
    left_on = TypedDayField(label=_("离开日期"))
    by_party = choice(_("谁报告的"), required=True)
    by_name = text(_("报告人姓名或单位"), 50, required=True)


class ObjectionForm(StayForm):
    """What the person says against it."""

    objection = text(_("本人怎么说"), 100, required=True)


class StartForm(StayForm):
    """A paper that shows residence since an earlier day."""

    kind = choice(_("证明材料"), required=True)
    dated_on = TypedDayField(label=_("材料上的日期"))
    override_reason = text(_("早于到达日期也采用的理由（民警填写）"), 100)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        (needed,) = proof_of_ground(case=ANY_GROUND).outcome
        papers = (material(code) for code in needed.alternatives)
        field.choices = [CHOOSE, *((one.code, one.name) for one in papers if one is not None)]


class RevealForm(forms.Form):
    """Why somebody must see a number in clear."""

    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("请写明为什么要看完整号码")},
    )


class RejectForm(StayForm):
    """Why what was reported does not stand."""

    reason = forms.CharField(
        label=_("核实的情况（写给本人看）"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
