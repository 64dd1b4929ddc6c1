"""The protected files are opened for a while, and a file is sealed or opened again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anju.access.policy import require
from anju.access.session import actor_of
from anju.casework.supervision.named_rights import open_sealed
from anju.casework.supervision.protection import Protecting, end_protection, protect_person
from anju.kit.clock import day_of
from anju.reading.person_file import person_file
from anju.reading.supervision.protected import protection_of
from anju.web.pages.sealed.forms import EndForm, OpenForm, ProtectForm
from anju.web.pages.sealed.session import close, open_until
from anju.web.pages.signin.session import POSTING, way_on
from anju.web.staff import StaffRequest, staff_page

__all__ = ["end", "leave", "protect", "sealed"]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def sealed(request: StaffRequest) -> HttpResponse:
    """Open the protected files of one's agency for a quarter of an hour; not there without right.

    The right is asked again with every request until they are closed.
    """
    if request.actor.is_sealed:
        return redirect("counter")
    opener = actor_of(
        request.actor.staff_number,
        request.session.get(POSTING),
        on=day_of(request.now),
        sealed=True,
    )
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            open_sealed(
                actor=opener,
                reason=form.cleaned_data["reason"],
                request_key=form.key,
                now=request.now,
            )
            open_until(request, request.now)
            return redirect(way_on(request))
    return render(request, "pages/sealed/open.html", {"form": form})


@require_POST
@staff_page
def leave(request: StaffRequest) -> HttpResponse:
    """Close the protected files."""
    close(request)
    messages.success(request, _("受保护档案已关闭"))
    return redirect("counter")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def protect(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Seal a person's file, from the file."""
    require(request.actor, "protect_person")
    data = request.POST if request.method == "POST" else None
    form = ProtectForm(data, on=day_of(request.now))
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            order = Protecting(ground=said["ground"], order=said["order"], until=said["until"])
            protect_person(protecting=order, person_ref=person_ref, **_asked(request, form))
            messages.success(request, _("档案已受保护：没有专人权限的，任何页面都找不到"))
            return redirect("counter")
    file = person_file(request.actor, person_ref, now=request.now)
    return render(request, "pages/sealed/protect.html", {"file": file, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def end(request: StaffRequest, person_ref: str) -> HttpResponse:
    """Open a sealed file again."""
    require(request.actor, "end_protection")
    if not request.actor.is_sealed:
        raise Http404
    file = person_file(request.actor, person_ref, now=request.now)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            end_protection(reason=reason, person_ref=file.person_ref, **_asked(request, form))
            close(request)
            messages.success(request, _("档案不再受保护，受保护档案已关闭"))
            return redirect("person", file.person_ref)
    standing = protection_of(request.actor, file.person_ref, now=request.now)
    return render(
        request, "pages/sealed/end.html", {"file": file, "form": form, "protection": standing}
    )


def _asked(request: StaffRequest, form: ProtectForm | EndForm) -> dict[str, Any]:
    """Who, under which key, at which moment."""
    return {"actor": request.actor, "request_key": form.key, "now": request.now}
