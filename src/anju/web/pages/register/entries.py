"""From the fields of the page to what the casework judges: a household's entry, copies filled in.

Members after the first give number, name and relation; what they leave empty is the first's, and
a child stays with the first person unless something else is said (ux: F4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from anju.casework.registration_form import HouseholdEntry, RegistrationEntry
from anju.codes import citizen_number
from anju.law.identity import guardian_may_apply
from anju.web.pages.register.hukou_places import hukou_code

__all__ = ["household_entry"]

Texts = Mapping[str, str]
OF_AN_ENTRY = frozenset(field.name for field in fields(RegistrationEntry))
REPORTING = ("reporting_party", "reporting_name", "reporting_number", "reporting_phone")
CHILD, STAYS_WITH_FAMILY = "3", "9"
#: What goes with a reason: copied together with it, or not at all.
OF_THE_REASON = (
    "reason", "reason_note", "occupation", "employer_name", "employer_code", "work_since",
    "school_name", "enrolled_on", "host_name", "host_relation",
)  # fmt: skip
OF_THE_HUKOU = ("hukou_division", "hukou_address", "hukou_kind")


def household_entry(
    household: Texts,
    people: Sequence[Texts],
    *,
    confirmed: frozenset[str],
    is_incomplete: bool,
    on: date,
) -> HouseholdEntry:
    """The household as typed, each member with what the household shares."""
    shared = {name: text for name, text in household.items() if name in OF_AN_ENTRY}
    entries = [_entry(shared, person, on) for person in people]
    first, *others = entries
    return HouseholdEntry(
        people=(first, *(_copied(first, other, on) for other in others)),
        **{name: household.get(name, "") for name in REPORTING},
        confirmed=confirmed,
        is_incomplete=is_incomplete,
    )


def _entry(shared: Texts, person: Texts, on: date) -> RegistrationEntry:
    """One person's lines with the place and the day of the household."""
    lines = {**shared, **{name: text for name, text in person.items() if name in OF_AN_ENTRY}}
    lines["hukou_division"] = hukou_code(lines.get("hukou_division", ""), on)
    return RegistrationEntry(**lines)


def _copied(first: RegistrationEntry, other: RegistrationEntry, on: date) -> RegistrationEntry:
    """A member with what was left empty: the first's hukou, and the reason by age."""
    if not other.hukou_division:
        other = replace(other, **{name: getattr(first, name) for name in OF_THE_HUKOU})
    if other.reason:
        return other
    if _is_child(other, on):
        relation = other.relation_to_householder or CHILD
        return replace(
            other,
            reason=STAYS_WITH_FAMILY,
            host_name=other.host_name or first.name,
            host_relation=other.host_relation or relation,
        )
    return replace(other, **{name: getattr(first, name) for name in OF_THE_REASON})


def _is_child(entry: RegistrationEntry, on: date) -> bool:
    """Whether the number shows somebody for whom a guardian speaks because of their age."""
    born_on = citizen_number.read(entry.document_number, on).birth_on
    if born_on is None or born_on > on:
        return False
    return guardian_may_apply(born_on=born_on, limited_mobility=False, on=on).outcome
