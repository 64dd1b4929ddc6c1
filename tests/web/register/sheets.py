"""The registration sheet as a browser sends it."""

from typing import Any
from uuid import uuid4

from tests.factories.registrations import TOWN_A, made_up_number

__all__ = ["ADDRESS", "errors_on", "sheet"]

ADDRESS = "/counter/register/"
PLACE = {
    "township": TOWN_A, "address": "迎宾大道15号", "building": "1栋", "room": "602",
    "place_kind": "1", "landlord_name": "杨某", "arrived_on": "-1", "reporting_party": "1",
}  # fmt: skip
PERSON = {
    "document_kind": "111", "name": "周小满", "ethnic_group": "06", "hukou_division": "黎平县",
    "hukou_address": "德凤街道平街1号", "reason": "1", "occupation": "6",
    "employer_name": "金源建筑", "relation_to_householder": "1",
}  # fmt: skip


def sheet(*members: dict[str, str], act: str = "save", **changes: Any) -> dict[str, Any]:
    """The fields of a household; changes whose names begin with `p0_` are the first person's."""
    sent: dict[str, Any] = {"act": act, "request_key": str(uuid4()), **PLACE}
    first = PERSON | {"document_number": made_up_number()}
    first |= {name[3:]: changes.pop(name) for name in list(changes) if name.startswith("p0_")}
    for place, person in enumerate([first, *members]):
        sent |= {f"p{place}-{name}": text for name, text in person.items()}
    sent["person"] = [str(place) for place in range(1 + len(members))]
    return sent | changes


def errors_on(page: str) -> str:
    """The summary of errors of a page."""
    return (
        page.split("data-error-summary")[1].split("</ul>", maxsplit=1)[0]
        if "data-error-summary" in page
        else ""
    )
