"""Which place serves one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.web.pages.public.where.places import places, places_for

__all__ = ["where"]


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """The offices that fit the words; all of them when none does."""
    words = request.GET.get("q", "").strip()[:40]
    found = places_for(words)
    context = {"query": words, "places": found or places(), "nothing_found": not found}
    return render(request, "pages/public/where/where.html", context)
