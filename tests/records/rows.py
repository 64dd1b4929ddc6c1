"""Rows for tests of the database itself, written without the acts."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from psycopg.types.range import Range

from anju.access.actor import Actor
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case
from anju.records.people.models import IdentityKey, Person, PersonFacts, ResidentSearch
from anju.records.permits.models import ResidencePermit
from anju.records.places.models import Dwelling, StandardAddress
from anju.records.registrations.models import (
    CurrentResidence,
    Household,
    RegistrationFacts,
    ResidenceRegistration,
)

HERE, NEXT_DOOR, OTHER_COUNTY = "52260102", "52260103", "52270101"
ARRIVED = date(2026, 3, 1)
KNOWN_AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


def clerk(area: str = HERE) -> Actor:
    return Actor("wu", "吴", "window_clerk", area, area)


def province() -> Actor:
    return Actor.system("测试", "52")


def code(length: int = 12) -> str:
    return secrets.token_hex(length // 2)


def two_axes(**changes: Any) -> dict[str, Any]:
    return {
        "valid": Range(ARRIVED, None, "[)"),
        "recorded": Range(KNOWN_AT, None, "[)"),
        "act_id": 1,
        **changes,
    }


def person(area: str = HERE, name: str = "周小舟") -> Person:
    made = Person.objects.create(ref=code(), area=area)
    PersonFacts.objects.create(
        person=made, area=area, name=name, sex="1", born_on=date(1990, 1, 1), ethnic_group="01",
        hukou_division="430102", **two_axes(),
    )  # fmt: skip
    return made


def searchable(area: str = HERE, name: str = "周小舟", pinyin: str = "zhouxiaozhou") -> Person:
    made = person(area, name)
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    ResidentSearch.objects.create(
        person=made, area=area, name=name, pinyin=pinyin, initials="zxz",
        born_on=date(1990, 1, 1), grams=[*name, *pairs],
    )  # fmt: skip
    return made


def identity_key(of: Person, blind_index: Any) -> IdentityKey:
    return IdentityKey.objects.create(
        blind_index=blind_index, key_version=1, person_id=of.pk, area=of.area
    )


def address(area: str = HERE, text: str = "韶山南路5号", **fields: Any) -> StandardAddress:
    return StandardAddress.objects.create(
        **{
            "area": area, "township": "522601002", "text": text, "initials": "ssnl5h",
            "grams": [*text, *(text[at : at + 2] for at in range(len(text) - 1))], **fields,
        }
    )  # fmt: skip


def dwelling(area: str = HERE, **fields: Any) -> Dwelling:
    where = fields.pop("address", None) or address(area, text=f"某路{code()}号")
    return Dwelling.objects.create(
        **{"area": area, "address": where, "place_kind": "21", "door_code": code(), **fields}
    )


def registration(of: Person, **fields: Any) -> ResidenceRegistration:
    household = Household.objects.create(
        ref=code(), area=of.area, dwelling=dwelling(of.area), registered_on=ARRIVED,
        channel="01", reporting_party="01", act_id=1,
    )  # fmt: skip
    return ResidenceRegistration.objects.create(
        **{
            "number": code(20), "person": of, "area": of.area, "household": household,
            "state": "registered", "registered_on": ARRIVED, "registered_by": "wu", **fields,
        }
    )  # fmt: skip


def registration_facts(of: ResidenceRegistration, **fields: Any) -> RegistrationFacts:
    return RegistrationFacts.objects.create(
        **{
            "registration": of, "person": of.person, "area": of.area,
            "dwelling": of.household.dwelling, "division": "522601", "place_kind": "21",
            "arrived_on": ARRIVED, "reason": "10", "relation_to_householder": "01",
            **two_axes(), **fields,
        }
    )  # fmt: skip


def current_residence(of: Person, **fields: Any) -> CurrentResidence:
    stay = fields.pop("registration", None) or registration(of)
    return CurrentResidence.objects.create(
        **{
            "person": of, "area": of.area, "registration": stay,
            "dwelling": stay.household.dwelling, "hukou_division": "430102",
            "division": "522601", "reason": "10", "starts_on": ARRIVED,
            "last_confirmed_on": ARRIVED, **fields,
        }
    )  # fmt: skip


def permit(of: Person, **fields: Any) -> ResidencePermit:
    return ResidencePermit.objects.create(
        **{
            "number": code(22), "person": of, "area": of.area, "issued_on": ARRIVED,
            "issued_by": "522601", "city_unit": "522601", **fields,
        }
    )  # fmt: skip


def case(of: Person, **fields: Any) -> Case:
    stay = fields.pop("registration", None) or registration(of)
    return Case.objects.create(
        **{
            "number": code(20), "kind": "first_issue", "person": of, "area": of.area,
            "agency_code": of.area, "registration": stay, "state": "submitted",
            "submitted_on": ARRIVED, **fields,
        }
    )  # fmt: skip


def agency(at: str = HERE, kind: str = "station") -> Agency:
    return Agency.objects.create(
        code=at, kind=kind, name="某所", short_name="某所", division="522601002000"
    )
