"""How well the station's readers read; for the chief, the county and the administrator."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anju.kit.clock import day_of
from anju.reading.counter import card_readings
from anju.reading.counter.card_readings import ReaderRow
from anju.web.staff import StaffRequest, staff_page

__all__ = ["corrected", "readers"]

SPANS = {"7": _("最近 7 天"), "30": _("最近 30 天"), "90": _("最近 90 天")}
USUAL = "30"
#: Corrections of a hundred cards from which a reader is looked after, when it read enough to tell.
TOO_MANY, ENOUGH = 5.0, 20
FIELDS = {
    "name": _("姓名"),
    "sex": _("性别"),
    "ethnic_group": _("民族"),
    "born_on": _("出生日期"),
    "document_number": _("证件号码"),
    "hukou_address": _("户籍详细地址"),
    "hukou_division": _("户籍所在县"),
}
KINDS = {
    "citizen": _("居民身份证"),
    "hk_mo_tw": _("港澳台居民居住证"),
    "foreign_resident": _("外国人永久居留身份证"),
    "permit": _("居住证"),
}


@require_safe
@staff_page
def readers(request: StaffRequest) -> HttpResponse:
    """Each reader of the territory in the days asked for."""
    span = _span(request)
    last = day_of(request.now)
    found = card_readings.readers(request.actor, last - timedelta(days=int(span) - 1), last)
    shown = {
        "rows": [_shown(row, span) for row in found],
        "spans": [(days, title, days == span) for days, title in SPANS.items()],
    }
    return render(request, "pages/readers/readers.html", shown)


@require_safe
@staff_page
def corrected(request: StaffRequest) -> HttpResponse:
    """The corrected cards of one reader, of one field or of all."""
    span = _span(request)
    last = day_of(request.now)
    asked = {
        name: request.GET.get(name, "").replace("\x00", "")[:60]
        for name in ("area", "reader", "field")
    }
    rows = card_readings.corrected_readings(
        request.actor, first=last - timedelta(days=int(span) - 1), last=last, **asked
    )
    shown = {
        "reader": asked["reader"],
        "field": FIELDS.get(asked["field"], asked["field"]),
        "span": SPANS[span],
        "back": f"{reverse('readers')}?days={span}",
        "rows": [
            (row, KINDS.get(row.card_kind, row.card_kind), _field_names(row.fields)) for row in rows
        ],
    }
    return render(request, "pages/readers/corrected.html", shown)


def _span(request: StaffRequest) -> str:
    asked = request.GET.get("days", "")
    return asked if asked in SPANS else USUAL


def _shown(row: ReaderRow, span: str) -> dict[str, object]:
    """A reader's line, each number with the address of what is behind it."""
    asked = {"area": row.area, "reader": row.reader, "days": span}
    there = reverse("reader_corrected")
    return {
        "row": row,
        "all": f"{there}?{urlencode(asked)}",
        "per_hundred": f"{row.per_hundred:.1f}",
        "needs_care": row.read >= ENOUGH and row.per_hundred >= TOO_MANY,
        "by_field": [
            (FIELDS.get(field, field), count, f"{there}?{urlencode({**asked, 'field': field})}")
            for field, count in row.by_field
        ],
    }


def _field_names(fields: tuple[str, ...]) -> str:
    return "、".join(str(FIELDS.get(field, field)) for field in fields)
