"""Boxes of finished cards: sent by the maker, signed for at the station."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import may, require
from anju.access.refusals import Conflict, NotYours
from anju.casework.cards.boxes import receive_cards, send_to_station
from anju.reading.cards.boxes import BoxPage, box_page
from anju.web.act_form import ActForm
from anju.web.pages.cards.forms import BoxForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["box", "find", "send"]


@require_POST
@staff_page
def send(request: StaffRequest, agency: str) -> HttpResponse:
    """All finished cards of a station into one box."""
    form = ActForm(request.POST)
    if not form.is_valid():
        return redirect("cards")
    done = send_to_station(
        actor=request.actor, agency_code=agency, request_key=form.key, now=request.now
    )
    messages.success(request, _("已移交 {n} 张，请打印清单放进箱里").format(n=done.quantity))
    return redirect("card_box", done.code)


@require_safe
@staff_page
def find(request: StaffRequest) -> HttpResponse:
    """A box by the code a scanner reads from its list."""
    require(request.actor, "view_permit")
    code = request.GET.get("q", "").strip().upper()
    try:
        return redirect("card_box", box_page(request.actor, code, now=request.now).code)
    except NotYours:
        raise Conflict(_("没有编号 {code} 的移交清单，请核对箱码").format(code=code)) from None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def box(request: StaffRequest, code: str) -> HttpResponse:
    """The list of a box with both signatures; at the station, signing for it."""
    page = box_page(request.actor, code, now=request.now)
    form = BoxForm(request.POST or None, waiting=_waiting(page))
    if form.is_valid():
        with form.refusals():
            done = receive_cards(
                actor=request.actor,
                code=page.code,
                missing=tuple(form.cleaned_data["missing"]),
                request_key=form.key,
                now=request.now,
            )
            said = _("已签收 {n} 张，领证通知已出").format(n=done.arrived)
            short = _("；缺 {n} 张，制证人看得到").format(n=done.missing) if done.missing else ""
            messages.success(request, said + short)
            return redirect("card_box", page.code)
    shown = {"page": page, "form": form, "may_sign": may(request.actor, "receive_cards")}
    return render(request, "pages/cards/box.html", shown)


def _waiting(page: BoxPage) -> dict[str, str]:
    """The cards not signed for, also those that a page sent twice still names."""
    rows = (*page.waiting, *page.arrived)
    return {row.case_number: f"{row.name} {row.permit_number}" for row in rows}
