"""Made-up lives in the words of a migration, with some that are held up on their way.

A counter is shown with work on it: cases past their day, cards nobody has fetched, registrations
that still lack a fact.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from anju.casework.bulk.past import PastEvent, PastHousehold, PastPerson
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.exchange.synthesis import Life

__all__ = ["past_households"]

HELD_UP_WITHIN = timedelta(days=75)
AFTER_ACCEPTANCE = frozenset(
    {"review", "approve", "refuse", "send_to_production", "spoil", "produce", "notify", "hand_over"}
)
NOT_FETCHED = frozenset({"hand_over"})
#: Of so many people one lacks a fact of the form.
ONE_INCOMPLETE_IN = 60


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
    person, home, stay = life.person, life.household.dwelling, life.stay
    lacks = person.number % ONE_INCOMPLETE_IN == 0 and not life.standing.case
    return RegistrationValues(
        document_kind="111",
        document_number=person.citizen_number,
        name=person.name,
        former_name="",
        sex=person.sex,
        born_on=person.born_on,
        ethnic_group="" if lacks else person.ethnic_group,
        hukou_division=person.hukou_division,
        hukou_address=person.hukou_address,
        hukou_kind=person.hukou_kind,
        phone=person.phone,
        other_contact="",
        education=person.education,
        marital_status=person.marital_status,
        door_code="",
        township=home.township,
        address=home.address,
        building=home.building,
        unit=home.unit,
        floor=home.floor,
        room=home.room,
        landmark=home.landmark,
        place_kind=home.place_kind,
        landlord_name=home.landlord_name,
        landlord_phone=home.landlord_phone,
        arrived_on=stay.arrived_on,
        planned_stay=stay.planned_stay,
        leaves_on=None,
        reason=stay.reason,
        reason_note="",
        occupation=stay.occupation,
        employer_name=stay.employer_name,
        employer_code=stay.employer_code,
        work_since=stay.work_since,
        school_name=stay.school_name,
        enrolled_on=stay.enrolled_on,
        host_name=stay.host_name,
        host_relation=stay.host_relation,
        relation_to_householder=stay.relation_to_householder,
        guardian_name=stay.guardian_name,
        guardian_number=stay.guardian_number,
        guardian_relation=stay.guardian_relation,
        note="",
    )


def held_up(life: Life, events: tuple[PastEvent, ...], on: date) -> tuple[PastEvent, ...]:
    """The same events, for some people without those after a certain one of late."""
    if life.standing.registration != "registered" or life.person.number % 3:
        return events
    submitted = [event.on for event in events if event.step == "submit"]
    if not submitted or on - submitted[-1] > HELD_UP_WITHIN:
        return events
    dropped = NOT_FETCHED if life.person.number % 2 else AFTER_ACCEPTANCE
    kept = [event for event in events if event.on < submitted[-1] or event.step not in dropped]
    return tuple(event for event in kept if event.step != "lapse" or event.on < submitted[-1])
