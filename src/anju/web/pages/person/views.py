"""A person's file, the acts on their stay, and the number in clear for a reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import may
from anju.kit.clock import day_of
from anju.reading.counter.around_person import around_person
from anju.reading.person_file import PersonFile, person_file
from anju.reading.revealed_number import revealed_number
from anju.web.pages.person.acts import PERSON_ACTS, Outcome, PersonAct, open_acts, present_stay
from anju.web.pages.person.forms import MoveForm, RevealForm, StayForm
from anju.web.pages.person.links import links_of
from anju.web.pages.person.shown import shown_file
from anju.web.pages.person.words import code_word
from anju.web.pages.register.sheet import township_choices
from anju.web.staff import StaffRequest, staff_page

__all__ = ["act", "number", "person"]


@require_safe
@staff_page
def person(request: StaffRequest, person_ref: str) -> HttpResponse:
    """The file; one merged into another leads to the one that lives on."""
    file = person_file(request.actor, person_ref, now=request.now)
    if file.merged_into:
        return redirect("person", file.merged_into)
    return _show(request, file, RevealForm())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def act(request: StaffRequest, person_ref: str, slug: str) -> HttpResponse:
    """One act on the present stay: its form, and the act itself."""
    wanted = PERSON_ACTS.get(slug)
    if wanted is None or not may(request.actor, wanted.action):
        raise Http404
    file = person_file(request.actor, person_ref, now=request.now)
    form = _form(request, wanted)
    if present_stay(file) is None:
        messages.warning(request, _("现在没有登记，不能办理{act}").format(act=wanted.title))
        return redirect("person", file.person_ref)
    if form.is_valid():
        with form.refusals():
            done = wanted.perform(request, file, form)
            messages.success(request, _receipt_line(done))
            return redirect("counter") if done.file_left else redirect("person", file.person_ref)
    shown = {"file": file, "act": wanted, "form": form, "stay": present_stay(file)}
    return render(request, "pages/person/act.html", shown)


@require_POST
@staff_page
def number(request: StaffRequest, person_ref: str) -> HttpResponse:
    """The number in clear, once, on the page it was asked on; the reason stays in the journal."""
    form = RevealForm(request.POST)
    file = person_file(request.actor, person_ref, now=request.now)
    if not form.is_valid():
        return _show(request, file, form)
    reason = form.cleaned_data["reason"]
    clear = revealed_number(request.actor, file.person_ref, reason=reason, now=request.now)
    return _show(request, file, RevealForm(), clear=clear)


def _show(
    request: StaffRequest, file: PersonFile, reveal: RevealForm, **more: object
) -> HttpResponse:
    around = around_person(request.actor, file.person_ref, now=request.now)
    on = day_of(request.now)
    shown = {
        "file": file,
        "words": shown_file(file, request.now),
        "around": around,
        "household": [
            (one, code_word("householder_relations", one.relation, on)) for one in around.housemates
        ],
        "may_unmerge": may(request.actor, "unmerge_persons"),
        "acts": open_acts(request, file),
        "links": links_of(request.actor, file),
        "form": reveal,
        "may_reveal": may(request.actor, "reveal_number"),
        "may_print": may(request.actor, "print_paper"),
        **more,
    }
    return render(request, "pages/person/person.html", shown)


def _form(request: StaffRequest, wanted: PersonAct) -> StayForm:
    """The act's form as it stands on this day."""
    data = request.POST if request.method == "POST" else None
    on = day_of(request.now)
    if issubclass(wanted.form, MoveForm):
        return wanted.form(data, on=on, townships=township_choices(request.actor))
    return wanted.form(data, on=on)


def _receipt_line(done: Outcome) -> str:
    """What was done, with the slip or notice to print if there is one."""
    number = done.slip_number or done.notice_number
    if not number:
        return done.sentence
    word = _("打印凭证") if done.slip_number else _("打印通知书")
    line = '{} · <a href="{}" target="_blank" rel="noopener" data-key="F9">{} <kbd>F9</kbd></a>'
    return format_html(line, done.sentence, reverse("paper", args=[number]), word)
