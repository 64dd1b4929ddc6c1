"""Pending addresses are placed by an officer; nobody's home is lost on the way."""

from datetime import date

import pytest
from tests.factories.cast import FENG, LI, SUN, WU
from tests.factories.lives import registered
from tests.factories.registrations import TOWN_A, at, entry, key

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.places.placing import (
    Placing,
    merge_addresses,
    place_address,
    retire_address,
)
from anju.reading.addresses import find_addresses
from anju.reading.counter.address_desk import addresses_to_place
from anju.reading.known_person import known_person
from anju.records.places.models import Dwelling, StandardAddress

NOW = at(date(2026, 9, 4))
TYPED = "迎宾大道十五号"


def typed_house(room: str = "602", address: str = TYPED) -> tuple[str, str]:
    """Somebody at an address the register does not know: its door code, and their number."""
    life = registered(entry(address=address, building="", room=room))
    with scoped(WU):
        door = Dwelling.objects.filter(address__text=address).order_by("id").first()
    return door.door_code, life.document_number


def act(verb, door_code: str, *, actor=SUN, **more):
    return verb(actor=actor, door_code=door_code, request_key=key(), now=NOW, **more)


def test_a_pending_address_becomes_the_places_own() -> None:
    door, number = typed_house()
    assert [one.text for one in addresses_to_place(SUN)] == [TYPED]
    done = act(place_address, door, placing=Placing(text="迎宾大道15号"))
    assert (done.text, done.state, done.residents) == ("迎宾大道15号", "standard", 1)
    assert not addresses_to_place(SUN)
    assert known_person(WU, "111", number, now=NOW).address == "迎宾大道15号602室"
    assert find_addresses(WU, "ybdd15")[0].state == "standard"
    with pytest.raises(Conflict, match="已经办过"):
        act(place_address, door, placing=Placing(text="别的"))


def test_merging_moves_homes_and_the_people_of_a_room_that_is_there_already() -> None:
    registered(entry(building="", room="602"))
    door, moved = typed_house()
    registered(entry(address=TYPED, building="", room="701", name="吴大海"))
    done = act(merge_addresses, door, actor=LI, township=TOWN_A, text="迎宾大道15号")
    assert (done.text, done.residents) == ("迎宾大道15号", 3)
    assert known_person(WU, "111", moved, now=NOW).address == "迎宾大道15号602室"
    later = registered(entry(address=TYPED, building="", room="801"))
    assert known_person(WU, "111", later.document_number, now=NOW).address == "迎宾大道15号801室"
    with scoped(WU):
        assert StandardAddress.objects.get(text=TYPED).state == "retired"


def test_nobody_loses_their_address() -> None:
    door, _ = typed_house()
    with pytest.raises(Conflict, match="还有 1 人住在这里"):
        act(retire_address, door)
    with pytest.raises(Conflict, match="不在地址库里"):
        act(merge_addresses, door, township=TOWN_A, text="没有的地方")
    with pytest.raises(NotYours):
        act(place_address, door, actor=WU, placing=Placing(text="迎宾大道15号"))
    with pytest.raises(NotYours):
        act(place_address, door, actor=FENG, placing=Placing(text="迎宾大道15号"))
