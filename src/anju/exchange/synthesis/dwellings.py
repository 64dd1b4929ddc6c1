"""Homes in the towns and villages of Kaili, with streets, landmarks and floors below the street."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from anju.codes import townships
from anju.codes.townships import Township
from anju.exchange.synthesis.chance import Chance, Weighted
from anju.exchange.synthesis.numbers import mobile_of
from anju.exchange.synthesis.words import frequencies, words

__all__ = ["MadeUpDwelling", "dwelling"]

_COUNTY = "522601"
_RENTED, _OWN, _WORKPLACE, _SITE, _FAMILY, _SCHOOL = "1", "2", "3", "4", "5", "6"
_WEIGHT_OF_KIND = {"subdistrict": 9.0, "town": 1.5}


@dataclass(frozen=True, slots=True)
class MadeUpDwelling:
    """A home: the town by its statistical code, the address as it would be typed, and its parts."""

    township: str
    township_name: str
    community: str
    address: str
    building: str
    unit: str
    floor: int | None
    room: str
    landmark: str
    place_kind: str
    landlord_name: str
    landlord_phone: str


@cache
def _towns() -> Weighted[Township]:
    listed = townships.townships(_COUNTY)
    return Weighted.of((town, _WEIGHT_OF_KIND[town.kind]) for town in listed)


def dwelling(chance: Chance, seed: int, household: int, place_kind: str) -> MadeUpDwelling:
    """A home of a kind somewhere in Kaili."""
    town = chance.draw(_towns())
    code = town.code("nbs") or ""
    community = chance.pick(townships.communities(code)).short_name
    address, building, landmark = _address(chance, town, community, place_kind)
    in_building = bool(building)
    floor = _floor(chance) if in_building else None
    rented = place_kind == _RENTED
    return MadeUpDwelling(
        township=code,
        township_name=town.name,
        community=community,
        address=address,
        building=building,
        unit=f"{chance.between(1, 4)}单元" if in_building and chance.happens(0.7) else "",
        floor=floor,
        room=f"{abs(floor or 0)}{chance.between(1, 8):02d}" if in_building else "",
        landmark=landmark,
        place_kind=place_kind,
        landlord_name=_owner(chance, place_kind, address),
        landlord_phone=mobile_of(seed, 50_000_000 + household) if rented else "",
    )


def _owner(chance: Chance, place_kind: str, address: str) -> str:
    """Whose home it is: a person, the employer, the school, or nobody else."""
    if place_kind == _OWN:
        return ""
    if place_kind == _SCHOOL:
        return address
    if place_kind in {_WORKPLACE, _SITE}:
        place, name = chance.pick(words("employer_places")), chance.pick(words("employer_names"))
        return f"{place}{name}{chance.pick(words('employer_trades'))}有限公司"
    family = chance.draw(frequencies("miao_surnames"))
    return family + chance.pick(words("given_women"))


def _address(
    chance: Chance, town: Township, community: str, place_kind: str
) -> tuple[str, str, str]:
    """Address, building and landmark."""
    if place_kind == _SITE:
        return chance.pick(words("sites")), "", chance.pick(words("landmarks"))
    if place_kind == _SCHOOL:
        return chance.pick(words("schools")), f"{chance.between(1, 12)}号宿舍楼", ""
    if town.kind != "subdistrict":
        landmark = chance.pick(words("landmarks")) if chance.happens(0.4) else ""
        return f"{community}{chance.between(1, 12)}组{chance.between(1, 90)}号", "", landmark
    if chance.happens(0.5):
        estate = f"{chance.pick(words('estates'))}{chance.pick(('一期', '二期', ''))}"
        return estate, f"{chance.between(1, 30)}栋", ""
    street = f"{chance.pick(words('streets'))}{chance.between(1, 400)}号"
    return street, f"{chance.between(1, 6)}栋" if chance.happens(0.5) else "", ""


def _floor(chance: Chance) -> int:
    """A floor; in the hills of the city one in twenty lies below the street."""
    if chance.happens(0.05):
        return -chance.between(1, 3)
    return chance.between(1, 18) if chance.happens(0.5) else chance.between(1, 7)
