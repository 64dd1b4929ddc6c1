"""What breaks the constraints of duplicates, second notices and supervision, each by its name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from psycopg.types.range import Range
from tests.records import rows
from tests.records.rows import ARRIVED, HERE, KNOWN_AT, code

from anju.records.cases.models import Correction, Evidence, SecondNoticeRequest
from anju.records.people.models import DuplicatePair, MergeNotice, Person, PersonMerge
from anju.records.registrations.models import ResidenceRegistration
from anju.records.supervision.models import (
    AddressInquiry,
    CorrectionOrder,
    NamedRight,
    Protection,
    ServiceRating,
)

__all__ = ["NEWER"]

LATER = ARRIVED + timedelta(days=9)


def pair(**changes: Any) -> DuplicatePair:
    one = changes.pop("of", None) or rows.person()
    told = {
        "person": one, "area": one.area, "ref": code(), "other_id": one.pk - 1, "level": "same",
        "reasons": [], "likeness": "", "found_by": "saving", "found_at": KNOWN_AT,
    }  # fmt: skip
    return DuplicatePair.objects.create(**told | changes)


def merge() -> PersonMerge:
    kept, absorbed = rows.person(), rows.person()
    return PersonMerge.objects.create(
        kept=kept, absorbed=absorbed, area=kept.area, moved={}, act_id=1, merged_at=KNOWN_AT
    )


def told_of(of: PersonMerge, **changes: Any) -> MergeNotice:
    told = {
        "merge": of, "person": of.kept, "area": HERE, "ref": code(), "kept_area": HERE,
        "kept_name": "周", "absorbed_name": "周", "reason": "x", "merged_by": "wu",
        "told_at": KNOWN_AT, "act_id": 1,
    }  # fmt: skip
    return MergeNotice.objects.create(**told | changes)


def second_notice(**changes: Any) -> SecondNoticeRequest:
    case = changes.pop("case", None) or rows.case(rows.person())
    told = {
        "case": case, "person": case.person, "area": case.area, "ref": code(), "sequence": 2,
        "reason": "x", "asked_by": "wu", "asked_at": KNOWN_AT, "act_id": 1,
    }  # fmt: skip
    return SecondNoticeRequest.objects.create(**told | changes)


def inquiry(of: ResidenceRegistration, **changes: Any) -> AddressInquiry:
    told = {
        "registration": of, "person": of.person, "area": of.area, "ref": code(), "ground": "1",
        "noticed": "x", "opened_on": ARRIVED, "opened_by": "wu", "due_on": LATER, "act_id": 1,
    }  # fmt: skip
    return AddressInquiry.objects.create(**told | changes)


def order(of: Person, **changes: Any) -> CorrectionOrder:
    told = {
        "person": of, "area": of.area, "number": code(), "offence": "not_registered",
        "addressee": "杨某", "facts": "x", "ordered_on": ARRIVED, "ordered_by": "sun",
        "due_on": LATER, "act_id": 1,
    }  # fmt: skip
    return CorrectionOrder.objects.create(**told | changes)


def rating(**changes: Any) -> ServiceRating:
    told = {
        "ref": code(), "area": HERE, "subject_kind": "case", "subject_ref": "S1", "level": 5,
        "rated_on": ARRIVED, "act_id": 1,
    }  # fmt: skip
    return ServiceRating.objects.create(**told | changes)


def protection(of: Person) -> Protection:
    return Protection.objects.create(
        person=of, area=of.area, ground="1", order="x", during=Range(ARRIVED, None, "[)"),
        ordered_by="li", act_id=1,
    )  # fmt: skip


def right(given_by: str = "wang") -> NamedRight:
    return NamedRight.objects.create(
        staff_number="wu", agency_code=HERE, during=Range(ARRIVED, LATER, "[)"), reason="x",
        given_by=given_by, act_id=1,
    )  # fmt: skip


def correction() -> Correction:
    one = rows.person()
    return Correction.objects.create(
        person=one, area=one.area, ref=code(), subject_kind="person", subject_id=one.pk,
        before={}, after={}, reason="x", state="approved", proposed_by="wu", proposed_at=KNOWN_AT,
        proposed_at_agency=HERE, decided_by="li", decided_at_agency=HERE, decided_at=KNOWN_AT,
        act_id=1,
    )  # fmt: skip


def evidence() -> Evidence:
    one = rows.person()
    return Evidence.objects.create(
        person=one, area=one.area, case=rows.case(one), kind="lease", pages=1,
        added_at=KNOWN_AT, added_by="wu",
    )  # fmt: skip


def twice(make: Callable[[Any], object], of: Callable[[], Any]) -> Callable[[], object]:
    """The same row made twice about one thing."""

    def made() -> None:
        one = of()
        make(one), make(one)

    return made


def stay() -> ResidenceRegistration:
    return rows.registration(rows.person())


#: The name of the constraint and what breaks it.
NEWER: dict[str, Callable[[], object]] = {
    "duplicate_pair_once": twice(lambda one: pair(of=one), rows.person),
    "duplicate_pair_in_order": lambda: pair(other_id=10**9),
    "duplicate_pair_level": lambda: pair(level="x"),
    "duplicate_pair_state": lambda: pair(state="x"),
    "merge_notice_once": twice(told_of, merge),
    "merge_notice_state": lambda: told_of(merge(), state="x"),
    "merge_objection_has_reason": lambda: told_of(merge(), state="objected"),
    "second_notice_asked_once": twice(
        lambda case: second_notice(case=case), lambda: rows.case(rows.person())
    ),
    "second_notice_four_eyes": lambda: second_notice(decided_by="wu"),
    "second_notice_state": lambda: second_notice(state="x"),
    "correction_two_units": correction,
    "evidence_file_has_pages": evidence,
    "one_open_inquiry": twice(inquiry, stay),
    "inquiry_concluded_with_a_result": lambda: inquiry(stay(), state="concluded"),
    "one_open_order": twice(order, rows.person),
    "order_leaves_time": lambda: order(rows.person(), due_on=ARRIVED),
    "one_rating_an_act": twice(lambda _one: rating(), rows.person),
    "rating_has_five_levels": lambda: rating(level=6),
    "one_protection_at_a_time": twice(protection, rows.person),
    "one_named_right_at_a_time": twice(lambda _one: right(), rows.person),
    "nobody_gives_themselves_a_right": lambda: right(given_by="wu"),
}
