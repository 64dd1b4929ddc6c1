"""How alike two records are, by a small table: which signs together mean how much.

Twins are the trap: one surname, one birthday, one telephone, numbers one digit apart in the
running number. So a number that differs there says nothing unless the names sound the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anju.codes.citizen_number import upgraded
from anju.kit.secrets import SM

__all__ = [
    "RULES",
    "Births",
    "Level",
    "Likeness",
    "Names",
    "Numbers",
    "Traits",
    "judge",
    "likeness_digest",
]

BODY = 17
RUNNING = slice(14, 17)


class Level(StrEnum):
    """How sure it is that two records are one human being."""

    SAME = "same"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Numbers(StrEnum):
    """How two citizen numbers stand to each other; check digits are left aside."""

    SAME = "same_number"
    OLD_AND_NEW = "old_and_new_number"
    ONE_DIGIT = "one_digit"
    SWAPPED = "swapped_digits"
    RUNNING = "running_number"
    APART = "numbers_apart"


class Names(StrEnum):
    """How two names stand to each other."""

    SAME = "same_name"
    FORMER = "former_name"
    SAME_SOUND = "same_sound"
    ONE_CHARACTER = "one_character"
    APART = "names_apart"


class Births(StrEnum):
    """How two days of birth stand to each other: near when year, month or day differs alone."""

    SAME = "same_birth"
    NEAR = "near_birth"
    APART = "births_apart"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of one record. ``documents`` and ``phones`` are digests."""

    name: str
    sound: str
    sex: str
    born_on: date
    hukou_division: str = ""
    former_name: str = ""
    numbers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, and by which signs, the strongest first."""

    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Signs that together mean a level."""

    level: Level
    numbers: frozenset[Numbers] = frozenset(Numbers)
    names: frozenset[Names] = frozenset(Names)
    births: frozenset[Births] = frozenset(Births)
    needs: frozenset[str] = frozenset()


ALIKE = frozenset({Names.SAME, Names.FORMER, Names.SAME_SOUND})
SLIP = frozenset({Numbers.ONE_DIGIT, Numbers.SWAPPED})
NEAR = SLIP | {Numbers.RUNNING}
ON_THE_DAY = frozenset({Births.SAME})

#: The first rule that fits decides.
RULES = (
    Rule(Level.SAME, numbers=frozenset({Numbers.SAME})),
    Rule(Level.LIKELY, numbers=frozenset({Numbers.OLD_AND_NEW})),
    Rule(Level.LIKELY, numbers=NEAR, names=ALIKE, births=ON_THE_DAY),
    Rule(
        Level.LIKELY,
        names=frozenset({Names.SAME}),
        births=ON_THE_DAY,
        needs=frozenset({"same_phone"}),
    ),
    Rule(
        Level.POSSIBLE,
        names=frozenset({Names.SAME}),
        births=ON_THE_DAY,
        needs=frozenset({"same_hukou"}),
    ),
    Rule(Level.POSSIBLE, names=ALIKE, births=ON_THE_DAY, needs=frozenset({"same_sex"})),
    Rule(
        Level.POSSIBLE,
        numbers=SLIP,
        names=frozenset({Names.ONE_CHARACTER}),
        births=ON_THE_DAY,
    ),
    Rule(Level.POSSIBLE, numbers=SLIP, names=ALIKE, births=frozenset({Births.NEAR})),
)


def judge(one: Traits, other: Traits) -> Likeness | None:
    """How alike two records are; nothing when no rule fits."""
    numbers, names = compare_numbers(one, other), compare_names(one, other)
    births = compare_births(one.born_on, other.born_on)
    shared = shared_signs(one, other)
    for rule in RULES:
        if (
            numbers in rule.numbers
            and names in rule.names
            and births in rule.births
            and rule.needs <= shared
        ):
            told = (numbers, names, births, *sorted(shared - {"same_sex"}))
            return Likeness(rule.level, tuple(str(sign) for sign in told if "apart" not in sign))
    return None


def likeness_digest(sides: Iterable[Traits]) -> str:
    """A digest of all that is compared: another one means that a side has changed."""
    lines = sorted(
        "|".join(
            (
                side.name,
                side.former_name,
                side.sex,
                side.born_on.isoformat(),
                side.hukou_division,
                *sorted(side.documents),
                *sorted(side.phones),
            )
        )
        for side in sides
    )
    return SM.digest("\n".join(lines).encode()).hex()


def shared_signs(one: Traits, other: Traits) -> frozenset[str]:
    """What else the two have in common."""
    signs = {
        "same_phone": bool(one.phones & other.phones),
        "same_hukou": bool(one.hukou_division) and one.hukou_division == other.hukou_division,
        "same_sex": one.sex == other.sex,
    }
    return frozenset(sign for sign, holds in signs.items() if holds)


def compare_numbers(one: Traits, other: Traits) -> Numbers:
    """The closest that any two of their numbers stand."""
    found = [_two_numbers(left, right) for left in one.numbers for right in other.numbers]
    return min(found, key=list(Numbers).index, default=Numbers.APART)


def compare_names(one: Traits, other: Traits) -> Names:
    """How the names stand to each other."""
    if one.name == other.name:
        return Names.SAME
    if one.name == other.former_name or other.name == one.former_name:
        return Names.FORMER
    if one.sound == other.sound:
        return Names.SAME_SOUND
    same_length = len(one.name) == len(other.name) > 1
    if same_length and len(_places_apart(one.name, other.name)) == 1:
        return Names.ONE_CHARACTER
    return Names.APART


def compare_births(one: date, other: date) -> Births:
    """How the days of birth stand to each other."""
    parts = zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)
    apart = sum(left != right for left, right in parts)
    return {0: Births.SAME, 1: Births.NEAR}.get(apart, Births.APART)


def _two_numbers(one: str, other: str) -> Numbers:
    left, right = _body(one), _body(other)
    if left == right:
        return Numbers.SAME if len(one) == len(other) else Numbers.OLD_AND_NEW
    apart = _places_apart(left, right)
    if len(apart) == 1:
        running = RUNNING.start <= apart[0] < RUNNING.stop
        return Numbers.RUNNING if running else Numbers.ONE_DIGIT
    if len(apart) == 2 and _is_swap(left, right, apart):
        return Numbers.SWAPPED
    return Numbers.APART


def _body(number: str) -> str:
    """The 17 digits before the check digit, of an old number as well."""
    return (upgraded(number) if len(number) == BODY - 2 else number)[:BODY]


def _places_apart(one: str, other: str) -> list[int]:
    return (
        [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(one) == len(other)
        else [*range(max(len(one), len(other)))]
    )


def _is_swap(one: str, other: str, apart: list[int]) -> bool:
    first, second = apart
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]
