"""What is written into the registration form, what it was found to say, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "Checked",
    "CheckedHousehold",
    "FormContext",
    "HouseholdEntry",
    "KnownStay",
    "Problem",
    "RegistrationEntry",
    "RegistrationValues",
    "Severity",
]


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"  # 错误: cannot be saved
    CHECK = "check"  # 请核对: saved once the clerk says the document is right
    HINT = "hint"  # 提示: said, never in the way


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: in which field, under which code, in which sentence."""

    field: str
    code: str
    sentence: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationEntry:
    """One person's lines of the registration form as typed: raw texts, nothing cleaned.

    Place: either `door_code` (a dwelling on file) or `township` with `address` (a text; kept as a
    pending address when it is not on file) and the parts behind it. `guardian_name` may name an
    adult of the same household; then no number is needed. `left_before_on` is the day somebody
    registered elsewhere left there; `proof_seen` says that the original of the contract, licence
    or school roll was looked at, so that residence may count from its day.
    """

    document_kind: str = "111"
    document_number: str = ""
    name: str = ""
    former_name: str = ""
    sex: str = ""
    born_on: str = ""
    ethnic_group: str = ""
    hukou_division: str = ""
    hukou_address: str = ""
    hukou_kind: str = ""
    phone: str = ""
    other_contact: str = ""
    education: str = ""
    marital_status: str = ""
    door_code: str = ""
    township: str = ""
    village: str = ""
    address: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    landmark: str = ""
    place_kind: str = ""
    landlord_name: str = ""
    landlord_phone: str = ""
    landlord_relation: str = ""
    living_arrangement: str = ""
    came_from: str = ""
    arrived_on: str = ""
    planned_stay: str = ""
    leaves_on: str = ""
    left_before_on: str = ""
    reason: str = ""
    reason_note: str = ""
    occupation: str = ""
    employer_name: str = ""
    employer_code: str = ""
    employer_address: str = ""
    employer_phone: str = ""
    work_since: str = ""
    school_name: str = ""
    enrolled_on: str = ""
    proof_seen: str = ""
    host_name: str = ""
    host_relation: str = ""
    relation_to_householder: str = ""
    guardian_name: str = ""
    guardian_number: str = ""
    guardian_relation: str = ""
    wants_permit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdEntry:
    """A household as typed: who reports, and everybody who lives there, the householder first.

    `confirmed` holds the codes of problems of severity "check" that the clerk has looked into
    ("证件无误"). `is_incomplete` saves what is there although facts are missing (待补); identity,
    arrival and place must stand all the same.
    """

    people: tuple[RegistrationEntry, ...]
    channel: str = "1"
    reporting_party: str = "1"
    reporting_name: str = ""
    reporting_number: str = ""
    reporting_phone: str = ""
    confirmed: frozenset[str] = frozenset()
    is_incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationValues:
    """One person's lines, cleaned and typed: what the acts write."""

    document_kind: str
    document_number: str
    name: str
    former_name: str
    sex: str
    born_on: date
    ethnic_group: str
    hukou_division: str
    hukou_address: str
    hukou_kind: str
    phone: str
    other_contact: str
    education: str
    marital_status: str
    door_code: str
    township: str
    village: str
    address: str
    building: str
    unit: str
    floor: int | None
    room: str
    landmark: str
    place_kind: str
    landlord_name: str
    landlord_phone: str
    landlord_relation: str
    living_arrangement: str
    came_from: str
    arrived_on: date
    planned_stay: str
    leaves_on: date | None
    left_before_on: date | None
    reason: str
    reason_note: str
    occupation: str
    employer_name: str
    employer_code: str
    employer_address: str
    employer_phone: str
    work_since: date | None
    school_name: str
    enrolled_on: date | None
    proof_kind: str
    proof_dated_on: date | None
    host_name: str
    host_relation: str
    relation_to_householder: str
    guardian_name: str
    guardian_number: str
    guardian_relation: str
    wants_permit: str
    note: str


@dataclass(frozen=True, slots=True)
class KnownStay:
    """Where a document's holder is registered now, as far as the asker may know it."""

    name: str
    registered_on: date
    address: str
    door_code: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """What the register knows that the rules need: read once, so that a row asks no database.

    `residence_division` is the six-digit division of the counter; `townships` maps the townships
    (9 digits) of the province's stations to the agency responsible and its short name, and
    `area` is the area of the asking agency; `known_stays` is keyed by document kind and number;
    `phone_uses` says how many people a phone number already stands for; `addresses_with_rooms`
    holds the addresses ("township:text") whose buildings have rooms; `door_codes` maps the door
    codes on file to their townships. In production nobody carries a made-up number, so
    `made_up_people_pass` is false there and such a number is looked into.
    """

    residence_division: str
    area: str
    townships: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    known_stays: Mapping[tuple[str, str], KnownStay] = field(default_factory=dict)
    phone_uses: Mapping[str, int] = field(default_factory=dict)
    addresses_with_rooms: frozenset[str] = frozenset()
    door_codes: Mapping[str, str] = field(default_factory=dict)
    made_up_people_pass: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one entry: typed values when nothing of severity "error" stands in the way."""

    values: RegistrationValues | None
    problems: tuple[Problem, ...] = ()

    @property
    def may_be_saved(self) -> bool:
        """Whether no problem is an error."""
        return self.values is not None


@dataclass(frozen=True, slots=True)
class CheckedHousehold:
    """The verdict on a household: one verdict for each person, in order, and what is common."""

    people: tuple[Checked, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def may_be_saved(self) -> bool:
        """Whether nobody's lines and nothing common carry an error."""
        errors = (p for p in self.problems if p.severity is Severity.ERROR)
        return all(person.may_be_saved for person in self.people) and not any(errors)
