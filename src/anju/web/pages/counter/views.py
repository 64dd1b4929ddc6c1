"""The counter's home, and the worklists behind its numbers."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.access.policy import may
from anju.reading.counter_home import counter_home
from anju.reading.queues import queue
from anju.web.cursors import opened_cursor, sealed_cursor
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["counter", "worklist"]


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
            "may_register": may(actor, "register_household"),
            "may_find": may(actor, "find_person"),
        }
    return render(request, "pages/counter/counter.html", shown)


@require_safe
@staff_page
def worklist(request: StaffRequest, kind: str) -> HttpResponse:
    """One list by due day, page after page; overdue work elsewhere in it is always named."""
    words = QUEUE_WORDS.get(kind)
    if words is None:
        raise Http404
    cursor = opened_cursor(request.GET.get("after", ""))
    found = queue(request.actor, kind, cursor=cursor, now=request.now)
    here = sum(row.is_overdue for row in found.page.rows)
    address = reverse("worklist", args=[kind])
    following = sealed_cursor(found.page.next_cursor)
    may_open = words.leads_to != "person" or may(request.actor, "view_person")
    shown = {
        "words": words,
        "rows": [
            (row, words.address_of(row) if may_open else "", words.what(row))
            for row in found.page.rows
        ],
        "overdue_elsewhere": found.overdue - here,
        "first_page": address if cursor else "",
        "next_page": f"{address}?{urlencode({'after': following})}" if following else "",
        "may_find": may(request.actor, "find_person"),
    }
    return render(request, "pages/counter/worklist.html", shown)
