"""Answers about applications and permits: papers, limits, endorsements, fees."""

from datetime import date

from anju.law import endorsement, permit
from anju.law import time_limits as limits
from anju.law.answers import fields
from anju.law.answers.fields import BadInput, Record
from anju.law.answers.written import iso, supported
from anju.law.application import materials
from anju.law.application.agents import AgentKind
from anju.law.effects import fees
from anju.law.eligibility import Ground
from anju.law.text import parameters

__all__ = ["endorsement_window", "fee", "missing_materials", "permit_use", "time_limits"]


def time_limits(record: Record, _today: date) -> dict[str, object]:
    """By when a permit must be made and handed over."""
    found = limits.issue_limits(accepted_on=fields.day(record, "accepted_on"))
    answer: dict[str, object] = {
        "produce_by": iso(found.outcome.produce_by),
        "hand_over_by": iso(found.outcome.hand_over_by),
        "produce_by_unrolled": iso(found.outcome.produce_by_unrolled),
        "hand_over_by_unrolled": iso(found.outcome.hand_over_by_unrolled),
    }
    return supported(answer, found)


def endorsement_window(record: Record, _today: date) -> dict[str, object]:
    """When the endorsement of a year may be had."""
    found = endorsement.endorsement_window(
        anchor_on=fields.day(record, "anchor_on"), year=fields.whole_number(record, "year")
    )
    answer: dict[str, object] = {
        "year_completed_on": iso(found.outcome.year_completed_on),
        "opens_on": iso(found.outcome.opens_on),
        "closes_on": iso(found.outcome.closes_on),
        "suspended_from": iso(found.outcome.suspended_from),
    }
    return supported(answer, found)


def permit_use(record: Record, _today: date) -> dict[str, object]:
    """Whether a permit may be used on a day, and how many years it proves."""
    issued_on, on = fields.day(record, "issued_on"), fields.day(record, "on")
    if on < issued_on:
        raise BadInput("on lies before issued_on")
    anchor = permit.years_anchor(issued_on=issued_on, residence_starts_on=None)
    found = permit.use_of_permit(
        anchor_on=anchor.outcome, endorsed_on=fields.days(record, "endorsed_on"), on=on
    )
    window = found.outcome.window
    answer: dict[str, object] = {
        "state": found.outcome.state,
        "continuous_years": found.outcome.continuous_years,
        "window": {"opens_on": iso(window.opens_on), "closes_on": iso(window.closes_on)},
    }
    return supported(answer, found)


def missing_materials(record: Record, _today: date) -> dict[str, object]:
    """Everything an application still lacks."""
    least = parameters.number("identity.applies_alone_from", date.max)
    case = materials.MaterialsCase(
        housing=fields.one_of(materials.Housing, record, "housing"),
        grounds=fields.members(Ground, record, "grounds"),
        is_under_age=fields.whole_number(record, "age") < least,
        agent=fields.one_of(AgentKind, record, "agent", AgentKind.NONE),
    )
    found = materials.missing_materials(case=case, provided=fields.texts(record, "provided"))
    missing = [
        {"code": requirement.code, "alternatives": list(requirement.alternatives)}
        for requirement in found.outcome.missing
    ]
    return supported({"complete": found.outcome.complete, "missing": missing}, found)


def fee(record: Record, _today: date) -> dict[str, object]:
    """What an act costs on a day."""
    act, on = fields.one_of(fees.FeeAct, record, "act"), fields.day(record, "on")
    found = fees.fee(act=act, on=on)
    amount = found.outcome.amount
    answer: dict[str, object] = {
        "amount": None if amount is None else str(amount),
        "free": found.outcome.free,
    }
    return supported(answer, found)
