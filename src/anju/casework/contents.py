"""What each paper says, frozen on the day it is issued.

An act that gives a paper into somebody's hand freezes what the paper says as one of these
values and stores it as JSON; printing it again in ten years reads the same value and never the
records, which have moved on. Plain values only: text, whole numbers, days, and tuples of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from anju.casework.frozen import Content

__all__ = [
    "CONTENT_OF",
    "CollectionNoticeContent",
    "Content",
    "DeficiencyNoticeContent",
    "FamilyMember",
    "FormPerson",
    "FormReporter",
    "FormStay",
    "FormWork",
    "MissingItem",
    "Office",
    "PaperKind",
    "ReceiptContent",
    "RefusalKind",
    "RefusalNoticeContent",
    "RefusalReason",
    "RegistrationFormContent",
    "Remedy",
    "SlipContent",
    "SlipHolder",
    "Verification",
]


class PaperKind(StrEnum):
    """The papers a counter hands out; the value names the folder of its editions."""

    SLIP = "slip"
    REGISTRATION_FORM = "registration_form"
    DEFICIENCY_NOTICE = "deficiency_notice"
    RECEIPT = "receipt"
    COLLECTION_NOTICE = "collection_notice"
    REFUSAL_NOTICE = "refusal_notice"


class RefusalKind(StrEnum):
    """Which of the refusals a refusal notice tells."""

    DECLINE_ACCEPTANCE = "decline_acceptance"
    REFUSE = "refuse"
    REFUSE_ENDORSEMENT = "refuse_endorsement"
    REJECT_REPORT = "reject_report"


# ------------------------------------------------------------------ parts of several papers


@dataclass(frozen=True, slots=True)
class Office(Content):
    """Where a paper was given out, or where something is collected.

    `organ` is the full name of the organ whose seal the paper bears; `name` the place people
    go to, which may be an entrusted centre; `phone` is one that is answered.
    """

    organ: str
    name: str
    address: str
    phone: str
    hours: str = ""
    window: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True, slots=True)
class Verification(Content):
    """The short code people read out, and the address its QR code holds."""

    code: str
    link: str


@dataclass(frozen=True, slots=True)
class FamilyMember(Content):
    """Somebody who moved in together with the person: a row of a slip or of a form."""

    name: str
    sex: str
    relation: str
    born_on: date
    document_number: str = ""
    ethnic_group: str = ""
    hukou_place: str = ""
    phone: str = ""
    reason: str = ""


# ------------------------------------------------------------------ 暂住登记凭证


@dataclass(frozen=True, slots=True)
class SlipHolder(Content):
    """The person of a slip; the citizen number comes masked and is never kept here in clear."""

    name: str
    sex: str
    ethnic_group: str
    citizen_number_masked: str


@dataclass(frozen=True, slots=True)
class SlipContent(Content):
    """暂住登记凭证: given free of charge to everyone registered, children on the parent's slip.

    `may_apply_from` is the earliest day of an application for a permit, or None with the reason
    in `may_apply_note`.
    """

    number: str
    issued_on: date
    holder: SlipHolder
    hukou_address: str
    residence_address: str
    registered_on: date
    residence_starts_on: date
    residence_start_basis: str
    may_apply_from: date | None
    may_apply_note: str
    children: tuple[FamilyMember, ...]
    office: Office
    clerk: str
    verification: Verification


# ------------------------------------------------------------------ 暂住信息登记表


@dataclass(frozen=True, slots=True)
class FormPerson(Content):
    """Who is registered."""

    name: str
    sex: str
    ethnic_group: str
    born_on: date
    document_kind: str
    document_number: str
    hukou_division: str
    hukou_address: str
    former_name: str = ""
    hukou_kind: str = ""
    phone: str = ""
    other_contact: str = ""
    education: str = ""
    marital_status: str = ""
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class FormStay(Content):
    """Where the person lives, since when, and why."""

    residence_address: str
    township: str
    dwelling_kind: str
    arrived_on: date
    reason: str
    landmark: str = ""
    community: str = ""
    living_arrangement: str = ""
    landlord: str = ""
    landlord_phone: str = ""
    relation_to_landlord: str = ""
    householder: str = ""
    relation_to_householder: str = ""
    came_from: str = ""
    intends_to_stay: str = ""
    reason_note: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class FormWork(Content):
    """Where the person works or studies; everything is empty for who does neither."""

    occupation: str = ""
    employer: str = ""
    credit_code: str = ""
    employer_address: str = ""
    employer_phone: str = ""
    employed_since: date | None = None
    school: str = ""
    enrolled_on: date | None = None


@dataclass(frozen=True, slots=True)
class FormReporter(Content):
    """Who reported the stay, and in which capacity."""

    capacity: str
    name: str
    document_number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationFormContent(Content):
    """暂住信息登记表: what was collected, for the person's signature and the office's file.

    It holds document numbers in clear, so what stores it stores it encrypted.
    """

    number: str
    registered_on: date
    person: FormPerson
    stay: FormStay
    work: FormWork
    residence_starts_on: date
    residence_start_basis: str
    members: tuple[FamilyMember, ...]
    reporter: FormReporter
    slip_number: str
    channel: str
    verified: str
    wants_permit: str
    note: str
    office: Office
    clerk: str
    verification: Verification


# ------------------------------------------------------------------ papers of a permit case


@dataclass(frozen=True, slots=True)
class MissingItem(Content):
    """One thing that is missing or faulty: what, why, what would do, from whom, by what right."""

    what: str
    why: str
    satisfied_by: str
    issued_by: str
    basis: str


@dataclass(frozen=True, slots=True)
class DeficiencyNoticeContent(Content):
    """一次性告知书: everything that is missing, told once."""

    number: str
    issued_on: date
    service: str
    applicant: str
    document_number_masked: str
    agent: str
    missing: tuple[MissingItem, ...]
    already_accepted: tuple[str, ...]
    supply_by: date
    how_to_supply: str
    checklist_version: str
    office: Office
    clerk: str
    verification: Verification
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptContent(Content):
    """受理回执: from this day the time limits run."""

    number: str
    accepted_on: date
    service: str
    applicant: str
    document_number_masked: str
    agent: str
    received: tuple[str, ...]
    produce_by: date
    hand_over_by: date
    basis: str
    fee: str
    collect_at: Office
    how_to_collect: str
    clerk: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class CollectionNoticeContent(Content):
    """领证通知: the permit is ready, where and with what it is collected."""

    number: str
    issued_on: date
    service: str
    applicant: str
    document_number_masked: str
    accepted_on: date
    ready_on: date
    collect_at: Office
    bring: tuple[str, ...]
    agent_rule: str
    fee: str
    clerk: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class RefusalReason(Content):
    """One reason in a sentence a person understands, and the article it stands on."""

    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Remedy(Content):
    """To whom a refusal can be taken, and for how long."""

    review_organ: str
    review_within: str
    court: str
    lawsuit_within: str
    basis: str


@dataclass(frozen=True, slots=True)
class RefusalNoticeContent(Content):
    """不予受理、不予办理、不予签注、不予登记通知书: facts, reasons with their articles, remedy."""

    kind: RefusalKind
    number: str
    decided_on: date
    service: str
    applicant: str
    document_number_masked: str
    applied_on: date
    facts: str
    reasons: tuple[RefusalReason, ...]
    what_to_do: str
    remedy: Remedy
    office: Office
    clerk: str
    verification: Verification


CONTENT_OF: Mapping[PaperKind, type[Content]] = MappingProxyType(
    {
        PaperKind.SLIP: SlipContent,
        PaperKind.REGISTRATION_FORM: RegistrationFormContent,
        PaperKind.DEFICIENCY_NOTICE: DeficiencyNoticeContent,
        PaperKind.RECEIPT: ReceiptContent,
        PaperKind.COLLECTION_NOTICE: CollectionNoticeContent,
        PaperKind.REFUSAL_NOTICE: RefusalNoticeContent,
    }
)
"""Which content each paper is made from."""
