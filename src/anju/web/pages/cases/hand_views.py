"""Taking a case up, over, and putting it back: one button each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anju.casework.cases.in_hand import put_back_case, take_case, take_over_case
from anju.reading.case_page import CasePage
from anju.reading.police.pictures import evidence_page
from anju.web.act_form import ActForm
from anju.web.pages.cases.listed import address_of
from anju.web.pages.evidence.pictures import picture
from anju.web.staff import StaffRequest, staff_page

__all__ = ["case_hand", "case_picture", "hand_steps"]

HAND_STEPS: dict[str, tuple[Callable[..., object], Any]] = {
    "take": (take_case, "已领办，别人看得到您在办"),
    "take_over": (take_over_case, "已接手，原来在办的人会看到"),
    "put_back": (put_back_case, "已放回，别人可以领办"),
}


@require_POST
@staff_page
def case_hand(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """Take the case into one's hands or let go of it, and show it again."""
    if step not in HAND_STEPS:
        raise Http404
    verb, said = HAND_STEPS[step]
    form = ActForm(request.POST)
    if form.is_valid():
        asked = {"taken_from": request.POST.get("taken_from", "")} if step == "take_over" else {}
        verb(
            actor=request.actor,
            case_number=number,
            request_key=form.key,
            now=request.now,
            **asked,
        )
        messages.success(request, _(said))
    return redirect(address_of("case", request, number))


@require_safe
@staff_page
def case_picture(request: StaffRequest, number: str, paper: int, page: int) -> HttpResponse:
    """One page of a paper as a picture; one that cannot be read is not there."""
    content = evidence_page(request.actor, number, paper=paper, page=page, now=request.now)
    return picture(content) if content is not None else HttpResponse(status=410)


def hand_steps(request: StaffRequest, page: CasePage) -> dict[str, ActForm]:
    """Which of the buttons stand on the page: by who has the case and whether one could act."""
    if not page.steps_open or page.closed_on is not None or page.state == "awaiting_supplement":
        return {}
    if page.held_by == request.actor.staff_number:
        names = ("put_back",)
    else:
        names = ("take_over",) if page.held_by else ("take",)
    return {name: ActForm(auto_id=False) for name in names}
