"""The one question after being served, and the answer to a bad rating."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.codes.tables import table
from anju.web.act_form import ActForm

__all__ = ["AnswerForm", "RateForm"]


class RateForm(forms.Form):
    """Five levels, none chosen beforehand; reasons and words as one likes."""

    level = forms.ChoiceField(
        label=_("这次办理，您满意吗？"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一项"), "invalid_choice": _("请选择一项")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("为什么（可以不选）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("还想说的（可以不写）"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("最多写 300 个字")},
    )

    def __init__(self, data: Any, *, on: date) -> None:
        super().__init__(data)
        for name, key in (("level", "rating_levels"), ("reasons", "rating_reasons")):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(table(key).choices(on))


class AnswerForm(ActForm):
    """How a bad rating was dealt with."""

    answer = forms.CharField(
        label=_("怎样处理的"),
        max_length=300,
        error_messages={"required": _("请写明怎样处理的")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
