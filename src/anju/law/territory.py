"""Which divisions make one city, and whether a place lies in another city than the hukou."""

from dataclasses import dataclass
from datetime import date

from anju.codes import divisions
from anju.codes.divisions import Division, DivisionKind
from anju.law.citation import cites
from anju.law.finding import Finding, Reason, merged
from anju.law.text import parameters

__all__ = ["CityUnit", "another_city", "city_unit"]

PREFECTURE_DIGITS = 4
UNKNOWN_DIVISION = Reason("unknown_division", ("PSD-2016 2(1)",))
NO_CITY = Reason("division_is_no_city", ("PSD-2016 2(1)",))
#: Areas of many cities: nobody's city can be told from one of their codes.
NOT_A_CITY = frozenset(
    {
        DivisionKind.PROVINCE,
        DivisionKind.AUTONOMOUS_REGION,
        DivisionKind.PREFECTURE,
        DivisionKind.AUTONOMOUS_PREFECTURE,
        DivisionKind.LEAGUE,
    }
)


@dataclass(frozen=True, slots=True)
class CityUnit:
    """One city as the rules see it: a county, a county-level city, or all districts of one."""

    code: str
    name: str


@cites("PSD-2016 2(1)")
def city_unit(*, division: str, on: date) -> Finding[CityUnit | None]:
    """The city a division belongs to on a day; nothing, with the reason, when none can be told.

    Law: 其他城市，是指公民常住户口所在地城市以外的其他市、
    县（不含常住户口所在地城市内部跨行政区域）。
    Read with: R-0009 (a special district stands for itself), R-0008
    """
    facts = {"division": division, "on": on}
    found = _division(division, on)
    if found is None:
        return Finding(None, facts=facts, reasons=(UNKNOWN_DIVISION,))
    city = divisions.find(found.parent or "", on) if _is_part_of_a_city(found, on) else found
    if city is None or city.kind in NOT_A_CITY:
        return Finding(None, facts=facts, reasons=(NO_CITY,))
    return Finding(CityUnit(city.code, city.name), facts=facts)


@cites("PSD-2016 2(1)", "IRRP 2")
def another_city(*, hukou_division: str, residence_division: str, on: date) -> Finding[bool | None]:
    """Whether the place of residence lies in another city than the place of hukou.

    Law: 公民离开常住户口所在地，到其他城市居住半年以上
    Read with: R-0032 (the hukou address counts, never the citizen number)
    """
    hukou = city_unit(division=hukou_division, on=on)
    residence = city_unit(division=residence_division, on=on)
    facts = {"hukou_unit": hukou.outcome, "residence_unit": residence.outcome, "on": on}
    if hukou.outcome is None or residence.outcome is None:
        return Finding(None, facts=facts, reasons=merged(hukou.reasons, residence.reasons))
    return Finding(hukou.outcome.code != residence.outcome.code, facts=facts)


def _division(code: str, on: date) -> Division | None:
    """The division of a code; an unlisted part of a city without districts stands for the city."""
    found = divisions.resolve(code, on)
    if found is not None:
        return found
    city = divisions.find(divisions.normalised(code)[:PREFECTURE_DIGITS] + "00", on)
    if city is None or city.kind is not DivisionKind.PREFECTURE_CITY:
        return None
    return None if divisions.children(city.code, on) else city


def _is_part_of_a_city(division: Division, on: date) -> bool:
    """Whether a division is one of several that make a city together."""
    if division.kind is DivisionKind.SPECIAL_DISTRICT:
        return not parameters.switch("territory.special_district_is_own_unit", on)
    return division.kind is DivisionKind.DISTRICT
