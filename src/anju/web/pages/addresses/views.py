"""The list of addresses to place, and the page of one."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.casework.places.placing import (
    AddressPlaced,
    Placing,
    merge_addresses,
    place_address,
    retire_address,
)
from anju.reading.counter.address_desk import addresses_to_place, pending_address, resembling
from anju.web.pages.addresses.forms import PlaceForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["addresses", "place"]

LONGEST = 200


@require_safe
@staff_page
def addresses(request: StaffRequest) -> HttpResponse:
    """What waits to be placed, the longest waiting first."""
    shown = {"pending": addresses_to_place(request.actor)}
    return render(request, "pages/addresses/addresses.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def place(request: StaffRequest, door_code: str) -> HttpResponse:
    """One pending address: make it standard, merge it into one on file, or let it go."""
    pending = pending_address(request.actor, door_code)
    form = PlaceForm(request.POST or None, initial=asdict(pending), township=pending.township)
    if form.is_valid():
        with form.refusals():
            done = _do(request, door_code, form)
            told = _("{text} 已办：{state}，在住 {n} 人")
            state = _("停用") if done.state == "retired" else _("标准地址")
            messages.success(request, told.format(text=done.text, state=state, n=done.residents))
            return redirect("addresses")
    looked = request.GET.get("q", "")[:LONGEST]
    shown = {
        "pending": pending,
        "form": form,
        "looked": looked,
        "found": resembling(request.actor, pending, looked),
    }
    return render(request, "pages/addresses/place.html", shown)


def _do(request: StaffRequest, door_code: str, form: PlaceForm) -> AddressPlaced:
    """The act whose button was pressed."""
    township, bar, text = request.POST.get("merge_into", "")[:LONGEST].partition("|")
    if bar:
        return merge_addresses(
            actor=request.actor,
            door_code=door_code,
            township=township,
            text=text,
            request_key=form.key,
            now=request.now,
        )
    said: dict[str, Any] = {"actor": request.actor, "door_code": door_code}
    if request.POST.get("act") == "retire":
        return retire_address(**said, request_key=form.key, now=request.now)
    given = ("text", "village", "landmark")
    placing = Placing(**{name: form.cleaned_data[name] for name in given})
    return place_address(**said, placing=placing, request_key=form.key, now=request.now)
