"""Sign in, take up a post, sign out."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anju.access.session import PostHeld, posts_held
from anju.access.sign_in import MustWait, SignInRefused
from anju.access.sign_in import sign_in as known_staff
from anju.kit import clock
from anju.web.pages.signin.demo_accounts import demo_accounts
from anju.web.pages.signin.forms import SignInForm
from anju.web.pages.signin.kept_answers import KEPT, kept_fields
from anju.web.pages.signin.session import BACKEND, take_up, way_on
from anju.web.staff_frame import POST_NAMES

__all__ = ["sign_in", "sign_in_post", "sign_out"]


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Number, password and code; then on to the page one came from."""
    now = clock.now()
    form = SignInForm(request.POST or None)
    if form.is_valid() and _signed_in(request, form, now):
        return _take_post(request, now)
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(way_on(request))
    shown = {
        "form": form,
        "address": request.get_full_path(),
        KEPT: request.POST.get(KEPT, ""),
        "demo": demo_accounts(now),
    }
    return render(request, "pages/signin/sign_in.html", shown)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_post(request: HttpRequest) -> HttpResponse:
    """Choose the post to work in, for whoever holds several."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    now = clock.now()
    held = posts_held(request.user.get_username(), on=clock.day_of(now))
    wanted = request.POST.get("post", "")
    for post in held:
        if str(post.posting_id) == wanted:
            take_up(request, post)
            return _onwards(request)
    return _choose_post(request, held)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("已退出"))
    return redirect("sign_in")


def _signed_in(request: HttpRequest, form: SignInForm, now: datetime) -> bool:
    """Whether the three are right; the session is open then, otherwise the form says why not."""
    try:
        staff = known_staff(**form.cleaned_data, now=now)
    except MustWait as wait:
        until = wait.until.astimezone(clock.SHANGHAI)
        sentence = _("连续几次没有对上，请在 {time} 以后再试").format(time=f"{until:%H:%M}")
        form.add_error(None, sentence)
        return False
    except SignInRefused:
        form.add_error(None, _("工号、密码或者动态口令不对，请核对后再试"))
        return False
    request.session.flush()  # nothing of an earlier session is carried over
    login(request, staff, backend=BACKEND)
    return True


def _take_post(request: HttpRequest, now: datetime) -> HttpResponse:
    """Take up the only post, choose one of several, or say that there is none."""
    held = posts_held(request.user.get_username(), on=clock.day_of(now))
    if not held:
        logout(request)
        messages.warning(request, _("您名下现在没有岗位，请联系本所管理员"))
        return redirect("sign_in")
    if len(held) > 1:
        return _choose_post(request, held)
    take_up(request, held[0])
    return _onwards(request)


def _choose_post(request: HttpRequest, held: tuple[PostHeld, ...]) -> HttpResponse:
    """The page on which one of several posts is chosen."""
    shown = {
        "posts": [(post, POST_NAMES.get(post.post, post.post)) for post in held],
        "address": f"{reverse('sign_in_post')}?{urlencode({'next': way_on(request)})}",
        KEPT: request.POST.get(KEPT, ""),
    }
    return render(request, "pages/signin/post.html", shown)


def _onwards(request: HttpRequest) -> HttpResponse:
    """Back to where one came from, with what was typed there if anything was."""
    fields = kept_fields(request.POST.get(KEPT, ""))
    if not fields:
        return redirect(way_on(request))
    shown = {"fields": fields, "address": way_on(request)}
    return render(request, "pages/signin/resume.html", shown)
