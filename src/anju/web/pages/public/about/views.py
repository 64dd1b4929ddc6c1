"""What this site is, what it does with data, and how it can be used."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.law.edition import edition
from anju.web.pages.public.guide.items import checked_on

__all__ = ["PAGES", "about"]

PAGES = ("help", "privacy", "accessibility")


@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    """One of the plain pages."""
    if page not in PAGES:
        raise Http404
    context = {"checked_on": checked_on(), "edition": edition()}
    return render(request, f"pages/public/about/{page}.html", context)
