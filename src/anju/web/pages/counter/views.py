"""The counter's home."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.access.policy import may
from anju.reading.counter_home import counter_home
from anju.reading.police.hands import taken_over
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["counter"]


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
        }
    return render(request, "pages/counter/counter.html", shown)
