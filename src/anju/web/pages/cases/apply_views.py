"""Taking an application: the law's answer first, then the papers."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anju.access.policy import require
from anju.casework.cases.applications import submit_application
from anju.kit.clock import day_of
from anju.law.eligibility import Eligibility
from anju.law.finding import Finding, Reason
from anju.law.text.citation_words import citation_in_words
from anju.law.text.sentences import sentence
from anju.reading.counter.application_page import ApplicationPage, application_page
from anju.web.pages.cases.apply_form import ApplyForm
from anju.web.pages.cases.shown import check_line
from anju.web.pages.evidence.held import take_in
from anju.web.pages.public.check.answers import answers_of
from anju.web.punctuation import full_width
from anju.web.staff import StaffRequest, staff_page

__all__ = ["apply"]

#: Buttons that only list the papers anew, or take in the files that were chosen.
ASK_AGAIN = {"list", "upload"}
NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One thing that stands in the way, with its articles."""

    sentence: str
    basis: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def apply(request: StaffRequest, person_ref: str) -> HttpResponse:
    """The eligibility of a person, the papers needed, and the application itself."""
    require(request.actor, "submit_application")
    page, on = application_page(request.actor, person_ref, now=request.now), day_of(request.now)
    if request.method != "POST":
        code = request.GET.get("code", "")
        told = answers_of(code)
        form = ApplyForm(None, page=page, on=on, told=told)
        return _show(request, page, form, code=code, misread=told is None)
    held = take_in(request.actor, request.POST, request.FILES)
    form = ApplyForm(request.POST, page=page, on=on, held=held)
    if ASK_AGAIN & request.POST.keys() or not form.was_listed:
        anew = ApplyForm(None, page=page, on=on, typed=request.POST, held=held)
        return _show(request, page, anew, listed_anew=True)
    if form.is_valid():
        with form.refusals():
            return _submit(request, page, form)
    return _show(request, page, form)


def _submit(request: StaffRequest, page: ApplicationPage, form: ApplyForm) -> HttpResponse:
    """Take the application; then its page, or the notice of what it lacks where that was asked."""
    opened = submit_application(
        actor=request.actor,
        application=form.application(page.person_ref),
        request_key=form.key,
        now=request.now,
    )
    lacks = _("，还缺 {n} 项材料").format(n=len(opened.missing)) if opened.missing else ""
    messages.success(
        request,
        _("申请已收下，办件编号 {number}{lacks}").format(number=opened.case_number, lacks=lacks),
    )
    if opened.missing and NOTIFY in request.POST:
        return redirect("notice", opened.case_number)
    return redirect("case", opened.case_number)


def _show(
    request: StaffRequest,
    page: ApplicationPage,
    form: ApplyForm,
    *,
    listed_anew: bool = False,
    code: str = "",
    misread: bool = False,
) -> HttpResponse:
    eligible = page.eligible
    outcome = eligible.outcome.outcome if eligible else ""
    shown = {
        "page": page,
        "form": form,
        "outcome": str(outcome),
        "may_go_on": outcome == Eligibility.ELIGIBLE and not page.open_case_number,
        "reasons": _reasons(eligible.reasons) if eligible else (),
        "basis": _basis(eligible) if eligible else "",
        "verdict": eligible.outcome if eligible else None,
        "listed_anew": listed_anew,
        "checks": [check_line(one, day_of(request.now)) for one in page.checks],
        "code": code,
        "misread": misread,
        "has_faults": any(form.held.faults.values()),
    }
    return render(request, "pages/cases/apply.html", shown)


def _reasons(reasons: tuple[Reason, ...]) -> list[ReasonLine]:
    return [
        ReasonLine(
            full_width(sentence(reason.code)),
            "、".join(citation_in_words(cite) for cite in reason.cites),
        )
        for reason in reasons
    ]


def _basis(finding: Finding[object]) -> str:
    """The articles the answer rests on."""
    return "、".join(dict.fromkeys(citation_in_words(cite) for cite in finding.cites))
