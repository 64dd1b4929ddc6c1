"""The chief's look at the ratings, and the answers to the bad ones."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anju.access.policy import may, require
from anju.casework.supervision.ratings import answer_rating
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.supervision.ratings import ratings
from anju.web.pages.rate.forms import AnswerForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["rating_answer", "ratings_page"]


@require_safe
@staff_page
def ratings_page(request: StaffRequest) -> HttpResponse:
    """How many of each level in ninety days, and the bad ones that wait for an answer."""
    return _show(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def rating_answer(request: StaffRequest, ref: str) -> HttpResponse:
    """Note how a bad rating was dealt with."""
    require(request.actor, "answer_rating")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.refusals():
            answer_rating(
                actor=request.actor,
                rating_ref=ref,
                answer=form.cleaned_data["answer"],
                request_key=form.key,
                now=request.now,
            )
            messages.success(request, _("已记下处理情况"))
            return redirect("ratings")
    return _show(request, form=form, answering=ref)


def _show(request: StaffRequest, **more: object) -> HttpResponse:
    on = day_of(request.now)
    asked = request.GET.get("level", "")
    level = int(asked) if asked in {"1", "2", "3", "4", "5"} else None
    found = ratings(request.actor, level=level, now=request.now)
    levels, reasons = table("rating_levels"), table("rating_reasons")
    shown = {
        "ratings": found,
        "level": levels.name(asked, on) if level else "",
        "counts": [
            (f"?level={n}", levels.name(str(n), on), count) for n, count in found.counts.items()
        ],
        "waiting_tone": "warn" if found.open_count else "",
        "rows": [
            (
                row,
                levels.name(str(row.level), on),
                [reasons.name(code, on) for code in row.reasons],
            )
            for row in found.rows
        ],
        "may_answer": may(request.actor, "answer_rating"),
        **more,
    }
    return render(request, "pages/rate/ratings.html", shown)
