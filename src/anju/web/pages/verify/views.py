"""Is this permit, is this slip good? One word, the masked name, the issuing county."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from anju.access.policy import require
from anju.casework.supervision.verifications import DocumentVerified, verify_document
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.web.act_form import ActForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["verify"]

#: Tone and icon beside the word.
SHOWN = {
    "有效": ("plain", "check"),
    "中止": ("error", "pause"),
    "已挂失": ("error", "circle-alert"),
    "已注销": ("grey", "minus"),
    "已收缴": ("grey", "ban"),
}
UNKNOWN = ("warn", "circle-alert")
KIND_WORDS = {"permit": _("居住证"), "slip": _("暂住登记凭证")}


class VerifyForm(ActForm):
    """Which document, and what for."""

    number = forms.CharField(
        label=_("居住证号码或者凭证编号"),
        max_length=40,
        error_messages={"required": _("请输入居住证号码或者凭证编号")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    purpose = forms.ChoiceField(
        label=_("为什么核验"), error_messages={"required": _("请选择为什么核验")}
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)
        purpose.choices = [("", ""), *choices]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def verify(request: StaffRequest) -> HttpResponse:
    """Ask for one number; the answer stands under the form."""
    require(request.actor, "verify_document")
    choices = list(table("verification_purposes").choices(day_of(request.now)))
    form = VerifyForm(request.POST if request.method == "POST" else None, choices=choices)
    answer: DocumentVerified | None = None
    if form.is_valid():
        with form.refusals():
            answer = verify_document(
                actor=request.actor,
                number=form.cleaned_data["number"],
                purpose=form.cleaned_data["purpose"],
                request_key=form.key,
                now=request.now,
            )
            form = VerifyForm(initial=form.cleaned_data | {"request_key": None}, choices=choices)
    tone, icon = SHOWN.get(answer.word, UNKNOWN) if answer else UNKNOWN
    shown = {
        "form": form,
        "answer": answer,
        "tone": tone,
        "icon": icon,
        "kind": KIND_WORDS.get(answer.kind, "") if answer else "",
    }
    return render(request, "pages/verify/verify.html", shown)
