"""Who comes to one window on one day, on which errand, and what the register knows before.

Half of them are new and have a card that can be read; the others are new without one, have moved,
apply for a permit, or come with their permit. All live in thirty houses of one street.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from anju.casework.bulk.past import Hands, PastEvent, PastHousehold, PastPerson
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.codes.offices import offices
from anju.exchange.synthesis.numbers import (
    birth_with_free_number,
    citizen_number_of,
    mobile_of,
)

__all__ = ["BY_WHOM", "NEW", "Errand", "Home", "Visitor", "neighbours", "past_of", "visitors"]


class Errand(StrEnum):
    """What somebody comes for."""

    READ = "登记：读卡"
    TYPED = "登记：手填"
    MOVED = "变更住址"
    APPLIED = "受理居住证"
    ENDORSED = "签注"
    COLLECTED = "领证"


#: Twelve of the day, in the order they come; the last brings a permit or fetches one, by turns.
ROUND = (
    Errand.READ, Errand.TYPED, Errand.READ, Errand.MOVED, Errand.READ, Errand.APPLIED,
    Errand.READ, Errand.TYPED, Errand.READ, Errand.MOVED, Errand.READ, Errand.ENDORSED,
)  # fmt: skip
NEW = frozenset({Errand.READ, Errand.TYPED})
BY_WHOM = Hands(clerk="demo01", officer="demo02", reviewer="demo04", card_maker="demo05")

SEED = 1
#: The made-up people of a demonstration are counted from 0; these come far behind them.
FIRST_PERSON, FIRST_NEIGHBOUR = 4_000_000, 4_500_000
SURNAMES = "杨吴潘龙王李张刘陈罗石田"
GIVEN = "秀英建国小梅志强阿兰明芳文华玉珍"
TOWNSHIP = sorted(office.code for office in offices())[1]
#: A street that the made-up county does not have, so that its initials name one house.
STREET, INITIALS, BUILDING = "桂花巷", "ghx", "1栋"
HOUSES = tuple(range(11, 41))
ROOMS = ("101", "102", "201", "202")
LIVED_FOR = timedelta(days=300)
ISSUED_BEFORE = timedelta(days=350)


@dataclass(frozen=True, slots=True)
class Home:
    """A room in one of the houses."""

    house: int
    room: str

    @property
    def initials(self) -> str:
        """What is typed to find the house."""
        return f"{INITIALS}{self.house}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes: on which errand, who, and the home they have or are about to have."""

    errand: Errand
    number: str
    name: str
    phone: str
    home: Home
    before: Home
    employer: str = "金源建筑"
    hukou: str = "522631"
    hukou_address: str = "德凤街道平街1号"
    ethnic_group: str = "06"


def visitors(people: int) -> tuple[Visitor, ...]:
    """The people of a day, the same again for the same number of them."""
    collecting = Errand.COLLECTED
    errands = [
        collecting if place % (2 * len(ROUND)) == 2 * len(ROUND) - 1 else ROUND[place % len(ROUND)]
        for place in range(people)
    ]
    return tuple(_visitor(place, errand) for place, errand in enumerate(errands))


def _visitor(place: int, errand: Errand) -> Visitor:
    number = _number(FIRST_PERSON + place)
    phone = mobile_of(SEED, FIRST_PERSON + place)
    return Visitor(errand, number, _name(place), phone, _home(place), _home(place + 7))


def _number(person: int) -> str:
    born_on = birth_with_free_number(person, date(1990, 1, 1) + timedelta(days=person % 3_000))
    return citizen_number_of(SEED, person, born_on, "2")


def _name(place: int) -> str:
    """Two and three characters by turns."""
    surname = SURNAMES[place % len(SURNAMES)]
    given = GIVEN[place * 2 % len(GIVEN) :][: 1 + place % 2]
    return surname + given


def _home(place: int) -> Home:
    return Home(HOUSES[place % len(HOUSES)], ROOMS[place // len(HOUSES) % len(ROOMS)])


def neighbours() -> tuple[Visitor, ...]:
    """One person in every room, so that house, rooms and owners are known before the day."""
    homes = [Home(house, room) for house in HOUSES for room in ROOMS]
    return tuple(
        Visitor(Errand.READ, _number(person), _name(person), mobile_of(SEED, person), home, home)
        for person, home in zip(count(FIRST_NEIGHBOUR), homes, strict=False)
    )


# ---------------------------------------------------------------- what was before


def past_of(people: Sequence[Visitor], on: date) -> Iterator[PastHousehold]:
    """The households of the neighbours and of everybody who is not new, as of the day before."""
    entry = HouseholdEntry(people=(), channel="1", reporting_party="1", reporting_name="")
    for one in neighbours():
        since = on - timedelta(days=500)
        yield PastHousehold(entry, (PastPerson(_values(one, one.home, since), since, ()),))
    for one in people:
        if one.errand not in NEW:
            since = _registered_on(one.errand, on)
            events = tuple(_events(one.errand, on))
            yield PastHousehold(
                entry, (PastPerson(_values(one, one.before, since), since, events),)
            )


def _registered_on(errand: Errand, on: date) -> date:
    issued = ISSUED_BEFORE if errand is Errand.ENDORSED else timedelta()
    return on - LIVED_FOR - issued


def _events(errand: Errand, on: date) -> Iterator[PastEvent]:
    """A permit that is in its window today, or a card that waits to be fetched."""
    if errand not in {Errand.ENDORSED, Errand.COLLECTED}:
        return
    decided = on - (ISSUED_BEFORE if errand is Errand.ENDORSED else timedelta(days=6))
    papers = ("identity_card", "photo", "lease", "employment_contract")
    asked = {
        "kind": "first_issue",
        "grounds": ("employment",),
        "housing": "rented",
        "evidence": tuple((kind, decided - timedelta(days=30)) for kind in papers),
        "agent": "none",
    }
    yield PastEvent(decided - timedelta(days=3), "submit", asked)
    yield PastEvent(decided - timedelta(days=3), "accept")
    yield PastEvent(decided - timedelta(days=2), "review")
    yield PastEvent(decided, "approve")
    yield PastEvent(decided + timedelta(days=1), "send_to_production")
    yield PastEvent(decided + timedelta(days=2), "produce")
    yield PastEvent(decided + timedelta(days=3), "notify")
    if errand is Errand.ENDORSED:
        yield PastEvent(decided + timedelta(days=5), "hand_over")


def _values(one: Visitor, home: Home, since: date) -> RegistrationValues:
    known: dict[str, object] = {
        "document_kind": "111",
        "document_number": one.number,
        "name": one.name,
        "sex": "2",
        "born_on": date.fromisoformat(one.number[6:14]),
        "ethnic_group": one.ethnic_group,
        "hukou_division": one.hukou,
        "hukou_address": one.hukou_address,
        "phone": one.phone,
        "township": TOWNSHIP,
        "address": f"{STREET}{home.house}号",
        "building": BUILDING,
        "floor": None,
        "room": home.room,
        "place_kind": "1",
        "landlord_name": "杨某",
        "arrived_on": since,
        "leaves_on": None,
        "left_before_on": None,
        "reason": "1",
        "occupation": "6",
        "employer_name": one.employer,
        "work_since": None,
        "enrolled_on": None,
        "proof_dated_on": None,
        "relation_to_householder": "1",
    }
    lines = {field.name: known.get(field.name, "") for field in fields(RegistrationValues)}
    return RegistrationValues(**lines)  # type: ignore[arg-type]
