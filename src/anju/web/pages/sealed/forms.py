"""What protecting, opening and giving a right ask."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.codes.tables import table
from anju.web.act_form import ActForm
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["EndForm", "OpenForm", "ProtectForm", "RightForm", "WithdrawForm"]


def words(label: Any, most: int, empty: Any) -> forms.CharField:
    """A line of text that is needed; `empty` is what is said when it is missing."""
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": empty},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OpenForm(ActForm):
    """For what the protected files are opened."""

    reason = words(_("为什么打开"), 100, _("请写明为什么打开，例如“为本人办理签注”"))


class ProtectForm(ActForm):
    """On which ground, by which order, until which day."""

    ground = forms.ChoiceField(
        label=_("为什么保护"), error_messages={"required": _("请选择为什么保护")}
    )
    order = words(_("决定或者命令的文号"), 100, _("请填写决定或者命令的文号"))
    until = TypedDayField(label=_("保护到哪天（没有期限的不填）"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        ground = self.fields["ground"]
        assert isinstance(ground, forms.ChoiceField)
        ground.choices = [("", ""), *table("protection_grounds").choices(on)]
        read_days_from(self, on)


class EndForm(ActForm):
    """Why a file need not be protected any more."""

    reason = words(_("为什么不再保护"), 100, _("请写明为什么不再保护"))


class RightForm(ActForm):
    """Who gets the right, until when, and why."""

    holder = forms.ChoiceField(label=_("给谁"), error_messages={"required": _("请选择给谁")})
    until = TypedDayField(label=_("到哪天为止（最长一年）"))
    reason = words(_("为什么需要"), 100, _("请写明为什么需要"))

    def __init__(
        self, *args: Any, on: date, holders: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        holder = self.fields["holder"]
        assert isinstance(holder, forms.ChoiceField)
        holder.choices = [("", ""), *holders]
        read_days_from(self, on)


class WithdrawForm(ActForm):
    """A right is ended: nothing is asked."""
