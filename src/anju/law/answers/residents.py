"""Answers about people who live here: the number, the registration, the way to a permit."""

from datetime import date

from anju.codes import citizen_number as numbers
from anju.law import eligibility as permits
from anju.law import registration, residence_period, territory
from anju.law.answers import fields
from anju.law.answers.fields import BadInput, Record
from anju.law.answers.written import iso, supported, written_reasons
from anju.law.edition import edition
from anju.law.excluded_stays import StayKind

__all__ = [
    "another_city",
    "citizen_number",
    "city_unit",
    "eligibility",
    "half_year",
    "registration_due",
    "residence_start",
]

#: The standard a citizen number is read by; it is no law and therefore no citation.
CITIZEN_NUMBER_STANDARD = "GB 11643-1999"


def registration_due(record: Record, _today: date) -> dict[str, object]:
    """Whether a stay must be registered, and by when."""
    found = registration.registration_duty(
        arrived_on=fields.day(record, "arrived_on"),
        leaves_on=fields.optional_day(record, "leaves_on"),
    )
    duty = found.outcome
    answer: dict[str, object] = {
        "must_register": duty.must_register,
        "due_on": iso(duty.due_on),
        "unrolled_on": iso(duty.unrolled_on),
    }
    return supported(answer, found)


def half_year(record: Record, _today: date) -> dict[str, object]:
    """When half a year is full and from when it is complete."""
    found = residence_period.half_year_residence(starts_on=fields.day(record, "starts_on"))
    full_on, complete_from = iso(found.outcome.full_on), iso(found.outcome.complete_from)
    return supported({"full_on": full_on, "complete_from": complete_from}, found)


def city_unit(record: Record, _today: date) -> dict[str, object]:
    """The city a division belongs to."""
    division, on = fields.text(record, "division"), fields.day(record, "on")
    found, city = territory.city_unit(division=division, on=on), _city(division, on)
    return supported({"unit": city.code, "name": city.name}, found)


def another_city(record: Record, _today: date) -> dict[str, object]:
    """Whether two divisions lie in different cities."""
    hukou = fields.text(record, "hukou_division")
    residence = fields.text(record, "residence_division")
    on = fields.day(record, "on")
    found = territory.another_city(hukou_division=hukou, residence_division=residence, on=on)
    answer: dict[str, object] = {
        "another_city": found.outcome,
        "hukou_unit": _city(hukou, on).code,
        "residence_unit": _city(residence, on).code,
    }
    return supported(answer, found)


def residence_start(record: Record, _today: date) -> dict[str, object]:
    """From which day residence counts, and on what that rests."""
    found = residence_period.residence_starts_on(
        registered_on=fields.optional_day(record, "registered_on"),
        arrived_on=fields.day(record, "arrived_on"),
        proofs=[_proof(proof) for proof in fields.records(record, "proofs")],
        on=fields.day(record, "on"),
    )
    start = found.outcome
    return supported({"starts_on": iso(start.starts_on), "basis": start.basis}, found)


def eligibility(record: Record, _today: date) -> dict[str, object]:
    """Whether a person may apply, from when, and what stands in the way."""
    application = permits.Application(
        hukou_division=fields.optional_text(record, "hukou_division"),
        residence_division=fields.text(record, "residence_division"),
        stay_kind=fields.one_of(StayKind, record, "stay_kind", StayKind.ORDINARY),
        grounds=fields.members(permits.Ground, record, "grounds"),
        starts_on=fields.optional_day(record, "starts_on"),
        stays=tuple(_stay(stay) for stay in fields.records(record, "stays")),
        holds_permit=fields.flag(record, "holds_permit"),
    )
    found = permits.may_apply(application=application, on=fields.day(record, "on"))
    answer: dict[str, object] = {
        "outcome": found.outcome.outcome,
        "eligible_from": iso(found.outcome.eligible_from),
        "residence_starts_on": iso(found.outcome.residence_starts_on),
        "reasons": written_reasons(found.reasons),
    }
    return supported(answer, found)


def citizen_number(record: Record, today: date) -> dict[str, object]:
    """What a citizen number says and what is wrong with it."""
    found = numbers.read(fields.text(record, "number"), today)
    return {
        "valid": found.valid,
        "normalised": found.normalised,
        "birth_on": iso(found.birth_on),
        "sex": found.sex,
        "division": found.division,
        "division_state": found.division_state,
        "problems": [problem.code for problem in found.problems],
        "cites": [CITIZEN_NUMBER_STANDARD],
        "version": edition(),
        "warnings": [],
    }


def _stay(record: Record) -> residence_period.Stay:
    from_on, to_on = fields.day(record, "from"), fields.optional_day(record, "to")
    return residence_period.Stay(from_on, to_on, fields.text(record, "division"))


def _proof(record: Record) -> residence_period.Proof:
    dated_on, kind = fields.day(record, "dated_on"), fields.text(record, "kind")
    return residence_period.Proof(kind, dated_on, fields.flag(record, "recognised"))


def _city(division: str, on: date) -> territory.CityUnit:
    """The city of a division, or that a person must decide which it is."""
    found = territory.city_unit(division=division, on=on)
    if found.outcome is None:
        [reason] = found.reasons
        raise BadInput(f"{reason.code}: {division}; a person must decide")
    return found.outcome
