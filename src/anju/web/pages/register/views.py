"""Register a household, confirm that somebody still lives there, and take a mistake back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.access.policy import may, require
from anju.access.refusals import NotYours
from anju.casework.registration_form import FormRefused
from anju.casework.registrations.drafts import forget_draft
from anju.casework.registrations.register import HouseholdRegistered, register_household
from anju.casework.registrations.stays import confirm_stay
from anju.casework.registrations.taking_back import take_back_household
from anju.kit.clock import day_of
from anju.reading.counter.drafts import draft_content
from anju.reading.counter.recent_households import recent_households
from anju.reading.papers_issued import household_slips
from anju.web.card_readings import count_card_readings
from anju.web.pages.register.asked import asked_on
from anju.web.pages.register.kept import keep_what_was_sent, kept_sheet, sent_again, sheet_key
from anju.web.pages.register.panel import panel_sent
from anju.web.pages.register.place_lists import place_lists
from anju.web.pages.register.receipt import receipt_of
from anju.web.pages.register.sheet import Sheet, empty_sheet, sent_sheet
from anju.web.staff import StaffRequest, staff_page

__all__ = ["register", "registered", "take_back"]

#: Buttons that look an address up without script.
LOOKING_UP = {"look_up", "take_address"}
SAVING = {"save", "save_incomplete"}
AT_THE_WINDOW = "1"
#: Which household was saved a moment ago, so that its papers are printed once by themselves.
PRINT_NOW = "register_print_now"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def register(request: StaffRequest) -> HttpResponse:
    """The sheet: empty, taken up again, sent to change something on it, or sent to be saved."""
    require(request.actor, "register_household")
    on = day_of(request.now)
    if request.method != "POST":
        return _show(request, _opened(request))
    sheet = sent_sheet(request.actor, request.POST, on)
    act = request.POST.get("act", "")
    if act in SAVING and all(form.is_valid() for form in sheet.forms):
        done = _still_here(request, sheet) or _saved(request, sheet, act)
        if done is not None:
            return done
    return _show(request, sheet)


@require_safe
@staff_page
def registered(request: StaffRequest, household_ref: str) -> HttpResponse:
    """The receipt of a household, with the papers to print."""
    papers = household_slips(request.actor, household_ref, now=request.now)
    shown = {
        "receipt": receipt_of(papers),
        "household_ref": household_ref,
        "prints_now": request.session.pop(PRINT_NOW, "") == household_ref,
        "may_register": may(request.actor, "register_household"),
        "take_back_key": sent_again(request, household_ref).key,
    }
    return render(request, "pages/register/registered.html", shown)


@require_POST
@staff_page
def take_back(request: StaffRequest, household_ref: str) -> HttpResponse:
    """Take the registration back and lay the sheet before the clerk again, as it was typed."""
    again = sent_again(request, household_ref)
    back = take_back_household(
        actor=request.actor,
        household_ref=household_ref,
        request_key=sheet_key(request.POST.get("request_key", "")) or again.key,
        now=request.now,
    )
    papers = "、".join(back.void_papers)
    messages.success(
        request, _("已撤回 {n} 人的登记，凭证作废：{papers}").format(n=back.people, papers=papers)
    )
    return redirect(again.address)


def _opened(request: StaffRequest) -> Sheet:
    """An empty sheet, or the one that was left or taken back."""
    sheet = sheet_key(request.GET.get("draft", ""))
    on = day_of(request.now)
    if sheet is None:
        return empty_sheet(request.actor, on)
    try:
        content = draft_content(request.actor, sheet)
    except NotYours:
        messages.warning(request, _("这份草稿已经办完或者过了七天，请重新填写"))
        return empty_sheet(request.actor, on)
    return kept_sheet(request.actor, content, on)


def _saved(request: StaffRequest, sheet: Sheet, act: str) -> HttpResponse | None:
    """The receipt of what was registered; nothing when something is wrong on the sheet."""
    done = _save(request, sheet, is_incomplete=act == "save_incomplete")
    if done is None:
        return None
    count_card_readings(request.actor, request.POST, now=request.now)
    keep_what_was_sent(request, done.household_ref)
    request.session[PRINT_NOW] = done.household_ref
    return redirect("registered", done.household_ref)


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


def _still_here(request: StaffRequest, sheet: Sheet) -> HttpResponse | None:
    """Confirm that somebody known still lives there, and lay out the next sheet."""
    number = request.POST.get("renew", "")[:24]
    if not number or not _confirm(request, sheet, number):
        return None
    forget_draft(actor=request.actor, sheet=sheet.household.key)
    count_card_readings(request.actor, request.POST, now=request.now)
    told = _("{name} 已确认仍住，登记 {number} 继续有效")
    name = str(sheet.first["name"].value() or "")
    messages.success(request, told.format(name=name, number=number))
    return redirect("register")


def _confirm(request: StaffRequest, sheet: Sheet, number: str) -> bool:
    """Whether the stay was confirmed; what stood in the way is on the sheet."""
    with sheet.household.refusals():
        confirm_stay(
            actor=request.actor,
            registration_number=number,
            channel=AT_THE_WINDOW,
            request_key=sheet.household.key,
            now=request.now,
        )
    return not sheet.household.errors


def _show(request: StaffRequest, sheet: Sheet) -> HttpResponse:
    """The page with the sheet, whatever stands on it."""
    shown = {
        "sheet": sheet,
        "form": sheet.household,
        "asked": asked_on(day_of(request.now)),
        "recent": recent_households(request.actor, now=request.now),
        "panel": panel_sent(request) if request.method == "POST" else None,
        **(place_lists(request) if request.POST.keys() & LOOKING_UP else {}),
    }
    return render(request, "pages/register/register.html", shown)
