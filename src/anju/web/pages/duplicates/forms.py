"""What a decision on two records asks: per field which is right, and the day one stay ended."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.casework.people.merges import Merging
from anju.reading.duplicates.pair_page import FIELDS, PairPage
from anju.web.act_form import ActForm
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["AnswerForm", "DecisionForm", "ObjectionForm", "UnmergeForm", "UpholdForm"]

LONGEST = 24
SIDES = (("left", _("左")), ("right", _("右")))


def words(label: Any, most: int = 200, required: Any = "") -> forms.CharField:
    """A line of text; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DecisionForm(ActForm):
    """One choice for each field that differs; nothing has to be typed."""

    left_on = TypedDayField(label=_("原住处哪天离开"), required=False)
    note = words(_("说明"))

    def __init__(self, data: Any, *, page: PairPage, on: date) -> None:
        super().__init__(data)
        self.page = page
        for name in FIELDS:
            self.fields[name] = forms.ChoiceField(choices=SIDES, required=False)
        for name in ("left", "right", "stay"):
            self.fields[name] = forms.CharField(max_length=LONGEST, required=False)
        read_days_from(self, on)

    def merging(self, keep: str) -> Merging:
        """What is to be merged: the side kept takes what the other one has right.

        The records and the stay are those the page showed, so that a second press asks the same.
        """
        return Merging(
            pair_ref=self.page.ref,
            keep_ref=self.cleaned_data[keep],
            taken=tuple(n for n in FIELDS if self.cleaned_data[n] not in {"", keep}),
            stands=self.cleaned_data["stay"],
            left_on=self.cleaned_data["left_on"],
            reason=self.cleaned_data["note"],
        )


class AnswerForm(ActForm):
    """What a visit found."""

    answer = words(_("核实的情况"), required=_("请写明核实的情况"))


class ObjectionForm(ActForm):
    """Why two records are not one human being after all."""

    objection = words(_("为什么不是同一人"), required=_("有异议要写明理由"))


class UpholdForm(ActForm):
    """Why a merge stands against an objection."""

    answer = words(_("为什么维持合并"), required=_("请写明为什么维持合并"))


class UnmergeForm(ActForm):
    """Why a merge is undone."""

    reason = words(_("为什么撤销合并"), required=_("请写明为什么撤销合并"))
