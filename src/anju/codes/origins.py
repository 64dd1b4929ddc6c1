"""Where people come from, in the seven columns of the police statistic (户籍地类型)."""

from __future__ import annotations

from datetime import date

from anju.codes import divisions
from anju.codes.divisions import DivisionKind

__all__ = ["origin_of"]

_CITY = {
    DivisionKind.DISTRICT,
    DivisionKind.COUNTY_CITY,
    DivisionKind.PREFECTURE_CITY,
    DivisionKind.MUNICIPALITY,
}
_OUTSIDE_THE_MAINLAND = ("71", "81", "82", "83")


def origin_of(hukou: str, province: str, on: date) -> str:
    """The code of `origins` for a place of hukou, seen from a province ("52").

    City or county is told by the kind of the division as it stands on the day, never by digits.
    """
    if hukou.startswith(_OUTSIDE_THE_MAINLAND):
        return "5"
    place = divisions.resolve(hukou, on)
    if place is None:
        return "9"
    within = place.code.startswith(province)
    if place.kind in _CITY:
        return "1" if within else "3"
    return "2" if within else "4"
