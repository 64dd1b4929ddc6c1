"""A card in the hand: read, scanned or typed, it says what it is and what to do with it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anju.access.policy import may, require
from anju.casework.cards.collection import hand_over, notify_ready
from anju.casework.permits.endorsements import endorse, endorse_late
from anju.kit.clock import day_of
from anju.law.effects.fees import FeeAct, fee
from anju.law.text.citation_words import citations_in_words
from anju.papers.worklists import Worklist
from anju.reading.cards.in_hand import CardInHand, Standing, card_in_hand
from anju.web.act_form import ActForm
from anju.web.pages.cards.forms import HandOverForm
from anju.web.pages.cards.prints import pdf
from anju.web.pages.cards.standings import STANDINGS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["act", "in_hand", "line_pdf"]

#: The step open in a standing, and the action of the policy it is.
STEPS = {
    Standing.ENDORSE: ("endorse", "endorse"),
    Standing.ENDORSE_LATE: ("endorse_late", "endorse_late"),
    Standing.TO_NOTIFY: ("notify", "notify_ready"),
    Standing.TO_HAND_OVER: ("hand_over", "hand_over"),
}
FEES = {
    "first_issue": FeeAct.FIRST_ISSUE,
    "replacement": FeeAct.REPLACEMENT,
    "reissue": FeeAct.REISSUE,
}


@require_safe
@staff_page
def in_hand(request: StaffRequest) -> HttpResponse:
    """The card whose number or serial is in the address, or the place to read one."""
    require(request.actor, "view_permit")
    typed = request.GET.get("card", "").strip()
    found = card_in_hand(request.actor, typed, now=request.now) if typed else None
    return _show(request, found)


@require_POST
@staff_page
def act(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """The one thing to do: endorse, tell, hand over."""
    action = dict(STEPS.values()).get(step)
    if action is None or not may(request.actor, action):
        raise Http404
    found = card_in_hand(request.actor, number, now=request.now)
    if found.permit is None:
        raise Http404
    form = _form(found, step, request.POST)
    if form.is_valid():
        with form.refusals():
            messages.success(request, f"{found.permit.name}：{_done(request, found, step, form)}")
            return redirect(_address(found.permit.permit_number))
    return _show(request, found, form)


@require_safe
@staff_page
def line_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """The line of the last endorsement, to lay into the holder's hand."""
    require(request.actor, "print_paper")
    page = card_in_hand(request.actor, number, now=request.now).permit
    if page is None or not page.endorsed_on:
        raise Http404
    free = fee(act=FeeAct.ENDORSEMENT, on=day_of(request.now))
    window = f"{page.opens_on:%Y-%m-%d} — {page.closes_on:%Y-%m-%d}"
    row = (
        f"{page.endorsed_on[-1]:%Y-%m-%d}",
        f"{page.anchor_on:%Y-%m-%d}",
        window,
        _("{amount} 元").format(amount=free.outcome.amount or 0),
    )
    worklist = Worklist(
        title=_("居住证签注单"),
        number=page.permit_number,
        agency=request.staff_frame.station,
        code=page.permit_number,
        code_caption=_("居住证号"),
        facts=((_("持证人"), page.name),),
        columns=(
            (_("签注日期"), "1fr"),
            (_("年限从哪天算"), "1fr"),
            (_("下次签注"), "58mm"),
            (_("收费"), "22mm"),
        ),
        rows=(row,),
        signatures=((_("经办人"), request.actor.name),),
        note=_("签注不收费（{basis}）。").format(basis=citations_in_words(free.cites)),
    )
    return pdf(request, worklist)


def _address(number: str) -> str:
    return f"{reverse('card_in_hand')}?{urlencode({'card': number})}"


def _form(found: CardInHand, step: str, data: Any = None) -> Any:
    if step == "hand_over":
        return HandOverForm(data, is_replacement=found.case_kind == "replacement")
    return ActForm(data)


def _done(request: StaffRequest, found: CardInHand, step: str, form: Any) -> str:
    """Do it; the sentence of the receipt line."""
    asked: dict[str, Any] = {
        "actor": request.actor,
        "request_key": form.key,
        "now": request.now,
    }
    permit = found.permit
    if permit is None:
        raise Http404
    if step == "notify":
        notify_ready(case_number=_case(request, found), **asked)
        return _("领证通知已出")
    if step == "hand_over":
        collector = form.collector(permit.name)
        hand_over(case_number=_case(request, found), collector=collector, **asked)
        return _("已发放，办结")
    verb = endorse if step == "endorse" else endorse_late
    done = verb(permit_number=permit.permit_number, still_lives_here=True, **asked)
    window = {
        "opens": f"{done.next_opens_on:%Y-%m-%d}",
        "closes": f"{done.next_closes_on:%Y-%m-%d}",
    }
    if done.year_number:
        said = _("已签注第 {year} 年，0 元。下次签注 {opens} 至 {closes}")
        return said.format(year=done.year_number, **window)
    return _("已补办签注，0 元，马上恢复使用。年限从今天算，下次签注 {opens} 至 {closes}").format(
        **window
    )


def _case(request: StaffRequest, found: CardInHand) -> str:
    """The case a page speaks of, also when it was sent twice and the case is closed by now."""
    return found.case_number or request.POST.get("case_number", "")


def _show(request: StaffRequest, found: CardInHand | None, form: Any = None) -> HttpResponse:
    step, action = STEPS.get(found.standing, ("", "")) if found else ("", "")
    is_open = bool(step) and may(request.actor, action)
    on = day_of(request.now)
    page = found.permit if found else None
    shown = {
        "found": found,
        "page": page,
        "standing": STANDINGS[found.standing] if found else None,
        "step": step if is_open else "",
        "form": form if form is not None else _form(found, step) if found and is_open else None,
        "fee": _fee_line(found, step, request) if found and is_open else "",
        "just_endorsed": bool(page and page.endorsed_on and page.endorsed_on[-1] == on),
        "may_change": may(request.actor, "report_loss"),
        "may_print": may(request.actor, "print_paper"),
        "may_register": may(request.actor, "register_household"),
    }
    return render(request, "pages/cards/in_hand.html", shown)


def _fee_line(found: CardInHand, step: str, request: StaffRequest) -> str:
    """What this step costs and by what right; there is no field to say otherwise."""
    act = FeeAct.ENDORSEMENT if step.startswith("endorse") else FEES.get(found.case_kind)
    if act is None:
        return ""
    due = fee(act=act, on=day_of(request.now))
    basis = citations_in_words(due.cites)
    if due.outcome.amount is None:
        return _("收费 0 元：没有现行的收费标准（{basis}）").format(basis=basis)
    return _("收费 {amount} 元（{basis}）").format(
        amount=f"{due.outcome.amount.normalize():f}", basis=basis
    )
