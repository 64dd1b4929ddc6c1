"""Proposing a correction, the list of open ones, and deciding on one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.casework.people.corrections import (
    approve_correction,
    propose_correction,
    reject_correction,
)
from anju.kit.clock import day_of
from anju.reading.counter.corrections import CorrectionRow, correction_page, open_corrections
from anju.reading.person_file import person_file
from anju.web.act_form import ActForm
from anju.web.pages.corrections.forms import (
    CORRECTIONS,
    CorrectionForm,
    RejectForm,
    present_stay,
)
from anju.web.pages.corrections.words import KIND_WORDS, changes_of, effect_lines
from anju.web.staff import StaffRequest, staff_page

__all__ = ["correct", "correction", "corrections"]


@require_safe
@staff_page
def corrections(request: StaffRequest) -> HttpResponse:
    """The corrections that wait for somebody else than who proposed them."""
    on = day_of(request.now)
    rows = open_corrections(request.actor, now=request.now)
    shown = {
        "rows": [
            (row, KIND_WORDS.get(row.subject_kind, ""), changes_of(row.before, row.after, on))
            for row in rows
        ],
        "may_decide": may(request.actor, "approve_correction"),
        "actor": request.actor,
    }
    return render(request, "pages/corrections/corrections.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def correction(request: StaffRequest, ref: str) -> HttpResponse:
    """One correction with before and after; approved, or rejected with a reason."""
    row = correction_page(request.actor, ref, now=request.now)
    approving, rejecting = ActForm(auto_id=False), RejectForm()
    if request.method == "POST":
        require(request.actor, "approve_correction")
        decided: ActForm
        if request.POST.get("act") == "reject":
            decided = rejecting = RejectForm(request.POST)
        else:
            decided = approving = ActForm(request.POST, auto_id=False)
        done = _decide(request, row, decided)
        if done:
            messages.success(request, done)
            return redirect("corrections")
    shown = {
        "row": row,
        "kind": KIND_WORDS.get(row.subject_kind, ""),
        "changes": changes_of(row.before, row.after, day_of(request.now)),
        "form": approving if approving.is_bound else rejecting,
        "approving": approving,
        "rejecting": rejecting,
        "may_decide": may(request.actor, "approve_correction")
        and row.state == "proposed"
        and row.proposed_by != request.actor.staff_number,
        "is_own_unit": row.proposed_at_agency == request.actor.agency_code,
        "effects": effect_lines(row.effects),
    }
    return render(request, "pages/corrections/correction.html", shown)


def _decide(request: StaffRequest, row: CorrectionRow, form: ActForm) -> str:
    """Approve or reject; the sentence of the receipt line, empty when it was refused."""
    said = ""
    if form.is_valid():
        asked: dict[str, Any] = {
            "actor": request.actor,
            "correction_ref": row.ref,
            "request_key": form.key,
            "now": request.now,
        }
        with form.refusals():
            if isinstance(form, RejectForm):
                reject_correction(reason=form.cleaned_data["reason"], **asked)
                said = _("{name}：不同意更正，档案不变").format(name=row.name)
            else:
                approve_correction(**asked)
                said = _("{name}：已更正，原来的记录仍可查").format(name=row.name)
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def correct(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Propose to correct who a person is, when they arrived, or from when residence counts."""
    require(request.actor, "propose_correction")
    kind = request.GET.get("what", "person")
    if kind not in CORRECTIONS:
        raise Http404
    file = person_file(request.actor, person_ref, now=request.now)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, kind=kind, file=file, on=day_of(request.now))
    stay = present_stay(file)
    if form.is_valid() and (kind == "person" or stay):
        with form.refusals():
            propose_correction(
                actor=request.actor,
                correction=form.correction(),
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已提出更正，等另一个单位批准。批准以前档案不变"))
            return redirect("person", file.person_ref)
    shown = {
        "file": file,
        "form": form,
        "kind": kind,
        "kinds": [(slug, title) for slug, (title, _fields) in CORRECTIONS.items()],
        "has_stay": stay is not None,
    }
    return render(request, "pages/corrections/correct.html", shown)
