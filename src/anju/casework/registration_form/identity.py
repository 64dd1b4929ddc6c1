"""The first group of the form: who it is, by the document in hand."""

import re
from datetime import date
from functools import lru_cache

from anju.casework.registration_form.lines import LABELS, Lines
from anju.codes import citizen_number, divisions, names, phone, typed_dates
from anju.codes.printable import code_point, unprintable
from anju.codes.problem import Problem
from anju.codes.tables import table
from anju.law.territory import another_city, city_unit

__all__ = ["read_contact", "read_division", "read_document", "read_hukou", "read_name"]

HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\ue000-\uf8ff]")
LONGEST_NUMBER = 30
SEXES = {"male": "1", "female": "2"}
#: The code of somebody who means to apply for a permit.
WANTS = "1"
#: More people than this behind one telephone number: reminders will go astray.
PEOPLE_A_PHONE = 10


def read_document(lines: Lines) -> tuple[str, str, str, date | None]:
    """Kind and number of the document, and the sex and day of birth it shows."""
    kind = lines.code("document_kind", "document_kinds", empty="DC-KIND")
    found = table("document_kinds").find(kind, lines.on) if kind else None
    if found is not None and found.more["offered"] != "yes":
        lines.say("document_kind", "DC-KIND")
    if found is None or found.more["holds_citizen_number"] == "yes":
        return (kind, *_by_citizen_number(lines))
    return (kind, _other_number(lines), *_typed_person(lines))


def read_name(lines: Lines) -> str:
    """The name as on the document, its dots put right and nothing else touched."""
    read = names.read(lines.entry.name)
    for found in read.problems:
        lines.say("name", found.code, n=found.count, c=found.text)
    if read.normalised and not HAN.search(read.normalised) and _holds_citizen_number(lines):
        lines.say("name", "NM-LATIN")
    rare = unprintable(read.normalised)
    if rare:
        lines.say("name", "NM-RARE", c="、".join(rare), shown="".join(map(code_point, rare)))
    return read.normalised


def _holds_citizen_number(lines: Lines) -> bool:
    found = table("document_kinds").find(lines.typed("document_kind"), lines.on)
    return found is not None and found.more["holds_citizen_number"] == "yes"


def read_hukou(lines: Lines) -> str:
    """The county of the hukou; a hint when it lies in the same city as the residence."""
    text = lines.typed("hukou_division")
    if not text:
        lines.say("hukou_division", "HK-EMPTY")
        return ""
    code = divisions.normalised(text)
    if divisions.state(code, lines.on) == "unknown":
        lines.say("hukou_division", "CD-UNKNOWN", label="户籍所在的县", d=text)
        return ""
    here = lines.context.residence_division
    if _lie_in_one_city(code, here, lines.on):
        unit = city_unit(division=here, on=lines.on).outcome
        city = unit.name if unit else ""
        lines.say("hukou_division", "HK-SAME", city=city)
        if lines.typed("wants_permit") == WANTS:
            lines.say("wants_permit", "WP-SAME", city=city)
    if not lines.typed("hukou_address"):
        lines.say("hukou_address", "HA-EMPTY")
    return code


def read_division(lines: Lines, field: str) -> str:
    """A county that may be left out: the code of one that there is or was."""
    text = lines.typed(field)
    code = divisions.normalised(text) if text else ""
    if code and divisions.state(code, lines.on) == "unknown":
        lines.say(field, "CD-UNKNOWN", label=LABELS[field], d=text)
        return ""
    return code


@lru_cache(maxsize=4096)
def _lie_in_one_city(hukou_division: str, residence_division: str, on: date) -> bool:
    """Whether two counties belong to one city, asked once for all who come from there."""
    other = another_city(
        hukou_division=hukou_division, residence_division=residence_division, on=on
    )
    return other.outcome is False


def read_contact(lines: Lines, field: str = "phone") -> str:
    """A telephone number, which nobody needs to have."""
    read = phone.read(lines.typed(field))
    for found in read.problems:
        lines.say(field, found.code)
    uses = lines.context.phone_uses.get(read.normalised, 0) if read.normalised else 0
    if field == "phone" and uses > PEOPLE_A_PHONE:
        lines.say(field, "PH-SHARED", n=uses)
    return read.normalised


def _by_citizen_number(lines: Lines) -> tuple[str, str, date | None]:
    """Number, sex and birth by the citizen number; what was typed beside it must agree."""
    read = citizen_number.read(lines.entry.document_number, lines.on)
    for found in read.problems:
        made_up = found.code == "ID-DIV" and read.made_up
        if not (made_up and lines.context.made_up_people_pass):
            lines.say("document_number", found.code, **_brought(found))
    sex = SEXES.get(read.sex or "", "")
    if read.valid:
        _must_agree(lines, sex, read.birth_on)
    return read.normalised, sex, read.birth_on


def _must_agree(lines: Lines, sex: str, born_on: date | None) -> None:
    """Say where sex or birth were typed and say something else than the number."""
    if lines.typed("sex") and lines.code("sex", "sexes") not in {"", sex}:
        lines.say("sex", "SX-DIFF")
    typed = lines.typed("born_on")
    if typed and typed_dates.read(typed, lines.on).day != born_on:
        lines.say("born_on", "BI-DIFF")


def _other_number(lines: Lines) -> str:
    """The number of a document that holds no citizen number."""
    number = lines.typed("document_number").upper()
    if not number:
        lines.say("document_number", "DC-EMPTY")
    if len(number) > LONGEST_NUMBER:
        lines.say("document_number", "DC-LONG", n=len(number))
    return number


def _typed_person(lines: Lines) -> tuple[str, date | None]:
    """Sex and birth where the number does not tell them."""
    sex = lines.code("sex", "sexes", empty="SX-EMPTY")
    text = lines.typed("born_on")
    if not text:
        lines.say("born_on", "BI-EMPTY")
        return sex, None
    born_on = typed_dates.read(text, lines.on).day
    if born_on is None or not citizen_number.EARLIEST_BIRTH <= born_on <= lines.on:
        lines.say("born_on", "BI-REAL", d=text)
        return sex, None
    return sex, born_on


def _brought(found: Problem) -> dict[str, object]:
    """What the sentences about numbers want to name."""
    count = found.count or 0
    return {
        "n": abs(count),
        "less_or_more": "少" if count < 0 else "多",
        "i": found.position,
        "c": found.text,
        "d": found.text,
    }
