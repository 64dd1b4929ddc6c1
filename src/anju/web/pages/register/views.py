"""Register a household; the parts that help while typing; the receipt."""

import json
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import may, require
from anju.casework.registration_form import FormRefused, check_household
from anju.casework.registrations.context import form_context
from anju.casework.registrations.register import HouseholdRegistered, register_household
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.addresses import DwellingRow, FoundAddress, dwellings_at, find_addresses
from anju.reading.papers_issued import household_slips
from anju.web.pages.register.hukou_places import hukou_places
from anju.web.pages.register.panel import Panel, panel_of
from anju.web.pages.register.receipt import receipt_of
from anju.web.pages.register.sheet import Sheet, empty_sheet, sent_sheet
from anju.web.staff import StaffRequest, staff_page

__all__ = ["checked", "hukou_list", "known", "places", "register", "registered"]

#: Buttons that look an address up without script.
LOOKING_UP = {"look_up", "take_address"}
SAVING = {"save", "save_incomplete"}
#: What a reason may make one ask, as its table says.
ASKED = ("occupation", "employer", "school", "host", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def register(request: StaffRequest) -> HttpResponse:
    """The sheet: empty, sent to change something on it, or sent to be saved."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    if request.method != "POST":
        return _show(request, empty_sheet(request.actor, on))
    sheet = sent_sheet(request.actor, request.POST, on)
    if request.POST.get("act") in SAVING and all(form.is_valid() for form in sheet.forms):
        done = _save(request, sheet, is_incomplete=request.POST["act"] == "save_incomplete")
        if done is not None:
            return redirect("registered", done.household_ref)
    return _show(request, sheet)


@require_POST
@staff_page
def known(request: StaffRequest) -> HttpResponse:
    """The panel for the person whose number was just typed."""
    require(request.actor, "register_household")
    return render(request, "pages/register/panel.html", {"panel": _panel(request)})


@require_POST
@staff_page
def checked(request: StaffRequest) -> HttpResponse:
    """What is to be looked at in the boxes filled so far; nothing is saved."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    sheet = sent_sheet(request.actor, request.POST, on)
    entry = sheet.entry(is_incomplete=False, on=on)
    context = form_context(request.actor, entry, on=on)
    verdict = check_household(entry, on=on, context=context)
    return render(request, "pages/register/checked.html", {"said": sheet.said_so_far(verdict)})


@require_safe
@staff_page
def places(request: StaffRequest) -> HttpResponse:
    """Addresses a text can mean; with a township, the homes at that address."""
    require(request.actor, "find_address")
    return render(request, "pages/register/places.html", _places(request))


@require_safe
@staff_page
def hukou_list(request: StaffRequest) -> HttpResponse:
    """Counties a text can mean, as choices for the box."""
    typed = next((str(text) for name, text in request.GET.items() if "division" in name), "")
    found = hukou_places(typed[:20], day_of(request.now), near=request.actor.area)
    return render(request, "pages/register/hukou_list.html", {"found": found})


@require_safe
@staff_page
def registered(request: StaffRequest, household_ref: str) -> HttpResponse:
    """The receipt of a household, with the papers to print."""
    papers = household_slips(request.actor, household_ref, now=request.now)
    shown = {
        "receipt": receipt_of(papers),
        "may_register": may(request.actor, "register_household"),
    }
    return render(request, "pages/register/registered.html", shown)


def _save(
    request: StaffRequest, sheet: Sheet, *, is_incomplete: bool
) -> HouseholdRegistered | None:
    """Register the household, or put what is wrong on the sheet."""
    entry = sheet.entry(is_incomplete=is_incomplete, on=day_of(request.now))
    with sheet.household.refusals():
        try:
            return register_household(
                actor=request.actor,
                household=entry,
                request_key=sheet.household.key,
                now=request.now,
            )
        except FormRefused as refusal:
            sheet.show(refusal.verdict)
    return None


def _show(request: StaffRequest, sheet: Sheet) -> HttpResponse:
    """The page with the sheet, whatever stands on it."""
    shown = {
        "sheet": sheet,
        "form": sheet.household,
        "asked": _asked(day_of(request.now)),
        "panel": _panel(request) if request.method == "POST" else None,
        **(_places(request) if request.POST.keys() & LOOKING_UP else {}),
    }
    return render(request, "pages/register/register.html", shown)


def _panel(request: StaffRequest) -> Panel:
    """The panel for one person of the sheet that was sent; the first if none is named."""
    prefix = request.POST.get("who", "p0")[:5]
    kind = request.POST.get(f"{prefix}-document_kind", "")
    number = request.POST.get(f"{prefix}-document_number", "")
    return panel_of(request.actor, prefix, kind[:3], number[:30], request.now)


def _places(request: StaffRequest) -> dict[str, object]:
    """The lists under the address box: addresses, or the homes at the one that was taken."""
    sent = request.POST if request.method == "POST" else request.GET
    text, township = sent.get("address", "")[:60], sent.get("taken", "")[:9]
    if "take_address" in sent:
        township, _, text = sent["take_address"].partition("|")
    if township and text:
        homes = dwellings_at(request.actor, township, text)
        return {"homes": [(home, _fill_home(home)) for home in homes], "looked": text}
    found = find_addresses(request.actor, text) if text.strip() else ()
    return {"addresses": [(one, _fill_address(one)) for one in found], "looked": text}


def _fill_address(found: FoundAddress) -> str:
    return json.dumps(
        {"township": found.township, "address": found.text, "building": "", "door_code": ""},
        ensure_ascii=False,
    )


def _fill_home(home: DwellingRow) -> str:
    """What choosing a home writes into the form."""
    values = {
        "door_code": home.door_code,
        "unit": home.unit,
        "floor": "" if home.floor is None else str(home.floor),
        "room": home.room,
        "place_kind": home.place_kind,
        "landlord_name": home.owner_name,
    }
    return json.dumps(values, ensure_ascii=False)


def _asked(on: date) -> dict[str, str]:
    """For each thing a reason may make one ask: the reasons that do, as the script reads them."""
    reasons = [one for one in table("stay_reasons").codes if one.offered_on(on)]
    documents = [one for one in table("document_kinds").codes if one.offered_on(on)]
    asked = {
        need: " ".join(one.code for one in reasons if need in one.list_of("needs"))
        for need in ASKED
    }
    asked["other_documents"] = " ".join(
        one.code for one in documents if one.more["holds_citizen_number"] != "yes"
    )
    return asked
