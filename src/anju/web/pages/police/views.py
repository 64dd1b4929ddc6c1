"""The chief's home, the work nobody would find, the standing report."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.access.policy import may
from anju.casework.cases.in_hand import note_told
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.counter_home import Tile
from anju.reading.police.hands import taken_over
from anju.reading.police.home import station_home
from anju.reading.police.orphan_list import orphan_list
from anju.reading.police.standing import Asked, Group, standing_report
from anju.web.pages.counter.queue_words import KINDS_OF_WORK, QUEUE_WORDS
from anju.web.pages.police.forms import ReportForm
from anju.web.staff import StaffRequest, staff_page

__all__ = ["orphans", "police", "standing", "told"]

TONES = {"overdue": "error", "due_today": "warn", "due_soon": "warn", "orphans": "warn"}


@require_safe
@staff_page
def police(request: StaffRequest) -> HttpResponse:
    """The day as it stands now."""
    home = station_home(request.actor, now=request.now)
    shown = {
        "home": home,
        "urgent": [_tile(tile) for tile in home.urgent],
        "asked": [_tile(tile) for tile in home.asked],
        "is_calm": not any(tile.count for tile in home.urgent),
        "taken_over": taken_over(request.actor, now=request.now),
        "own_list": home.asked[0].kind if home.asked else "",
    }
    return render(request, "pages/police/home.html", shown)


@require_POST
@staff_page
def told(request: StaffRequest) -> HttpResponse:
    """Whoever had cases has read that they were taken over."""
    note_told(actor=request.actor, now=request.now)
    return redirect("police" if may(request.actor, "view_station") else "counter")


@require_safe
@staff_page
def orphans(request: StaffRequest) -> HttpResponse:
    """Open work nobody on duty would find, and why."""
    found = orphan_list(request.actor, now=request.now)
    may_open = may(request.actor, "view_case")
    shown = {
        "rows": [
            (row, KINDS_OF_WORK.get(row.kind, row.kind), _place(row.kind, row.ref, may_open))
            for row in found
        ],
    }
    return render(request, "pages/police/orphans.html", shown)


@require_safe
@staff_page
def standing(request: StaffRequest) -> HttpResponse:
    """Refusals of some days, and what lies idle; each number opens what it counts."""
    on = day_of(request.now)
    form = ReportForm(request.GET or None, on=on)
    asked = form.asked if form.is_valid() else Asked(on.replace(day=1), on)
    report = standing_report(request.actor, asked, now=request.now)
    shown = {
        "form": form,
        "asked": asked,
        "report": report,
        "groups": (
            ("按理由", _opened("reason", report.by_reason, asked, on)),
            ("按经办人", _opened("clerk", report.by_clerk, asked, on)),
            ("按派出所", _opened("station", report.by_station, asked, on)),
        ),
        "reasons": {one.key: _reason(one.key, on) for one in report.by_reason},
        "refusals": [(row, _reason(row.reason, on)) for row in report.refusals],
        "idle_groups": _opened("station", report.idle_by_station, asked, on),
        "everything": _address(asked),
        "printed_on": on,
    }
    return render(request, "pages/police/standing.html", shown)


def _tile(tile: Tile) -> dict[str, object]:
    """A number, what it counts, its list, its colour while there is any."""
    return {
        "count": tile.count,
        "label": QUEUE_WORDS[tile.kind].title,
        "href": reverse("worklist", args=[tile.kind]),
        "tone": TONES.get(tile.kind, "") if tile.count else "",
    }


def _place(kind: str, ref: str, may_open: bool) -> str:
    """Where a piece of work is done, for who may go there."""
    has_page = kind in {"case", "correction", "second_notice", "inquiry", "order"}
    return reverse(kind, args=[ref]) if may_open and has_page else ""


def _opened(
    by: str, groups: tuple[Group, ...], asked: Asked, on: date
) -> list[tuple[str, int, str]]:
    """Each number of a group with its name and the address of what it counts."""
    return [
        (
            _reason(one.key, on) if by == "reason" else one.name,
            one.count,
            _address(asked, **{by: one.key}),
        )
        for one in groups
    ]


def _address(asked: Asked, **opened: str) -> str:
    """The report of the same days, opened at one number."""
    days = {
        "from": asked.from_on.isoformat(),
        "to": asked.to_on.isoformat(),
        "idle": str(asked.idle_days),
    }
    return f"{reverse('standing')}?{urlencode(days | opened)}"


def _reason(code: str, on: date) -> str:
    found = table("refusal_reasons").find(code, on)
    return found.name if found else code
