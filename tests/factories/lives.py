"""Lives brought so far by the verbs themselves: registered, applying, accepted, holding."""

from dataclasses import dataclass, replace
from datetime import date

from tests.factories.cast import QIAN, SUN, WANG, WU
from tests.factories.registrations import at, entry, household, key

from anju.casework.cards.collection import hand_over, notify_ready
from anju.casework.cards.stock import receive_blanks
from anju.casework.cases.acceptance import accept
from anju.casework.cases.applications import submit_application
from anju.casework.cases.decisions import approve, review
from anju.casework.cases.outcomes import Application, Collector, EvidenceShown
from anju.casework.cases.production import record_produced, send_to_production
from anju.casework.registration_form import RegistrationEntry
from anju.casework.registrations.register import HouseholdRegistered, register_household

REGISTERED_ON = date(2026, 3, 3)
#: Half a year after 2026-03-03 is full on 09-03 and complete the day after.
ELIGIBLE_ON = date(2026, 9, 4)
EVERYTHING = (
    EvidenceShown("identity_card"),
    EvidenceShown("photo"),
    EvidenceShown("lease", date(2026, 3, 1), "杨某"),
    EvidenceShown("employment_contract", date(2026, 3, 2), "金源建筑"),
)


@dataclass(frozen=True)
class Life:
    """How far somebody has come."""

    person_ref: str
    registration_number: str
    case_number: str = ""
    permit_number: str = ""
    document_number: str = ""


def registered(one: RegistrationEntry | None = None, *, on: date = REGISTERED_ON) -> Life:
    """Somebody registered at station A."""
    one = one or entry()
    result: HouseholdRegistered = register_household(
        actor=WU, household=household(one), request_key=key(), now=at(on)
    )
    person = result.people[0]
    return Life(person.person_ref, person.registration_number, document_number=one.document_number)


def applying(
    life: Life | None = None,
    *,
    evidence: tuple[EvidenceShown, ...] = EVERYTHING,
    on: date = ELIGIBLE_ON,
) -> Life:
    """Somebody who has applied for a first permit, with everything on the counter."""
    life = life or registered()
    application = Application(
        person_ref=life.person_ref,
        housing="rented",
        grounds=("employment",),
        evidence=evidence,
    )
    opened = submit_application(actor=WU, application=application, request_key=key(), now=at(on))
    return replace(life, case_number=opened.case_number)


def accepted(life: Life | None = None, *, on: date = ELIGIBLE_ON) -> Life:
    """Somebody whose application was accepted."""
    life = life or applying(on=on)
    accept(actor=WU, case_number=life.case_number, request_key=key(), now=at(on, 11))
    return life


def approved(life: Life | None = None, *, on: date = ELIGIBLE_ON) -> Life:
    """Somebody whose permit was approved and issued."""
    life = life or accepted(on=on)
    review(actor=SUN, case_number=life.case_number, request_key=key(), now=at(on, 12))
    told = approve(actor=WANG, case_number=life.case_number, request_key=key(), now=at(on, 13))
    return replace(life, permit_number=told.permit_number)


def stocked(first: str, last: str = "", *, on: date = ELIGIBLE_ON) -> None:
    """Blank cards in the stock of the county, by their serials."""
    serials = {"first_serial": first, "last_serial": last or first}
    receive_blanks(actor=QIAN, **serials, request_key=key(), now=at(on, 8))


def carded(life: Life, *, blank_serial: str, on: date) -> Life:
    """Somebody whose card was made and waits to be collected."""
    case = {"case_number": life.case_number}
    stocked(blank_serial, on=on)
    send_to_production(actor=WANG, **case, request_key=key(), now=at(on, 14))
    record_produced(
        actor=QIAN, **case, blank_serial=blank_serial, request_key=key(), now=at(on, 15)
    )
    notify_ready(actor=QIAN, **case, request_key=key(), now=at(on, 16))
    return life


def holding(*, blank_serial: str = "B0001", on: date = ELIGIBLE_ON) -> Life:
    """Somebody who holds a permit and its card."""
    life = carded(approved(on=on), blank_serial=blank_serial, on=on)
    hand_over(
        actor=WU,
        case_number=life.case_number,
        collector=Collector("周阿妹", holder_number=life.document_number),
        request_key=key(),
        now=at(on, 17),
    )
    return life
