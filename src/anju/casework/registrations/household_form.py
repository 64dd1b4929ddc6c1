"""The registration form of a household, and who of it stands on somebody else's slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from anju.casework.act import Act, Subject
from anju.casework.contents import (
    FamilyMember,
    FormPerson,
    FormReporter,
    FormStay,
    FormWork,
    Office,
    PaperKind,
    RegistrationFormContent,
)
from anju.casework.issuing import Blank, blank, freeze, office_of
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.casework.registrations.stay_papers import (
    basis_text,
    full_address,
    named,
    township_name,
)
from anju.casework.registrations.stay_rows import Start
from anju.codes import divisions
from anju.law.identity import guardian_may_apply
from anju.records.people.models import Person
from anju.records.places.models import Dwelling
from anju.records.registrations.models import ResidenceRegistration

__all__ = ["Member", "family_member", "form_content", "give_form", "hukou_text", "is_child"]


#: The code of who reports their own stay, and of the householder among the relations to one.
ONESELF = HOUSEHOLDER = "1"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the household being registered."""

    values: RegistrationValues
    person: Person
    registration: ResidenceRegistration
    dwelling: Dwelling
    start: Start


def is_child(values: RegistrationValues, act: Act) -> bool:
    """Whether the person stands on somebody else's slip."""
    return _speaks_through_guardian(values.born_on, act.on)


@lru_cache(maxsize=16_384)
def _speaks_through_guardian(born_on: date, on: date) -> bool:
    """Whether somebody born that day is too young to apply, asked once for all of one age."""
    return guardian_may_apply(born_on=born_on, limited_mobility=False, on=on).outcome


def give_form(
    act: Act, act_id: int, household: HouseholdEntry, members: Sequence[Member], slip: str
) -> str:
    """The registration form (暂住信息登记表) of a household, for signature and file; its number."""
    paper = blank(PaperKind.REGISTRATION_FORM, agency_code=act.actor.agency_code, on=act.on)
    office = office_of(act.actor.agency_code)
    content = form_content(act, household, members, slip=slip, paper=paper, office=office)
    return freeze(act, act_id, paper, content, _subject(members[0]))


def form_content(
    act: Act,
    household: HouseholdEntry,
    members: Sequence[Member],
    *,
    slip: str,
    paper: Blank,
    office: Office,
) -> RegistrationFormContent:
    """What the form of a household says."""
    first, *others = members
    return RegistrationFormContent(
        number=paper.number,
        registered_on=act.on,
        person=_person(first, act),
        stay=_stay(first, members, act),
        work=_work(first, act),
        residence_starts_on=first.start.starts_on,
        residence_start_basis=basis_text(first.start.basis),
        members=tuple(family_member(member, act, in_full=True) for member in others),
        reporter=_reporter(household, first, act),
        slip_number=slip,
        channel=named("channels", household.channel, act),
        verified="",
        wants_permit=named("permit_wishes", first.values.wants_permit, act),
        note=first.values.note,
        office=office,
        clerk=act.actor.name,
        verification=paper.verification,
    )


def hukou_text(values: RegistrationValues, act: Act) -> str:
    """The hukou address in full."""
    if not values.hukou_division:
        return values.hukou_address
    county = divisions.full_name(values.hukou_division, act.on) or ""
    return f"{county}{values.hukou_address}"


def _subject(member: Member) -> Subject:
    registration = member.registration
    return Subject("registration", registration.number, registration.area, member.person.pk)


def family_member(member: Member, act: Act, *, in_full: bool = False) -> FamilyMember:
    """A person of the household as a row of another's paper; numbers only on the file's form."""
    values = member.values
    return FamilyMember(
        name=values.name,
        sex=named("sexes", values.sex, act),
        relation=named("householder_relations", values.relation_to_householder, act),
        born_on=values.born_on,
        document_number=values.document_number if in_full else "",
        ethnic_group=named("ethnic_groups", values.ethnic_group, act),
        hukou_place=hukou_text(values, act),
        phone=values.phone if in_full else "",
        reason=named("stay_reasons", values.reason, act),
    )


def _person(member: Member, act: Act) -> FormPerson:
    values = member.values
    return FormPerson(
        name=values.name,
        sex=named("sexes", values.sex, act),
        ethnic_group=named("ethnic_groups", values.ethnic_group, act),
        born_on=values.born_on,
        document_kind=named("document_kinds", values.document_kind, act),
        document_number=values.document_number,
        hukou_division=divisions.full_name(values.hukou_division, act.on) or "",
        hukou_address=values.hukou_address,
        former_name=values.former_name,
        hukou_kind=named("hukou_kinds", values.hukou_kind, act),
        phone=values.phone,
        other_contact=values.other_contact,
        education=named("education", values.education, act),
        marital_status=named("marital_states", values.marital_status, act),
        guardian=values.guardian_name,
    )


def _reporter(household: HouseholdEntry, first: Member, act: Act) -> FormReporter:
    """Who reported; whoever reports their own stay is told of in the lines above already."""
    oneself = household.reporting_party == ONESELF
    values = first.values
    return FormReporter(
        capacity=named("reporting_parties", household.reporting_party, act),
        name=household.reporting_name or values.name,
        document_number=household.reporting_number or (values.document_number if oneself else ""),
        phone=household.reporting_phone or (values.phone if oneself else ""),
    )


def _stay(member: Member, members: Sequence[Member], act: Act) -> FormStay:
    values = member.values
    heads = (one.values for one in members if one.values.relation_to_householder == HOUSEHOLDER)
    return FormStay(
        residence_address=full_address(member.dwelling, act.on),
        township=township_name(member.dwelling.address.township),
        dwelling_kind=named("place_kinds", values.place_kind, act),
        community=named("villages", member.dwelling.address.village, act),
        living_arrangement=named("living_arrangements", values.living_arrangement, act),
        relation_to_landlord=named("landlord_relations", values.landlord_relation, act),
        came_from=divisions.full_name(values.came_from, act.on) or "",
        arrived_on=values.arrived_on,
        reason=named("stay_reasons", values.reason, act),
        landmark=values.landmark,
        landlord=values.landlord_name,
        landlord_phone=values.landlord_phone,
        householder=next((one.name for one in heads), ""),
        relation_to_householder=named("householder_relations", values.relation_to_householder, act),
        intends_to_stay=named("planned_stays", values.planned_stay, act),
        reason_note=values.reason_note,
        host=values.host_name,
    )


def _work(member: Member, act: Act) -> FormWork:
    values = member.values
    return FormWork(
        occupation=named("occupations", values.occupation, act),
        employer=values.employer_name,
        credit_code=values.employer_code,
        employer_address=values.employer_address,
        employer_phone=values.employer_phone,
        employed_since=values.work_since,
        school=values.school_name,
        enrolled_on=values.enrolled_on,
    )
