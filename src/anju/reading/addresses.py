"""One box to find an address: door code, initials, fragments in any order, a landmark."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from anju.access.actor import COUNTY_DIGITS, Actor
from anju.access.policy import require
from anju.access.scope import scoped, wider
from anju.codes import divisions, pinyin
from anju.codes.floors import floor_name
from anju.codes.offices import offices
from anju.kit.grams import fragments
from anju.reading.counter.address_text import AddressText
from anju.reading.counter.address_text import read as read_address
from anju.records.agencies.models import Agency
from anju.records.places.models import Dwelling, StandardAddress
from anju.records.registrations.models import CurrentResidence

__all__ = [
    "DwellingRow",
    "FoundAddress",
    "address_ids",
    "address_initials",
    "dwellings_at",
    "find_addresses",
    "place_text",
    "places_of",
    "said_parts",
]

#: Nothing but the address itself was said.
WHOLE = AddressText()
FIND = "SELECT id FROM find_addresses(%s, %s, '', 0, %s)"
CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address on file: `township` with `text` names it; own station's stand first."""

    township: str
    text: str
    landmark: str
    state: str
    is_ours: bool
    agency: str
    dwellings: int
    residents: int
    parts: AddressText = WHOLE


@dataclass(frozen=True, slots=True)
class DwellingRow:
    """A home at an address."""

    door_code: str
    text: str
    unit: str
    floor: int | None
    room: str
    place_kind: str
    owner_name: str
    residents: int


def find_addresses(actor: Actor, text: str, *, limit: int = 8) -> tuple[FoundAddress, ...]:
    """At most eight addresses a text can mean; own area first, then the rest of the county.

    A door code, initials, fragments in any order, a landmark, or a whole address as pasted: what
    was said of unit, floor and room comes back in `parts`.
    """
    parts = said_parts(actor, text)
    with scoped(actor), wider(actor, "find_address", actor.county):
        found = StandardAddress.objects.filter(id__in=_candidates(text, parts))
        addresses = sorted(found, key=lambda row: (not row.area.startswith(actor.area), row.text))
        chosen = addresses[:limit]
        ids = [row.pk for row in chosen]
        homes = Counter(
            Dwelling.objects.filter(address_id__in=ids).values_list("address_id", flat=True)
        )
        residents = Counter(
            CurrentResidence.objects.filter(dwelling__address_id__in=ids).values_list(
                "dwelling__address_id", flat=True
            )
        )
    stations = dict(Agency.objects.values_list("code", "short_name"))
    return tuple(
        FoundAddress(
            township=row.township,
            text=row.text,
            landmark=row.landmark,
            state=row.state,
            is_ours=row.area.startswith(actor.area),
            agency=stations.get(row.area, ""),
            dwellings=homes[row.pk],
            residents=residents[row.pk],
            parts=parts,
        )
        for row in chosen
    )


def said_parts(actor: Actor, text: str) -> AddressText:
    """The parts of a text; names of province, prefecture and county before it are passed over."""
    county = actor.county
    above = [name for length in (2, 4, 6) for name in _names_of(county[:length])]
    towns = {town.name: town.code for town in offices() if town.code.startswith(county)}
    return read_address(text, above=above, townships=towns)


def _names_of(digits: str) -> Iterable[str]:
    """What a division was called, its code's trailing noughts left out."""
    return (one.name for one in divisions.versions(digits.ljust(COUNTY_DIGITS, "0")))


def _candidates(text: str, parts: AddressText) -> list[int]:
    """What the whole text finds; else the house with its building; else the house alone."""
    for said in dict.fromkeys((text, f"{parts.street}{parts.building}", parts.street)):
        found = address_ids(said)
        if found:
            return found
    return []


def dwellings_at(actor: Actor, township: str, text: str) -> tuple[DwellingRow, ...]:
    """The homes at an address, by unit, floor and room."""
    with scoped(actor), wider(actor, "find_address", actor.county):
        require(actor, "find_address")
        rows = list(
            Dwelling.objects.filter(address__township=township, address__text=text)
            .select_related("address")
            .order_by("unit", "floor", "room")
        )
        residents = Counter(
            CurrentResidence.objects.filter(dwelling_id__in=[row.pk for row in rows]).values_list(
                "dwelling_id", flat=True
            )
        )
    return tuple(
        DwellingRow(
            row.door_code,
            place_text(row),
            row.unit,
            row.floor,
            row.room,
            row.place_kind,
            row.owner_name,
            residents[row.pk],
        )
        for row in rows
    )


def place_text(dwelling: Dwelling) -> str:
    """A home as it is written on a paper: address, unit, floor and room."""
    unit = f"{dwelling.unit}单元" if dwelling.unit.isdecimal() else dwelling.unit
    room = f"{dwelling.room}室" if dwelling.room.isdecimal() else dwelling.room
    floor = floor_name(dwelling.floor) if dwelling.floor is not None and not room else ""
    return f"{dwelling.address.text}{unit}{floor}{room}"


def address_initials(text: str) -> str:
    """An address as one types it in initials, its numbers whole: 迎宾大道15号 ybdd15h."""
    spoken = pinyin.syllables(text)
    return "".join(one if one[:1].isdecimal() else one[:1] for one in spoken)[:100]


def places_of(dwelling_ids: Iterable[int]) -> dict[int, Dwelling]:
    """The homes with their addresses by id, as far as they lie in the territory."""
    rows = Dwelling.objects.filter(id__in=set(dwelling_ids)).select_related("address")
    return {row.pk: row for row in rows}


def address_ids(text: str) -> list[int]:
    """The ids of addresses in the territory that a text can mean: by door code, by initials
    (then spaces do not count), or by its fragments.
    """
    text = text.strip()
    if not text:
        return []
    by_door = Dwelling.objects.filter(door_code=text.upper()).values_list("address_id", flat=True)
    if by_door:
        return list(by_door)
    by, words = (
        ("initials", "".join(text.lower().split()))
        if text.isascii()
        else ("grams", fragments(text))
    )
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIND, [by, words, CANDIDATES])
        return [row[0] for row in cursor.fetchall()]
