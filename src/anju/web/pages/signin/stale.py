"""A form that was open while its clerk signed in anew in another tab: its token is an old one.

What our own pages sent is laid out to be sent again, with the token of now; what came from
anywhere else, or from nobody signed in, is shown nothing of.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anju.web.pages.errors.views import forbidden
from anju.web.pages.signin.kept_answers import kept_fields_of

__all__ = ["stale_form"]


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token does not fit; nothing of it was done."""
    if not _is_of_our_own_page(request):
        return forbidden(request)
    if request.path.startswith(reverse("sign_in")):
        return redirect("sign_in")  # a password is never carried along
    if not request.user.is_authenticated:
        return forbidden(request)
    shown = {"fields": kept_fields_of(request.POST), "address": request.get_full_path()}
    return render(request, "pages/signin/resume.html", shown, status=403)


def _is_of_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent it; every browser of today does."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and request.headers.get("Origin") == own
