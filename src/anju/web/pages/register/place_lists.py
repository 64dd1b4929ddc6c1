"""The lists under the address box: addresses a text can mean, or the homes at one of them."""

import json

from anju.reading.addresses import (
    DwellingRow,
    FoundAddress,
    dwellings_at,
    find_addresses,
    said_parts,
)
from anju.reading.counter.address_text import AddressText
from anju.web.staff import StaffRequest

__all__ = ["place_lists"]

LONGEST = 200


def place_lists(request: StaffRequest) -> dict[str, object]:
    """What stands in the lists, each line with the boxes it fills."""
    sent = request.POST if request.method == "POST" else request.GET
    text, township = sent.get("address", "")[:LONGEST], sent.get("taken", "")[:9]
    if "take_address" in sent:
        township, _, text = sent["take_address"][:LONGEST].partition("|")
    if township and text:
        homes = dwellings_at(request.actor, township, text)
        shown = [(home, home.text.removeprefix(text) or home.text, _home(home)) for home in homes]
        return {"homes": shown, "looked": text if homes else ""}
    if not text.strip():
        return {}
    found = find_addresses(request.actor, text)
    return {
        "addresses": [(one, _address(one)) for one in found],
        "looked": text,
        "pending": _pending(said_parts(request.actor, text), text),
    }


def _address(found: FoundAddress) -> str:
    """What choosing an address writes: what was said of the room comes along."""
    building = found.parts.building
    return _boxes(
        township=found.township,
        address=found.text,
        building="" if found.text.endswith(building) else building,
        door_code="",
        **_inside(found.parts),
    )


def _pending(said: AddressText, text: str) -> str:
    """What keeping an unknown address writes; its township stays as chosen where none is said."""
    told = {"township": said.township} if said.township else {}
    street = said.street or text.strip()
    building = said.building if said.street else ""
    return _boxes(address=street, building=building, door_code="", **_inside(said), **told)


def _inside(said: AddressText) -> dict[str, str]:
    floor = "" if said.floor is None else str(said.floor)
    return {"unit": said.unit, "floor": floor, "room": said.room}


def _home(home: DwellingRow) -> str:
    """What choosing a home writes into the form."""
    return _boxes(
        door_code=home.door_code,
        unit=home.unit,
        floor="" if home.floor is None else str(home.floor),
        room=home.room,
        place_kind=home.place_kind,
        landlord_name=home.owner_name,
    )


def _boxes(**values: str) -> str:
    return json.dumps(values, ensure_ascii=False)
