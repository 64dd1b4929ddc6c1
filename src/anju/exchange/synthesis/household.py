"""Who moves in together: workers alone, couples, families, students, colleagues, grandparents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from anju.exchange.synthesis.chance import Chance, Weighted
from anju.exchange.synthesis.dwellings import MadeUpDwelling, dwelling
from anju.exchange.synthesis.naming import person_name, surname
from anju.exchange.synthesis.numbers import (
    birth_with_free_number,
    citizen_number_of,
    mobile_of,
)
from anju.exchange.synthesis.origins import hukou_address, hukou_division
from anju.exchange.synthesis.times import Times, times
from anju.exchange.synthesis.words import frequencies

__all__ = ["Household", "MadeUpPerson", "Member", "household"]

MAN, WOMAN = "1", "2"
_HEAD, _SPOUSE, _CHILD, _COLLEAGUE, _SHARING = "1", "2", "3", "5", "7"
_DAYS_OF_A_YEAR = 365.2425
_SCHOOL_AGE = 6

_SHAPES = Weighted.of(
    [
        ("worker", 40),
        ("couple", 17),
        ("family", 14),
        ("student", 11),
        ("sharing", 8),
        ("grandparent", 6),
        ("visitor", 4),
    ]
)
_PLACES = {
    "worker": Weighted.of([("1", 62), ("3", 17), ("4", 13), ("2", 8)]),
    "couple": Weighted.of([("1", 72), ("2", 20), ("3", 8)]),
    "family": Weighted.of([("1", 65), ("2", 30), ("5", 5)]),
    "student": Weighted.of([("6", 85), ("1", 15)]),
    "sharing": Weighted.of([("1", 80), ("3", 20)]),
    "grandparent": Weighted.of([("5", 85), ("2", 15)]),
    "visitor": Weighted.of([("5", 70), ("1", 30)]),
}
_EDUCATION = Weighted.of([("70", 40), ("60", 18), ("40", 14), ("30", 14), ("20", 9), ("80", 5)])


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Somebody who does not exist; all codes are those of the form's tables."""

    number: int
    name: str
    sex: str
    born_on: date
    ethnic_group: str
    citizen_number: str
    hukou_division: str
    hukou_address: str
    hukou_kind: str
    phone: str
    education: str
    marital_status: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household, how they stand to its head, and who looks after them."""

    person: MadeUpPerson
    relation: str
    part: str
    guardian: MadeUpPerson | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """People who live in one home, the head first."""

    number: int
    shape: str
    dwelling: MadeUpDwelling
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Kin:
    """What people of one family share."""

    ethnic_group: str
    family: str
    hukou_division: str
    hukou_address: str


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the people of one household, numbered on from the first; ages are those on arrival."""

    chance: Chance
    seed: int
    first: int
    arrived_on: date
    on: date

    def kin(self) -> _Kin:
        """A family: its ethnic group, surname and hukou."""
        group = self.chance.draw(frequencies("ethnic_groups"))
        division = hukou_division(self.chance, self.on)
        return _Kin(
            ethnic_group=group,
            family=surname(self.chance, group),
            hukou_division=division,
            hukou_address=hukou_address(self.chance, division, self.on),
        )

    def person(
        self, place: int, kin: _Kin, sex: str, age: int, marital_status: str
    ) -> MadeUpPerson:
        """One person of a family."""
        number = self.first + place
        days_old = int((age + self.chance.below(1000) / 1000) * _DAYS_OF_A_YEAR)
        born_on = birth_with_free_number(number, self.arrived_on - timedelta(days=days_old))
        return MadeUpPerson(
            number=number,
            name=person_name(
                self.chance, sex=sex, ethnic_group=kin.ethnic_group, family=kin.family
            ),
            sex=sex,
            born_on=born_on,
            ethnic_group=kin.ethnic_group,
            citizen_number=citizen_number_of(self.seed, number, born_on, sex),
            hukou_division=kin.hukou_division,
            hukou_address=kin.hukou_address,
            hukou_kind="10",
            phone=mobile_of(self.seed, number) if age >= 12 and self.chance.happens(0.92) else "",
            education=_education(self.chance, age),
            marital_status=marital_status,
        )


def household(
    chance: Chance, seed: int, numbers: tuple[int, int], on: date
) -> tuple[Household, Times]:
    """A household with its first person's number, and when it came and went."""
    number, first_person = numbers
    shape = chance.draw(_SHAPES)
    when = times(chance, shape, on)
    members = _MEMBERS[shape](_Maker(chance, seed, first_person, when.arrived_on, on))
    home = dwelling(chance, seed, number, chance.draw(_PLACES[shape]))
    return Household(number, shape, home, members), when


def _alone(maker: _Maker, part: str, least: int, most: int) -> tuple[Member, ...]:
    chance = maker.chance
    age = chance.between(least, most)
    married = "20" if age > 25 and chance.happens(0.7) else "10"
    sex = MAN if chance.happens(0.58) else WOMAN
    return (Member(maker.person(0, maker.kin(), sex, age, married), _HEAD, part),)


def _worker(maker: _Maker) -> tuple[Member, ...]:
    return _alone(maker, "worker", 17, 55)


def _student(maker: _Maker) -> tuple[Member, ...]:
    member = _alone(maker, "student", 16, 23)[0]
    return (replace(member, person=replace(member.person, marital_status="10")),)


def _grandparent(maker: _Maker) -> tuple[Member, ...]:
    return _alone(maker, "grandparent", 52, 82)


def _visitor(maker: _Maker) -> tuple[Member, ...]:
    return _alone(maker, "visitor", 18, 75)


def _couple(maker: _Maker) -> tuple[Member, ...]:
    """Husband and wife; the wife keeps her surname, most often also her family's hukou."""
    chance = maker.chance
    age = chance.between(22, 54)
    his = maker.kin()
    hers = his if chance.happens(0.35) else maker.kin()
    hers = replace(hers, family=surname(chance, hers.ethnic_group))
    husband = maker.person(0, his, MAN, age, "20")
    wife = maker.person(1, hers, WOMAN, max(20, age - chance.between(-2, 5)), "20")
    return (Member(husband, _HEAD, "worker"), Member(wife, _SPOUSE, "worker"))


def _family(maker: _Maker) -> tuple[Member, ...]:
    """A couple with one to three children, who bear the father's name and hukou."""
    chance = maker.chance
    head, spouse = _couple(maker)
    father, mother = head.person, spouse.person
    kin = _Kin(
        ethnic_group=father.ethnic_group,
        family=_family_of(father),
        hukou_division=father.hukou_division,
        hukou_address=father.hukou_address,
    )
    mothers_age = int((maker.arrived_on - mother.born_on).days / _DAYS_OF_A_YEAR)
    oldest = max(1, min(17, mothers_age - 20))
    youngest = -min(3, int((maker.on - maker.arrived_on).days / _DAYS_OF_A_YEAR))
    children = []
    for place in range(2, 2 + chance.draw(Weighted.of([(1, 50), (2, 40), (3, 10)]))):
        sex = MAN if chance.happens(0.53) else WOMAN
        age = chance.between(youngest, oldest)
        child = maker.person(place, kin, sex, age, "10")
        part = "pupil" if age > _SCHOOL_AGE else "infant"
        children.append(Member(child, _CHILD, part, guardian=mother))
    return (head, spouse, *children)


def _family_of(father: MadeUpPerson) -> str:
    """The surname of a father: two characters for the few double ones, else one."""
    double = father.name[:2] in {"令狐", "欧阳", "上官", "尉迟"}
    return father.name[: 2 if double else 1]


def _sharing(maker: _Maker) -> tuple[Member, ...]:
    """Two to four colleagues or flat-mates."""
    chance = maker.chance
    relation = _COLLEAGUE if chance.happens(0.5) else _SHARING
    members = []
    for place in range(chance.between(2, 4)):
        sex = MAN if chance.happens(0.6) else WOMAN
        person = maker.person(place, maker.kin(), sex, chance.between(18, 35), "10")
        members.append(Member(person, relation if place else _HEAD, "worker"))
    return tuple(members)


_MEMBERS = {
    "worker": _worker,
    "couple": _couple,
    "family": _family,
    "student": _student,
    "sharing": _sharing,
    "grandparent": _grandparent,
    "visitor": _visitor,
}


def _education(chance: Chance, age: int) -> str:
    if age < 7:
        return ""
    if age < 13:
        return "80"
    if age < 16:
        return "70"
    return chance.draw(_EDUCATION)
