"""The rules that may be asked by name, and how one line of questions is answered."""

import json
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from anju.law.answers import holders, residents
from anju.law.answers.fields import Record
from anju.law.text.parameters import NotInForce

__all__ = ["RULE_NAMES", "UnknownRule", "answer", "answer_line"]

Answer: TypeAlias = "dict[str, object]"
Answering: TypeAlias = Callable[[Record, date], Answer]

ANSWERS: dict[str, Answering] = {
    "registration-due": residents.registration_due,
    "half-year": residents.half_year,
    "city-unit": residents.city_unit,
    "another-city": residents.another_city,
    "time-limits": holders.time_limits,
    "endorsement-window": holders.endorsement_window,
    "permit-use": holders.permit_use,
    "residence-start": residents.residence_start,
    "eligibility": residents.eligibility,
    "missing-materials": holders.missing_materials,
    "fee": holders.fee,
    "citizen-number": residents.citizen_number,
}

#: The names of the rules, in the order of the contract.
RULE_NAMES = tuple(ANSWERS)


class UnknownRule(LookupError):
    """No rule is called so."""


def answer(rule: str, record: Record, *, today: date) -> Answer:
    """The answer to one question, or why it cannot be answered; it never raises for its input."""
    answering = ANSWERS.get(rule)
    if answering is None:
        raise UnknownRule(rule)
    try:
        return {"ok": True, **answering(record, today)}
    except (ValueError, OverflowError, NotInForce) as error:
        return {"ok": False, "error": str(error)}


def answer_line(rule: str, line: str, *, today: date) -> str:
    """The answer to one line of JSON, as one line of JSON."""
    return json.dumps(_answered(rule, line, today), ensure_ascii=False)


def _answered(rule: str, line: str, today: date) -> Answer:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"ok": False, "error": f"not a line of JSON: {error}"}
    if not isinstance(record, dict):
        return {"ok": False, "error": "one JSON object a line expected"}
    return answer(rule, record, today=today)
