"""Find a person by whatever is at hand: on a page of its own, or as a part over any other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anju.access.policy import may, require
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.finding_people import FoundPerson, find_people
from anju.web.staff import StaffRequest, staff_page

__all__ = ["find"]

LONGEST = 60
KEYS = 9
#: What the box took the text for.
FOUND_BY = {
    "citizen_number": _("身份证号"),
    "document": _("证件号"),
    "permit": _("居住证号"),
    "registration": _("登记编号"),
    "case": _("办件编号"),
    "paper": _("文书编号"),
    "check_code": _("核验码"),
    "phone": _("电话"),
    "name": _("姓名"),
    "pinyin": _("拼音"),
    "mixed": _("姓名和拼音"),
    "born": _("出生日期"),
    "address": _("住址"),
    "door_code": _("门牌码"),
}
LIKENESS = {"same_sound": _("读音相同"), "one_character": _("差一个字")}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: the person, in words, and the key that opens it."""

    person: FoundPerson
    sex: str
    likeness: str
    key: int | None


@require_safe
@staff_page
def find(request: StaffRequest) -> HttpResponse:
    """The box, and whom the text means in the actor's territory. htmx gets the list alone."""
    require(request.actor, "find_person")
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = find_people(request.actor, text, now=request.now) if text else None
    people = [*found.rows, *found.alike] if found else []
    lines = _lines(people, day_of(request.now))
    exact = len(found.rows) if found else 0
    shown = {
        "query": text,
        "found": found,
        "rows": lines[:exact],
        "alike": lines[exact:],
        "found_by": FOUND_BY.get(found.by, "") if found else "",
        "may_register": may(request.actor, "register_household"),
        "may_open": may(request.actor, "view_person"),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "pages/find/found.html" if part else "pages/find/find.html", shown)


def _lines(people: Iterable[FoundPerson], on: date) -> Sequence[Line]:
    """The rows; the first nine have a key."""
    sexes = table("sexes")
    return [
        Line(
            person=person,
            sex=sexes.name(person.sex, on) if sexes.has(person.sex, on) else person.sex,
            likeness=str(LIKENESS.get(person.likeness, "")),
            key=place if place <= KEYS else None,
        )
        for place, person in enumerate(people, start=1)
    ]
