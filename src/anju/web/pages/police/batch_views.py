"""Many cases at once: what will happen, on one page; then each case's own result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anju.casework.cases.batches import begin_batch, go_on_with_batch
from anju.reading.police.batches import BATCH_ACTS, MOST
from anju.reading.police.batches import batch as batch_of
from anju.reading.police.batches import batch_plan as plan_of
from anju.reading.police.colleagues import takers
from anju.web.pages.counter.queue_words import QUEUE_WORDS
from anju.web.pages.police.batch_words import BATCH_WORDS, LEFT_OUT_WORDS
from anju.web.pages.police.forms import BatchForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["batch", "batch_begin", "batch_plan"]


@require_POST
@staff_page
def batch_plan(request: StaffRequest) -> HttpResponse:
    """Exactly what will happen to each chosen case, and what is left out and why."""
    numbers = _chosen(request)
    queue = request.POST.get("queue", "")
    if not numbers:
        messages.warning(request, _("请先选办件"))
        return redirect("worklist", queue if queue in QUEUE_WORDS else "to_review")
    return _plan(request, None)


@require_POST
@staff_page
def batch_begin(request: StaffRequest) -> HttpResponse:
    """Write the batch down and do it, case by case."""
    act = _act(request)
    form = BatchForm(request.POST, act=act, staff=_staff(request, act))
    if form.is_valid():
        with form.refusals():
            begun = begin_batch(
                actor=request.actor,
                step=act,
                case_numbers=_chosen(request),
                asked=form.said,
                request_key=form.key,
                now=request.now,
            )
            go_on_with_batch(actor=request.actor, ref=begun.ref, now=request.now)
            return redirect("batch", begun.ref)
    return _plan(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def batch(request: StaffRequest, ref: str) -> HttpResponse:
    """What came of each case; a batch that was cut off goes on from here."""
    found = batch_of(request.actor, ref, now=request.now)
    if request.method == "POST":
        go_on_with_batch(actor=request.actor, ref=ref, now=request.now)
        return redirect("batch", ref)
    shown = {
        "found": found,
        "words": BATCH_WORDS[found.act],
        "lines": [(line, LEFT_OUT_WORDS.get(line.said, line.said)) for line in found.lines],
        "done": found.count("done"),
        "refused": found.count("refused"),
        "left_out": found.count("left_out"),
        "waiting": found.count("waiting"),
    }
    return render(request, "pages/police/batch.html", shown)


def _plan(request: StaffRequest, form: BatchForm | None) -> HttpResponse:
    act = _act(request)
    rows = plan_of(request.actor, act, _chosen(request), now=request.now)
    queue = request.POST.get("queue", "")
    blank = BatchForm(None, act=act, staff=_staff(request, act))
    blank.initial = {"act": act, "queue": queue}
    back = reverse("worklist", args=[queue]) if queue in QUEUE_WORDS else reverse("counter")
    shown = {
        "form": form or blank,
        "words": BATCH_WORDS[act],
        "will": [row for row in rows if not row.left_out],
        "left_out": [(row, LEFT_OUT_WORDS[row.left_out]) for row in rows if row.left_out],
        "back": back,
    }
    return render(request, "pages/police/batch_plan.html", shown)


def _chosen(request: StaffRequest) -> tuple[str, ...]:
    """The numbers of the chosen cases; what cannot be one is none."""
    numbers = dict.fromkeys(request.POST.getlist("case"))
    return tuple(one for one in numbers if one.isascii() and one.isalnum())[:MOST]


def _act(request: StaffRequest) -> str:
    act = request.POST.get("act", "")
    if act not in BATCH_ACTS:
        raise Http404
    return act


def _staff(request: StaffRequest, act: str) -> list[tuple[str, str]]:
    """Whom cases can be given to; nobody where nothing is given out."""
    if act != "assign_case":
        return []
    return list(takers(request.actor, now=request.now).items())
