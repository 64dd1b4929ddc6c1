"""The rows of many people who are registered: who they are, where they live, since when.

Each row is the one that the counter's act writes for a single person; a test compares them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from anju.access.secrets import blind_index, seal
from anju.casework.act import Act
from anju.casework.bulk.staging import Dispatch, Stack
from anju.casework.people.identities import facts_columns
from anju.casework.registration_form import HouseholdEntry
from anju.casework.registrations.household_form import Member
from anju.casework.registrations.stay_rows import eligible_from, stay_columns
from anju.casework.two_axes import recorded_from, valid_from
from anju.codes import pinyin
from anju.kit.grams import grams
from anju.reading import cells
from anju.records.people.models import (
    Contact,
    IdentityDocument,
    IdentityKey,
    Person,
    PersonFacts,
    Relation,
    ResidentSearch,
)
from anju.records.registrations.models import (
    CurrentResidence,
    Household,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["StayRows", "may_apply_from"]

ONE_DAY = timedelta(days=1)
IN_ORDER = (
    Person,
    PersonFacts,
    IdentityDocument,
    IdentityKey,
    Contact,
    Relation,
    ResidentSearch,
    Household,
    ResidenceRegistration,
    RegistrationFacts,
    RecognisedStart,
    CurrentResidence,
)


@dataclass(slots=True)
class StayRows:
    """The rows of all the people of one act in bulk, table by table."""

    act: Act
    stacks: dict[type, Stack] = field(
        default_factory=lambda: {model: Stack(model) for model in IN_ORDER}
    )

    def add(self, model: type, **row: Any) -> None:
        """Put a row on the stack of its table."""
        self.stacks[model].rows.append(row)

    def write(self) -> None:
        """Write everything, referred-to rows first."""
        for model in IN_ORDER:
            self.stacks[model].write()

    def send(self, dispatch: Dispatch) -> None:
        """Let everything go, referred-to rows first."""
        for model in IN_ORDER:
            dispatch.send(self.stacks[model])

    def household(self, row: Household, entry: HouseholdEntry) -> None:
        """The household with its reporting party; numbers are sealed."""
        sealed = {
            f"reporting_{name}_encrypted": (
                seal(text, cells.reporting(row.ref, name)) if text else None
            )
            for name, text in (
                ("number", entry.reporting_number),
                ("phone", entry.reporting_phone),
            )
        }
        self.add(
            Household,
            id=row.pk,
            ref=row.ref,
            area=row.area,
            dwelling_id=row.dwelling_id,
            registered_on=self.act.on,
            channel=entry.channel,
            reporting_party=entry.reporting_party,
            reporting_name=entry.reporting_name,
            act_id=row.act_id,
            **sealed,
        )

    def member(self, act_id: int, member: Member, *, is_known: bool = False) -> None:
        """Everything about one person but the guardian; somebody known has an identity already."""
        person = {"person_id": member.person.id, "area": member.person.area}
        now = {"recorded": recorded_from(self.act.now), "act_id": act_id}
        if not is_known:
            self.identity(member, {**person, "valid": valid_from(self.act.on), **now})
        self.stay(member, person, now)

    def identity(self, member: Member, axes: dict[str, Any]) -> None:
        """Who the person is, and what they are found by."""
        values, person = member.values, member.person
        place = {"person_id": person.id, "area": person.area}
        digest = blind_index(values.document_kind, values.document_number)
        sealed = seal(values.document_number, cells.document(person.id, digest.value))
        self.add(Person, id=person.id, ref=person.ref, area=person.area)
        self.add(PersonFacts, **axes, **facts_columns(values))
        self.add(
            IdentityDocument,
            kind=values.document_kind,
            number_encrypted=sealed,
            blind_index=digest.value,
            **axes,
        )
        self.add(IdentityKey, blind_index=digest.value, key_version=digest.key_version, **place)
        self.add(
            ResidentSearch,
            name=values.name,
            pinyin=pinyin.name_sort_key(values.name).replace(" ", "")[:200],
            initials=pinyin.initials(values.name, of_person=True)[:50],
            born_on=values.born_on,
            grams=grams(values.name),
            **place,
        )
        if values.phone:
            self.contact(values.phone, axes)

    def contact(self, phone: str, axes: dict[str, Any]) -> None:
        """How the person can be reached."""
        digest = blind_index("phone", phone)
        self.add(
            Contact,
            kind="phone",
            number_encrypted=seal(phone, cells.contact(axes["person_id"], digest.value)),
            blind_index=digest.value,
            **axes,
        )

    def stay(self, member: Member, person: dict[str, Any], now: dict[str, Any]) -> None:
        """Where and why the person stays, since when it counts, and that they live there now."""
        values, registration, start = member.values, member.registration, member.start
        on = self.act.on
        division = member.dwelling.address.township[:6]
        of_stay = {"registration_id": registration.id, **person}
        until = registration.left_on + ONE_DAY if registration.left_on else None
        self.add(
            ResidenceRegistration,
            id=registration.id,
            number=registration.number,
            household_id=registration.household_id,
            state=registration.state,
            registered_on=on,
            registered_by=self.act.actor.staff_number,
            is_incomplete=not (values.ethnic_group and values.hukou_division),
            left_on=registration.left_on,
            deregistration_reason=registration.deregistration_reason,
            **person,
        )
        self.add(
            RegistrationFacts,
            dwelling_id=member.dwelling.id,
            division=division,
            valid=valid_from(values.arrived_on, until),
            **of_stay,
            **now,
            **stay_columns(values, registration.number),
        )
        self.add(
            RecognisedStart,
            declared_on=on,
            starts_on=start.starts_on,
            basis=start.basis,
            recognised_by=self.act.actor.staff_number,
            valid=valid_from(min(start.starts_on, values.arrived_on)),
            **of_stay,
            **now,
        )
        if registration.state == "registered":
            self.residence(member, of_stay, division)

    def residence(self, member: Member, of_stay: dict[str, Any], division: str) -> None:
        """Where the person lives now."""
        values, starts_on, on = member.values, member.start.starts_on, self.act.on
        self.add(
            CurrentResidence,
            dwelling_id=member.dwelling.id,
            hukou_division=values.hukou_division,
            division=division,
            reason=values.reason,
            starts_on=starts_on,
            eligible_from=may_apply_from(
                values.hukou_division, division, values.place_kind, starts_on, on
            ),
            last_confirmed_on=on,
            **of_stay,
        )

    def guardians(self, act_ids: Sequence[int], members: Sequence[Member]) -> None:
        """Who looks after a person; somebody of the same household is linked."""
        by_name = {member.values.name: member.person for member in members}
        for act_id, member in zip(act_ids, members, strict=True):
            values = member.values
            if values.guardian_name:
                relative = by_name.get(values.guardian_name)
                self.guardian(act_id, member, relative.pk if relative else None)

    def guardian(self, act_id: int, member: Member, relative_id: int | None) -> None:
        """The guardian of one person."""
        values, person = member.values, member.person
        number = values.guardian_number
        self.add(
            Relation,
            person_id=person.id,
            area=person.area,
            relation=values.guardian_relation[:2],
            is_guardian=True,
            relative_id=relative_id,
            relative_name=values.guardian_name,
            relative_number_encrypted=(
                seal(number, cells.relative_number(person.ref)) if number else None
            ),
            valid=valid_from(self.act.on),
            recorded=recorded_from(self.act.now),
            act_id=act_id,
        )


@cache
def may_apply_from(
    hukou_division: str, division: str, place_kind: str, starts_on: date, on: date
) -> date | None:
    """From when a permit can be applied for; asked once for all who are in the same position."""
    facts = RegistrationFacts(division=division, place_kind=place_kind)
    return eligible_from(hukou_division=hukou_division, facts=facts, starts_on=starts_on, on=on)
