"""A batch on the maker's table: card after card, each compared, good or spoiled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anju.casework.cards.batches import close_batch, open_batch
from anju.casework.cards.serials import the_one_meant
from anju.casework.cases.production import record_produced, record_spoiled
from anju.reading.cards.batch import BatchPage, batch_page
from anju.web.act_form import ActForm
from anju.web.pages.cards.forms import SPOILED, MakeForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["batch", "close", "open_a_batch"]

SEX = {"1": _("男"), "2": _("女")}


@require_POST
@staff_page
def open_a_batch(request: StaffRequest) -> HttpResponse:
    """A batch for those who wait longest."""
    form = ActForm(request.POST)
    if not form.is_valid():
        return redirect("cards")
    done = open_batch(actor=request.actor, request_key=form.key, now=request.now)
    messages.success(request, _("已建批次，领空白卡 {n} 张").format(n=done.cards))
    return redirect("card_batch", done.number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def batch(request: StaffRequest, number: str) -> HttpResponse:
    """The next card to make, and what was made of the one before."""
    page = batch_page(request.actor, number, now=request.now)
    form = MakeForm(request.POST or None)
    case = request.POST.get("case_number", "")
    serial = _blank_in_hand(page, case, form) if form.is_valid() else ""
    if serial:
        with form.refusals():
            messages.success(request, _noted(request, form, case, serial))
            return redirect("card_batch", number)
    return _show(request, page, form)


@require_POST
@staff_page
def close(request: StaffRequest, number: str) -> HttpResponse:
    """The end of a batch: unused blanks go back, cards not made wait for the next one."""
    form = ActForm(request.POST)
    if form.is_valid():
        asked: dict[str, Any] = {"request_key": form.key, "now": request.now}
        done = close_batch(actor=request.actor, batch_number=number, **asked)
        said = _("批次已结束：制成 {good}，作废 {spoiled}，退回库存 {returned}")
        counts = {"good": done.good, "spoiled": done.spoiled, "returned": done.returned}
        messages.success(request, said.format(**counts))
    return redirect("card_batch", number)


def _blank_in_hand(page: BatchPage, case: str, form: MakeForm) -> str:
    """The serial that was typed or scanned; empty, with a sentence, where it is none of these.

    A page sent twice speaks of a card that is made already: the key answers it again.
    """
    known = page.blanks or ("",)
    typed = form.cleaned_data["blank"]
    serial = _sent_before(page, case, typed) or the_one_meant(typed, known)
    if not serial:
        said = _("这一批没有这个末尾的空白卡，应该是 {serial}").format(serial=known[0])
        form.add_error("blank", said)
    return serial or ""


def _noted(request: StaffRequest, form: MakeForm, case: str, serial: str) -> str:
    """Note the card good, or spoiled for a reason; what is said of it."""
    asked: dict[str, Any] = {
        "actor": request.actor,
        "case_number": case,
        "blank_serial": serial,
        "request_key": form.key,
        "now": request.now,
    }
    reason = SPOILED.get(form.cleaned_data["spoil"])
    if reason is None:
        record_produced(**asked)
        return _("{serial} 已制成").format(serial=serial)
    told = record_spoiled(reason=str(reason), **asked)
    again = _("空白卡 {serial} 已作废（{reason}），同一人重新排队，第 {n} 张")
    return again.format(serial=serial, reason=reason, n=told.issue_number)


def _sent_before(page: BatchPage, case: str, typed: str) -> str:
    """The blank on which this very card was noted by the same page a moment ago."""
    ending = typed.strip().upper()
    done = [card for card in page.cards if card.case_number == case and card.blank_serial]
    return next((card.blank_serial for card in done if card.blank_serial.endswith(ending)), "")


def _show(request: StaffRequest, page: BatchPage, form: MakeForm) -> HttpResponse:
    shown = {
        "page": page,
        "form": form,
        "expected": page.blanks[0] if page.blanks else "",
        "sex": SEX.get(page.next.sex, "") if page.next else "",
        "done": [card for card in reversed(page.cards) if card.state != "ordered"],
        "spoiled": [(value, why, f"Alt+{value}") for value, why in SPOILED.items()],
        "close_key": ActForm(auto_id=False),
    }
    return render(request, "pages/cards/batch.html", shown)
