"""The supplement at the counter: only what is still missing, scanned and taken."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from anju.access.policy import require
from anju.kit.clock import day_of
from anju.reading.case_page import CasePage, case_page
from anju.reading.counter.evidence_on_file import papers_on_file
from anju.web.pages.cases.acts import CASE_ACTS
from anju.web.pages.cases.evidence_fields import EvidenceForm
from anju.web.pages.cases.needs import lacking, needed
from anju.web.pages.evidence.held import NOTHING_HELD, HeldPapers, take_in
from anju.web.staff import StaffRequest, staff_page

__all__ = ["SupplementForm", "supplement_case"]

STEP = "supplement"
#: The button that only takes in the files that were chosen.
UPLOAD = "upload"
NOTHING_BROUGHT = _("请至少选一样带来的材料")


class SupplementForm(EvidenceForm):
    """The papers brought after the notice: only what is missing is asked."""

    def __init__(
        self, data: Any, *, page: CasePage, request: StaffRequest, held: HeldPapers = NOTHING_HELD
    ) -> None:
        super().__init__(data)
        on = day_of(request.now)
        asked = lacking(page, on)
        if data is not None:
            # What the page asked for, also when it was sent twice and nothing is lacking any more.
            asked = tuple(one for one in needed(page, on) if f"kind_{one.code}" in data)
        on_file = papers_on_file(request.actor, page.person_ref, but=page.number)
        self.ask_for(asked, on, held=held, on_file=on_file)

    def clean(self) -> dict[str, Any]:
        """At least one paper."""
        said = super().clean()
        if not self.errors and not self.evidence():
            self.add_error(f"kind_{self.items[0].code}" if self.items else None, NOTHING_BROUGHT)
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def supplement_case(request: StaffRequest, number: str) -> HttpResponse:
    """Only the items the case still lacks; what comes goes into the case at its old place."""
    act = CASE_ACTS[STEP]
    require(request.actor, act.action)
    page = case_page(request.actor, number, now=request.now)
    if request.method != "POST":
        if STEP not in page.steps_open:
            return redirect("case", page.number)
        return _show(request, page, SupplementForm(None, page=page, request=request))
    held = take_in(request.actor, request.POST, request.FILES)
    form = SupplementForm(request.POST, page=page, request=request, held=held)
    if UPLOAD not in request.POST and form.is_valid():
        with form.refusals():
            messages.success(request, f"{page.name}：{act.do(request, page, form)}")
            kind = request.GET.get("queue", "")
            return redirect(f"../{'?' + urlencode({'queue': kind}) if kind else ''}")
    return _show(request, page, form)


def _show(request: StaffRequest, page: CasePage, form: SupplementForm) -> HttpResponse:
    return render(request, "pages/evidence/supplement.html", {"page": page, "form": form})
