"""Find a person by number, telephone, name, pinyin or initials."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.access.policy import may, require
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.finding_people import find_people
from anju.web.staff import StaffRequest, staff_page

__all__ = ["find"]

LONGEST = 40
#: What the box took the text for.
FOUND_BY = {
    "citizen_number": "身份证号",
    "permit": "居住证号",
    "registration": "登记编号",
    "case": "办件编号",
    "paper": "文书编号",
    "phone": "电话",
    "name": "姓名",
    "pinyin": "拼音",
}


@require_safe
@staff_page
def find(request: StaffRequest) -> HttpResponse:
    """The box, and whom the text means in the actor's territory."""
    require(request.actor, "find_person")
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = find_people(request.actor, text, now=request.now) if text else None
    shown = {
        "query": text,
        "found": found,
        "rows": [(row, _sex(row.sex, request.now)) for row in found.rows] if found else [],
        "found_by": FOUND_BY.get(found.by, "") if found else "",
        "may_register": may(request.actor, "register_household"),
        "may_open": may(request.actor, "view_person"),
    }
    return render(request, "pages/find/find.html", shown)


def _sex(code: str, now: datetime) -> str:
    found = table("sexes").find(code, day_of(now))
    return found.name if found else code
