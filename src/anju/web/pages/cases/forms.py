"""What each step of a case asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.access.refusals import Conflict, Refused
from anju.casework.cases.outcomes import Collector
from anju.codes.tables import table
from anju.reading.case_page import CasePage
from anju.web.act_form import ActForm
from anju.web.pages.cases.evidence_fields import EvidenceForm
from anju.web.pages.cases.needs import lacking, needed

__all__ = [
    "HandOverForm",
    "NoteForm",
    "ProduceForm",
    "RefusalForm",
    "SpoilForm",
    "StepForm",
    "SupplementForm",
    "WithdrawForm",
]

NOTHING_BROUGHT = _("请至少选一样带来的材料")
WHO_COLLECTS = (("holder", _("本人领取")), ("agent", _("代领")))


def line(label: Any, most: int, *, required: str = "") -> forms.CharField:
    """A line of text; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StepForm(ActForm):
    """A step on a case as it stands: nothing but a yes."""

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data)
        self.page, self.on = page, on

    def refuse(self, refusal: Refused | Conflict) -> None:
        """A case that lacks something says what, not by which code."""
        missing = lacking(self.page, self.on)
        if isinstance(refusal, Conflict) or not missing:
            super().refuse(refusal)
            return
        self.add_error(None, _("材料还没有齐，请先一次性告知"))


class NoteForm(StepForm):
    """A yes with a remark."""

    note = line(_("备注"), 200)


class WithdrawForm(StepForm):
    """Why the applicant withdraws."""

    reason = line(_("为什么撤回（可不填）"), 200)


class SupplementForm(EvidenceForm):
    """The papers brought after the notice: only what is missing is asked."""

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data)
        asked = lacking(page, on)
        if data is not None:
            # What the page asked for, also when it was sent twice and nothing is lacking any more.
            asked = tuple(one for one in needed(page, on) if f"kind_{one.code}" in data)
        self.ask_for(asked, on)

    def clean(self) -> dict[str, Any]:
        """At least one paper."""
        said = self.cleaned_data
        if not any(said.get(f"kind_{item.code}") for item in self.items):
            self.add_error(f"kind_{self.items[0].code}" if self.items else None, NOTHING_BROUGHT)
        return said


class RefusalForm(StepForm):
    """A reason of the list, and the facts in words."""

    reason_code = forms.ChoiceField(label=_("理由"), error_messages={"required": _("请选择理由")})
    reason_text = forms.CharField(
        label=_("事实（写给申请人看）"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明事实")},
    )

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data, page=page, on=on)
        choices = [("", ""), *table("refusal_reasons").choices(on)]
        self.fields["reason_code"].choices = choices  # type: ignore[attr-defined]

    @property
    def reason(self) -> dict[str, Any]:
        """Which reason, and the facts, as the acts take them."""
        return {name: self.cleaned_data[name] for name in ("reason_code", "reason_text")}


class ProduceForm(StepForm):
    """The blank a card was made on."""

    blank_serial = line(_("空白卡编号"), 24, required=str(_("请填写空白卡编号")))


class SpoilForm(ProduceForm):
    """The blank that was spoiled, and how."""

    reason = line(_("怎么废的"), 60, required=str(_("请写明怎么废的")))

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data, page=page, on=on)
        self.initial["blank_serial"] = page.blank_serial


class HandOverForm(StepForm):
    """Who takes the card, with the identity checked."""

    collected_by = forms.ChoiceField(
        label=_("谁来领"), choices=WHO_COLLECTS, initial="holder", widget=forms.RadioSelect
    )
    agent_name = line(_("代领人姓名"), 50)
    agent_number = line(_("代领人身份证号"), 18)
    checked = forms.BooleanField(
        label=_("已核对身份证件，人证一致"),
        error_messages={"required": _("请核对领取人的身份证件")},
    )
    old_card = forms.BooleanField(label=_("原证已交回"), required=False)

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data, page=page, on=on)
        if page.kind != "replacement":
            del self.fields["old_card"]

    def clean(self) -> dict[str, Any]:
        """An agent is named; a replaced card comes back first."""
        said = self.cleaned_data
        if said.get("collected_by") == "agent" and not said.get("agent_name"):
            self.add_error("agent_name", _("请填写代领人姓名"))
        if "old_card" in self.fields and not said.get("old_card"):
            self.add_error("old_card", _("换领新证要先交回原证"))
        return said

    @property
    def collector(self) -> Collector:
        """Who took the card."""
        said = self.cleaned_data
        is_agent = said["collected_by"] == "agent"
        return Collector(
            name=said["agent_name"] if is_agent else self.page.name,
            is_agent=is_agent,
            number=said["agent_number"] if is_agent else "",
            old_card_surrendered=said.get("old_card", False),
        )
