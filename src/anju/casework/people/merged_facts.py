"""What one file of two says: facts taken over field by field, and one stay where there were two."""

from collections.abc import Sequence
from datetime import date

from anju.access.refusals import Conflict
from anju.casework.act import Act
from anju.casework.people.corrected_facts import correct_person
from anju.casework.people.identities import record_contact
from anju.casework.registrations.stay_rows import (
    Start,
    close_stay,
    current_facts,
    eligible_from,
    recognised_start,
    start_of,
    write_start,
)
from anju.casework.two_axes import supersede
from anju.law.finding import Finding
from anju.law.residence_period import Stay, stay_that_stands
from anju.law.territory import city_unit
from anju.reading.legal_facts import known_facts
from anju.reading.masking import clear_contact
from anju.records.cases.models import Case
from anju.records.people.models import Person
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["TAKEN", "need_only_one", "one_stay", "take_over"]

#: What can be chosen field by field. Numbers go with their record: each is sealed to it.
OF_PERSON = (
    "name",
    "former_name",
    "sex",
    "born_on",
    "ethnic_group",
    "hukou_division",
    "hukou_address",
    "hukou_kind",
    "education",
    "marital_status",
)
TAKEN = frozenset({*OF_PERSON, "phone"})
LEFT, MOVED_IN_CITY = "3", "5"
ONLY_ONE = {
    "两份档案都有有效的居住证，请先核实并注销一个": (ResidencePermit, {"ended_on__isnull": True}),
    "两份档案都有正在办理的申请，请先办结一个": (Case, {"closed_on__isnull": True}),
}


def need_only_one(kept: Person, absorbed: Person) -> None:
    """What a human being has once must not be there twice after the merge."""
    for said, (model, live) in ONLY_ONE.items():
        rows = model._default_manager.filter(person_id__in=_all_ids(kept, absorbed), **live).values(
            "id"
        )
        if len(rows) > 1:
            raise Conflict(said)


def take_over(act: Act, act_id: int, kept: Person, absorbed: Person, taken: Sequence[str]) -> None:
    """Write into the living file the facts in which the other one is right."""
    own, other = known_facts(kept.pk, act.on), known_facts(absorbed.pk, act.on)
    fields = {
        name: getattr(other, name)
        for name in OF_PERSON
        if name in taken and getattr(other, name) != getattr(own, name)
    }
    if fields:
        correct_person(act, act_id, kept, fields, None)
    if "phone" in taken:
        record_contact(act, act_id, kept, clear_contact(absorbed.pk))


def one_stay(
    act: Act, act_id: int, kept: Person, ids: Sequence[int], *, stands: str, left_on: date | None
) -> None:
    """End every open stay but the one that goes on, and count residence over all of them."""
    rows = CurrentResidence.objects.select_for_update(of=("self",)).filter(person_id__in=ids)
    open_stays = [row.registration for row in rows.select_related("registration").order_by("pk")]
    if not open_stays:
        return
    chosen = next((n for n, stay in enumerate(open_stays) if stay.number == stands), None)
    arrivals = [current_facts(stay).arrived_on for stay in open_stays]
    ruled = stay_that_stands(arrived_on=arrivals, stands=chosen).outcome
    standing = open_stays[ruled.stands]
    for stay, ends_on in zip(open_stays, ruled.ends_on, strict=True):
        if ends_on is not None:
            _end(act, act_id, stay, left_on or ends_on, standing)
    _count_anew(act, act_id, standing, kept, ids)


def _end(
    act: Act,
    act_id: int,
    stay: ResidenceRegistration,
    left_on: date,
    standing: ResidenceRegistration,
) -> None:
    facts = current_facts(stay)
    if not facts.valid.lower <= left_on <= act.on:
        raise Conflict("原住处的离开日期应在到达日期以后、今天以前")
    units = {
        city_unit(division=division, on=act.on).outcome
        for division in (facts.division, current_facts(standing).division)
    }
    reason = MOVED_IN_CITY if len(units) == 1 else LEFT
    close_stay(act, act_id, stay, left_on=left_on, reason=reason)


def _count_anew(
    act: Act, act_id: int, stay: ResidenceRegistration, kept: Person, ids: Sequence[int]
) -> None:
    """The start of the stay that goes on, when the other record's stays lead up to it."""
    facts, present = current_facts(stay), recognised_start(stay)
    found: Finding[Start] = start_of(
        registered_on=stay.registered_on,
        arrived_on=facts.arrived_on,
        division=facts.division,
        earlier=_earlier(stay, ids),
    )
    starts_on = present.starts_on
    if found.outcome.starts_on < starts_on:
        starts_on = found.outcome.starts_on
        supersede([present], act_id=act_id, at=act.now)
        write_start(act, act_id, stay, found.outcome)
    residence = CurrentResidence.objects.get(registration_id=stay.pk)
    residence.hukou_division = known_facts(kept.pk, act.on).hukou_division
    residence.starts_on = starts_on
    residence.eligible_from = eligible_from(
        hukou_division=residence.hukou_division, facts=facts, starts_on=starts_on, on=act.on
    )
    residence.save(update_fields=["hukou_division", "starts_on", "eligible_from"])


def _earlier(stay: ResidenceRegistration, ids: Sequence[int]) -> list[Stay]:
    """The ended stays of both records, from their recognised starts to their last days."""
    starts = RecognisedStart.objects.known_now().filter(
        person_id__in=ids, registration__left_on__isnull=False
    )
    divisions = dict(
        RegistrationFacts.objects.known_now()
        .filter(person_id__in=ids)
        .values_list("registration_id", "division")
    )
    return [
        Stay(row.starts_on, left_on, divisions[row.registration_id])
        for row in starts.select_related("registration")
        if (left_on := row.registration.left_on)
        and row.registration_id in divisions
        and row.registration_id != stay.pk
        and row.starts_on <= left_on
    ]


def _all_ids(*people: Person) -> list[int]:
    ids = [person.pk for person in people]
    return [*ids, *Person.objects.filter(merged_into_id__in=ids).values_list("id", flat=True)]
