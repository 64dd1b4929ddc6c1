"""Registering the households of one territory as a set: the rows the counter's act would write.

All is asked first, then every key and number is drawn, then the rows go out piece by piece: the
connection belongs to the dispatch from there on, and each piece is made while the last is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from anju.casework.act import Act
from anju.casework.answers import plain
from anju.casework.bulk.block_numbers import draw_block
from anju.casework.bulk.endings import Endings
from anju.casework.bulk.listed import ListedPerson, ListedState, Located, row_identity
from anju.casework.bulk.on_file import OnFile, people_on_file
from anju.casework.bulk.papers import Papers
from anju.casework.bulk.places import Homes, homes_of
from anju.casework.bulk.staging import dispatching, draw_ids
from anju.casework.bulk.stays import StayRows, may_apply_from
from anju.casework.journal import EntryWords, draw_entry_ids, entry_stacks
from anju.casework.numbers import Series, reference
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.casework.registration_form.messages import sentence
from anju.casework.registrations.household_form import Member
from anju.casework.registrations.members import proofs_of
from anju.casework.registrations.stay_rows import Start, start_of
from anju.law.finding import Finding, merged
from anju.law.registration import RegistrationDuty, registration_duty
from anju.law.territory import city_unit
from anju.law.workflow import REGISTRATION
from anju.records.people.models import Person
from anju.records.registrations.models import Household, ResidenceRegistration

__all__ = ["register_as_a_set"]

LEFT, MOVED_IN_CITY = "3", "5"
HOUSEHOLDS_A_PIECE = 400
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entrant:
    """One person about to be registered: since when they live here, and what was on file."""

    member: Member
    start: Finding[Start]
    known: OnFile | None

    @property
    def brings_file(self) -> bool:
        """Whether a file comes here from another area."""
        return self.known is not None and self.known.came_from != self.member.registration.area


@dataclass(frozen=True, slots=True)
class Family:
    """A household about to be registered."""

    row: Household
    entry: HouseholdEntry
    entrants: tuple[Entrant, ...]

    @property
    def members(self) -> list[Member]:
        """Its people as the counter's act knows them."""
        return [entrant.member for entrant in self.entrants]


@dataclass(frozen=True, slots=True)
class Intake:
    """What is the same for all households of a territory."""

    act: Act
    to: Finding[str]
    facts: Mapping[str, object]


Answers = dict[int, tuple[ListedPerson, ...]]


def register_as_a_set(
    act: Act, listed: Mapping[int, Located], *, facts: Mapping[str, object]
) -> Answers:
    """Write all rows of the households, one answer for each by its place in the list.

    Whoever has a file that was merged with another, or is otherwise not plain, gets no answer
    here. `facts` are told in every entry of the journal.
    """
    ids = [holder.person_id for one in listed.values() for holder in one.holders if holder]
    files = people_on_file(ids, on=act.on) if ids else {}
    plain_ones = {place: one for place, one in listed.items() if _is_plain(one, files)}
    if not plain_ones:
        return {}
    homes = homes_of(
        [one.household.people[0] for one in plain_ones.values()],
        {one.household.people[0].township: one.area for one in plain_ones.values()},
    )
    refused = {
        place: said for place, one in plain_ones.items() if (said := _here(one, homes, files))
    }
    entering = {place: one for place, one in plain_ones.items() if place not in refused}
    intake = Intake(act, act.step(REGISTRATION, "", name="register"), facts)
    families = _families(act, list(entering.values()), homes, files, intake.to.outcome)
    _write(intake, families)
    answers: Answers = {
        place: (ListedPerson(ListedState.REFUSED, "", said),) * len(listed[place].household.people)
        for place, said in refused.items()
    }
    for place, family in zip(entering, families, strict=True):
        answers[place] = tuple(map(_answer, family.entrants))
    return answers


def _answer(entrant: Entrant) -> ListedPerson:
    state = ListedState.MOVED if entrant.known else ListedState.REGISTERED
    return ListedPerson(state, entrant.member.registration.number)


def _is_plain(one: Located, files: Mapping[int, OnFile]) -> bool:
    """Whether a set can go on with every file of the household."""
    return all(holder is None or holder.person_id in files for holder in one.holders)


def _here(one: Located, homes: Homes, files: Mapping[int, OnFile]) -> str:
    """Why the counter must look: somebody is registered in this very home already."""
    home = homes.home_of(one.household.people[0])
    for holder, values in zip(one.holders, one.household.people, strict=True):
        residence = files[holder.person_id].residence if holder else None
        if residence is not None and residence.dwelling_id == home.pk:
            day = residence.registration.registered_on.isoformat()
            return sentence("ID-DUP-HERE", name=values.name, day=day)
    return ""


# ------------------------------------------------------------------ keys and numbers


def _families(
    act: Act, entering: Sequence[Located], homes: Homes, files: Mapping[int, OnFile], state: str
) -> list[Family]:
    """Households and people with their keys and numbers drawn, nothing written yet."""
    count = sum(len(one.holders) for one in entering)
    strangers = sum(holder is None for one in entering for holder in one.holders)
    agency = act.actor.agency_code
    numbers = iter(draw_block(Series.REGISTRATION, agency_code=agency, on=act.on, count=count))
    registrations = iter(draw_ids(ResidenceRegistration, count))
    persons = iter(draw_ids(Person, strangers))
    families = []
    for pk, one in zip(draw_ids(Household, len(entering)), entering, strict=True):
        dwelling = homes.home_of(one.household.people[0])
        row = Household(id=pk, ref=reference(), area=one.area, dwelling=dwelling)
        entrants = []
        for values, holder in zip(one.household.people, one.holders, strict=True):
            known = files[holder.person_id] if holder else None
            start = _start(act.on, values, dwelling.address.township[:6], known)
            registration = ResidenceRegistration(
                id=next(registrations),
                number=next(numbers),
                area=one.area,
                household_id=pk,
                state=state,
                registered_on=act.on,
            )
            person = _person(known, persons, one.area)
            member = Member(values, person, registration, dwelling, start.outcome)
            entrants.append(Entrant(member, start, known))
        families.append(Family(row, one.household.entry, tuple(entrants)))
    return families


def _person(known: OnFile | None, ids: Iterator[int], area: str) -> Person:
    """The file, in the area it belongs to from now on."""
    if known is None:
        return Person(id=next(ids), ref=reference(), area=area)
    known.person.area = area
    return known.person


def _start(
    on: date, values: RegistrationValues, division: str, known: OnFile | None
) -> Finding[Start]:
    """Since when residence counts: from this report on, unless a stay before goes on."""
    earlier = known.earlier_stays(until=values.arrived_on - ONE_DAY) if known else []
    proofs = proofs_of(values)
    if not earlier and not proofs:
        return _first_start(on, values.arrived_on, division)
    return start_of(
        registered_on=on,
        arrived_on=values.arrived_on,
        division=division,
        earlier=earlier,
        proofs=proofs,
    )


@lru_cache(maxsize=8192)
def _first_start(on: date, arrived_on: date, division: str) -> Finding[Start]:
    """Since when residence counts for somebody with no stay before and no paper that shows more."""
    return start_of(registered_on=on, arrived_on=arrived_on, division=division, earlier=())


@lru_cache(maxsize=8192)
def _duty(arrived_on: date) -> Finding[RegistrationDuty]:
    """Whether and until when somebody had to report, asked once for all who came that day."""
    return registration_duty(arrived_on=arrived_on)


# ------------------------------------------------------------------ rows


def _write(intake: Intake, families: Sequence[Family]) -> None:
    """End what ends, then send the rows of all families piece by piece."""
    everybody = [entrant for family in families for entrant in family.entrants]
    papers = Papers.drawn(intake.act, [family.members for family in families])
    entry_ids = draw_entry_ids(len(everybody) + sum(one.brings_file for one in everybody))
    numbered = _numbered(families, iter(entry_ids))
    rows = StayRows(intake.act)
    _end(intake.act, rows, numbered)
    with dispatching() as dispatch:
        for start in range(0, len(numbered), HOUSEHOLDS_A_PIECE):
            piece = numbered[start : start + HOUSEHOLDS_A_PIECE]
            words = [one for family, acts in piece for one in _words(intake, family, acts)]
            ids = [number for _, acts in piece for number in acts]
            for stack in entry_stacks(intake.act.actor, ids, words):
                dispatch.send(stack)
            for family, acts in piece:
                _add_stays(rows, family, acts)
            rows.send(dispatch)
            for family, acts in piece:
                _add_papers(papers, family, acts, intake.act.on)
            papers.send(dispatch)


Numbered = tuple[Family, tuple[int, ...]]


def _numbered(families: Sequence[Family], ids: Iterator[int]) -> list[Numbered]:
    """Each family with the journal's ids of its entries: one a person, one more a file brought."""
    return [
        (
            family,
            tuple(next(ids) for one in family.entrants for _ in range(2 if one.brings_file else 1)),
        )
        for family in families
    ]


def _act_ids(family: Family, acts: Sequence[int]) -> list[int]:
    """The entry under which each person is registered."""
    left = iter(acts)
    found = []
    for one in family.entrants:
        found.append(next(left))
        if one.brings_file:
            next(left)
    return found


def _end(act: Act, rows: StayRows, numbered: Sequence[Numbered]) -> None:
    """End the stays before, and what the form says otherwise than the files."""
    endings = Endings(act, rows)
    known = (
        (one.known, one, act_id)
        for family, acts in numbered
        for one, act_id in zip(family.entrants, _act_ids(family, acts), strict=True)
        if one.known is not None
    )
    for file, one, act_id in known:
        _leave(endings, file, one.member, act_id)
        endings.tell_anew(file, act_id, one.member.values)
        if one.brings_file:
            endings.move(file)
    endings.write()


def _leave(endings: Endings, known: OnFile, member: Member, act_id: int) -> None:
    """End the stay before: on the day said, or the day before the arrival here."""
    if known.residence is None:
        return
    here = _city(member.dwelling.address.township[:6], endings.act.on)
    reason = MOVED_IN_CITY if _city(known.residence.division, endings.act.on) == here else LEFT
    left_on = member.values.left_before_on or member.values.arrived_on - ONE_DAY
    endings.leave(known, act_id, left_on=left_on, reason=reason)


@lru_cache(maxsize=4096)
def _city(division: str, on: date) -> object:
    return city_unit(division=division, on=on).outcome


def _words(intake: Intake, family: Family, acts: Sequence[int]) -> Iterator[EntryWords]:
    """The journal's entries on one household, in the order of their ids."""
    for one in family.entrants:
        yield _entry_words(intake, family.row, one)
        if one.known is not None and one.brings_file:
            yield _moved_words(intake.act, one.known, family.members[0].values)


def _entry_words(intake: Intake, family: Household, one: Entrant) -> EntryWords:
    """The journal's entry on one registration, as the counter's act writes it."""
    act, values, duty = intake.act, one.member.values, _duty(one.member.values.arrived_on)
    facts = {
        "household": family.ref,
        "arrived_on": values.arrived_on,
        "starts_on": one.member.start.starts_on,
        "due_on": duty.outcome.due_on,
        **_before(one),
        **intake.facts,
    }
    return {
        "act": act.name,
        "subject_kind": "registration",
        "subject_ref": one.member.registration.number,
        "area": family.area,
        "person_id": one.member.person.pk,
        "cites": merged(intake.to.cites, duty.cites, one.start.cites),
        "law_version": intake.to.version or duty.version or one.start.version,
        "facts": plain(facts),
        "request_key": row_identity(values),
        "at": act.now,
    }


def _before(one: Entrant) -> dict[str, object]:
    """What stood before, for whoever takes the registration back."""
    if one.known is None:
        return {"is_new_file": True}
    return {"came_from_area": one.known.came_from} if one.brings_file else {}


def _moved_words(act: Act, known: OnFile, first: RegistrationValues) -> EntryWords:
    """The area that a file leaves reads so in its own journal."""
    return {
        "act": act.name,
        "subject_kind": "person",
        "subject_ref": known.person.ref,
        "area": known.came_from,
        "person_id": known.person.pk,
        "facts": {"moved_to": known.person.area},
        "request_key": row_identity(first),
        "at": act.now,
    }


def _add_stays(rows: StayRows, family: Family, acts: Sequence[int]) -> None:
    """The rows of one household and its people, but for the papers."""
    ids = _act_ids(family, acts)
    family.row.act_id = ids[0]
    rows.household(family.row, family.entry)
    for one, act_id in zip(family.entrants, ids, strict=True):
        rows.member(act_id, one.member, is_known=one.known is not None)
    rows.guardians(ids, family.members)


def _add_papers(papers: Papers, family: Family, acts: Sequence[int], on: date) -> None:
    """The slips and the form of one household."""
    facts = [one.known for one in family.entrants]
    may_apply = [_may_apply(member, on) for member in family.members]
    papers.household(family.entry, family.members, _act_ids(family, acts), may_apply, facts)


def _may_apply(member: Member, on: date) -> date | None:
    """From when somebody may apply for a permit, as their slip tells them."""
    return may_apply_from(
        member.values.hukou_division,
        member.dwelling.address.township[:6],
        member.values.place_kind,
        member.start.starts_on,
        on,
    )
