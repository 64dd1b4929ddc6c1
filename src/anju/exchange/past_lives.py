"""Made-up lives in the words of a migration, with some that are held up on their way.

A counter is shown with work on it: cases past their day, cards nobody has fetched, registrations
that still lack a fact.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from itertools import groupby

from anju.access.actor import Actor
from anju.casework.bulk.migration import migrate_in
from anju.casework.bulk.past import Hands, PastEvent, PastHousehold, PastPerson
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.exchange.synthesis import Life, people
from anju.kit.clock import day_of
from anju.reading.population import somebody_is_registered

__all__ = ["load_demo", "past_households"]

COUNTY = "522601"
HANDS = Hands(clerk="demo01", officer="demo02", reviewer="demo04", card_maker="demo05")

FIELDS = tuple(field.name for field in fields(RegistrationValues))
IDENTITY_CARD = "111"
HELD_UP_WITHIN = timedelta(days=60)
#: The way of a case; those held up stop behind one of these.
WAY = ("submit", "accept", "review", "approve", "send_to_production", "produce", "notify")
BESIDE = {
    "submit": ("withdraw", "decline", "refuse", "spoil"),
    "accept": ("refuse", "spoil"),
    "review": ("refuse", "spoil"),
    "approve": ("spoil",),
}
#: Of so many people with a case of late one is held up.
ONE_HELD_UP_IN = 3
#: Of so many people one lacks a fact of the form.
ONE_INCOMPLETE_IN = 60


def silent(_line: str) -> None:
    """Progress that nobody watches."""


def load_demo(
    *,
    count: int = 5_000,
    seed: int = 1,
    now: datetime,
    progress: Callable[[str], None] = silent,
) -> int:
    """Load made-up people into an empty register; into any other nothing, and gives 0."""
    actor = Actor.system("示范数据", COUNTY)
    if somebody_is_registered(actor):
        return 0
    progress(f"生成 {count} 名虚构人员")
    households = list(past_households(people(seed, count, day_of(now)), day_of(now)))
    progress("写入数据库")
    return migrate_in(actor, households, hands=HANDS, now=now)


def past_households(lives: Iterable[Life], on: date) -> Iterator[PastHousehold]:
    """The households of these lives; those who moved in together were registered together."""
    for _, members in groupby(lives, key=lambda life: life.household.number):
        family = list(members)
        first = family[0].stay
        entry = HouseholdEntry(
            people=(),
            channel=first.channel,
            reporting_party=first.reporting_party,
            reporting_name=family[0].person.name if first.reporting_party != "1" else "",
        )
        yield PastHousehold(entry, tuple(past_person(life, on) for life in family))


def past_person(life: Life, on: date) -> PastPerson:
    """One life."""
    events = tuple(PastEvent(event.on, event.step, event.facts) for event in life.events)
    return PastPerson(values_of(life), life.stay.registered_on, held_up(life, events, on))


def values_of(life: Life) -> RegistrationValues:
    """The lines of the form, typed."""
    lacks = life.person.number % ONE_INCOMPLETE_IN == 0 and not life.standing.case
    person = asdict(life.person) | ({"ethnic_group": ""} if lacks else {})
    known = person | asdict(life.household.dwelling) | asdict(life.stay)
    values = {name: known.get(name, "") for name in FIELDS}
    values |= {
        "document_kind": IDENTITY_CARD,
        "document_number": life.person.citizen_number,
        "leaves_on": None,
        "left_before_on": None,
        "proof_dated_on": None,
    }
    return RegistrationValues(**values)


def held_up(life: Life, events: tuple[PastEvent, ...], on: date) -> tuple[PastEvent, ...]:
    """The same events, for some people without those after a certain one of late."""
    number = life.person.number
    if life.standing.registration != "registered" or number % ONE_HELD_UP_IN:
        return events
    submitted = [event.on for event in events if event.step == "submit"]
    if not submitted or on - submitted[-1] > HELD_UP_WITHIN:
        return events
    dropped = behind(WAY[number // ONE_HELD_UP_IN % len(WAY)]) | {"lapse"}
    return tuple(event for event in events if event.on < submitted[-1] or event.step not in dropped)


def behind(stop: str) -> frozenset[str]:
    """Every step that comes behind one on the way of a case."""
    return frozenset({*WAY[WAY.index(stop) + 1 :], *BESIDE.get(stop, ()), "hand_over"})
