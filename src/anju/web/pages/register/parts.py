"""The parts of the sheet that come while it is being filled in; nothing of it is saved here."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import require
from anju.casework.registration_form import check_household
from anju.casework.registrations.context import form_context
from anju.casework.registrations.drafts import forget_draft, keep_draft
from anju.casework.registrations.outlook import outlook
from anju.codes.townships import communities
from anju.kit.clock import day_of
from anju.web.pages.register.asked import asked_on
from anju.web.pages.register.hukou_places import hukou_places, place_in
from anju.web.pages.register.kept import boxes_of, sheet_key
from anju.web.pages.register.panel import panel_sent
from anju.web.pages.register.place_lists import place_lists
from anju.web.pages.register.sheet import member_form, sent_sheet
from anju.web.staff import StaffRequest, staff_page

__all__ = ["checked", "draft", "hukou_list", "known", "member", "places"]

LONGEST_ADDRESS = 120


@require_POST
@staff_page
def known(request: StaffRequest) -> HttpResponse:
    """The panel for the person whose number was just typed."""
    require(request.actor, "register_household")
    return render(request, "pages/register/panel.html", {"panel": panel_sent(request)})


@require_POST
@staff_page
def checked(request: StaffRequest) -> HttpResponse:
    """What is to be looked at in the boxes filled so far, and since when residence will count."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    sheet = sent_sheet(request.actor, request.POST, on)
    entry = sheet.entry(is_incomplete=False, on=on)
    context = form_context(request.actor, entry, on=on)
    verdict = check_household(entry, on=on, context=context)
    start = outlook(request.actor, entry.people[0], on=on)
    line = render_to_string("pages/register/start.html", {"start": start})
    return JsonResponse({"said": sheet.said_so_far(verdict), "start": line})


@require_safe
@staff_page
def places(request: StaffRequest) -> HttpResponse:
    """Addresses a text can mean; with a township, the homes at that address."""
    require(request.actor, "find_address")
    if "villages" in request.GET:
        found = communities(request.GET["villages"])
        return render(request, "pages/register/villages.html", {"villages": found})
    return render(request, "pages/register/places.html", place_lists(request))


@require_safe
@staff_page
def hukou_list(request: StaffRequest) -> HttpResponse:
    """Counties a text can mean, as choices for the box; or the one a card's address lies in."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    card = request.GET.get("card_address", "")[:LONGEST_ADDRESS]
    if card:
        county, rest = place_in(card, on)
        return JsonResponse({"county": county.written if county else "", "rest": rest})
    named = (text for name, text in request.GET.items() if "division" in name or "from" in name)
    typed = str(next(named, ""))
    found = hukou_places(typed[:20], on, near=request.actor.area)
    return render(request, "pages/register/hukou_list.html", {"found": found})


@require_safe
@staff_page
def member(request: StaffRequest, place: int) -> HttpResponse:
    """The empty lines of one more person of the household."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    shown = {"person": member_form(place, on), "number": place, "asked": asked_on(on)}
    return render(request, "pages/register/member.html", shown)


@require_http_methods(["HEAD", "POST"])
@staff_page
def draft(request: StaffRequest) -> HttpResponse:
    """Keep the sheet as it stands, or let go of it; 204 when it is so.

    HEAD only says that the house answers: the sheet asks so before it is sent.
    """
    require(request.actor, "register_household")
    if request.method == "HEAD":
        return HttpResponse(status=204)
    sheet = sheet_key(request.POST.get("request_key", ""))
    if sheet is None:
        return HttpResponse(status=400)
    if request.POST.get("act") == "forget":
        forget_draft(actor=request.actor, sheet=sheet)
        return HttpResponse(status=204)
    boxes = boxes_of(request.POST)
    is_kept = keep_draft(actor=request.actor, sheet=sheet, content=boxes, now=request.now)
    return HttpResponse(status=204 if is_kept else 409)
