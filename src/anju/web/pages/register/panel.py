"""What stands beside the form: the document in hand as read, and what the register knows of it."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.policy import may
from anju.casework.registration_form import FormContext, RegistrationEntry, check_registration
from anju.codes import citizen_number
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.known_person import KnownPerson, known_person
from anju.web.pages.register.hukou_places import HukouPlace, hukou_place

__all__ = ["Panel", "panel_of"]

SEXES = {"male": "男", "female": "女"}
DIVISION_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel for one person of the sheet; `fill` is what F7 writes into the form."""

    number: str
    faults: tuple[str, ...]
    sex: str = ""
    born_on: date | None = None
    known: KnownPerson | None = None
    suggested: HukouPlace | None = None
    fill: str = ""


def panel_of(actor: Actor, prefix: str, kind: str, number: str, now: datetime) -> Panel:
    """The panel of a document; without a number, or a readable one, nothing is asked."""
    on = day_of(now)
    holds_number = _holds_citizen_number(kind, on)
    faults = _faults(kind, number, on) if number.strip() else ()
    if not number.strip() or faults:
        return Panel(number, faults)
    known = known_person(actor, kind, number, now=now) if may(actor, "find_person") else None
    if not holds_number:
        return Panel(number, (), known=known, fill=_fill(prefix, known, None, on))
    read = citizen_number.read(number, on)
    suggested = hukou_place(read.normalised[:DIVISION_DIGITS], on)
    return Panel(
        number,
        (),
        sex=SEXES.get(read.sex or "", ""),
        born_on=read.birth_on,
        known=known,
        suggested=suggested,
        fill=_fill(prefix, known, suggested, on),
    )


def _holds_citizen_number(kind: str, on: date) -> bool:
    found = table("document_kinds").find(kind, on)
    return found is None or found.more["holds_citizen_number"] == "yes"


def _faults(kind: str, number: str, on: date) -> tuple[str, ...]:
    """What is wrong with a number by itself, in the sentences of the form."""
    entry = RegistrationEntry(document_kind=kind, document_number=number)
    context = FormContext(residence_division="", area="")
    verdict = check_registration(entry, on=on, context=context)
    return tuple(p.sentence for p in verdict.problems if p.field == "document_number")


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


def _county(code: str, on: date) -> str:
    """A county as it stands in the box; the code alone where it no longer stands."""
    place = hukou_place(code, on)
    return place.written if place else code
