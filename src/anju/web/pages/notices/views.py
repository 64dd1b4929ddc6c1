"""W5: the notice computed, given, printed; a second one asked of the chief and answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.casework.cases.second_notices import (
    agree_to_second_notice,
    ask_second_notice,
    decline_second_notice,
)
from anju.kit.clock import day_of
from anju.reading.case_page import CasePage, case_page
from anju.reading.counter.second_notices import (
    NoticeStanding,
    notice_standing,
    second_notice_page,
)
from anju.web.pages.cases.acts import CASE_ACTS
from anju.web.pages.cases.needs import notice_lines
from anju.web.pages.notices.forms import AnswerForm, AskForm, NoticeForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["notice", "second_notice", "told"]

STEP = "notify_deficiencies"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def notice(request: StaffRequest, number: str) -> HttpResponse:
    """The complete notice as it would be given now; told once already, the chief is asked."""
    require(request.actor, STEP)
    page = case_page(request.actor, number, now=request.now)
    if STEP not in page.steps_open and request.method != "POST":
        return redirect("case", page.number)
    standing = notice_standing(request.actor, number)
    if not standing.may_tell and "note" not in request.POST:
        return _ask(request, page, standing)
    if "preview" in request.POST:
        return _show(request, page, standing, NoticeForm.again(request.POST, page))
    form = NoticeForm(request.POST or None, page=page)
    if form.is_valid():
        with form.refusals():
            messages.success(request, f"{page.name}：{CASE_ACTS[STEP].do(request, page, form)}")
            return redirect("told", page.number)
    return _show(request, page, standing, form)


@require_safe
@staff_page
def told(request: StaffRequest, number: str) -> HttpResponse:
    """What was told last, to print and hand over."""
    require(request.actor, STEP)
    page = case_page(request.actor, number, now=request.now)
    given = notice_standing(request.actor, number).given
    if not given:
        raise Http404
    shown = {"page": page, "given": given[-1], "may_print": may(request.actor, "print_paper")}
    return render(request, "pages/notices/told.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def second_notice(request: StaffRequest, ref: str) -> HttpResponse:
    """A request before the chief, who agrees or says why not."""
    require(request.actor, "agree_to_second_notice")
    page = second_notice_page(request.actor, ref, now=request.now)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and ("decline" not in request.POST or form.disagree()):
        declines = "decline" in request.POST
        answer = decline_second_notice if declines else agree_to_second_notice
        with form.refusals():
            answer(
                actor=request.actor,
                ref=ref,
                answer=form.cleaned_data["answer"],
                request_key=form.key,
                now=request.now,
            )
            said = _("{name}：不同意再次告知") if declines else _("{name}：已同意再次告知")
            messages.success(request, said.format(name=page.name))
            return redirect("worklist", "second_notices")
    return render(request, "pages/notices/answer.html", {"page": page, "form": form})


def _ask(request: StaffRequest, page: CasePage, standing: NoticeStanding) -> HttpResponse:
    """Ask the chief; while a request waits, the page says since when."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            ask_second_notice(
                actor=request.actor,
                case_number=page.number,
                reason=form.cleaned_data["reason"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("{name}：已提请所长同意").format(name=page.name))
            return redirect("notice", page.number)
    shown = {"page": page, "standing": standing, "form": form}
    return render(request, "pages/notices/ask.html", shown)


def _show(
    request: StaffRequest, page: CasePage, standing: NoticeStanding, form: NoticeForm
) -> HttpResponse:
    lines = notice_lines(page, day_of(request.now), form.faulty)
    shown = {"page": page, "standing": standing, "form": form, "lines": lines}
    return render(request, "pages/notices/notice.html", shown)
