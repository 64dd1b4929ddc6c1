"""The counter's home."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.access.policy import may, require
from anju.reading.counter.drafts import drafts_of
from anju.reading.counter.recent_households import recent_households, shift_of
from anju.reading.counter_home import counter_home
from anju.reading.police.hands import taken_over
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["counter", "shift"]


@require_safe
@staff_page
def counter(request: StaffRequest) -> HttpResponse:
    """What waits today; a post without worklists is told what it has instead."""
    actor = request.actor
    shown: dict[str, object] = {"has_worklists": may(actor, "view_queue")}
    if shown["has_worklists"]:
        home = counter_home(actor, now=request.now)
        shown |= {
            "tiles": [(tile, QUEUE_WORDS[tile.kind]) for tile in home.tiles],
            "home": home,
            "taken_over": taken_over(actor, now=request.now),
            "may_register": may(actor, "register_household"),
            "may_find": may(actor, "find_person"),
            "may_hand_over": may(actor, "hand_over"),
            "may_verify": may(actor, "verify_document"),
        }
    if may(actor, "register_household"):
        shown |= _own_day(request)
    return render(request, "pages/counter/counter.html", shown)


@require_safe
@staff_page
def shift(request: StaffRequest) -> HttpResponse:
    """The sheet at the end of a shift: what was done, what is left, cash = 0; to be printed."""
    require(request.actor, "register_household")
    home = counter_home(request.actor, now=request.now)
    shown = {
        "tiles": [(tile, QUEUE_WORDS[tile.kind]) for tile in home.tiles if tile.count],
        "cash": home.cash,
        "on": request.now,
        **_own_day(request),
    }
    return render(request, "pages/counter/shift.html", shown)


def _own_day(request: StaffRequest) -> dict[str, object]:
    """What one left unfinished and did today, for those who register people."""
    actor, now = request.actor, request.now
    return {
        "drafts": drafts_of(actor),
        "shift": shift_of(actor, now=now),
        "recent": recent_households(actor, now=now),
    }
