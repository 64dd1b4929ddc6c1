"""One case: everything known of it, and the steps that are open; some of them decide it."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may
from anju.casework.cases.in_hand import take_case
from anju.casework.cases.papers import REMEDY
from anju.kit.clock import day_of
from anju.reading.case_page import CasePage, case_page
from anju.reading.queues import beside
from anju.web.act_form import ActForm
from anju.web.pages.cases.acts import CASE_ACTS, DECISIONS, CaseAct, open_acts
from anju.web.pages.cases.decision_forms import DecideForm, reasons_to_refuse
from anju.web.pages.cases.hand_views import hand_steps
from anju.web.pages.cases.listed import address_of, list_address, only_of, queue_of, suffix
from anju.web.pages.cases.review import asked_answers, holder, pictures
from anju.web.pages.cases.seen import changed_by
from anju.web.pages.cases.shown import shown_case
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["case", "case_act"]

#: The buttons of a decision: Alt+1, Alt+2, Alt+3.
ORDER = ("review", "approve", "notify_deficiencies", "send_back", "refuse")


@require_safe
@staff_page
def case(request: StaffRequest, number: str) -> HttpResponse:
    """The case as it stands today; opened from a worklist to decide it, it comes into one's hands.

    That is a look like any other: it changes nothing of the case, and the same one twice nothing.
    """
    page = case_page(request.actor, number, now=request.now)
    if _opened_to_decide(request, page):
        take_case(actor=request.actor, case_number=number, request_key=uuid4(), now=request.now)
        page = case_page(request.actor, number, now=request.now)
    return _show(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def case_act(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """One step: its form, and the step itself; from a worklist the next case opens."""
    act = CASE_ACTS.get(step)
    if act is None or not may(request.actor, act.action):
        raise Http404
    page = case_page(request.actor, number, now=request.now)
    if step == "hand_over":
        return redirect(f"{reverse('card_in_hand')}?{urlencode({'card': page.permit_number})}")
    on = day_of(request.now)
    if request.method != "POST":
        if act.at_once or step not in open_acts(request, page):
            return redirect(address_of("case", request, page.number))
        return _show(request, page, act, act.form(None, page=page, on=on))  # type: ignore[call-arg]
    if {"preview", "open"} & request.POST.keys() and issubclass(act.form, DecideForm):
        return _show(request, page, act, act.form.again(request.POST, page, on))
    form: Any = act.form(request.POST, page=page, on=on)  # type: ignore[call-arg]
    _, following = _beside(request, page.number)
    if isinstance(form, DecideForm) and (changes := form.changes):
        form.show_anew()
        return _show(request, page, act, form, changes=changes)
    if form.is_valid():
        with form.refusals():
            messages.success(request, f"{page.name}：{act.do(request, page, form)}")
            return _go_on(request, page, step, following)
    return _show(request, page, act, form)


def _opened_to_decide(request: StaffRequest, page: CasePage) -> bool:
    """Whether the case was opened from a worklist by somebody who may decide it, and is free."""
    is_free = not page.held_by and request.method == "GET"
    return is_free and bool(queue_of(request)) and _may_decide(request, page)


def _may_decide(request: StaffRequest, page: CasePage) -> bool:
    """Whether a step that decides the case is for this post, whoever has the case in hand."""
    return any(
        may(request.actor, CASE_ACTS[step].action) for step in DECISIONS & set(page.steps_open)
    )


def _go_on(request: StaffRequest, page: CasePage, step: str, following: str) -> HttpResponse:
    """The case again, or the next of the worklist it was opened from, or the list when it ends."""
    if not queue_of(request):
        return redirect("case", page.number)
    if not following:
        return redirect(list_address(request, page.number))
    if step in DECISIONS or CASE_ACTS[step].at_once:
        return redirect(address_of("case", request, following))
    return redirect(address_of("case_act", request, following, step))


def _show(
    request: StaffRequest,
    page: CasePage,
    act: CaseAct | None = None,
    form: Any = None,
    *,
    changes: object = (),
) -> HttpResponse:
    before, after = _beside(request, page.number)
    acts = open_acts(request, page)
    is_asking = act is not None and not act.at_once
    shown = {
        "page": page,
        "words": shown_case(page, request.now),
        "act": act if is_asking else None,
        "form": form,
        "acts": acts.items(),
        "at_once": {step: ActForm(auto_id=False) for step, one in acts.items() if one.at_once},
        "remedy": REMEDY,
        "may_print": may(request.actor, "print_paper"),
        "may_open_person": may(request.actor, "view_person"),
        "held": holder(page, request.actor.staff_number, request.now),
        "hand_steps": hand_steps(request, page),
        "queue_title": QUEUE_WORDS[queue_of(request)].title if queue_of(request) else "",
        "suffix": suffix(request),
        "list_address": list_address(request, page.number),
        "case_address": address_of("case", request, page.number),
        "before": address_of("case", request, before) if before else "",
        "after": address_of("case", request, after) if after else "",
    }
    decides = _may_decide(request, page) and (act is None or isinstance(form, DecideForm))
    if decides:
        shown |= _decision(request, page, act, form, changes)
    return render(request, "pages/cases/review.html" if decides else "pages/cases/case.html", shown)


def _decision(
    request: StaffRequest, page: CasePage, act: CaseAct | None, form: Any, changes: object
) -> dict[str, object]:
    """What the page on which a case is decided shows besides."""
    on = day_of(request.now)
    words = shown_case(page, request.now)
    is_mine = any(step in DECISIONS for step in open_acts(request, page))
    asking = form or (DecideForm(None, page=page, on=on) if is_mine else None)
    step = next((name for name, one in CASE_ACTS.items() if one is act), "review")
    return {
        "form": asking,
        "answers": asked_answers(page, words, asking),
        "pictures": pictures(page, words),
        "decisions": DECISIONS,
        "acts": sorted(open_acts(request, page).items(), key=lambda act: _place(act[0])),
        "reasons": reasons_to_refuse(on),
        "changes": changes,
        "changed": changed_by(page),
        "act_address": address_of("case_act", request, page.number, step),
    }


def _place(step: str) -> int:
    """Where a step stands among the buttons: first what decides, in the order of the keys."""
    return ORDER.index(step) if step in ORDER else len(ORDER)


def _beside(request: StaffRequest, number: str) -> tuple[str, str]:
    """The cases before and after this one in the worklist."""
    kind = queue_of(request)
    if not kind:
        return "", ""
    return beside(request.actor, kind, number, only=only_of(request), now=request.now)
