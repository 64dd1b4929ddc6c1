"""The judgement on the registration form: the same for the page and for a workbook's row."""

from dataclasses import replace
from datetime import date
from typing import Any

from anju.casework.registration_form.entry import (
    Checked,
    CheckedHousehold,
    FormContext,
    HouseholdEntry,
    Problem,
    RegistrationEntry,
    RegistrationValues,
    Severity,
)
from anju.casework.registration_form.identity import (
    read_contact,
    read_document,
    read_hukou,
    read_name,
)
from anju.casework.registration_form.lines import Lines
from anju.casework.registration_form.messages import problem
from anju.casework.registration_form.stay import (
    HOUSEHOLDER,
    read_arrival,
    read_guardian,
    read_place,
    read_reason,
    read_relation,
)
from anju.codes.tables import table
from anju.law.identity import guardian_must_be_adult

__all__ = ["check_household", "check_registration"]

#: What may be brought later when the registration is saved as incomplete (待补).
MAY_WAIT = frozenset(
    {
        "ET-EMPTY",
        "HK-EMPTY",
        "OW-EMPTY",
        "EM-EMPTY",
        "SC-EMPTY",
        "HO-EMPTY",
        "RS-NOTE",
        "GU-EMPTY",
        "AD-ROOM",
        "PX-EMPTY",
    }
)


def check_registration(
    entry: RegistrationEntry,
    *,
    on: date,
    context: FormContext,
    is_first: bool = True,
    is_incomplete: bool = False,
) -> Checked:
    """Whether one person's lines can stand on the day: typed values, and every problem at once.

    `is_first`: nobody stands before the person in the household, so that an empty relation means
    the householder. With `is_incomplete` what may be brought later does not stand in the way.
    """
    lines = Lines(entry, on, context)
    values = _values(lines, is_first=is_first)
    if is_incomplete:
        lines.problems = [_put_off(found) for found in lines.problems]
    sound = values is not None and not lines.has_error
    return Checked(values if sound else None, tuple(lines.problems))


def check_household(
    household: HouseholdEntry, *, on: date, context: FormContext
) -> CheckedHousehold:
    """Whether a household can be registered: each person, and what only all together show.

    A person under 16 needs a guardian in the same form or typed; the householder stands once;
    a document stands once; whoever reports for others says who they are.
    """
    entries = _with_guardian(household.people, on, context)
    people = [
        check_registration(
            entry,
            on=on,
            context=context,
            is_first=place == 0,
            is_incomplete=household.is_incomplete,
        )
        for place, entry in enumerate(entries)
    ]
    found = [*_twice(people), *_householders(people), *_reporter(household, on)]
    if household.is_incomplete:
        found = [_put_off(one) for one in found]
    return CheckedHousehold(tuple(people), tuple(found))


def _values(lines: Lines, *, is_first: bool) -> RegistrationValues | None:
    """Every field read, so that all problems are found; values once person and arrival are."""
    kind, number, sex, born_on = read_document(lines)
    name = read_name(lines)
    _say_known(lines, kind, number, name)
    person: dict[str, Any] = {
        "document_kind": kind,
        "document_number": number,
        "name": name,
        "former_name": lines.text("former_name", 50),
        "sex": sex,
        "ethnic_group": lines.code("ethnic_group", "ethnic_groups", empty="ET-EMPTY"),
        "hukou_division": read_hukou(lines),
        "hukou_address": lines.text("hukou_address", 100),
        "hukou_kind": lines.code("hukou_kind", "hukou_kinds"),
        "phone": read_contact(lines),
        "other_contact": lines.text("other_contact", 40),
        "education": lines.code("education", "education"),
        "marital_status": lines.code("marital_status", "marital_states"),
        "wants_permit": lines.code("wants_permit", "permit_wishes"),
        "note": lines.text("note", 100),
    }
    place = read_place(lines)
    arrival = read_arrival(lines, born_on)
    reason = read_reason(lines)
    relation = read_relation(lines, is_first=is_first, born_on=born_on)
    guardian = read_guardian(lines, name, born_on)
    if born_on is None or arrival["arrived_on"] is None:
        return None
    return RegistrationValues(
        **person,
        **place,
        **arrival,
        **reason,
        guardian_name=guardian.name,
        guardian_number=guardian.number,
        guardian_relation=guardian.relation,
        born_on=born_on,
        relation_to_householder=relation,
    )


def _say_known(lines: Lines, kind: str, number: str, name: str) -> None:
    """Say that the document's holder is registered already, here or elsewhere."""
    stay = lines.context.known_stays.get((kind, number))
    if stay is None:
        return
    door_code = lines.typed("door_code").upper()
    if stay.is_here or (stay.door_code and stay.door_code == door_code):
        day = stay.registered_on.isoformat()
        lines.say("document_number", "ID-DUP-HERE", name=name, day=day)
    else:
        lines.say("document_number", "ID-DUP-ELSE", name=name, address=stay.address)


def _put_off(found: Problem) -> Problem:
    """A missing fact that may be brought later is only said."""
    waits = found.code in MAY_WAIT and found.severity is Severity.ERROR
    return replace(found, severity=Severity.HINT) if waits else found


def _with_guardian(
    people: tuple[RegistrationEntry, ...], on: date, context: FormContext
) -> tuple[RegistrationEntry, ...]:
    """Children without a named guardian get the first adult of the household."""
    if len(people) == 1:
        return people
    adult = next((entry for entry in people if _is_adult(entry, on, context)), None)
    if adult is None:
        return people
    guardian = adult.name.strip()
    return tuple(
        entry
        if entry is adult or entry.guardian_name.strip() or not _is_minor(entry, on, context)
        else replace(entry, guardian_name=guardian)
        for entry in people
    )


def _is_adult(entry: RegistrationEntry, on: date, context: FormContext) -> bool:
    born_on = read_document(Lines(entry, on, context))[3]
    return born_on is not None and guardian_must_be_adult(guardian_born_on=born_on, on=on).outcome


def _is_minor(entry: RegistrationEntry, on: date, context: FormContext) -> bool:
    born_on = read_document(Lines(entry, on, context))[3]
    if born_on is None:
        return False
    return not guardian_must_be_adult(guardian_born_on=born_on, on=on).outcome


def _twice(people: list[Checked]) -> list[Problem]:
    """A document stands once in a household."""
    seen: set[tuple[str, str]] = set()
    found = []
    for place, person in enumerate(people):
        if person.values is None:
            continue
        document = (person.values.document_kind, person.values.document_number)
        if document in seen:
            field = f"people.{place}.document_number"
            found.append(problem(field, "ID-TWICE", name=person.values.name))
        seen.add(document)
    return found


def _householders(people: list[Checked]) -> list[Problem]:
    """A household has one householder."""
    relations = [p.values.relation_to_householder for p in people if p.values is not None]
    if relations.count(HOUSEHOLDER) > 1:
        return [problem("relation_to_householder", "RL-TWO")]
    return []


def _reporter(household: HouseholdEntry, on: date) -> list[Problem]:
    """Whoever reports for others says who they are."""
    party = table("reporting_parties").find(household.reporting_party, on)
    if party is None or (party.more["must_be_named"] == "yes" and not household.reporting_name):
        return [problem("reporting_name", "PX-EMPTY")]
    return []
