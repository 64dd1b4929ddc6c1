"""What a correction may touch, whether its values can stand, and how it is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act
from anju.casework.people.identities import index_person
from anju.casework.registrations.stay_rows import (
    Start,
    current_facts,
    eligible_from,
    recognised_start,
    write_start,
)
from anju.casework.two_axes import change_from, restate, supersede, valid_from
from anju.codes import divisions, names
from anju.codes.tables import table
from anju.law.finding import Finding, Reason
from anju.reading.legal_facts import person_ids
from anju.records.people.models import Person, PersonFacts
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

__all__ = ["CORRECTABLE", "apply", "before_of", "checked", "correct_person"]

CORRECTABLE: Mapping[str, frozenset[str]] = {
    "person": frozenset(
        {"name", "sex", "born_on", "ethnic_group", "hukou_division", "hukou_address"}
    ),
    "stay": frozenset({"arrived_on"}),
    "start": frozenset({"starts_on"}),
}
DAYS = frozenset({"born_on", "arrived_on", "starts_on"})
TABLES = {"sex": "sexes", "ethnic_group": "ethnic_groups"}


def checked(
    kind: str, after: Mapping[str, str], subject: Person | ResidenceRegistration, on: date
) -> dict[str, Any]:
    """The corrected values, typed; a `Conflict` or refusal where one cannot stand."""
    if not after or not set(after) <= CORRECTABLE.get(kind, frozenset()):
        raise Conflict("这些内容不能用更正来改")
    fields = {name: _value(name, text, on) for name, text in after.items()}
    if isinstance(subject, ResidenceRegistration):
        _check_stay(kind, fields, subject)
    return fields


def before_of(
    kind: str, after: Mapping[str, str], subject: Person | ResidenceRegistration
) -> dict[str, str]:
    """What stands now in the fields a correction would change."""
    row: object
    if isinstance(subject, Person):
        row = _person_facts(subject)
    elif kind == "stay":
        row = current_facts(subject)
    else:
        row = recognised_start(subject)
    return {name: str(getattr(row, name)) for name in sorted(after) if name != "since"}


def apply(
    act: Act,
    act_id: int,
    subject: Person | ResidenceRegistration,
    kind: str,
    fields: Mapping[str, Any],
    *,
    since: date | None,
) -> None:
    """Write the corrected fact beside the wrong one, which stays readable as known before."""
    if isinstance(subject, Person):
        correct_person(act, act_id, subject, fields, since)
    elif kind == "stay":
        _correct_arrival(act, act_id, subject, fields["arrived_on"])
    else:
        supersede([recognised_start(subject)], act_id=act_id, at=act.now)
        write_start(act, act_id, subject, Start(fields["starts_on"], "corrected"))
        _settle(subject, fields["starts_on"], act.on)


def correct_person(
    act: Act, act_id: int, person: Person, fields: Mapping[str, Any], since: date | None
) -> None:
    """Write who a person is beside what was wrong: the whole span, or from a day on."""
    row = _person_facts(person)
    if since is not None:
        row = change_from(row, since=since, act_id=act_id, at=act.now, **fields)
    else:
        supersede([row], act_id=act_id, at=act.now)
        row = restate(row, act_id=act_id, at=act.now, **fields)
    index_person(person, row.name, row.born_on)
    if "hukou_division" in fields:
        for current in CurrentResidence.objects.filter(person_id__in=person_ids(person.pk)):
            current.hukou_division = row.hukou_division
            current.save(update_fields=["hukou_division"])
            _settle(current.registration, current.starts_on, act.on)


def _correct_arrival(
    act: Act, act_id: int, registration: ResidenceRegistration, arrived_on: date
) -> None:
    row = current_facts(registration)
    if row.valid.lower != row.arrived_on:
        raise Conflict("这次登记已有变更，到达日期要连同变更一起更正，请联系县级公安机关")
    supersede([row], act_id=act_id, at=act.now)
    span = valid_from(arrived_on, row.valid.upper)
    restate(row, act_id=act_id, at=act.now, valid=span, arrived_on=arrived_on)


def _settle(registration: ResidenceRegistration, starts_on: date, on: date) -> None:
    """Keep the present residence in line with a corrected start or hukou."""
    for current in CurrentResidence.objects.filter(registration_id=registration.pk):
        current.starts_on = starts_on
        current.eligible_from = eligible_from(
            hukou_division=current.hukou_division,
            facts=current_facts(registration),
            starts_on=starts_on,
            on=on,
        )
        current.save(update_fields=["starts_on", "eligible_from"])


def _check_stay(kind: str, fields: Mapping[str, Any], registration: ResidenceRegistration) -> None:
    """Arrival, start and registration keep their order (notice 2(3), reading R-0016)."""
    if kind == "stay":
        if fields["arrived_on"] > registration.registered_on:
            raise Conflict("到达日期不能晚于登记日期")
        return
    starts_on = fields["starts_on"]
    arrived_on = current_facts(registration).arrived_on
    if starts_on > registration.registered_on:
        raise Conflict("起算日期不能晚于登记日期")
    if starts_on < arrived_on:
        barred = (Reason("start_before_arrival", ("PSD-2016 2(3)",)),)
        raise Refused(Finding(False, ("PSD-2016 2(3)",), reasons=barred))


def _value(name: str, text: str, on: date) -> Any:
    """One corrected value, or what is wrong with it."""
    if name in DAYS:
        return _day(text, on)
    if name in TABLES and not table(TABLES[name]).has(text, on):
        raise Conflict("更正后的代码不在代码表里")
    if name == "hukou_division" and divisions.state(text, on) == "unknown":
        raise Conflict("更正后的户籍地不是行政区划代码")
    if name == "name":
        read = names.read(text)
        if not read.valid:
            raise Conflict("更正后的姓名不能这样写，请对照证件")
        return read.normalised
    return text


def _day(text: str, on: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Conflict("更正后的日期看不明白，请写成 2026-05-20 这样") from error
    if day > on:
        raise Conflict("更正后的日期不能晚于今天")
    return day


def _person_facts(person: Person) -> PersonFacts:
    rows = PersonFacts.objects.known_now()
    found: PersonFacts = rows.get(person_id=person.pk, valid__upper_inf=True)
    return found
