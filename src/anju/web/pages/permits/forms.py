"""What each act on a permit asks."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.casework.permits.endorsement_refusals import ENDORSEMENT_REASONS
from anju.codes.tables import table
from anju.law.permit import PermitEnd
from anju.law.replacement import Cause
from anju.web.act_form import ActForm

__all__ = ["CancelForm", "RefuseEndorsementForm", "ReplaceForm", "SeizeForm"]

CAUSES = (
    (Cause.DAMAGED.value, _("损坏，难以辨认")),
    (Cause.PARTICULARS_CHANGED.value, _("证上的内容变了")),
)
ENDINGS = (
    ("", ""),
    (PermitEnd.HUKOU_MOVED_IN.value, _("常住户口迁入居住地")),
    (PermitEnd.OWN_WISH.value, _("本人申请注销")),
    (PermitEnd.LEFT.value, _("已离开居住地")),
    (PermitEnd.MOVED_TO_ANOTHER_CITY.value, _("迁往省内其他市、县居住")),
    (PermitEnd.DIED.value, _("死亡")),
    (PermitEnd.UNITS_MERGED.value, _("户籍地和居住地合并为同一城市")),
)


class ReplaceForm(ActForm):
    """Why a new card is wanted, with the old one on the counter."""

    reason_fields: ClassVar[Mapping[str, str]] = {
        "no_cause_for_replacement": "why",
        "old_card_not_surrendered": "old_card_shown",
    }
    why = forms.ChoiceField(label=_("为什么换"), choices=CAUSES, initial=Cause.DAMAGED)
    old_card_shown = forms.BooleanField(label=_("原证已拿来，领新证时交回"), required=False)


class CancelForm(ActForm):
    """Why the permit ends."""

    reason = forms.ChoiceField(
        label=_("注销原因"),
        choices=ENDINGS,
        error_messages={"required": _("请选择注销原因")},
    )


class SeizeForm(ActForm):
    """What was found."""

    reason = forms.CharField(
        label=_("查明的事实"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明查明的事实")},
    )


class RefuseEndorsementForm(ActForm):
    """For which reason of the law, and the facts in words."""

    reason_code = forms.ChoiceField(
        label=_("理由"), error_messages={"required": _("请选择理由")}, choices=[("", "")]
    )
    reason_text = forms.CharField(
        label=_("事实（写给持证人看）"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明事实")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        reasons = (row for row in table("refusal_reasons").codes if row.code in ENDORSEMENT_REASONS)
        choices = [("", ""), *((row.code, row.name) for row in reasons)]
        self.fields["reason_code"].choices = choices  # type: ignore[attr-defined]
