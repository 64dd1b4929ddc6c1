"""What the standing report and a batch are asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.reading.police.batches import BATCH_ACTS
from anju.reading.police.standing import Asked
from anju.web.act_form import ActForm

__all__ = ["BatchForm", "ReportForm"]

LONGEST_DAYS = 366


class ReportForm(forms.Form):
    """From when to when, and how long idle; a part of it where a number was opened."""

    from_on = forms.DateField(label=_("从"), required=False)
    to_on = forms.DateField(label=_("到"), required=False)
    idle = forms.IntegerField(
        label=_("几个工作日没有动"), min_value=1, max_value=60, required=False, initial=5
    )
    reason = forms.CharField(required=False, max_length=32)
    clerk = forms.CharField(required=False, max_length=32)
    station = forms.RegexField(r"^\d{8}$", required=False)

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data, initial={"from_on": on.replace(day=1), "to_on": on})
        self.on = on

    def add_prefix(self, field_name: str) -> str:
        """The days are called `from` and `to` in the address."""
        return {"from_on": "from", "to_on": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """The days in order, a year at most."""
        said = self.cleaned_data
        first = said.get("from_on") or self.on.replace(day=1)
        last = said.get("to_on") or self.on
        if last < first:
            self.add_error("to_on", _("结束的日期不能早于开始的日期"))
        elif (last - first).days > LONGEST_DAYS:
            self.add_error("from_on", _("一次最多看一年"))
        return said | {"from_on": first, "to_on": last}

    @property
    def asked(self) -> Asked:
        """What the report is asked for."""
        said = self.cleaned_data
        return Asked(
            from_on=said["from_on"],
            to_on=said["to_on"],
            idle_days=said.get("idle") or 5,
            reason=said.get("reason", ""),
            clerk=said.get("clerk", ""),
            station=said.get("station", ""),
        )


class BatchForm(ActForm):
    """The step and the chosen cases; whom to give them to, and why, where they are given out."""

    act = forms.ChoiceField(choices=[(act, act) for act in BATCH_ACTS], widget=forms.HiddenInput)
    queue = forms.SlugField(widget=forms.HiddenInput, required=False)
    to = forms.ChoiceField(label=_("分派给"), error_messages={"required": _("请选择分派给谁")})
    reason = forms.CharField(
        label=_("为什么"), max_length=200, error_messages={"required": _("请写明为什么分派")}
    )

    def __init__(self, data: Any, *, act: str, staff: list[tuple[str, str]]) -> None:
        super().__init__(data)
        if act == "assign_case":
            self.fields["to"].choices = [("", ""), *staff]  # type: ignore[attr-defined]
        else:
            del self.fields["to"], self.fields["reason"]

    @property
    def said(self) -> dict[str, str]:
        """What the step is asked besides the case."""
        return {name: self.cleaned_data[name] for name in ("to", "reason") if name in self.fields}
