"""The pages for what went wrong: what happened, what is safe, what to do."""

import secrets

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

__all__ = ["bad_request", "broken", "forbidden", "not_found"]

LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"
log = structlog.get_logger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The address or the form could not be read."""
    return render(request, "pages/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The account may not; never says whether the record exists."""
    return render(request, "pages/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return render(request, "pages/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke here; the code read out on the phone leads to the line in the log."""
    code = "".join(secrets.choice(LETTERS) for _ in range(4))
    log.error("page_broken", code=code, path=request.path)
    return HttpResponseServerError(render_to_string("pages/errors/500.html", {"code": code}))
