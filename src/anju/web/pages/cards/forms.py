"""What the card desk asks: serials, the blank in the hand, whose document lies on the counter."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.access.refusals import Conflict, Refused
from anju.casework.cases.outcomes import Collector
from anju.web.act_form import ActForm

__all__ = ["SPOILED", "BlanksForm", "BoxForm", "HandOverForm", "MakeForm", "SendBackForm"]

#: Why a card is spoiled, by the key Alt+1 … Alt+5.
SPOILED = {
    "1": _("印歪、印花"),
    "2": _("内容印错"),
    "3": _("写卡失败"),
    "4": _("读回不符"),
    "5": _("卡面损伤"),
}
RELATIONS = (
    ("", ""),
    ("spouse", _("配偶")),
    ("parent", _("父母")),
    ("child", _("子女")),
    ("guardian", _("监护人")),
    ("relative", _("其他亲属（要委托书）")),
    ("other", _("其他人（要委托书）")),
)
OLD_CARDS = (
    ("", ""),
    ("handed_back", _("已交回")),
    ("lost", _("办理期间丢失")),
    ("seized", _("已被收缴")),
)


def line(label: Any, most: int, *, required: Any = "", **attributes: Any) -> forms.CharField:
    """A line of text; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attributes}),
    )


class PlacedForm(ActForm):
    """A form whose conflicts name the field they speak of."""

    def refuse(self, refusal: Refused | Conflict) -> None:
        """The sentence at its field, or on top."""
        if isinstance(refusal, Conflict) and refusal.constraint in self.fields:
            self.add_error(refusal.constraint, refusal.sentence)
            return
        super().refuse(refusal)


class BlanksForm(ActForm):
    """A run of serials, as the label of the box says it."""

    first_serial = line(_("起号"), 24, required=_("请填写起号"), **{"data-key": "F2"})
    last_serial = line(_("止号"), 24, required=_("请填写止号"))


class SendBackForm(BlanksForm):
    """A run of blanks that goes back, and why."""

    reason = line(_("为什么退回"), 60, required=_("请写明为什么退回"))


class MakeForm(ActForm):
    """The blank in the hand: scanned, or its last two digits typed; `spoil` where it went wrong."""

    blank = line(
        _("手里这张空白卡的末两位（F2）"),
        24,
        required=_("请看着卡，输入空白卡编号的末两位"),
        autofocus=True,
        inputmode="numeric",
        **{"data-key": "F2"},
    )
    spoil = forms.ChoiceField(choices=[("", ""), *SPOILED.items()], required=False)


class BoxForm(ActForm):
    """What was not in the box."""

    missing = forms.MultipleChoiceField(
        label=_("没有到的卡（都到了不用选）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, waiting: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["missing"].choices = list(waiting.items())  # type: ignore[attr-defined]


class HandOverForm(PlacedForm):
    """Whose document lies on the counter: the holder's, and the agent's where one comes."""

    holder_number = line(
        _("持证人证件号：读卡，或者输入末四位"),
        18,
        required=_("请看着证件，输入持证人证件号的末四位"),
        autofocus=True,
    )
    old_card = forms.ChoiceField(
        label=_("原证"), choices=OLD_CARDS, error_messages={"required": _("请说明原证在哪里")}
    )
    agent_name = line(_("代领人姓名"), 50)
    agent_number = line(_("代领人身份证号"), 18)
    relation = forms.ChoiceField(label=_("是持证人的"), choices=RELATIONS, required=False)
    has_mandate = forms.BooleanField(label=_("看过持证人写的委托书"), required=False)
    agent_fields: ClassVar[tuple[str, ...]] = (
        "agent_name",
        "agent_number",
        "relation",
        "has_mandate",
    )

    def __init__(self, data: Any, *, is_replacement: bool) -> None:
        super().__init__(data)
        if not is_replacement:
            del self.fields["old_card"]

    @property
    def has_agent(self) -> bool:
        """Whether anything was said about an agent."""
        return any(self[name].value() for name in self.agent_fields)

    def collector(self, holder: str) -> Collector:
        """Who takes the card."""
        said = self.cleaned_data
        return Collector(
            name=said["agent_name"] if self.has_agent else holder,
            is_agent=self.has_agent,
            number=said["agent_number"] if self.has_agent else "",
            holder_number=said["holder_number"],
            relation=said["relation"] if self.has_agent else "",
            has_mandate=said["has_mandate"],
            old_card=said.get("old_card", ""),
        )
