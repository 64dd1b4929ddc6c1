"""What each step of a case asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.access.refusals import Conflict, Refused
from anju.codes.tables import table
from anju.reading.case_page import CasePage
from anju.web.act_form import ActForm
from anju.web.pages.cases.needs import lacking

__all__ = [
    "NoteForm",
    "ProduceForm",
    "RefusalForm",
    "SpoilForm",
    "StepForm",
    "WithdrawForm",
]


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
