"""The guide: all items, one item, and the notice it rests on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.kit.clock import today
from anju.web.pages.public.guide.basis import FREE_OF_CHARGE, basis, fee_in_words
from anju.web.pages.public.guide.items import checked_on, found, groups, item
from anju.web.pages.public.guide.notice import NOTICE, notice_parts, notice_summary
from anju.web.pages.public.guide.papers import permit_papers
from anju.web.pages.public.legal_numbers import legal_numbers

__all__ = ["guide", "guide_item", "notice_of_2016"]


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """All items by situation, or those that speak of the words asked for."""
    words = request.GET.get("q", "").strip()[:40]
    numbers = legal_numbers(today())
    matching = found(words, numbers)
    context = {
        "query": words,
        "groups": matching or groups(numbers),
        "nothing_found": bool(words) and not matching,
    }
    return render(request, "pages/public/guide/guide.html", context)


@require_safe
def guide_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item: conditions, papers, time, cost, where, and what it rests on."""
    numbers = legal_numbers(today())
    shown = item(slug, numbers)
    if shown is None:
        raise Http404
    fee = fee_in_words(shown.fee, today())
    context = {
        "item": shown,
        "papers": permit_papers() if shown.papers_of == "permit" else (),
        "fee": fee,
        "is_free": fee in FREE_OF_CHARGE,
        "basis": basis(shown.cites),
        "checked_on": checked_on(),
        "related": [item(other, numbers) for other in shown.related],
    }
    return render(request, "pages/public/guide/item.html", context)


@require_safe
def notice_of_2016(request: HttpRequest) -> HttpResponse:
    """The notice of the provincial department: first in plain words, then word for word."""
    context = {
        "notice": NOTICE,
        "summary": notice_summary(legal_numbers(today())),
        "parts": notice_parts(),
        "checked_on": checked_on(),
    }
    return render(request, "pages/public/guide/notice.html", context)
