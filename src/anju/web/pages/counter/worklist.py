"""One worklist: by due day, page after page, with filters that never hide what is late."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anju.access.policy import may
from anju.reading.queues import QUEUES, Only, Queue, QueueRow, queue
from anju.web.cursors import opened_cursor, sealed_cursor
from anju.web.pages.cases.listed import only_of
from anju.web.pages.counter.queue_words import QUEUE_WORDS, QueueWords
from anju.web.pages.person.words import CASE_WORDS
from anju.web.pages.police.batch_words import BATCH_WORDS, batch_acts
from anju.web.staff import StaffRequest, staff_page
from anju.web.status_words import status_word

__all__ = ["worklist"]

Choices = Iterable[tuple[str, str]]


@require_safe
@staff_page
def worklist(request: StaffRequest, kind: str) -> HttpResponse:
    """The list; how many are overdue beyond the filter and beyond the page is always said."""
    words = QUEUE_WORDS.get(kind)
    if words is None:
        raise Http404
    cursor, only = opened_cursor(request.GET.get("after", "")), only_of(request)
    found = queue(request.actor, kind, cursor=cursor, only=only, now=request.now)
    here = sum(row.is_overdue for row in found.page.rows)
    acts = batch_acts(request.actor, kind)
    shown = {
        "words": words,
        "kind": kind,
        "found": found,
        "rows": [_line(request, words, row) for row in found.page.rows],
        "overdue_elsewhere": found.overdue - found.overdue_outside - here,
        "unfiltered": reverse("worklist", args=[kind]),
        "is_filtered": only != Only(),
        "filters": _filters(kind, words, found, only),
        "first_page": _page(kind, only) if cursor else "",
        "next_page": _page(kind, only, found.page.next_cursor) if found.page.next_cursor else "",
        "may_find": may(request.actor, "find_person"),
        "batch_acts": [(act, BATCH_WORDS[act]) for act in acts],
    }
    return render(request, "pages/counter/worklist.html", shown)


def _line(request: StaffRequest, words: QueueWords, row: QueueRow) -> tuple[QueueRow, str, str]:
    """A line, where it leads, what it is about; it leads only where its reader may go."""
    may_open = words.leads_to != "person" or may(request.actor, "view_person")
    address = words.address_of(row) if may_open else ""
    place = {name: value for name, value in request.GET.items() if name != "queue"}
    if place and words.states_of == "case":
        address = f"{address}&{urlencode(place)}"
    return row, address, words.what(row)


def _page(kind: str, only: Only, cursor: str = "") -> str:
    """A page of the list under the same filters."""
    said = {"what": only.what, "station": only.station, "clerk": only.clerk, "state": only.state}
    said["after"] = sealed_cursor(cursor)
    asked = urlencode({name: value for name, value in said.items() if value})
    address = reverse("worklist", args=[kind])
    return f"{address}?{asked}" if asked else address


def _filters(
    kind: str, words: QueueWords, found: Queue, only: Only
) -> tuple[Mapping[str, object], ...]:
    """The filters that can part this list: name, label, choices, what is chosen."""
    asked = (
        ("what", _("办什么"), _whats(words), only.what),
        ("station", _("派出所"), found.stations.items(), only.station),
        ("clerk", _("谁在办"), _clerks(words, found), only.clerk),
        ("state", _("状态"), _states(kind, words), only.state),
    )
    return tuple(
        {"name": name, "label": label, "choices": list(choices), "chosen": chosen}
        for name, label, choices, chosen in asked
        if len(list(choices)) > 1
    )


def _whats(words: QueueWords) -> Choices:
    kinds = ("first_issue", "replacement", "reissue") if words.states_of == "case" else ()
    return [(kind, CASE_WORDS[kind]) for kind in kinds]


def _clerks(words: QueueWords, found: Queue) -> Choices:
    nobody = [("-", _("还没有人"))] if words.states_of == "case" else []
    return [*nobody, *found.clerks.items()]


def _states(kind: str, words: QueueWords) -> Choices:
    if words.states_of != "case":
        return []
    states = QUEUES.get(kind) or [state for states in QUEUES.values() for state in states]
    return [(state, status_word("case", state).word) for state in states]
