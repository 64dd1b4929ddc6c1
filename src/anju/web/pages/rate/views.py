"""Rating an act without signing in: once, never forced, never naming who served."""

from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.supervision.ratings import GivenRating, rate_service
from anju.kit import clock
from anju.web.pages.rate.forms import RateForm
from anju.web.pages.rate.tokens import Rated, rated_by

__all__ = ["rate"]


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The five levels; thanks afterwards; a word that is unknown or too old is said so."""
    rated = rated_by(token)
    if rated is None:
        return render(request, "pages/rate/over.html", {"why": "expired"}, status=404)
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    form = RateForm(data, on=clock.day_of(now))
    if form.is_valid():
        try:
            _keep(token, rated, form)
        except Conflict:
            return render(request, "pages/rate/over.html", {"why": "rated"})
        return render(request, "pages/rate/over.html", {"why": "thanks"})
    return render(request, "pages/rate/rate.html", {"form": form})


def _keep(token: str, rated: Rated, form: RateForm) -> None:
    """Keep the rating; sent twice by a slow line it is still one."""
    said = form.cleaned_data
    rate_service(
        actor=Actor.system("评价", rated.area),
        rating=GivenRating(
            subject_kind=rated.kind,
            subject_ref=rated.ref,
            level=said["level"],
            reasons=tuple(said["reasons"]),
            words=said["words"],
        ),
        request_key=uuid5(NAMESPACE_URL, token),
        now=clock.now(),
    )
