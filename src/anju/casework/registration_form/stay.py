"""The groups of the form about the stay: where, since when, for what, and with whom."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from anju.casework.registration_form.identity import read_contact, read_division
from anju.casework.registration_form.lines import LABELS, Lines
from anju.codes import citizen_number, credit_code, floors, typed_dates
from anju.codes.tables import table
from anju.law.calendar import add_months
from anju.law.identity import age_on, guardian_may_apply, guardian_must_be_adult

__all__ = ["read_arrival", "read_guardian", "read_place", "read_reason", "read_relation"]

LONG_AGO_YEARS = 10
LOWEST_FLOOR, HIGHEST_FLOOR = -9, 99
#: The field that holds the day of a paper which may show since when somebody lives here.
DAY_OF_PROOF = {
    "employment_contract": "work_since",
    "business_licence": "work_since",
    "school_roll": "enrolled_on",
}
HOUSEHOLDER = "1"
CHILD = "3"


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who looks after a person under 16, as typed and cleaned."""

    name: str
    number: str
    relation: str


def read_place(lines: Lines) -> dict[str, Any]:
    """Where the person lives: a door code on file, or an address as people say it."""
    kind = lines.code("place_kind", "place_kinds", empty="PK-EMPTY")
    found = table("place_kinds").find(kind, lines.on) if kind else None
    if found is not None and found.more["stay_kind"] != "ordinary":
        lines.say("place_kind", "AD-HOTEL")
    return {
        "place_kind": kind,
        "door_code": lines.typed("door_code").upper(),
        "township": _township(lines),
        "village": lines.code("village", "villages"),
        "address": lines.text("address", 120),
        "building": lines.text("building", 20),
        "unit": lines.text("unit", 20),
        "floor": _floor(lines),
        "room": lines.text("room", 20),
        "landmark": lines.text("landmark", 40),
        "landlord_name": _owner(lines, found.more["needs"] if found else ""),
        "landlord_phone": read_contact(lines, "landlord_phone"),
        "landlord_relation": lines.code("landlord_relation", "landlord_relations"),
        "living_arrangement": lines.code("living_arrangement", "living_arrangements"),
    }


def read_arrival(lines: Lines, born_on: date | None) -> dict[str, Any]:
    """Since when the person is here, and until when they mean to stay."""
    arrived_on = _arrived_on(lines)
    if arrived_on is not None and born_on is not None and arrived_on < born_on:
        lines.say("arrived_on", "DT-BIRTH")
    leaves_on = lines.day("leaves_on", in_the_past=False)
    if arrived_on is not None and leaves_on is not None and leaves_on < arrived_on:
        lines.say("leaves_on", "DT-ORDER", arrived=arrived_on.isoformat())
    left_before_on = lines.day("left_before_on")
    if arrived_on is not None and left_before_on is not None and left_before_on >= arrived_on:
        lines.say("left_before_on", "DT-LEFT", arrived=arrived_on.isoformat())
    return {
        "arrived_on": arrived_on,
        "left_before_on": left_before_on,
        "came_from": read_division(lines, "came_from"),
        "planned_stay": lines.code("planned_stay", "planned_stays"),
        "leaves_on": leaves_on,
    }


def read_reason(lines: Lines) -> dict[str, Any]:
    """What the person is here for, with what that reason makes one ask."""
    reason = lines.code("reason", "stay_reasons", empty="RS-EMPTY")
    found = table("stay_reasons").find(reason, lines.on) if reason else None
    needs = found.list_of("needs") if found else ()
    usual = found.more["usual_occupation"] if found else ""
    read = {
        "reason": reason,
        "reason_note": lines.text("reason_note", 30),
        "occupation": lines.code("occupation", "occupations") or usual,
        "employer_name": lines.text("employer_name", 80),
        "employer_code": _employer_code(lines),
        "employer_address": lines.text("employer_address", 100),
        "employer_phone": read_contact(lines, "employer_phone"),
        "work_since": lines.day("work_since"),
        "school_name": lines.text("school_name", 80),
        "enrolled_on": lines.day("enrolled_on"),
        "host_name": lines.text("host_name", 50),
        "host_relation": lines.code("host_relation", "family_relations", "householder_relations"),
    }
    for need in needs:
        _ask(lines, need)
    return read | _proof(lines, found.more["start_proof"] if found else "", read)


def read_relation(lines: Lines, *, is_first: bool, born_on: date | None) -> str:
    """How the person stands to the householder: the first is the householder, children children."""
    if lines.typed("relation_to_householder"):
        return lines.code("relation_to_householder", "householder_relations", "family_relations")
    if is_first:
        return HOUSEHOLDER
    if born_on is not None and _is_child(born_on, lines.on):
        return CHILD
    lines.say("relation_to_householder", "RL-EMPTY")
    return ""


def read_guardian(lines: Lines, name: str, born_on: date | None) -> Guardian:
    """Who looks after a person under 16."""
    guardian = lines.text("guardian_name", 50)
    number = citizen_number.normalise(lines.entry.guardian_number)
    if born_on is not None and _is_child(born_on, lines.on) and not guardian:
        lines.say("guardian_name", "GU-EMPTY", name=name)
    if number:
        read = citizen_number.read(number, lines.on)
        if not read.valid:
            lines.say("guardian_number", "ID-CHECK")
        elif read.birth_on is not None:
            say_if_minor(lines, guardian, read.birth_on)
    relation = lines.code("guardian_relation", "family_relations", "householder_relations")
    return Guardian(guardian, number, relation)


def say_if_minor(lines: Lines, guardian: str, born_on: date) -> None:
    """A guardian under 18 is looked into."""
    if not guardian_must_be_adult(guardian_born_on=born_on, on=lines.on).outcome:
        age = age_on(born_on=born_on, on=lines.on).outcome
        lines.say("guardian_name", "GU-AGE", name=guardian, n=age)


@lru_cache(maxsize=16_384)
def _is_child(born_on: date, on: date) -> bool:
    """Whether somebody else must speak for the person because of their age."""
    return (
        born_on <= on and guardian_may_apply(born_on=born_on, limited_mobility=False, on=on).outcome
    )


def _township(lines: Lines) -> str:
    """The township of the place, by its door code or as chosen; another station's is said."""
    door_code = lines.typed("door_code").upper()
    township = lines.typed("township")
    if door_code:
        township = lines.context.door_codes.get(door_code, "")
        if not township:
            lines.say("door_code", "AD-DOOR", d=door_code)
    elif strange := _strange_character(lines.typed("address") + lines.typed("landmark")):
        lines.say("address", "AD-CHAR", c=strange)
    elif not (lines.typed("address") or lines.typed("landmark")):
        lines.say("address", "AD-EMPTY")
    elif township not in lines.context.townships:
        lines.say("township", "AD-TOWN")
    agency, station = lines.context.townships.get(township, ("", ""))
    if agency and not agency.startswith(lines.context.area):
        lines.say("address", "AD-AREA", station=station)
    building = f"{township}:{lines.typed('address')}"
    where = lines.typed("room") or lines.typed("floor")
    if building in lines.context.addresses_with_rooms and not where:
        lines.say("room", "AD-ROOM", building=lines.typed("address"))
    return township


def _strange_character(text: str) -> str:
    """The first character that can stand in no address: a picture, a sign nobody can print."""
    return next((one for one in text if unicodedata.category(one) in {"So", "Sk", "Cs", "Cn"}), "")


def _floor(lines: Lines) -> int | None:
    """The floor, negative below the street."""
    text = lines.typed("floor")
    if not text:
        return None
    floor = int(text) if text.lstrip("-").isdecimal() else floors.floor_in(text)
    if floor is None or not LOWEST_FLOOR <= floor <= HIGHEST_FLOOR:
        lines.say("floor", "AD-FLOOR")
        return None
    return floor


def _owner(lines: Lines, needs: str) -> str:
    """Whose place it is: the landlord, the unit or the family; named once is enough."""
    named = {
        "landlord": ("landlord_name",),
        "unit": ("landlord_name", "employer_name", "school_name"),
        "host": ("landlord_name", "host_name"),
    }.get(needs, ())
    owner = lines.text("landlord_name", 60)
    if named and not any(lines.typed(field) for field in named):
        lines.say("landlord_name", "OW-EMPTY")
    return owner


def _arrived_on(lines: Lines) -> date | None:
    text = lines.typed("arrived_on")
    read = typed_dates.read(text, lines.on)
    for found in read.problems:
        year, month, day = (*(found.text or "").split("-"), "", "", "")[:3]
        lines.say("arrived_on", found.code, d=text, year=year, month=month, day=day)
    if read.day is None:
        return None
    if read.day > lines.on:
        lines.say("arrived_on", "DT-FUTURE", today=lines.on.isoformat())
    years = lines.on.year - read.day.year
    if add_months(read.day, LONG_AGO_YEARS * 12) < lines.on:
        lines.say("arrived_on", "DT-OLD", n=years)
    return read.day


def _employer_code(lines: Lines) -> str:
    text = lines.typed("employer_code")
    if not text:
        return ""
    read = credit_code.read(text)
    if not read.valid:
        lines.say("employer_code", "EM-CODE")
    return read.normalised


def _proof(lines: Lines, kind: str, read: Mapping[str, Any]) -> dict[str, Any]:
    """The paper whose original was seen, with its day; none where nobody says so."""
    if not lines.typed("proof_seen") or not kind:
        return {"proof_kind": "", "proof_dated_on": None}
    field = DAY_OF_PROOF[kind]
    if read[field] is None:
        lines.say(field, "PR-DAY", label=LABELS[field])
    return {"proof_kind": kind if read[field] else "", "proof_dated_on": read[field]}


#: What a reason needs → the fields that answer it, and what is said when one is empty.
ASKED = {
    "employer": (("employer_name",), "EM-EMPTY"),
    "school": (("school_name", "enrolled_on"), "SC-EMPTY"),
    "host": (("host_name", "host_relation"), "HO-EMPTY"),
    "note": (("reason_note",), "RS-NOTE"),
}


def _ask(lines: Lines, need: str) -> None:
    """Say what the reason needs and nobody wrote."""
    if need not in ASKED:
        return
    fields, code = ASKED[need]
    empty = [field for field in fields if not lines.typed(field)]
    if empty:
        lines.say(empty[0], code)
