"""What an order to correct asks, and what ending it asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.casework.supervision.orders import ORDERED
from anju.law.effects.penalties import offence
from anju.web.act_form import ActForm
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["EndForm", "OrderForm", "PenaltyForm"]

WHO = (("person", _("个人")), ("unit", _("单位")))


def words(label: Any, most: int, empty: Any) -> forms.CharField:
    """A line of text that is needed; `empty` is what is said when it is missing."""
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": empty},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OrderForm(ActForm):
    """Who must put what right, by which day."""

    offence = forms.ChoiceField(
        label=_("责令改正什么"), error_messages={"required": _("请选择责令改正什么")}
    )
    addressee = words(_("责令谁"), 60, _("请写明责令谁改正：姓名或者单位名称"))
    facts = words(_("查明的情况"), 300, _("请写明查明的情况"))
    due_on = TypedDayField(label=_("哪天以前改正"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offences = self.fields["offence"]
        assert isinstance(offences, forms.ChoiceField)
        offences.choices = [("", ""), *((code, offence(code).name) for code in ORDERED)]
        read_days_from(self, on)


class EndForm(ActForm):
    """In which way an order was settled."""

    note = words(_("情况"), 200, _("请写明情况"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)


class PenaltyForm(ActForm):
    """The decision of the other procedure: its document, its amount, for whom."""

    document = words(_("处罚决定书文号"), 60, _("请填写处罚决定书文号"))
    yuan = forms.IntegerField(
        label=_("罚款（元）"),
        min_value=1,
        error_messages={
            "required": _("请填写罚款数额"),
            "invalid": _("罚款数额请填整数"),
            "min_value": _("罚款数额应大于 0"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    who = forms.ChoiceField(label=_("处罚谁"), choices=WHO)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
