"""Made-up lives as lines of text: a list that can be imported, or everything as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from io import StringIO
from types import MappingProxyType

from anju.exchange.formats.registrations.columns import all_columns
from anju.exchange.synthesis.dwellings import MadeUpDwelling
from anju.exchange.synthesis.household import MadeUpPerson
from anju.exchange.synthesis.lives import Life
from anju.exchange.synthesis.stays import MadeUpStay

__all__ = ["FORMATS", "form_values"]


def form_values(life: Life) -> dict[str, str]:
    """One life's lines of the registration form, by the form's fields, as they would be typed."""
    return {
        "household": str(life.household.number),
        **_person_values(life.person),
        **_home_values(life.household.dwelling),
        **_stay_values(life.stay),
        # No province begins with 99: the form asks, and somebody has looked.
        "confirmed": "是",
    }


def _person_values(person: MadeUpPerson) -> dict[str, str]:
    return {
        "document_kind": "111",
        "document_number": person.citizen_number,
        "name": person.name,
        "sex": person.sex,
        "born_on": person.born_on.isoformat(),
        "ethnic_group": person.ethnic_group,
        "hukou_division": person.hukou_division,
        "hukou_address": person.hukou_address,
        "hukou_kind": person.hukou_kind,
        "phone": person.phone,
        "education": person.education,
        "marital_status": person.marital_status,
    }


def _home_values(home: MadeUpDwelling) -> dict[str, str]:
    return {
        "township": home.township_name,
        "address": home.address,
        "building": home.building,
        "unit": home.unit,
        "floor": "" if home.floor is None else str(home.floor),
        "room": home.room,
        "landmark": home.landmark,
        "place_kind": home.place_kind,
        "landlord_name": home.landlord_name,
        "landlord_phone": home.landlord_phone,
    }


def _stay_values(stay: MadeUpStay) -> dict[str, str]:
    return {
        "arrived_on": stay.arrived_on.isoformat(),
        "planned_stay": stay.planned_stay,
        "reason": stay.reason,
        "occupation": stay.occupation,
        "employer_name": stay.employer_name,
        "employer_code": stay.employer_code,
        "work_since": _day(stay.work_since),
        "school_name": stay.school_name,
        "enrolled_on": _day(stay.enrolled_on),
        "host_name": stay.host_name,
        "host_relation": stay.host_relation,
        "relation_to_householder": stay.relation_to_householder,
        "guardian_name": stay.guardian_name,
        "guardian_number": stay.guardian_number,
        "guardian_relation": stay.guardian_relation,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _csv_lines(lives: Iterable[Life]) -> Iterator[str]:
    """A head line and one line a person, with the headers the import knows."""
    columns = all_columns()
    yield "\ufeff" + _csv_line([column.header for column in columns])
    for life in lives:
        values = form_values(life)
        yield _csv_line([values.get(column.field, "") for column in columns])


def _csv_line(cells: list[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _json_lines(lives: Iterable[Life]) -> Iterator[str]:
    """One object a person: who, where, why, what happened, and where it stands."""
    encode = partial(json.dumps, ensure_ascii=False, default=_plain, separators=(",", ":"))
    for life in lives:
        yield (
            encode(
                {
                    "household": life.household.number,
                    "person": asdict(life.person),
                    "dwelling": asdict(life.household.dwelling),
                    "stay": asdict(life.stay),
                    "events": [
                        {"on": event.on, "step": event.step, **event.facts} for event in life.events
                    ],
                    "standing": asdict(life.standing),
                }
            )
            + "\n"
        )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no plain form of {value!r}")


FORMATS: Mapping[str, Callable[[Iterable[Life]], Iterator[str]]] = MappingProxyType(
    {"csv": _csv_lines, "jsonl": _json_lines}
)
"""What lives can be written as."""
