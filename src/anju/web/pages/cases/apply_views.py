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
from anju.web.punctuation import full_width
from anju.web.staff import StaffRequest, staff_page

__all__ = ["apply"]

ASK_AGAIN = "list"


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
    page = application_page(request.actor, person_ref, now=request.now)
    data = request.POST if request.method == "POST" else None
    form = ApplyForm(data, page=page, on=day_of(request.now))
    if data is not None and (ASK_AGAIN in data or not form.was_listed):
        anew = ApplyForm(None, page=page, on=day_of(request.now), typed=request.POST)
        return _show(request, page, anew, listed_anew=True)
    if form.is_valid():
        with form.refusals():
            opened = submit_application(
                actor=request.actor,
                application=form.application(page.person_ref),
                request_key=form.key,
                now=request.now,
            )
            lacks = _("，还缺 {n} 项材料").format(n=len(opened.missing)) if opened.missing else ""
            messages.success(
                request,
                _("申请已收下，办件编号 {number}{lacks}").format(
                    number=opened.case_number, lacks=lacks
                ),
            )
            return redirect("case", opened.case_number)
    return _show(request, page, form)


def _show(
    request: StaffRequest, page: ApplicationPage, form: ApplyForm, *, listed_anew: bool = False
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
