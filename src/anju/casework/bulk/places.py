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

__all__ = ["Homes", "address_key", "areas_of", "homes_of"]

AddressKey = tuple[str, str]
HomeKey = tuple[int, str, int | None, str]

#: Under the text it was said by, or the address that one was merged into.
FIND_ADDRESSES = """
SELECT s.township, s.text, a.id, a.area, a.township, a.text, a.landmark, a.village, said.state
  FROM {staged} s
  JOIN places_standardaddress said ON said.township = s.township AND said.text = s.text
  JOIN places_standardaddress a ON a.id = coalesce(said.merged_into_id, said.id)
"""
FIND_DWELLINGS = """
SELECT d.id, d.address_id, d.unit, d.floor, d.room
  FROM places_dwelling d
  JOIN {staged} s ON d.address_id = s.address_id AND d.unit = s.unit
   AND d.floor IS NOT DISTINCT FROM s.floor AND d.room = s.room
"""


@dataclass(frozen=True, slots=True)
class Homes:
    """The home of each person of a list, by place."""

    by_place: Mapping[tuple[AddressKey, str, int | None, str], Dwelling]
    by_door_code: Mapping[str, Dwelling]

    def home_of(self, values: RegistrationValues) -> Dwelling:
        """The home that one person's lines name."""
        if values.door_code:
            return self.by_door_code[values.door_code]
        return self.by_place[(address_key(values), values.unit, values.floor, values.room)]


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
    return Homes(homes, {dwelling.door_code: dwelling for dwelling in coded})


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
            "village": values.village,
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
    """The addresses on file among these; one that was retired is to be checked again."""
    with (
        staged_rows(StandardAddress, ("township", "text"), wanted) as source,
        connection.cursor() as cursor,
    ):
        cursor.execute(FIND_ADDRESSES.format(staged=source))
        found = cursor.fetchall()
    retired = [pk for *_, pk, _, _, _, _, _, state in found if state == "retired"]
    if retired:
        rows = StandardAddress.objects.filter(pk__in=retired, state="retired")
        rows.update(state="pending")
    return {
        (said_township, said_text): StandardAddress(
            id=pk, area=area, township=township, text=text, landmark=landmark, village=village
        )
        for said_township, said_text, pk, area, township, text, landmark, village, _ in found
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
    homes = {}
    for values in people:
        place = (values.unit, values.floor, values.room)
        address = addresses[address_key(values)]
        homes[(address_key(values), *place)] = Dwelling(
            id=known[(address.pk, *place)],
            address=address,
            unit=values.unit,
            floor=values.floor,
            room=values.room,
        )
    return homes


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
