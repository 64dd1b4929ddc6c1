"""What stands beside the form: the document in hand as read, and what the register knows of it."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.policy import may
from anju.casework.registration_form import (
    FormContext,
    RegistrationEntry,
    Severity,
    check_registration,
)
from anju.codes import citizen_number
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.counter.stay_lines import stay_lines
from anju.reading.known_person import KnownPerson, known_person
from anju.web.pages.register.hukou_places import HukouPlace, hukou_place
from anju.web.staff import StaffRequest

__all__ = ["Panel", "panel_of", "panel_sent"]

SEXES = {"male": "男", "female": "女"}
DIVISION_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel for one person of the sheet; `fill` is what F7 writes into the form."""

    is_readable: bool
    sex: str = ""
    born_on: date | None = None
    known: KnownPerson | None = None
    suggested: HukouPlace | None = None
    fill: str = ""
    move: str = ""


def panel_sent(request: StaffRequest) -> Panel:
    """The panel for one person of the sheet that was sent; the first if none is named."""
    prefix = request.POST.get("who", "p0")[:5]
    kind = request.POST.get(f"{prefix}-document_kind", "")
    number = request.POST.get(f"{prefix}-document_number", "")
    return panel_of(request.actor, prefix, kind[:3], number[:30], request.now)


def panel_of(actor: Actor, prefix: str, kind: str, number: str, now: datetime) -> Panel:
    """The panel of a document; without a readable number nothing is asked."""
    on = day_of(now)
    holds_number = _holds_citizen_number(kind, on)
    if not _is_readable(kind, number, on):
        return Panel(is_readable=False)
    known = known_person(actor, kind, number, now=now) if may(actor, "find_person") else None
    move = _move(actor, prefix, known)
    if not holds_number:
        return Panel(True, known=known, fill=_fill(prefix, known, None, on), move=move)
    read = citizen_number.read(number, on)
    suggested = hukou_place(read.normalised[:DIVISION_DIGITS], on)
    return Panel(
        True,
        sex=SEXES.get(read.sex or "", ""),
        born_on=read.birth_on,
        known=known,
        suggested=suggested,
        fill=_fill(prefix, known, suggested, on),
        move=move,
    )


def _holds_citizen_number(kind: str, on: date) -> bool:
    found = table("document_kinds").find(kind, on)
    return found is None or found.more["holds_citizen_number"] == "yes"


def _is_readable(kind: str, number: str, on: date) -> bool:
    """Whether a number can be somebody's; what is wrong with it is said elsewhere."""
    entry = RegistrationEntry(document_kind=kind, document_number=number)
    context = FormContext(residence_division="", area="")
    verdict = check_registration(entry, on=on, context=context)
    return not any(
        problem.field == "document_number" and problem.severity is Severity.ERROR
        for problem in verdict.problems
    )


def _fill(prefix: str, known: KnownPerson | None, suggested: HukouPlace | None, on: date) -> str:
    """The fields that the file or the number suggests, for the script; empty when none."""
    values: dict[str, str] = {}
    if known is not None and known.is_ours:
        values = {
            "name": known.name,
            "ethnic_group": known.ethnic_group,
            "hukou_division": _county(known.hukou_division, on),
            "hukou_address": known.hukou_address,
        }
    elif suggested is not None:
        values = {"hukou_division": suggested.written}
    filled = {f"{prefix}-{name}": value for name, value in values.items() if value}
    return json.dumps(filled, ensure_ascii=False) if filled else ""


def _move(actor: Actor, prefix: str, known: KnownPerson | None) -> str:
    """What stays true of somebody registered who comes to live at another address."""
    if known is None or not (known.is_ours and known.registration_number):
        return ""
    lines = stay_lines(actor, known.registration_number)
    return json.dumps(
        {f"{prefix}-{name}": text for name, text in lines.items()}, ensure_ascii=False
    )


def _county(code: str, on: date) -> str:
    """A county as it stands in the box; the code alone where it no longer stands."""
    place = hukou_place(code, on)
    return place.written if place else code
