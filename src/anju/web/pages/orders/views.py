"""An order to correct is given from a person's file, and settled; a sanction comes last if ever."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.access.refusals import Refused
from anju.casework.supervision.orders import (
    OrderToCorrect,
    Penalty,
    lift_order,
    note_corrected,
    note_penalty,
    order_correction,
)
from anju.kit.clock import day_of
from anju.reading.person_file import person_file
from anju.reading.supervision.orders import OrderPage, order_page
from anju.web.act_form import ActForm
from anju.web.pages.orders.forms import EndForm, OrderForm, PenaltyForm
from anju.web.refusal_words import refusal_lines
from anju.web.staff import StaffRequest, staff_page

__all__ = ["order", "order_act", "order_begin"]

_l = gettext_lazy


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def order_begin(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Order somebody to put an omission about a person right."""
    require(request.actor, "order_correction")
    file = person_file(request.actor, person_ref, now=request.now)
    data = request.POST if request.method == "POST" else None
    form = OrderForm(data, on=day_of(request.now))
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            names = ("offence", "addressee", "facts", "due_on")
            given = order_correction(
                actor=request.actor,
                person_ref=file.person_ref,
                order=OrderToCorrect(**{name: said[name] for name in names}),
                request_key=form.key,
                now=request.now,
            )
            until = f"{given.due_on:%Y-%m-%d}"
            messages.success(
                request, _("已责令限期改正，{until} 以前改正的不处罚").format(until=until)
            )
            return redirect("order", given.order_number)
    return render(request, "pages/orders/begin.html", {"file": file, "form": form})


@require_safe
@staff_page
def order(request: StaffRequest, number: str) -> HttpResponse:
    """One order, and whether a sanction may follow it today."""
    found = order_page(request.actor, number, now=request.now)
    return render(request, "pages/orders/order.html", _shown(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def order_act(request: StaffRequest, number: str, slug: str) -> HttpResponse:
    """An order is settled: obeyed, taken back, or followed by a sanction."""
    wanted = ACTS.get(slug)
    if wanted is None or not may(request.actor, wanted.action):
        raise Http404
    found = order_page(request.actor, number, now=request.now)
    data = request.POST if request.method == "POST" else None
    form = wanted.form(data, on=day_of(request.now))
    if form.is_valid():
        with form.refusals():
            wanted.perform(request, found.number, form)
            messages.success(request, wanted.said)
            return redirect("order", found.number)
    shown = {**_shown(request, found), "act": wanted, "form": form}
    return render(request, "pages/orders/act.html", shown)


def _shown(request: StaffRequest, found: OrderPage) -> dict[str, Any]:
    """What an order shows, in words."""
    is_open = found.state == "open"
    waits = refusal_lines(Refused(found.may_fine)) if is_open and not found.may_fine.outcome else ()
    return {
        "order": found,
        "waits": waits,
        "acts": {
            slug: act
            for slug, act in ACTS.items()
            if is_open
            and may(request.actor, act.action)
            and (act.form is not PenaltyForm or found.may_fine.outcome)
        },
    }


def _asked(request: StaffRequest, number: str, form: ActForm) -> dict[str, Any]:
    """Who, which order, under which key, at which moment."""
    return {
        "actor": request.actor,
        "order_number": number,
        "request_key": form.key,
        "now": request.now,
    }


def _corrected(request: StaffRequest, number: str, form: ActForm) -> None:
    note_corrected(note=form.cleaned_data["note"], **_asked(request, number, form))


def _lift(request: StaffRequest, number: str, form: ActForm) -> None:
    lift_order(note=form.cleaned_data["note"], **_asked(request, number, form))


def _penalty(request: StaffRequest, number: str, form: ActForm) -> None:
    said = form.cleaned_data
    penalty = Penalty(document=said["document"], yuan=said["yuan"], is_unit=said["who"] == "unit")
    note_penalty(penalty=penalty, **_asked(request, number, form))


@dataclass(frozen=True, slots=True)
class OrderAct:
    """One way an order ends: its form, what it does, what is said afterwards."""

    title: Any
    action: str
    key: str
    form: type[Any]
    perform: Callable[[StaffRequest, str, Any], None]
    said: Any


ACTS = {
    "corrected": OrderAct(
        _l("已改正"), "note_corrected", "F9", EndForm, _corrected, _l("已记为改正，不处罚")
    ),
    "lift": OrderAct(_l("撤销责令"), "lift_order", "Alt+8", EndForm, _lift, _l("责令已撤销")),
    "penalty": OrderAct(
        _l("记录处罚"), "note_penalty", "Alt+9", PenaltyForm, _penalty, _l("处罚已记录")
    ),
}
