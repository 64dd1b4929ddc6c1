"""The card desk: four lists by due day, each line leading to the next step of its case."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anju.access.actor import Actor
from anju.access.policy import may, require
from anju.reading.card_desk import CardRow, card_desk
from anju.web.pages.cases.acts import CASE_ACTS
from anju.web.staff import StaffRequest, staff_page

__all__ = ["cards"]

#: Title, sentence when empty, the step of the case, the worklist it belongs to.
LISTS = (
    (_("待制证"), _("没有等着做的卡。"), "produce", "to_produce"),
    (_("做好了，待通知"), _("没有等着通知的卡。"), "notify", "to_notify"),
    (_("待领取"), _("没有等人来领的卡。"), "hand_over", "to_collect"),
    (_("通知三十天还没来领"), _("没有久放的卡。"), "hand_over", "to_collect"),
)


@dataclass(frozen=True, slots=True)
class DeskList:
    """One list of the desk, and the step its cards wait for."""

    title: object
    empty: object
    step: str
    queue: str
    rows: tuple[CardRow, ...]

    def address(self, row: CardRow, actor: Actor) -> str:
        """Where the step is taken; the case itself for who may not take it."""
        act = CASE_ACTS[self.step]
        here = urlencode({"queue": self.queue})
        if act.at_once or not may(actor, act.action):
            return f"{reverse('case', args=[row.case_number])}?{here}"
        return f"{reverse('case_act', args=[row.case_number, self.step])}?{here}"


@require_safe
@staff_page
def cards(request: StaffRequest) -> HttpResponse:
    """Cards to produce, produced, ready, and ready for too long."""
    require(request.actor, "view_permit")
    desk = card_desk(request.actor, now=request.now)
    rows = (desk.to_produce, desk.produced, desk.ready, desk.uncollected)
    lists = [DeskList(*words, rows=cards) for words, cards in zip(LISTS, rows, strict=True)]
    shown = {
        "lists": [
            (one, [(row, one.address(row, request.actor)) for row in one.rows]) for one in lists
        ],
        "overdue": sum(row.is_overdue for one in lists for row in one.rows),
        "may_order": may(request.actor, "send_to_production"),
    }
    return render(request, "pages/cards/cards.html", shown)
