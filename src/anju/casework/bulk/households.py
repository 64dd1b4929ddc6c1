"""Registering the households of a list as a set, whether their people are on file or not.

The verdicts are the form's and the rows are the counter's. Only a file that was merged with another
goes through the counter's own act, and whoever stands in the list under two documents.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from django.db import connection, transaction

from anju.access.actor import Actor
from anju.access.refusals import Conflict, conflicts
from anju.access.scope import scoped, wider
from anju.casework.act import Act
from anju.casework.bulk.intake import register_as_a_set
from anju.casework.bulk.listed import (
    ListedHousehold,
    ListedPerson,
    ListedState,
    Located,
    row_identity,
)
from anju.casework.bulk.places import address_key, areas_of
from anju.casework.journal import write_entry
from anju.casework.people.identities import Holder, holders, is_withheld
from anju.casework.registration_form import FormRefused, RegistrationValues, Severity
from anju.casework.registration_form.messages import SEVERITIES
from anju.casework.registrations.register import (
    PersonRegistered,
    outside,
    reaching,
    register_household,
)
from anju.records.people.models import Person
from anju.records.registrations.models import RegistrationFacts

__all__ = [
    "ListedHousehold",
    "ListedPerson",
    "ListedState",
    "note_import",
    "register_listed_households",
]

Answers = dict[int, tuple[ListedPerson, ...]]
HomeLine = tuple[str, str, str, str, int | None, str]
StoodLine = tuple[int, date, HomeLine]


def register_listed_households(
    actor: Actor, households: Sequence[ListedHousehold], *, batch: str, now: datetime
) -> tuple[tuple[ListedPerson, ...], ...]:
    """Register households that `check_household` let pass; one answer for each of their people.

    Window clerks and officers. All go in together in one transaction but for the few that need the
    counter's act, each in its own; what is done stays done when the rest is interrupted.
    """
    act = Act("register_household", actor, None, now)
    with conflicts(), transaction.atomic(durable=True), scoped(actor):
        act.allow()
        _one_list_at_a_time(actor)
        located = _located(actor, households)
        answers = _stood_before(actor, located)
        entering = _in_reach({place: one for place, one in located.items() if place not in answers})
        answers |= _by_territory(act, _once(entering), batch)
    for place, one in located.items():
        if place not in answers:
            answers[place] = _at_the_counter(act, one.household)
    return tuple(answers[place] for place in range(len(households)))


def note_import(actor: Actor, *, batch: str, registered: int, bad: int, now: datetime) -> None:
    """Write into the journal that a file was taken in, and how much of it."""
    with transaction.atomic(durable=True), scoped(actor):
        write_entry(
            actor,
            act="import_file",
            subject_kind="file",
            subject_ref=batch,
            area=actor.area,
            facts={"registered": registered, "bad": bad},
            at=now,
        )


def _one_list_at_a_time(actor: Actor) -> None:
    """Queue up behind another list of the same county: the same people may stand in both."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('listed_households'), hashtext(%s))",
            [actor.county],
        )


def _located(actor: Actor, households: Sequence[ListedHousehold]) -> dict[int, Located]:
    """The households by their places in the list, with where they belong and who is on file."""
    known = holders(_document(one) for household in households for one in household.people)
    areas = areas_of(household.people[0] for household in households)
    return {
        place: Located(
            household,
            areas.get(household.people[0].township, actor.area),
            tuple(known.get(_document(one)) for one in household.people),
        )
        for place, household in enumerate(households)
    }


def _in_reach(located: Mapping[int, Located]) -> dict[int, Located]:
    """The households without those of protected people: the counter's act answers for them."""
    of = {
        place: [_document(one) for one in some.household.people] for place, some in located.items()
    }
    if not is_withheld(chain.from_iterable(of.values())):
        return dict(located)
    return {place: one for place, one in located.items() if not is_withheld(of[place])}


def _document(values: RegistrationValues) -> tuple[str, str]:
    return values.document_kind, values.document_number


# ------------------------------------------------------------------ lines that stood before


def _stood_before(actor: Actor, located: Mapping[int, Located]) -> Answers:
    """The households of which everybody was registered in this home since this day before."""
    on_file = {
        place: [holder for holder in one.holders if holder]
        for place, one in located.items()
        if all(one.holders)
    }
    if not on_file:
        return {}
    ids = {holder.person_id for people in on_file.values() for holder in people}
    with wider(actor, "register_household", actor.county):
        stood = _lines_on_file(ids)
    answers = {}
    for place, people in on_file.items():
        values = located[place].household.people
        numbers = [
            _number_of(stood, one, holder) for one, holder in zip(values, people, strict=True)
        ]
        if all(numbers):
            already = ListedState.ALREADY_REGISTERED
            answers[place] = tuple(ListedPerson(already, number) for number in numbers)
    return answers


def _lines_on_file(person_ids: Iterable[int]) -> dict[StoodLine, str]:
    """Every stay of these people as a line of a list would say it; the first of the same line."""
    ids = list(person_ids)
    living = {pk: pk for pk in ids}
    for absorbed in Person.objects.filter(merged_into__in=ids):
        living[absorbed.pk] = absorbed.merged_into_id or absorbed.pk
    rows = (
        RegistrationFacts.objects.known_now()
        .filter(person_id__in=list(living))
        .order_by("-pk")
        .values_list(
            "person_id",
            "arrived_on",
            "registration__number",
            "dwelling__door_code",
            "dwelling__address__township",
            "dwelling__address__text",
            "dwelling__unit",
            "dwelling__floor",
            "dwelling__room",
        )
    )
    stood: dict[StoodLine, str] = {}
    for person, arrived_on, number, door_code, township, text, unit, floor, room in rows:
        stood[living[person], arrived_on, ("", township, text, unit, floor, room)] = number
        stood[living[person], arrived_on, (door_code, "", "", "", None, "")] = number
    return stood


def _number_of(stood: Mapping[StoodLine, str], values: RegistrationValues, holder: Holder) -> str:
    """The number under which this person was registered in this home since this day, if ever."""
    home: HomeLine = (values.door_code, "", "", "", None, "")
    if not values.door_code:
        home = ("", *address_key(values), values.unit, values.floor, values.room)
    return stood.get((holder.person_id, values.arrived_on, home), "")


# ------------------------------------------------------------------ as a set


def _once(entering: Mapping[int, Located]) -> dict[int, Located]:
    """The households without anybody who stands in the list under a second document."""
    times = Counter(
        holder.person_id for one in entering.values() for holder in one.holders if holder
    )
    return {
        place: one
        for place, one in entering.items()
        if all(holder is None or times[holder.person_id] == 1 for holder in one.holders)
    }


def _by_territory(act: Act, entering: Mapping[int, Located], batch: str) -> Answers:
    """Register the households set by set: those at home, then each that reaches further out."""
    territories: dict[str, dict[int, Located]] = {}
    for place, one in entering.items():
        reach = outside(act, one.area, *(holder.area for holder in one.holders if holder))
        territories.setdefault(reach, {})[place] = one
    answers: Answers = {}
    for reach, some in sorted(territories.items()):
        with reaching(act, *filter(None, [reach])) as looked:
            answers |= register_as_a_set(act, some, facts={**looked, "batch": batch})
    return answers


# ------------------------------------------------------------------ at the counter


def _at_the_counter(act: Act, household: ListedHousehold) -> tuple[ListedPerson, ...]:
    """Register a household by the counter's act; its refusal is told of everybody in it."""
    try:
        done = register_household(
            actor=act.actor,
            household=replace(household.entry, confirmed=frozenset(SEVERITIES)),
            request_key=row_identity(household.people[0]),
            now=act.now,
        )
    except Conflict as conflict:
        said = conflict.sentence
    except FormRefused as refused:
        said = "；".join(_sentences(refused))
    else:
        return tuple(map(_registered, done.people))
    return (ListedPerson(ListedState.REFUSED, "", said),) * len(household.people)


def _registered(person: PersonRegistered) -> ListedPerson:
    moved = person.moved_from_elsewhere
    state = ListedState.MOVED if moved else ListedState.REGISTERED
    return ListedPerson(state, person.registration_number)


def _sentences(refused: FormRefused) -> list[str]:
    """What the form said, each sentence once."""
    verdict = refused.verdict
    problems = [*verdict.problems, *(p for one in verdict.people for p in one.problems)]
    said = (one.sentence for one in problems if one.severity is not Severity.HINT)
    return list(dict.fromkeys(said))
