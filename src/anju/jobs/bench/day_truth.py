"""Whether what a day left in the register is what was typed: nothing else, nothing twice.

Every record is read back as the clerk's own role and compared line by line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from anju.access.actor import Actor
from anju.access.masking import masked_phone
from anju.casework.contents import PaperKind
from anju.jobs.bench.day_people import NEW, Errand, Home, Visitor, neighbours
from anju.kit.clock import day_of
from anju.reading.case_page import case_page
from anju.reading.counter.stay_lines import stay_lines
from anju.reading.known_person import KnownPerson, known_person
from anju.reading.person_file import PaperRow, PersonFile, person_file

__all__ = ["permits_of", "wrong_saves"]

CITIZEN_CARD = "111"
#: The one act that each errand is.
ACTS = {
    Errand.READ: "register_household",
    Errand.TYPED: "register_household",
    Errand.MOVED: "register_household",
    Errand.APPLIED: "submit_application",
    Errand.ENDORSED: "endorse",
    Errand.COLLECTED: "hand_over",
}
PAPERS = {"identity_card": 0, "photo": 1, "lease": 1, "employment_contract": 1}


def permits_of(actor: Actor, people: Iterable[Visitor], *, now: datetime) -> dict[str, str]:
    """The permits of those who come with one or for one, by the number of the person."""
    with_permit = (one for one in people if one.errand in {Errand.ENDORSED, Errand.COLLECTED})
    return {
        one.number: known_person(actor, CITIZEN_CARD, one.number, now=now).permit_number
        for one in with_permit
    }


def wrong_saves(actor: Actor, people: Iterable[Visitor], *, now: datetime) -> list[str]:
    """What was saved otherwise than typed, a line each; nothing when all is right."""
    homes = {
        one.home: known_person(actor, CITIZEN_CARD, one.number, now=now).address
        for one in neighbours()
    }
    return [
        f"{one.errand} {one.name}：{what} 应为 {meant}，存的是 {saved}"
        for one in people
        for what, meant, saved in _differences(actor, one, homes[_lives_at(one)], now)
    ]


def _lives_at(one: Visitor) -> Home:
    return one.home if one.errand in NEW | {Errand.MOVED} else one.before


def _differences(
    actor: Actor, one: Visitor, address: str, now: datetime
) -> Iterator[tuple[str, object, object]]:
    """Name, what it should be, what it is."""
    known = known_person(actor, CITIZEN_CARD, one.number, now=now)
    if not known.is_ours:
        yield "档案", "本所的", "没有"
        return
    file = person_file(actor, known.person_ref, now=now)
    lines = stay_lines(actor, known.registration_number) if known.registration_number else {}
    meant = _meant(one, address) | _meant_of_errand(one, now)
    saved = _saved(known, file, lines) | _saved_of_errand(actor, one, file, now)
    for what, value in meant.items():
        if saved.get(what) != value:
            yield what, value, saved.get(what)


def _meant(one: Visitor, address: str) -> dict[str, object]:
    return {
        "姓名": one.name,
        "出生日期": one.number[6:14],
        "民族": one.ethnic_group,
        "户籍": (one.hukou, one.hukou_address),
        "电话": masked_phone(one.phone),
        "住处": address,
        "事由": "1",
        "职业": "6",
        "服务处所": one.employer,
        "在住登记": 1,
    }


def _saved(known: KnownPerson, file: PersonFile, lines: Mapping[str, str]) -> dict[str, object]:
    return {
        "姓名": file.name,
        "出生日期": f"{file.born_on:%Y%m%d}",
        "民族": file.ethnic_group,
        "户籍": (file.hukou_division, file.hukou_address),
        "电话": file.masked_phone,
        "住处": known.address,
        "事由": lines.get("reason"),
        "职业": lines.get("occupation"),
        "服务处所": lines.get("employer_name"),
        "在住登记": sum(stay.state == "registered" for stay in file.registrations),
    }


def _meant_of_errand(one: Visitor, now: datetime) -> dict[str, object]:
    """What the errand of today adds."""
    on = day_of(now)
    meant: dict[str, object] = {"今天办的": {ACTS[one.errand]: 1}}
    if one.errand in NEW | {Errand.MOVED}:
        meant |= {"到达": on, "登记日": on, "凭证": 1}
    elif one.errand is Errand.APPLIED:
        meant |= {"办件": [("submitted", on)], "材料": PAPERS}
    else:
        meant |= {"卡": "collected"}
    return meant


def _saved_of_errand(
    actor: Actor, one: Visitor, file: PersonFile, now: datetime
) -> dict[str, object]:
    on = day_of(now)
    acts = set(ACTS.values())
    done = Counter(row.act for row in file.timeline if day_of(row.at) == on and row.act in acts)
    stay = file.registrations[0] if file.registrations else None
    saved: dict[str, object] = {
        "今天办的": dict(done),
        "到达": stay.arrived_on if stay else None,
        "登记日": stay.registered_on if stay else None,
        "凭证": sum(_is_slip_of(paper, on) for paper in file.papers),
        "办件": [(case.state, case.submitted_on) for case in file.cases],
        "卡": file.permits[0].card_state if file.permits else "",
    }
    if one.errand is Errand.APPLIED and file.cases:
        page = case_page(actor, file.cases[0].number, now=now)
        saved["材料"] = {paper.kind: paper.pages for paper in page.evidence}
    return saved


def _is_slip_of(paper: PaperRow, on: date) -> bool:
    return paper.kind == PaperKind.SLIP and day_of(paper.issued_at) == on and not paper.voided
