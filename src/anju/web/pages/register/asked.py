"""Which fields an answer makes one ask, as the code tables say; the script shows and hides them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from anju.codes.tables import Code, table
from anju.law.calendar import add_months
from anju.law.identity import guardian_may_apply

__all__ = ["asked_on"]

MONTHS_OF_A_YEAR = 12


def asked_on(on: date) -> Mapping[str, str]:
    """For each group of fields the codes that ask it; and the defaults a reason brings along."""
    reasons = _offered("stay_reasons", on)
    documents = _offered("document_kinds", on)
    unnumbered = (one.code for one in documents if one.more["holds_citizen_number"] != "yes")
    parties = (one.code for one in _offered("reporting_parties", on) if _must_be_named(one))
    usual = {one.code: one.more["usual_occupation"] for one in reasons}
    return {
        **_asking(_offered("place_kinds", on)),
        **_asking(reasons),
        "other_documents": " ".join(unnumbered),
        "named_parties": " ".join(parties),
        "usual_occupations": json.dumps(usual),
        "child_if_born_after": _youngest_birth(on).isoformat(),
    }


def _offered(key: str, on: date) -> list[Code]:
    return [one for one in table(key).codes if one.offered_on(on)]


def _must_be_named(party: Code) -> bool:
    return party.more["must_be_named"] == "yes"


def _asking(codes: Iterable[Code]) -> dict[str, str]:
    """Need → the codes of one table that have it, required or only shown."""
    asking: dict[str, list[str]] = {}
    for one in codes:
        for need in (*one.list_of("needs"), *one.list_of("asks")):
            asking.setdefault(need, []).append(one.code)
    return {need: " ".join(dict.fromkeys(found)) for need, found in asking.items()}


def _youngest_birth(on: date) -> date:
    """Who was born after this day needs a guardian today, by the law's own age."""
    born_on = on
    while guardian_may_apply(born_on=born_on, limited_mobility=False, on=on).outcome:
        born_on = add_months(born_on, -MONTHS_OF_A_YEAR)
    return born_on
