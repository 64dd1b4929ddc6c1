"""The sheet on the screen: the household's form and one for each person, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from anju.access.actor import Actor
from anju.casework.registration_form import (
    CheckedHousehold,
    HouseholdEntry,
    Problem,
    Severity,
)
from anju.casework.registrations.context import townships_of
from anju.codes.offices import find as office_of
from anju.reading.addresses import said_parts
from anju.web.pages.register.entries import household_entry
from anju.web.pages.register.forms import HouseholdForm, PersonForm

__all__ = ["MOST_PEOPLE", "Sheet", "empty_sheet", "member_form", "sent_sheet"]

MOST_PEOPLE = 20
FIRST_PERSON = {"document_kind": "111", "relation_to_householder": "1"}
MEMBER = {"document_kind": "111"}
PARTS = ("building", "unit", "floor", "room")
LONGEST_ADDRESS = 120
SELF = "1"
TODAY = "."


@dataclass(slots=True)
class Sheet:
    """Everything typed so far. `checks` are the problems the clerk may settle by a tick."""

    household: HouseholdForm
    people: list[PersonForm]
    confirmed: frozenset[str] = frozenset()
    checks: list[Problem] = field(default_factory=list)

    @property
    def first(self) -> PersonForm:
        """Whose lines fill the first rows."""
        return self.people[0]

    @property
    def members(self) -> list[PersonForm]:
        """Everybody else of the household."""
        return self.people[1:]

    @property
    def forms(self) -> list[HouseholdForm | PersonForm]:
        """All forms in the order of the screen, for the summary of errors."""
        return [self.household, *self.people]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every error with the id of its field, in the order of the screen."""
        lines = []
        for form in self.forms:
            lines += [("", str(sentence)) for sentence in form.non_field_errors()]
            lines += [
                (str(box.id_for_label), str(sentence)) for box in form for sentence in box.errors
            ]
        return lines

    def entry(self, *, is_incomplete: bool, on: date) -> HouseholdEntry:
        """What was typed, as the casework judges it."""
        return household_entry(
            _texts(self.household),
            [_texts(person) for person in self.people],
            confirmed=self.confirmed,
            is_incomplete=is_incomplete,
            on=on,
        )

    def said_so_far(self, verdict: CheckedHousehold) -> list[tuple[str, ...]]:
        """What a verdict says of the boxes that hold something: id, sentence, severity, code."""
        said: dict[tuple[str, ...], None] = {}
        for place, person in enumerate(verdict.people):
            for problem in person.problems:
                form = self._form_of(problem, place)
                if problem.field in form.fields and form[problem.field].value():
                    box = str(form[problem.field].id_for_label)
                    said[box, problem.sentence, str(problem.severity), problem.code] = None
        return list(said)

    def show(self, verdict: CheckedHousehold) -> None:
        """Put every problem where it belongs: errors and hints at the field, checks to tick."""
        for place, person in enumerate(verdict.people):
            for problem in person.problems:
                self._show(problem, place)
        for problem in verdict.problems:
            place, name = _place_of(problem.field)
            self._show(Problem(name, problem.code, problem.sentence, problem.severity), place)

    def _show(self, problem: Problem, place: int) -> None:
        """One problem at its field; what the household shares is said once."""
        form = self._form_of(problem, place)
        name = problem.field if problem.field in form.fields else None
        if problem.severity is Severity.ERROR:
            if problem.sentence not in form.errors.get(name or "__all__", ()):
                form.add_error(name, problem.sentence)
            return
        if name is not None:
            form.fields[name].help_text = problem.sentence
        if problem.severity is Severity.CHECK and problem.code not in {p.code for p in self.checks}:
            self.checks.append(problem)

    def _form_of(self, problem: Problem, place: int) -> HouseholdForm | PersonForm:
        """The form with the field of a problem: the household's, or that person's."""
        return self.household if problem.field in self.household.fields else self.people[place]


def empty_sheet(actor: Actor, on: date) -> Sheet:
    """A sheet for the next household: today, reported by the person themselves, own township."""
    townships = township_choices(actor)
    start = {"arrived_on": TODAY, "reporting_party": SELF}
    if len(townships) == 1:
        start["township"] = townships[0][0]
    household = HouseholdForm(initial=start, on=on, townships=townships)
    return Sheet(household, [PersonForm(initial=FIRST_PERSON, prefix="p0", on=on)])


def member_form(place: int, on: date) -> PersonForm:
    """The empty lines of one more person."""
    return PersonForm(initial=MEMBER, prefix=f"p{place}", on=on)


def sent_sheet(actor: Actor, data: QueryDict, on: date) -> Sheet:
    """The sheet as it was sent; `add` and `remove-N` change how many people stand on it."""
    data = data.copy()
    _take(data)
    if data.get("act", "").startswith("save"):
        _part_address(actor, data)
    places = _kept_places(data)
    household = HouseholdForm(data, on=on, townships=township_choices(actor))
    people = [PersonForm(data, prefix=f"p{place}", on=on) for place in places]
    if data.get("act") == "add" and len(people) < MOST_PEOPLE:
        used = _numbers(data)
        people.append(member_form(max(used) + 1, on))
    return Sheet(household, people, confirmed=frozenset(data.getlist("confirmed")))


def _take(data: QueryDict) -> None:
    """Write an address or a home that was chosen from the list into the boxes (without script)."""
    township, bar, address = data.get("take_address", "").partition("|")
    if bar:
        data["township"], data["address"], data["door_code"] = township, address, ""
    if "take_home" in data:
        data["door_code"] = data.get("take_home", "")


def _part_address(actor: Actor, data: QueryDict) -> None:
    """An address pasted whole is taken apart, where its parts stand nowhere else."""
    if any(data.get(name) for name in ("door_code", *PARTS)):
        return
    said = said_parts(actor, data.get("address", "")[:LONGEST_ADDRESS])
    floor = "" if said.floor is None else str(said.floor)
    parts = {"building": said.building, "unit": said.unit, "floor": floor, "room": said.room}
    if not said.street or not (said.township or any(parts.values())):
        return
    for name, text in {"address": said.street, **parts}.items():
        data[name] = text
    if said.township:
        data["township"] = said.township


def township_choices(actor: Actor) -> list[tuple[str, str]]:
    """The townships of the county, the actor's own first."""
    townships = townships_of(actor.county)
    rows = [
        (not agency.startswith(actor.area), code, _township_name(code, station))
        for code, (agency, station) in townships.items()
    ]
    return [(code, name) for _, code, name in sorted(rows)]


def _township_name(code: str, station: str) -> str:
    office = office_of(code)
    return office.name if office else station


def _texts(form: HouseholdForm | PersonForm) -> Mapping[str, str]:
    """What stands in each box of a form; a new one's defaults."""
    return {name: str(form[name].value() or "") for name in form.fields}


def _numbers(data: QueryDict) -> list[int]:
    """The numbers of the people on the sheet, the first always among them."""
    sent = {int(one) for one in data.getlist("person") if one.isdecimal() and len(one) < 4}
    return sorted({0, *sent})[:MOST_PEOPLE]


def _kept_places(data: QueryDict) -> list[int]:
    """Everybody but whom the clerk takes off the sheet; the first stays."""
    act = data.get("act", "")
    removed = act.removeprefix("remove-") if act.startswith("remove-") else ""
    return [place for place in _numbers(data) if not place or str(place) != removed]


def _place_of(name: str) -> tuple[int, str]:
    """Whose problem it is by a path such as `people.1.document_number`; the first's otherwise."""
    head, _, rest = name.partition(".")
    place, _, last = rest.partition(".")
    if head == "people" and place.isdecimal():
        return int(place), last
    return 0, name
