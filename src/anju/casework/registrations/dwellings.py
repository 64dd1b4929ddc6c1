"""The dwelling behind what was said of a place: on file, or noted as pending until checked."""

from dataclasses import dataclass

from anju.access.refusals import Conflict
from anju.casework.numbers import reference
from anju.kit.grams import grams
from anju.reading.addresses import address_initials
from anju.records.agencies.models import Agency
from anju.records.places.models import Dwelling, StandardAddress

__all__ = ["Place", "dwelling_at", "responsible_for"]

DOOR_CODE_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as said: a door code on file, or an address in a township with its parts."""

    door_code: str
    township: str
    address: str
    building: str
    unit: str
    floor: int | None
    room: str
    landmark: str
    place_kind: str
    owner_name: str
    village: str = ""


def responsible_for(township: str) -> str:
    """The area of the agency a township's people belong to: its centre, or else its station."""
    codes = Agency.objects.filter(
        townships__contains=[township], kind__in=["station", "centre"]
    ).values_list("code", flat=True)
    if not codes:
        raise Conflict("这个乡镇（街道）还没有对应的派出所，请联系管理员")
    return max(codes, key=len)


def dwelling_at(place: Place, area: str) -> Dwelling:
    """The home on file, or a new one at a new or known address, to be checked by the station."""
    if place.door_code:
        found = Dwelling.objects.select_related("address").filter(door_code=place.door_code).first()
        if found is None:
            raise Conflict("门牌码不在地址库里，请核对，或者直接填写地址")
        return found
    address = _address(place, area)
    dwelling, _ = Dwelling.objects.get_or_create(
        address=address,
        unit=place.unit,
        floor=place.floor,
        room=place.room,
        defaults={
            "area": area,
            "place_kind": place.place_kind,
            "owner_name": place.owner_name,
            "door_code": reference()[:DOOR_CODE_LENGTH],
        },
    )
    return dwelling


def _address(place: Place, area: str) -> StandardAddress:
    """The address on file under this text, or the one it was merged into, or a pending one."""
    text = f"{place.address}{place.building}" or place.landmark
    address, _ = StandardAddress.objects.select_related("merged_into").get_or_create(
        township=place.township,
        text=text,
        defaults={
            "area": area,
            "village": place.village,
            "building": place.building,
            "landmark": place.landmark,
            "initials": address_initials(text),
            "grams": grams(text + place.landmark),
            "state": "pending",
        },
    )
    if address.merged_into is not None:
        return address.merged_into
    if address.state == "retired":
        address.state = "pending"
        address.save(update_fields=["state"])
    return address
