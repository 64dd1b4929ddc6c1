"""Two files side by side, differences first; merged into one, or made two again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anju.access.policy import require
from anju.access.refusals import NotYours
from anju.casework.people.merges import merge_persons, unmerge_persons
from anju.reading.finding_people import find_people
from anju.reading.person_file import PersonFile, person_file
from anju.web.pages.corrections.forms import MergeForm, UnmergeForm
from anju.web.pages.person.shown import shown_file
from anju.web.staff import StaffRequest, staff_page

__all__ = ["merge", "unmerge"]

LONGEST = 40


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One fact in both files."""

    name: str
    left: str
    right: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def merge(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Look for the other file, compare, and merge."""
    require(request.actor, "merge_persons")
    left = person_file(request.actor, person_ref, now=request.now)
    other = request.GET.get("with", "").replace("\x00", "")
    if not other:
        return _look_for_other(request, left)
    right = person_file(request.actor, other, now=request.now)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept, absorbed = left.person_ref, right.person_ref
        if form.cleaned_data["keep"] == "right":
            kept, absorbed = absorbed, kept
        with form.refusals():
            done = merge_persons(
                actor=request.actor,
                kept_ref=kept,
                absorbed_ref=absorbed,
                reason=form.cleaned_data["reason"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已合并成一份档案。合错了可以在“合并档案”里撤销"))
            return redirect("person", done.kept_ref)
    lines = list(_compared(request, left, right))
    shown = {
        "left": left,
        "right": right,
        "form": form,
        "different": [line for line in lines if line.left != line.right],
        "same": [line for line in lines if line.left == line.right],
        "is_same_file": left.person_ref == right.person_ref,
    }
    return render(request, "pages/corrections/merge.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def unmerge(request: StaffRequest, person_ref: str, absorbed_ref: str) -> HttpResponse:
    """Undo a merge, with a reason."""
    require(request.actor, "unmerge_persons")
    file = person_file(request.actor, person_ref, now=request.now)
    form = UnmergeForm(request.POST if request.method == "POST" else None)
    is_undone = absorbed_ref not in _absorbed(file)
    if is_undone and request.method != "POST":
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
            return redirect("person", done.absorbed_ref)
    shown = {"file": file, "form": form}
    return render(request, "pages/corrections/unmerge.html", shown)


def _look_for_other(request: StaffRequest, left: PersonFile) -> HttpResponse:
    """The box to find the other file, and the merges that can be undone."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = find_people(request.actor, text, now=request.now) if text else None
    rows = [row for row in found.rows if row.person_ref != left.person_ref] if found else []
    shown = {"file": left, "query": text, "rows": rows, "absorbed": _absorbed(left)}
    return render(request, "pages/corrections/merge_with.html", shown)


def _absorbed(file: PersonFile) -> list[str]:
    """The files that are merged into this one now, by what happened since."""
    standing: list[str] = []
    for line in reversed(file.timeline):
        absorbed = str(line.facts.get("absorbed", ""))
        if line.act == "merge_persons" and absorbed:
            standing.append(absorbed)
        if line.act == "unmerge_persons" and absorbed in standing:
            standing.remove(absorbed)
    return standing


def _compared(request: StaffRequest, left: PersonFile, right: PersonFile) -> Iterator[ComparedLine]:
    """Every fact a clerk would compare."""
    both = zip(_facts(request, left), _facts(request, right), strict=True)
    for (name, one), (_name, other) in both:
        yield ComparedLine(name, one or "—", other or "—")


def _facts(request: StaffRequest, file: PersonFile) -> list[tuple[str, str]]:
    words = shown_file(file, request.now)
    standing = [row for row in file.registrations if row.state == "registered"]
    return [
        (_("姓名"), file.name),
        (_("性别"), words.sex),
        (_("出生日期"), f"{file.born_on:%Y-%m-%d}"),
        (_("民族"), words.ethnic_group),
        (_("户籍"), words.hukou),
        (_("证件"), f"{words.document_kind} {file.masked_number}"),
        (_("电话"), file.masked_phone),
        (_("现住"), "；".join(row.address for row in standing)),
        (_("登记过"), _("{n} 次").format(n=len(file.registrations))),
        (_("居住证"), "、".join(row.number for row in file.permits)),
        (_("办件"), "、".join(row.number for row in file.cases)),
    ]
