"""An inquiry is begun from a person's file, worked on in its dossier, and ended with a result."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.access.refusals import Refused
from anju.casework.supervision.inquiries import (
    InquiryResult,
    NoteOfInquiry,
    conclude_inquiry,
    drop_inquiry,
    note_inquiry_step,
    open_inquiry,
)
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.person_file import PersonFile, person_file
from anju.reading.supervision.inquiries import Dossier, dossier
from anju.web.pages.inquiries.forms import (
    BeginForm,
    ConcludeForm,
    DropForm,
    InquiryForm,
    NoteForm,
)
from anju.web.pages.inquiries.words import EFFECT_WORDS, NOTE_WORDS, PERMIT_WORDS, RESULT_WORDS
from anju.web.refusal_words import refusal_lines
from anju.web.staff import StaffRequest, staff_page

__all__ = ["inquiry", "inquiry_act", "inquiry_begin"]

_l = gettext_lazy


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def inquiry_begin(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Open an inquiry into where a person is registered."""
    require(request.actor, "open_inquiry")
    file = person_file(request.actor, person_ref, now=request.now)
    number = _registered(file)
    if not number:
        messages.warning(request, _("现在没有登记，没有可以核查的住处"))
        return redirect("person", file.person_ref)
    data = request.POST if request.method == "POST" else None
    form = BeginForm(data, on=day_of(request.now))
    if form.is_valid():
        with form.refusals():
            opened = open_inquiry(
                actor=request.actor,
                registration_number=number,
                ground=form.cleaned_data["ground"],
                noticed=form.cleaned_data["noticed"],
                request_key=form.key,
                now=request.now,
            )
            until = f"{opened.due_on:%Y-%m-%d}"
            messages.success(
                request, _("已立案核查，{until} 以前办结。登记暂时不变").format(until=until)
            )
            return redirect("inquiry", opened.inquiry_ref)
    return render(request, "pages/inquiries/begin.html", {"file": file, "form": form})


@require_safe
@staff_page
def inquiry(request: StaffRequest, ref: str) -> HttpResponse:
    """The dossier: what was done so far, and what each result still needs."""
    found = dossier(request.actor, ref, now=request.now)
    return render(request, "pages/inquiries/inquiry.html", _shown(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def inquiry_act(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    """Something done is noted, or the inquiry is ended."""
    wanted = ACTS.get(slug)
    if wanted is None or not may(request.actor, wanted.action):
        raise Http404
    found = dossier(request.actor, ref, now=request.now)
    data = request.POST if request.method == "POST" else None
    form = wanted.form(data, on=day_of(request.now))
    if form.is_valid():
        with form.refusals():
            wanted.perform(request, found.ref, form)
            messages.success(request, wanted.said)
            return redirect("inquiry", found.ref)
    shown = {**_shown(request, found), "act": wanted, "form": form}
    return render(request, "pages/inquiries/act.html", shown)


def _registered(file: PersonFile) -> str:
    """The number of the registration that stands."""
    standing = (row.number for row in file.registrations if row.state == "registered")
    return next(standing, "")


def _shown(request: StaffRequest, found: Dossier) -> dict[str, Any]:
    """What the dossier shows, in words."""
    return {
        "inquiry": found,
        "ground": table("inquiry_grounds").name(found.ground, day_of(request.now)),
        "notes": [(note, NOTE_WORDS[note.kind]) for note in found.notes],
        "results": [
            {
                "word": RESULT_WORDS[one.result],
                "ready": one.may.outcome,
                "lines": [] if one.may.outcome else refusal_lines(Refused(one.may)),
                "effect": EFFECT_WORDS[one.effect.registration],
                "permit": PERMIT_WORDS[one.effect.permit],
            }
            for one in found.results
        ],
        "found": RESULT_WORDS.get(found.result, ""),
        "acts": {
            slug: act
            for slug, act in ACTS.items()
            if found.state == "open" and may(request.actor, act.action)
        },
    }


def _asked(request: StaffRequest, ref: str, form: InquiryForm) -> dict[str, Any]:
    """Who, which inquiry, under which key, at which moment."""
    return {
        "actor": request.actor,
        "inquiry_ref": ref,
        "request_key": form.key,
        "now": request.now,
    }


def _note(request: StaffRequest, ref: str, form: InquiryForm) -> None:
    said = form.cleaned_data
    note = NoteOfInquiry(
        kind=said["kind"],
        done_on=said["done_on"],
        reached=said["reached"] == "yes",
        who=said["who"],
        said=said["said"],
    )
    note_inquiry_step(note=note, **_asked(request, ref, form))


def _conclude(request: StaffRequest, ref: str, form: InquiryForm) -> None:
    said = form.cleaned_data
    found = InquiryResult(result=said["result"], reasons=said["reasons"], left_on=said["left_on"])
    conclude_inquiry(found=found, **_asked(request, ref, form))


def _drop(request: StaffRequest, ref: str, form: InquiryForm) -> None:
    drop_inquiry(reasons=form.cleaned_data["reasons"], **_asked(request, ref, form))


@dataclass(frozen=True, slots=True)
class InquiryAct:
    """One act on an open inquiry: its form, what it does, what is said afterwards."""

    title: Any
    action: str
    key: str
    form: type[InquiryForm]
    perform: Callable[[StaffRequest, str, InquiryForm], None]
    said: Any


ACTS = {
    "note": InquiryAct(_l("记一步"), "note_inquiry_step", "F4", NoteForm, _note, _l("已记入核查")),
    "conclude": InquiryAct(
        _l("办结"), "conclude_inquiry", "F9", ConcludeForm, _conclude, _l("核查已办结")
    ),
    "drop": InquiryAct(
        _l("不再核查"), "drop_inquiry", "Alt+9", DropForm, _drop, _l("已注明不再核查，登记不变")
    ),
}
