"""Pending addresses are placed by an officer: made standard, merged into one on file, or let go.

An address somebody lived at is never deleted. Merging moves its homes; where the other address
has the same room already, the people move into that row, on record since this act.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours
from anju.casework.act import Act, Subject, official_act
from anju.casework.two_axes import restate, supersede
from anju.kit.grams import grams
from anju.law.finding import Finding
from anju.reading.addresses import address_initials
from anju.records.places.models import Dwelling, StandardAddress
from anju.records.registrations.models import CurrentResidence, RegistrationFacts

__all__ = ["AddressPlaced", "Placing", "merge_addresses", "place_address", "retire_address"]

#: What is registered is to be complete, correct and fresh.
ACCURACY = Finding(outcome=True, cites=("PSD-2016 2(2)",))
STATES = {"standard": "标准地址", "retired": "停用"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """An address as it stands in the place: its text, community, building and landmark."""

    text: str
    village: str = ""
    landmark: str = ""


@dataclass(frozen=True, slots=True)
class AddressPlaced:
    """An address as it is now, and how many people live at it."""

    township: str
    text: str
    state: str
    residents: int


@official_act
def place_address(
    *, actor: Actor, door_code: str, placing: Placing, request_key: UUID, now: datetime
) -> AddressPlaced:
    """Make a pending address a standard one, its text put right.

    Officers and chiefs of the station. A text the township has already is a `Conflict`: merge.
    """
    act = Act("place_address", actor, request_key, now)
    address = _pending(act, door_code)
    text = placing.text.strip()
    if not text:
        raise Conflict("请填写住处：门牌号、小区名或附近标志都可以")
    before = address.text
    address.text, address.village, address.landmark = text, placing.village, placing.landmark
    address.initials, address.grams = address_initials(text), grams(text + placing.landmark)
    address.state = "standard"
    address.save()
    act.journal(_subject(address, door_code), ACCURACY, before=before, text=text)
    return _placed(address)


@official_act
def merge_addresses(
    *, actor: Actor, door_code: str, township: str, text: str, request_key: UUID, now: datetime
) -> AddressPlaced:
    """Give the homes of a pending address to one on file; the pending one leads there from now on.

    Officers and chiefs of the station, within its area.
    """
    act = Act("merge_addresses", actor, request_key, now)
    address = _pending(act, door_code)
    rows = StandardAddress.objects.select_for_update().filter(township=township, text=text)
    into = rows.exclude(pk=address.pk).exclude(state="retired").first()
    if into is None:
        raise Conflict("要并入的地址不在地址库里，请重新查找")
    act.allow(area=into.area)
    act_id = act.journal(_subject(address, door_code), ACCURACY, merged_into=into.text)
    for home in Dwelling.objects.select_for_update().filter(address_id=address.pk).order_by("id"):
        _move_home(act, act_id, home, into)
    address.state, address.merged_into = "retired", into
    address.save(update_fields=["state", "merged_into"])
    return _placed(into)


@official_act
def retire_address(
    *, actor: Actor, door_code: str, request_key: UUID, now: datetime
) -> AddressPlaced:
    """Let go of a pending address nobody lives at: a registration that was taken back.

    Officers and chiefs of the station; while somebody lives there it is merged instead.
    """
    act = Act("retire_address", actor, request_key, now)
    address = _pending(act, door_code)
    if residents := _residents(address):
        raise Conflict(f"还有 {residents} 人住在这里，不能停用，请并入正确的地址")
    address.state = "retired"
    address.save(update_fields=["state"])
    act.journal(_subject(address, door_code), ACCURACY, text=address.text)
    return _placed(address)


def _pending(act: Act, door_code: str) -> StandardAddress:
    """The pending address behind a door, its row locked."""
    first, end = act.actor.area_range()
    home = Dwelling.objects.filter(door_code=door_code).first()
    rows = StandardAddress.objects.select_for_update().filter(area__gte=first, area__lt=end)
    address = rows.filter(pk=home.address_id).first() if home else None
    if address is None:
        raise NotYours(act.name)
    act.allow(area=address.area)
    if address.state != "pending":
        raise Conflict(f"这个地址已经办过，现在是{STATES[address.state]}")
    return address


def _move_home(act: Act, act_id: int, home: Dwelling, into: StandardAddress) -> None:
    """One home goes to the other address, or its people into the same room there."""
    same = Dwelling.objects.filter(
        address_id=into.pk, unit=home.unit, floor=home.floor, room=home.room
    ).first()
    if same is None:
        home.address = into
        home.save(update_fields=["address"])
        return
    living = CurrentResidence.objects.filter(dwelling_id=home.pk)
    people = list(living.values_list("person_id", flat=True))
    facts = RegistrationFacts.objects.known_now().filter(
        person_id__in=people, dwelling_id=home.pk, valid__upper_inf=True
    )
    for row in facts:
        supersede([row], act_id=act_id, at=act.now)
        restate(row, act_id=act_id, at=act.now, dwelling_id=same.pk)
    CurrentResidence.objects.filter(person_id__in=people).update(dwelling_id=same.pk)


def _subject(address: StandardAddress, door_code: str) -> Subject:
    return Subject("address", door_code, address.area)


def _residents(address: StandardAddress) -> int:
    return CurrentResidence.objects.filter(dwelling__address_id=address.pk).count()


def _placed(address: StandardAddress) -> AddressPlaced:
    return AddressPlaced(address.township, address.text, address.state, _residents(address))
