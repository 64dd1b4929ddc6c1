"""Giving out a paper: its number, its check code, and its words frozen as they are that day."""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from anju.access.secrets import seal
from anju.casework.act import Act, Subject
from anju.casework.contents import Content, Office, PaperKind, Verification
from anju.casework.numbers import Series, check_code, draw
from anju.casework.reference_data import TO_BE_CONFIRMED
from anju.reading import cells
from anju.records.agencies.models import Agency
from anju.records.issued.models import Paper

__all__ = [
    "EDITION",
    "SERIES",
    "Blank",
    "blank",
    "freeze",
    "office_of",
    "paper_columns",
    "verification",
]

#: The edition of the forms, named after the day they were laid down.
EDITION = "2016-07-30"
#: Papers that hold document numbers in clear: their content is sealed as a whole.
SEALED = frozenset({PaperKind.REGISTRATION_FORM})
SERIES = {
    PaperKind.SLIP: Series.SLIP,
    PaperKind.REGISTRATION_FORM: Series.FORM,
    PaperKind.DEFICIENCY_NOTICE: Series.DEFICIENCY_NOTICE,
    PaperKind.RECEIPT: Series.RECEIPT,
    PaperKind.COLLECTION_NOTICE: Series.COLLECTION_NOTICE,
    PaperKind.REFUSAL_NOTICE: Series.REFUSAL_NOTICE,
}


@dataclass(frozen=True, slots=True)
class Blank:
    """A numbered paper not yet written on."""

    kind: PaperKind
    number: str
    verification: Verification


def blank(kind: PaperKind, *, agency_code: str, on: date) -> Blank:
    """Take the next number of a kind of paper at an agency, and a check code."""
    number = draw(SERIES[kind], agency_code=agency_code, on=on)
    return Blank(kind, number, verification())


def verification() -> Verification:
    """A new check code, with the address where anybody can ask about it."""
    code = check_code()
    return Verification(code, f"https://{settings.ALLOWED_HOSTS[0]}/check/{code}")


def freeze(act: Act, act_id: int, paper: Blank, content: Content, subject: Subject) -> str:
    """Keep what a paper says for as long as it may be asked about; its number."""
    Paper.objects.create(**paper_columns(act, act_id, paper, content, subject))
    return paper.number


def paper_columns(
    act: Act, act_id: int, paper: Blank, content: Content, subject: Subject
) -> dict[str, Any]:
    """The row of a paper, its content sealed as a whole where it holds numbers in clear."""
    said = content.to_dict()
    if paper.kind in SEALED:
        cell = cells.paper_content(paper.number)
        text = json.dumps(said, ensure_ascii=False)
        said = {"sealed": b64encode(seal(text, cell)).decode("ascii")}
    return {
        "number": paper.number,
        "kind": paper.kind,
        "edition": EDITION,
        "person_id": subject.person_id,
        "area": subject.area,
        "subject_kind": subject.kind,
        "subject_ref": subject.ref,
        "content": said,
        "check_code": paper.verification.code,
        "issued_at": act.now,
        "issued_by": act.actor.staff_number,
        "agency_code": act.actor.agency_code,
        "act_id": act_id,
    }


def office_of(agency_code: str) -> Office:
    """The place a paper names, with the police organ whose seal it bears."""
    agency = Agency.objects.select_related("parent").get(code=agency_code)
    organ = agency.parent if agency.kind == "centre" and agency.parent else agency
    address, phone = _reached_at(agency)
    return Office(organ=organ.name, name=agency.name, address=address, phone=phone)


def _reached_at(agency: Agency) -> tuple[str, str]:
    """Where an agency is found and called; by way of its centre where only that is published."""
    if agency.phone and not agency.address.startswith(TO_BE_CONFIRMED):
        return agency.address, agency.phone
    centres = Agency.objects.filter(parent_id=agency.code, kind="centre").exclude(phone="")
    centre = centres.order_by("code").first()
    return (f"{centre.address}（{centre.name}）", centre.phone) if centre else ("", agency.phone)
