"""The slip of a registration, written from its rows as they stand that day."""

from datetime import date
from functools import lru_cache

from anju.casework.act import Act, Subject
from anju.casework.contents import FamilyMember, PaperKind, SlipContent, SlipHolder
from anju.casework.issuing import blank, freeze, office_of
from anju.casework.registrations.stay_rows import current_facts, recognised_start
from anju.codes import divisions, townships
from anju.codes.tables import table
from anju.law.application.materials import material
from anju.law.excluded_stays import stay_is_excluded
from anju.law.text.sentences import sentence
from anju.reading.addresses import place_text
from anju.reading.legal_facts import known_facts, stay_kind
from anju.reading.masking import masked_document
from anju.records.people.models import PersonFacts
from anju.records.places.models import Dwelling
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

__all__ = ["basis_text", "full_address", "may_apply_note", "named", "slip_for", "township_name"]

BASES = {"declared": "申报登记之日", "continued": "本市内连续居住", "corrected": "经批准更正"}
MAY_APPLY = "居住满半年，符合就业、住所、就读条件之一的，可以申领居住证"
#: What a slip says in place of the address of a protected person.
WITHHELD = "住址保密"


def slip_for(
    act: Act,
    act_id: int,
    registration: ResidenceRegistration,
    children: tuple[FamilyMember, ...] = (),
) -> str:
    """The slip (暂住登记凭证) of a registration as it stands now, free of charge; its number."""
    paper = blank(PaperKind.SLIP, agency_code=act.actor.agency_code, on=act.on)
    person = known_facts(registration.person_id, act.on)
    facts = current_facts(registration)
    dwelling = Dwelling.objects.select_related("address").get(pk=facts.dwelling_id)
    start = recognised_start(registration)
    current = CurrentResidence.objects.filter(registration_id=registration.pk).first()
    may_apply_from = current.eligible_from if current else None
    county = divisions.full_name(person.hukou_division, act.on) or ""
    content = SlipContent(
        number=paper.number,
        issued_on=act.on,
        holder=_holder(person, act),
        hukou_address=f"{county}{person.hukou_address}",
        residence_address=WITHHELD if act.actor.is_sealed else full_address(dwelling, act.on),
        registered_on=registration.registered_on,
        residence_starts_on=start.starts_on,
        residence_start_basis=basis_text(start.basis),
        may_apply_from=may_apply_from,
        may_apply_note=may_apply_note(
            may_apply_from,
            hukou_division=person.hukou_division,
            place_kind=facts.place_kind,
            on=act.on,
        ),
        children=children,
        office=office_of(act.actor.agency_code),
        clerk=act.actor.name,
        verification=paper.verification,
    )
    subject = Subject(
        "registration", registration.number, registration.area, registration.person_id
    )
    return freeze(act, act_id, paper, content, subject)


def _holder(person: PersonFacts, act: Act) -> SlipHolder:
    """Who the slip is for, the number masked."""
    return SlipHolder(
        person.name,
        named("sexes", person.sex, act),
        named("ethnic_groups", person.ethnic_group, act),
        masked_document(person.person_id),
    )


def full_address(dwelling: Dwelling, on: date) -> str:
    """A home from the province down to the room, the town named once."""
    code, place = dwelling.address.township, place_text(dwelling)
    town = township_name(code)
    return f"{_county_name(code[:6], on)}{town}{place.removeprefix(town)}"


@lru_cache(maxsize=4096)
def _county_name(code: str, on: date) -> str:
    return divisions.full_name(code, on) or ""


@lru_cache(maxsize=4096)
def township_name(code: str) -> str:
    """The town or subdistrict of a code; nothing for an unknown one."""
    found = townships.find(code, "nbs")
    return found.name if found else ""


def may_apply_note(
    may_apply_from: date | None, *, hukou_division: str, place_kind: str, on: date
) -> str:
    """Under which condition a permit can be applied for from that day, or why on none."""
    if may_apply_from:
        return MAY_APPLY
    excluded = stay_is_excluded(stay_kind=stay_kind(place_kind, on)).reasons
    code = excluded[0].code if excluded else "same_city" if hukou_division else "hukou_unknown"
    return sentence(code).removesuffix("。")


def named(key: str, code: str, act: Act) -> str:
    """What a code means, or nothing where none was given."""
    return _named(key, code, act.on)


@lru_cache(maxsize=4096)
def _named(key: str, code: str, on: date) -> str:
    found = table(key).find(code, on) if code else None
    return found.name if found else ""


def basis_text(basis: str) -> str:
    """On what a start rests, in words: a way of counting, or the paper that proves it."""
    paper = material(basis)
    return BASES.get(basis) or (paper.name if paper else basis)
