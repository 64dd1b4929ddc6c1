"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.codes.offices import offices
from anju.kit.clock import today
from anju.web.pages.public.guide.items import groups
from anju.web.pages.public.legal_numbers import legal_numbers

__all__ = ["home"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Four tasks, one search, the way from arrival to the permit, and every item."""
    numbers = legal_numbers(today())
    context = {
        "groups": groups(numbers),
        "numbers": numbers,
        "place_count": len(offices()),
    }
    return render(request, "pages/public/home/home.html", context)
