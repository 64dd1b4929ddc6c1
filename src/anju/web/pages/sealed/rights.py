"""Who may open protected files: given to somebody by name, with an end, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anju.access.refusals import Conflict
from anju.casework.supervision.named_rights import (
    RightGiven,
    give_named_right,
    withdraw_named_right,
)
from anju.kit.clock import day_of
from anju.reading.supervision.protected import may_hold, rights
from anju.web.pages.sealed.forms import RightForm, WithdrawForm
from anju.web.staff import StaffRequest, staff_page
from anju.web.staff_frame import POST_NAMES

__all__ = ["named_rights", "withdraw"]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def named_rights(request: StaffRequest) -> HttpResponse:
    """The rights of the territory, and giving another."""
    on = day_of(request.now)
    given = rights(request.actor, on=on)
    holders = [
        (f"{one.staff_number}@{one.agency_code}", _holder(one.name, one.post, one.agency))
        for one in may_hold(request.actor, on=on)
    ]
    data = request.POST if request.method == "POST" else None
    form = RightForm(data, on=on, holders=holders)
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            number, _at, agency = said["holder"].rpartition("@")
            give_named_right(
                actor=request.actor,
                giving=RightGiven(
                    staff_number=number,
                    agency_code=agency,
                    until=said["until"],
                    reason=said["reason"],
                ),
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已授权"))
            return redirect("named_rights")
    shown = {"rights": [(one, WithdrawForm()) for one in given], "form": form}
    return render(request, "pages/sealed/rights.html", shown)


@require_POST
@staff_page
def withdraw(request: StaffRequest, right_id: int) -> HttpResponse:
    """End a right at once."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise Conflict(_("这一页打开得太久了，请核对后再提交一次"))
    withdraw_named_right(
        actor=request.actor, right_id=right_id, request_key=form.key, now=request.now
    )
    messages.success(request, _("权限已收回，立即生效"))
    return redirect("named_rights")


def _holder(name: str, post: str, agency: str) -> str:
    return f"{name}（{POST_NAMES.get(post, post)}，{agency}）"
