"""Taking files in while a form is filled, and showing them back to whoever uploaded them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from anju.access.evidence_files import held_for
from anju.access.policy import require
from anju.web.pages.evidence.held import take_in
from anju.web.pages.evidence.pictures import picture
from anju.web.staff import StaffRequest, staff_page

__all__ = ["held_page", "hold_files"]


@require_POST
@staff_page
def hold_files(request: StaffRequest, code: str) -> HttpResponse:
    """Judge and hold the files of one requirement; what is new, and what is wrong with the rest."""
    require(request.actor, "submit_application")
    before = take_in(request.actor, request.POST, type(request.FILES)())
    after = take_in(request.actor, request.POST, request.FILES)
    new = after.only(code, before)
    shown = {"code": code, "files": new.of(code), "faults": after.faults.get(code, ())}
    return render(request, "pages/evidence/taken.html", shown)


@require_safe
@staff_page
def held_page(request: StaffRequest, ref: str, page: int) -> HttpResponse:
    """A page of a file that the actor uploaded; nobody else's is there."""
    bundle = held_for(request.actor, ref)
    if bundle is None or not 1 <= page <= len(bundle.pages):
        raise Http404
    return picture(bundle.pages[page - 1])
