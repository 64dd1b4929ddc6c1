"""The list of records alike, two of them side by side, and what is decided about them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.casework.people.merges import PersonsMerged, merge_persons
from anju.casework.people.pairs import ask_to_verify, keep_apart, report_verification
from anju.casework.people.suspicions import suspect_duplicate
from anju.kit.clock import day_of
from anju.reading.duplicates.lists import merge_notices, open_pairs
from anju.reading.duplicates.pair_page import PairPage, pair_page
from anju.reading.finding_people import find_people
from anju.reading.person_file import PersonFile, person_file
from anju.web.act_form import ActForm
from anju.web.pages.duplicates.forms import AnswerForm, DecisionForm
from anju.web.pages.duplicates.shown import shown_pair
from anju.web.pages.duplicates.words import LEVEL_WORDS, reason_words
from anju.web.staff import StaffRequest, staff_page

__all__ = ["duplicate", "duplicates", "look_for_other", "verify"]

LONGEST = 40


@require_safe
@staff_page
def duplicates(request: StaffRequest) -> HttpResponse:
    """The pairs to decide, those a visit is to look into, and what other stations did."""
    may_decide = may(request.actor, "view_pair")
    to_decide = open_pairs(request.actor, now=request.now) if may_decide else ()
    visits = open_pairs(request.actor, state="verifying", now=request.now)
    shown = {
        "rows": [(row, LEVEL_WORDS[row.level], reason_words(row.reasons)) for row in to_decide],
        "visits": [(row, reason_words(row.reasons)) for row in visits],
        "notices": merge_notices(request.actor, now=request.now) if may_decide else (),
        "may_decide": may_decide,
    }
    return render(request, "pages/duplicates/duplicates.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def duplicate(request: StaffRequest, ref: str) -> HttpResponse:
    """Two records side by side, the differences first; four keys decide."""
    page = pair_page(request.actor, ref, now=request.now)
    on = day_of(request.now)
    form = DecisionForm(request.POST if request.method == "POST" else None, page=page, on=on)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            messages.success(request, _decide(request, page, form))
            return _to_next(request)
    shown = {
        "page": page,
        "words": shown_pair(page, request.POST, on),
        "form": form,
        "sides": (("left", _("左"), page.left), ("right", _("右"), page.right)),
        "may_decide": may(request.actor, "merge_persons")
        and page.state in {"open", "verifying"}
        and not page.is_one,
        "may_undo": page.state == "merged" and may(request.actor, "unmerge_persons"),
    }
    return render(request, "pages/duplicates/pair.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def verify(request: StaffRequest, ref: str) -> HttpResponse:
    """What a visit is to find out about two records, and what it found."""
    require(request.actor, "report_verification")
    rows = open_pairs(request.actor, state="verifying", now=request.now)
    row = next((one for one in rows if one.ref == ref), None)
    if row is None:
        messages.info(request, _("这一对已经核实过了"))
        return redirect("duplicates")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            report_verification(
                actor=request.actor,
                pair_ref=ref,
                answer=form.cleaned_data["answer"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已上报核实的情况，由民警决定"))
            return redirect("duplicates")
    shown = {"row": row, "reasons": reason_words(row.reasons), "form": form}
    return render(request, "pages/duplicates/verify.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def look_for_other(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Find the other record of a person, to compare the two; and the merges that can be undone."""
    require(request.actor, "suspect_duplicate")
    file = person_file(request.actor, person_ref, now=request.now)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = find_people(request.actor, text, now=request.now) if text else None
    form = ActForm(request.POST if request.method == "POST" else None, auto_id=False)
    if form.is_valid():
        with form.refusals():
            pair = suspect_duplicate(
                actor=request.actor,
                person_ref=file.person_ref,
                other_ref=request.POST.get("other", "").replace("\x00", "")[:LONGEST],
                request_key=form.key,
                now=request.now,
            )
            return redirect("duplicate", pair.pair_ref)
    shown = {
        "file": file,
        "form": form,
        "query": text,
        "rows": [row for row in found.rows if row.person_ref != file.person_ref] if found else [],
        "absorbed": absorbed_in(file) if may(request.actor, "unmerge_persons") else [],
    }
    return render(request, "pages/duplicates/look_for_other.html", shown)


def absorbed_in(file: PersonFile) -> list[str]:
    """The records that are merged into this one now, by what happened since."""
    standing: list[str] = []
    for line in reversed(file.timeline):
        absorbed = str(line.facts.get("absorbed", ""))
        if line.act == "merge_persons" and absorbed:
            standing.append(absorbed)
        if line.act == "unmerge_persons" and absorbed in standing:
            standing.remove(absorbed)
    return standing


def _decide(request: StaffRequest, page: PairPage, form: DecisionForm) -> str:
    """Do what the key said; the sentence of the receipt line."""
    asked: dict[str, Any] = {
        "actor": request.actor,
        "request_key": form.key,
        "now": request.now,
    }
    note = form.cleaned_data["note"]
    match request.POST.get("act"):
        case "apart":
            keep_apart(pair_ref=page.ref, reason=note, **asked)
            return _("已定为不是同一人。两份档案都没有变更，就不会再提示")
        case "verify":
            ask_to_verify(pair_ref=page.ref, asked=note, **asked)
            return _("已交协管员上门核实")
        case act:
            keep = "right" if act == "keep_right" else "left"
            merged = partial(merge_persons, **asked)
            return _merged_line(merged(merging=form.merging(keep)))


def _merged_line(done: PersonsMerged) -> str:
    """What was merged, and the way back."""
    undo = reverse("unmerge", args=[done.kept_ref, done.absorbed_ref])
    file = reverse("person", args=[done.kept_ref])
    line = '{} · <a href="{}">{}</a> · <a href="{}">{}</a>'
    return format_html(line, _("已合并"), undo, _("撤销（30 天内）"), file, _("看档案"))


def _to_next(request: StaffRequest) -> HttpResponse:
    """The next pair by itself; the list when it is empty."""
    rows = open_pairs(request.actor, now=request.now)
    return redirect("duplicate", rows[0].ref) if rows else redirect("duplicates")
