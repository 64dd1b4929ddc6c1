"""A session of a staff member: who signed in, and which post was taken up."""

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from anju.access.session import PostHeld

__all__ = ["BACKEND", "POSTING", "take_up", "way_on"]

BACKEND = "anju.access.sign_in.StaffBackend"
#: Where the session keeps the number of the post that was chosen.
POSTING = "posting"


def take_up(request: HttpRequest, post: PostHeld) -> None:
    """Work in this post until signing out."""
    request.session[POSTING] = post.posting_id


def way_on(request: HttpRequest) -> str:
    """Where signing in leads: the page one came from, if it is one of ours, or the counter."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url("counter")
