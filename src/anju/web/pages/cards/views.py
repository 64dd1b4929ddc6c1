"""The card desk: for whoever makes cards, and for the station that hands them out."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import may, require
from anju.casework.cards.batches import MOST_CARDS
from anju.casework.cards.collection import give_second_notices
from anju.casework.cards.stock import receive_blanks, send_back_blanks
from anju.reading.cards.desk import CardDesk, CardRow, card_desk
from anju.web.act_form import ActForm
from anju.web.pages.cards.forms import BlanksForm, SendBackForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["blanks", "blanks_back", "cards", "second_notices"]


@require_safe
@staff_page
def cards(request: StaffRequest) -> HttpResponse:
    """What waits: cards to make, boxes, cards to tell of, cards nobody collects."""
    require(request.actor, "view_permit")
    return _show(request, card_desk(request.actor, now=request.now))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def blanks(request: StaffRequest) -> HttpResponse:
    """Blank cards into the stock."""
    require(request.actor, "receive_blanks")
    form = BlanksForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            done = receive_blanks(
                actor=request.actor,
                first_serial=_serial(form, "first_serial"),
                last_serial=_serial(form, "last_serial"),
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已入库 {n} 张空白卡").format(n=done.quantity))
            return redirect("cards")
    return render(request, "pages/cards/blanks.html", {"form": form, "is_back": False})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def blanks_back(request: StaffRequest) -> HttpResponse:
    """Blank cards back to their maker."""
    require(request.actor, "send_back_blanks")
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            done = send_back_blanks(
                actor=request.actor,
                first_serial=_serial(form, "first_serial"),
                last_serial=_serial(form, "last_serial"),
                reason=form.cleaned_data["reason"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已退回 {n} 张空白卡").format(n=done.quantity))
            return redirect("cards")
    return render(request, "pages/cards/blanks.html", {"form": form, "is_back": True})


@require_POST
@staff_page
def second_notices(request: StaffRequest) -> HttpResponse:
    """A second notice to everybody whose card lies for more than thirty days."""
    form = ActForm(request.POST)
    desk = card_desk(request.actor, now=request.now)
    if form.is_valid():
        with form.refusals():
            done = give_second_notices(
                actor=request.actor,
                case_numbers=tuple(row.case_number for row in due_again(desk)),
                request_key=form.key,
                now=request.now,
            )
            n = len(done.notices)
            messages.success(request, _("已出二次领证通知 {n} 份").format(n=n))
            return redirect("cards")
    return _show(request, desk, form)


def due_again(desk: CardDesk) -> Sequence[CardRow]:
    """The cards a second notice is due for."""
    rows = (*desk.uncollected, *desk.abandoned)
    return [row for row in rows if row.second_notice_on is None]


def _serial(form: BlanksForm, name: str) -> str:
    """One end of a run, as labels print it."""
    typed: str = form.cleaned_data[name]
    return typed.strip().upper()


def _show(request: StaffRequest, desk: CardDesk, form: ActForm | None = None) -> HttpResponse:
    actor = request.actor
    shown = {
        "desk": desk,
        "form": form,
        "lists": (
            (_("到了，待通知"), desk.to_notify),
            (_("待领取"), desk.ready),
            (_("通知三十天还没来领"), desk.uncollected),
            (_("九十天还没来领，报所长"), desk.abandoned),
        ),
        "due_again": due_again(desk),
        "makes": may(actor, "open_batch"),
        "hands_out": may(actor, "hand_over"),
        "may_call": may(actor, "give_second_notices"),
        "most": min(desk.waiting, MOST_CARDS),
        "open_key": ActForm(auto_id=False),
        "again_key": ActForm(auto_id=False),
        "stations": [(row, ActForm(auto_id=False)) for row in desk.stations],
    }
    return render(request, "pages/cards/cards.html", shown)
