"""The frame of every staff page: who acts, which pages the post has, and how a refusal is shown.

A view takes `@staff_page` and gets a `StaffRequest`: the actor is asked anew with every request.
Without a session it answers with the sign-in page, which leads back to the same page with what
was typed; a post that has ended signs out with a sentence. What the view lets through:
`NotYours` becomes the page for what is not there, `Refused` and `Conflict` a page with the
sentence. A page with a form puts them on the form instead (`anju.web.act_form`).
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from anju.access.actor import Actor
from anju.access.policy import may
from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.session import actor_of, has_named_right, posts_held
from anju.kit import clock
from anju.web.card_readings import FIELD, count_card_readings
from anju.web.pages.sealed.session import close, has_run_out, minutes_left
from anju.web.pages.signin.demo_accounts import demo_accounts
from anju.web.pages.signin.forms import SignInForm
from anju.web.pages.signin.kept_answers import KEPT, kept
from anju.web.pages.signin.session import POSTING
from anju.web.refusal_words import refusal_lines
from anju.web.staff_frame import POST_NAMES, NavigationLink, StaffFrame

__all__ = ["StaffRequest", "staff_page"]

P = ParamSpec("P")

POST_ENDED = _("您的岗位已经变动，请重新登录")
#: Pages in the header: title, name of the address, and the action a post needs to have them.
PAGES = (
    (_("窗口"), "counter", "view_queue"),
    (_("所里"), "police", "view_station"),
    (_("登记"), "register", "register_household"),
    (_("找人"), "find", "find_person"),
    (_("地址"), "addresses", "place_address"),
    (_("证件"), "cards", "view_permit"),
    (_("更正"), "corrections", "approve_correction"),
    (_("重复"), "duplicates", "unmerge_persons"),
    (_("导入"), "import", "import_file"),
    (_("读卡器"), "readers", "view_card_readings"),
    (_("专人权限"), "named_rights", "give_named_right"),
)
NOT_SEALED = _("受保护档案里没有这一份，或者不在这里办。要看、要办其他档案，请先退出受保护档案")
SEALED_CLOSED = _("受保护档案已关闭。还要看的，请再打开一次")


class StaffRequest(HttpRequest):
    """A request of somebody signed in, in a post held today."""

    actor: Actor
    staff_frame: StaffFrame
    now: datetime


def staff_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only somebody in a post through, and show what the view refuses."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        turned_away = _take_post(request)
        if turned_away is not None:
            return _private(turned_away)
        try:
            answer = view(request, *args, **kwargs)  # type: ignore[arg-type]
            _after_saving(request, answer)
            return _private(answer)
        except (NotYours, Http404) as error:
            if vars(request)["actor"].is_sealed:
                return _private(_not_sealed(request))
            raise Http404 from error
        except (Refused, Conflict) as refusal:
            shown = {"lines": refusal_lines(refusal)}
            return _private(render(request, "pages/errors/staff_refused.html", shown, status=409))

    return page


def _take_post(request: HttpRequest) -> HttpResponse | None:
    """Lay actor, frame and moment on the request, or say where to go instead."""
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    now = clock.now()
    number, chosen = request.user.get_username(), request.session.get(POSTING)
    if has_run_out(request, now):
        return _seal_closed(request)
    sealed = minutes_left(request, now) > 0
    try:
        actor = actor_of(number, chosen, on=clock.day_of(now), sealed=sealed)
    except NotYours:
        return _seal_closed(request) if sealed else _to_another_post(request, number, now)
    frame = _frame(request, actor, now)
    vars(request).update(actor=actor, staff_frame=frame, now=now)
    return None


def _seal_closed(request: HttpRequest) -> HttpResponse:
    """The time is over, or the right: back to ordinary files, and a sentence."""
    close(request)
    messages.warning(request, SEALED_CLOSED)
    return redirect("counter")


def _not_sealed(request: HttpRequest) -> HttpResponse:
    """On protected files everything else is not there: the sentence says how to get to it."""
    shown = {"lines": refusal_lines(Conflict(str(NOT_SEALED)))}
    return render(request, "pages/errors/staff_refused.html", shown, status=HTTPStatus.NOT_FOUND)


def _to_another_post(request: HttpRequest, number: str, now: datetime) -> HttpResponse:
    """Several posts and none chosen: choose one. Otherwise the post has ended: signed out."""
    if POSTING not in request.session and posts_held(number, on=clock.day_of(now)):
        return redirect(_with_way_back("sign_in_post", request))
    logout(request)
    messages.warning(request, POST_ENDED)
    return redirect(_with_way_back("sign_in", request))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. What was typed travels with it; a part of a page says so in its place."""
    address = _with_way_back("sign_in", request)
    if request.headers.get("HX-Request"):
        return render(request, "pages/signin/expired_part.html")
    if request.method == "POST":
        shown = {
            "form": SignInForm(),
            "address": address,
            KEPT: kept(request.POST),
            "demo": demo_accounts(clock.now()),
        }
        return render(request, "pages/signin/sign_in.html", shown)
    return redirect(address)


def _with_way_back(name: str, request: HttpRequest) -> str:
    """The address of a page that leads back to this one afterwards."""
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"


def _frame(request: HttpRequest, actor: Actor, now: datetime) -> StaffFrame:
    """The header: station, person, post, and the pages the post may open."""
    held = posts_held(actor.staff_number, on=clock.day_of(now))
    stations = {one.agency_code: one.agency_name for one in held}
    links = [(title, reverse(name)) for title, name, action in PAGES if may(actor, action)]
    on = clock.day_of(now)
    if not actor.is_sealed and has_named_right(actor.staff_number, actor.agency_code, on=on):
        links.append((_("受保护"), reverse("sealed")))
    return StaffFrame(
        station=stations.get(actor.agency_code, ""),
        person=actor.name,
        post=POST_NAMES.get(actor.post, ""),
        home=reverse("counter"),
        sign_out=reverse("sign_out"),
        navigation=tuple(
            NavigationLink(str(title), href, is_current=_is_at(request.path, href))
            for title, href in links
        ),
        devices=settings.ANJU_DEVICES,
        find=reverse("find") if may(actor, "find_person") else "",
        sealed_minutes=minutes_left(request, now),
        card_readings=tuple(request.POST.getlist(FIELD)) if request.method == "POST" else (),
    )


def _is_at(path: str, href: str) -> bool:
    """Whether a page belongs to a link of the header; the counter's own is only itself."""
    return path == href or (href != reverse("counter") and path.startswith(href))


def _after_saving(request: HttpRequest, answer: HttpResponse) -> None:
    """A form that led on to another page was saved: what its reader misread is counted."""
    if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
        actor, now = vars(request)["actor"], vars(request)["now"]
        count_card_readings(actor, request.POST, now=now)


def _private(response: HttpResponse) -> HttpResponse:
    """Nothing stays behind in a browser's store; the page may speak to its counter's devices."""
    patch_cache_control(response, private=True, no_store=True)
    if settings.ANJU_DEVICES:
        vars(response)["_csp_update"] = {"connect-src": [settings.ANJU_DEVICES]}
    return response
