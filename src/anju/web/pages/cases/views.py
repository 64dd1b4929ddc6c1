"""One case: everything known of it, and the steps that are open."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may
from anju.casework.cases.papers import REMEDY
from anju.kit.clock import day_of
from anju.reading.case_page import CasePage, case_page
from anju.reading.queues import QUEUES, beside
from anju.web.act_form import ActForm
from anju.web.pages.cases.acts import CASE_ACTS, CaseAct, open_acts
from anju.web.pages.cases.forms import NoticeForm
from anju.web.pages.cases.needs import notice_lines
from anju.web.pages.cases.shown import shown_case
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["case", "case_act"]


@require_safe
@staff_page
def case(request: StaffRequest, number: str) -> HttpResponse:
    """The case as it stands today."""
    return _show(request, case_page(request.actor, number, now=request.now))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def case_act(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """One step: its form, and the step itself; from a worklist the next case opens."""
    act = CASE_ACTS.get(step)
    if act is None or not may(request.actor, act.action):
        raise Http404
    page = case_page(request.actor, number, now=request.now)
    if request.method != "POST":
        if act.at_once or step not in open_acts(request, page):
            return redirect(_address("case", request, page.number))
        return _show(request, page, act, act.form(None, page=page, on=day_of(request.now)))  # type: ignore[call-arg]
    if "preview" in request.POST and issubclass(act.form, NoticeForm):
        return _show(request, page, act, act.form.again(request.POST, page, day_of(request.now)))
    form = act.form(request.POST, page=page, on=day_of(request.now))  # type: ignore[call-arg]
    _, following = _beside(request, page.number)
    if form.is_valid():
        with form.refusals():
            messages.success(request, f"{page.name}：{act.do(request, page, form)}")
            return _go_on(request, page, step, following)
    return _show(request, page, act, form)


def _go_on(request: StaffRequest, page: CasePage, step: str, following: str) -> HttpResponse:
    """The case again, or the next of the worklist it was opened from, or the list when it ends."""
    kind = _queue(request)
    if not kind:
        return redirect("case", page.number)
    if not following:
        return redirect("worklist", kind)
    if CASE_ACTS[step].at_once:
        return redirect(_address("case", request, following))
    return redirect(_address("case_act", request, following, step))


def _show(
    request: StaffRequest,
    page: CasePage,
    act: CaseAct | None = None,
    form: ActForm | None = None,
) -> HttpResponse:
    before, after = _beside(request, page.number)
    acts = open_acts(request, page)
    shown = {
        "page": page,
        "words": shown_case(page, request.now),
        "act": act,
        "form": form,
        "acts": acts.items(),
        "at_once": {step: ActForm(auto_id=False) for step, one in acts.items() if one.at_once},
        "notice": _notice(request, page, form) if isinstance(form, NoticeForm) else (),
        "remedy": REMEDY,
        "may_print": may(request.actor, "print_paper"),
        "may_open_person": may(request.actor, "view_person"),
        "queue": _queue(request),
        "queue_title": QUEUE_WORDS[_queue(request)].title if _queue(request) else "",
        "suffix": _suffix(request),
        "before": _address("case", request, before) if before else "",
        "after": _address("case", request, after) if after else "",
    }
    return render(request, "pages/cases/case.html", shown)


def _notice(request: StaffRequest, page: CasePage, form: NoticeForm) -> tuple[object, ...]:
    """The complete notice for the faults that stand on the form."""
    return notice_lines(page, day_of(request.now), form.faulty)


def _queue(request: StaffRequest) -> str:
    """The worklist the case was opened from, empty for none."""
    kind = request.GET.get("queue", "")
    return kind if kind in QUEUES else ""


def _suffix(request: StaffRequest) -> str:
    kind = _queue(request)
    return f"?{urlencode({'queue': kind})}" if kind else ""


def _address(name: str, request: StaffRequest, *parts: str) -> str:
    """The address of a page of a case, still within the same worklist."""
    return reverse(name, args=parts) + _suffix(request)


def _beside(request: StaffRequest, number: str) -> tuple[str, str]:
    """The cases before and after this one in the worklist."""
    kind = _queue(request)
    return beside(request.actor, kind, number) if kind else ("", "")
