"""After a merge: it is undone, or another station that was told of it objects."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anju.access.policy import may, require
from anju.access.refusals import NotYours
from anju.casework.people.merges import unmerge_persons
from anju.casework.people.notices_of_merge import object_to_merge, uphold_merge
from anju.reading.duplicates.lists import NoticeRow, merge_notice
from anju.reading.person_file import person_file
from anju.web.act_form import ActForm
from anju.web.pages.duplicates.forms import ObjectionForm, UnmergeForm, UpholdForm
from anju.web.pages.duplicates.views import absorbed_in
from anju.web.staff import StaffRequest, staff_page

__all__ = ["notice", "unmerge"]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def unmerge(request: StaffRequest, person_ref: str, absorbed_ref: str) -> HttpResponse:
    """Undo a merge, with a reason."""
    require(request.actor, "unmerge_persons")
    file = person_file(request.actor, person_ref, now=request.now)
    form = UnmergeForm(request.POST if request.method == "POST" else None)
    if absorbed_ref not in absorbed_in(file) and request.method != "POST":
        raise NotYours("unmerge_persons")
    if form.is_valid():
        with form.refusals():
            done = unmerge_persons(
                actor=request.actor,
                absorbed_ref=absorbed_ref,
                reason=form.cleaned_data["reason"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已撤销合并，两份档案各自恢复"))
            return redirect("person", done.kept_ref)
    return render(request, "pages/duplicates/unmerge.html", {"file": file, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def notice(request: StaffRequest, ref: str) -> HttpResponse:
    """What a station was told of a merge: it objects, and the county decides."""
    row = merge_notice(request.actor, ref, now=request.now)
    may_object = row.state == "told" and may(request.actor, "object_to_merge")
    may_settle = row.state == "objected" and may(request.actor, "uphold_merge")
    data = request.POST if request.method == "POST" else None
    form: ActForm = (UpholdForm if may_settle else ObjectionForm)(data)
    if (may_object or may_settle) and form.is_valid():
        with form.refusals():
            messages.success(request, _settle(request, row, form))
            return redirect("duplicates")
    shown = {"row": row, "form": form, "may_object": may_object, "may_settle": may_settle}
    return render(request, "pages/duplicates/notice.html", shown)


def _settle(request: StaffRequest, row: NoticeRow, form: ActForm) -> str:
    asked: dict[str, Any] = {
        "actor": request.actor,
        "notice_ref": row.ref,
        "request_key": form.key,
        "now": request.now,
    }
    if isinstance(form, UpholdForm):
        uphold_merge(answer=form.cleaned_data["answer"], **asked)
        return _("已维持合并")
    object_to_merge(objection=form.cleaned_data["objection"], **asked)
    return _("已提出异议，由县级公安机关决定")
