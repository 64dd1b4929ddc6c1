"""One permit, the acts on it, and the list of those due."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.kit.clock import day_of
from anju.law.effects.fees import FeeAct, fee
from anju.law.text.citation_words import citation_in_words
from anju.law.text.sentences import sentence
from anju.reading.endorsement_page import EndorsementPage, endorsement_page, permits_due
from anju.web.act_form import ActForm
from anju.web.cursors import opened_cursor, sealed_cursor
from anju.web.pages.permits.acts import PERMIT_ACTS, PermitAct, open_permit_acts
from anju.web.punctuation import full_width
from anju.web.staff import StaffRequest, staff_page

__all__ = ["due", "permit", "permit_act"]

CARD_WORDS = {
    "ordered": ("制证中", "blue", "credit-card"),
    "produced": ("已制成", "blue", "credit-card"),
    "ready": ("待领取", "ok", "circle-check"),
    "collected": ("在持证人手里", "plain", "check"),
    "spoiled": ("废卡", "grey", "ban"),
    "lost": ("已丢失", "error", "circle-alert"),
    "surrendered": ("已交回", "grey", "minus"),
    "void": ("已作废", "grey", "ban"),
}
#: The state of a permit whose window is open.
OPEN_WINDOW = "endorsement_open"
#: What an address for endorsing leads to, in time or late.
ENDORSING = {"endorse", "endorse_late"}


@require_safe
@staff_page
def permit(request: StaffRequest, number: str) -> HttpResponse:
    """The permit as it stands today."""
    return _show(request, endorsement_page(request.actor, number, now=request.now))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def permit_act(request: StaffRequest, number: str, act: str) -> HttpResponse:
    """One act: its form, and the act itself."""
    wanted = PERMIT_ACTS.get(act)
    if wanted is None or not may(request.actor, wanted.action):
        raise Http404
    page = endorsement_page(request.actor, number, now=request.now)
    if request.method != "POST":
        return _ask(request, page, act)
    form = wanted.form(request.POST)
    if form.is_valid():
        with form.refusals():
            done = wanted.do(request, page.permit_number, form)
            messages.success(request, format_html("{}：{}", page.name, done.sentence))
            return redirect(done.leads_to)
    return _show(request, page, wanted, form)


@require_safe
@staff_page
def due(request: StaffRequest) -> HttpResponse:
    """The permits whose window is open or has passed."""
    require(request.actor, "view_permit")
    cursor = opened_cursor(request.GET.get("after", ""))
    found = permits_due(request.actor, cursor=cursor, now=request.now)
    address = reverse("permits_due")
    following = sealed_cursor(found.next_cursor)
    shown = {
        "rows": found.rows,
        "first_page": address if cursor else "",
        "next_page": f"{address}?{urlencode({'after': following})}" if following else "",
        "may_open_person": may(request.actor, "view_person"),
    }
    return render(request, "pages/permits/due.html", shown)


def _ask(request: StaffRequest, page: EndorsementPage, slug: str) -> HttpResponse:
    """The form of an act; one that is not open, or needs none, leads to where it can be done."""
    acts = open_permit_acts(request, page)
    if slug in ENDORSING and page.step in acts and page.step != slug:
        return redirect("permit_act", page.permit_number, page.step)
    act = acts.get(slug)
    if act is None or act.at_once:
        return redirect("permit", page.permit_number)
    return _show(request, page, act, act.form())


def _show(
    request: StaffRequest,
    page: EndorsementPage,
    act: PermitAct | None = None,
    form: ActForm | None = None,
) -> HttpResponse:
    on = day_of(request.now)
    acts = open_permit_acts(request, page)
    shown = {
        "page": page,
        "state": OPEN_WINDOW if page.step == "endorse" else page.state,
        "act": act,
        "form": form,
        "acts": acts.items(),
        "at_once": {slug: ActForm(auto_id=False) for slug, one in acts.items() if one.at_once},
        "cards": [
            (card, CARD_WORDS.get(card.state, (card.state, "grey", ""))) for card in page.cards
        ],
        "basis": "、".join(dict.fromkeys(citation_in_words(one) for one in page.cites)),
        "warnings": [full_width(sentence(code)) for code in sorted(page.warnings)],
        "fee": _fee_line(act.fee, on) if act and act.fee else "",
        "may_open_person": may(request.actor, "view_person"),
    }
    return render(request, "pages/permits/permit.html", shown)


def _fee_line(act: FeeAct, on: date) -> str:
    """What a new card costs, by what right; without a rate nothing is asked."""
    found = fee(act=act, on=on)
    basis = "、".join(dict.fromkeys(citation_in_words(cite) for cite in found.cites))
    if found.outcome.amount is None:
        return _("收费：0 元。没有现行的收费标准，不得收费（{basis}）").format(basis=basis)
    amount = f"{found.outcome.amount.normalize():f}"
    return _("收费：{amount} 元（{basis}）").format(amount=amount, basis=basis)
