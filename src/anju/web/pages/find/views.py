"""Find a person by number, telephone, name, pinyin or initials."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anju.access.policy import may, require
from anju.reading.finding_people import find_people
from anju.web.staff import StaffRequest, staff_page

__all__ = ["find"]

LONGEST = 40
#: What the box took the text for.
FOUND_BY = {
    "citizen_number": "身份证号",
    "permit_number": "居住证号",
    "slip_number": "凭证号",
    "registration_number": "登记编号",
    "case_number": "办件编号",
    "phone": "电话",
    "name": "姓名",
    "pinyin": "拼音",
    "initials": "拼音首字母",
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
        "found_by": FOUND_BY.get(found.by, "") if found else "",
        "may_register": may(request.actor, "register_household"),
        "may_open": may(request.actor, "view_person"),
    }
    return render(request, "pages/find/find.html", shown)
