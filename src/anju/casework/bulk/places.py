"""The homes behind many places at once: on file, or noted as pending until they are checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from anju.casework.bulk.staging import Stack, draw_ids, staged_rows
from anju.casework.numbers import reference
from anju.casework.registration_form import RegistrationValues
from anju.casework.registrations.dwellings import DOOR_CODE_LENGTH, responsible_for
from anju.kit.grams import grams
from anju.reading.addresses import address_initials
from anju.records.places.models import Dwelling, StandardAddress

__all__ = ["Homes", "areas_of", "homes_of"]

AddressKey = tuple[str, str]
HomeKey = tuple[int, str, int | None, str]

FIND_ADDRESSES = """
SELECT a.id, a.area, a.township, a.text, a.landmark
  FROM places_standardaddress a
  JOIN {staged} s ON a.township = s.township AND a.text = s.text
"""
FIND_DWELLINGS = """
SELECT d.id, d.address_id, d.unit, d.floor, d.room
  FROM places_dwelling d
  JOIN {staged} s ON d.address_id = s.address_id AND d.unit = s.unit
   AND d.floor IS NOT DISTINCT FROM s.floor AND d.room = s.room
"""


@dataclass(frozen=True, slots=True)
class Homes:
    """The home of each person of a list, by place, and the agency responsible for a township."""

    by_place: Mapping[tuple[AddressKey, str, int | None, str], Dwelling]
    by_door_code: Mapping[str, Dwelling]
    areas: Mapping[str, str]

    def home_of(self, values: RegistrationValues) -> Dwelling:
        """The home that one person's lines name."""
        if values.door_code:
            return self.by_door_code[values.door_code]
        return self.by_place[(address_key(values), values.unit, values.floor, values.room)]

    def area_of(self, values: RegistrationValues, otherwise: str) -> str:
        """The area the people of a township belong to."""
        return self.areas[values.township] if values.township else otherwise


def areas_of(people: Iterable[RegistrationValues]) -> dict[str, str]:
    """The area of the agency responsible for each township that is named."""
    towns = {values.township for values in people} - {""}
    return {township: responsible_for(township) for township in towns}


def homes_of(people: Sequence[RegistrationValues], areas: Mapping[str, str]) -> Homes:
    """Find every home named, and note those that are on no file yet.

    The one at the counter finds or makes an address and then a home at it; so does this, for
    all of them in four statements.
    """
    typed = [values for values in people if not values.door_code]
    addresses = addresses_of(typed, areas)
    homes = dwellings_of(typed, addresses, areas)
    coded = Dwelling.objects.select_related("address").filter(
        door_code__in={values.door_code for values in people} - {""}
    )
    return Homes(homes, {dwelling.door_code: dwelling for dwelling in coded}, areas)


def address_key(values: RegistrationValues) -> AddressKey:
    """Township and text of an address, as it is kept."""
    return values.township, f"{values.address}{values.building}" or values.landmark


def addresses_of(
    people: Sequence[RegistrationValues], areas: Mapping[str, str]
) -> dict[AddressKey, StandardAddress]:
    """The addresses by township and text, the new ones pending."""
    wanted = {address_key(values): values for values in reversed(people)}
    known = find_addresses(wanted)
    missing = [key for key in wanted if key not in known]
    stack = Stack(StandardAddress)
    for pk, key in zip(draw_ids(StandardAddress, len(missing)), missing, strict=True):
        values = wanted[key]
        township, text = key
        row = {
            "id": pk,
            "area": areas[township],
            "township": township,
            "text": text,
            "building": values.building,
            "landmark": values.landmark,
            "initials": address_initials(text),
            "grams": grams(text + values.landmark),
            "state": "pending",
        }
        stack.add(**row)
        known[key] = StandardAddress(**row)
    stack.write()
    return known


def find_addresses(wanted: Iterable[AddressKey]) -> dict[AddressKey, StandardAddress]:
    """The addresses on file among these."""
    with (
        staged_rows(StandardAddress, ("township", "text"), wanted) as source,
        connection.cursor() as cursor,
    ):
        cursor.execute(FIND_ADDRESSES.format(staged=source))
        return {
            (township, text): StandardAddress(
                id=pk, area=area, township=township, text=text, landmark=landmark
            )
            for pk, area, township, text, landmark in cursor.fetchall()
        }


def dwellings_of(
    people: Sequence[RegistrationValues],
    addresses: Mapping[AddressKey, StandardAddress],
    areas: Mapping[str, str],
) -> dict[tuple[AddressKey, str, int | None, str], Dwelling]:
    """The homes at the addresses, the new ones with door codes of their own."""
    wanted: dict[HomeKey, RegistrationValues] = {}
    for values in reversed(people):
        address = addresses[address_key(values)]
        wanted[(address.pk, values.unit, values.floor, values.room)] = values
    known = find_dwellings(wanted)
    missing = [key for key in wanted if key not in known]
    stack = Stack(Dwelling)
    for pk, key in zip(draw_ids(Dwelling, len(missing)), missing, strict=True):
        values = wanted[key]
        address_id, unit, floor, room = key
        stack.add(
            id=pk,
            address_id=address_id,
            unit=unit,
            floor=floor,
            room=room,
            area=areas[values.township],
            place_kind=values.place_kind,
            owner_name=values.landlord_name,
            door_code=reference()[:DOOR_CODE_LENGTH],
        )
        known[key] = pk
    stack.write()
    by_id = {address.pk: (key, address) for key, address in addresses.items()}
    return {
        (by_id[key[0]][0], *key[1:]): Dwelling(
            id=pk, address=by_id[key[0]][1], unit=key[1], floor=key[2], room=key[3]
        )
        for key, pk in known.items()
    }


def find_dwellings(wanted: Iterable[HomeKey]) -> dict[HomeKey, int]:
    """The homes on file among these."""
    columns = ("address_id", "unit", "floor", "room")
    with (
        staged_rows(Dwelling, columns, wanted) as source,
        connection.cursor() as cursor,
    ):
        cursor.execute(FIND_DWELLINGS.format(staged=source))
        return {
            (address, unit, floor, room): pk for pk, address, unit, floor, room in cursor.fetchall()
        }
