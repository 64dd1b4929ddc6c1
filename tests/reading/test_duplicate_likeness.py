"""How alike two records are: rule by rule, twins apart, and counted on a made-up county."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random

import pytest

from anju.codes.citizen_number import check_digit
from anju.exchange.synthesis import people
from anju.reading.duplicates.likeness import Traits, judge, likeness_digest
from anju.reading.duplicates.traits import sound_of

BORN = date(1990, 1, 1)
ON = date(2026, 5, 6)


def number(body: str = "99010119900101001") -> str:
    return body + check_digit(body)


def traits(name: str = "周阿妹", body: str = "99010119900101001", **changes: object) -> Traits:
    numbers = frozenset({number(body)}) if body else frozenset()
    plain = Traits(name, sound_of(name), "2", BORN, numbers=numbers)
    return replace(plain, **changes)  # type: ignore[arg-type]


ME = traits()
OLD = frozenset({"990101900101001"})

TABLE = {
    "the same number": (traits("吴小龙"), "same", "same_number"),
    "old and new": (traits("吴小龙", numbers=OLD), "likely", "old_and_new_number"),
    "one digit, same sound": (traits("周阿美", "99010219900101001"), "likely", "one_digit"),
    "two digits swapped": (traits(body="99011019900101001"), "likely", "swapped_digits"),
    "running number, same name": (traits(body="99010119900101003"), "likely", "running_number"),
    "former name": (
        traits("周美丽", "99010219900101001", former_name="周阿妹"), "likely", "one_digit",
    ),
    "one character, one digit": (traits("周阿妺", "99010219900101001"), "possible", "one_digit"),
    "same sound and birth": (traits("周阿美", ""), "possible", "same_sound"),
    "a slip in the birthday": (
        traits(body="99010119900201001", born_on=date(1990, 2, 1)), "possible", "one_digit",
    ),
}  # fmt: skip
APART = {
    "twins": traits("周阿姐", "99010119900101003"),
    "same sound, other sex": traits("周阿美", "", sex="1"),
    "same name, other birthday": traits(body="", born_on=date(1991, 3, 4)),
    "one digit, other name": traits("吴小龙", "99010219900101001"),
    "the same birthday": traits("吴小龙", ""),
}


@pytest.mark.parametrize("case", TABLE)
def test_the_table(case: str) -> None:
    other, level, sign = TABLE[case]
    for one, two in ((ME, other), (other, ME)):
        found = judge(one, two)
        assert found is not None
        assert found.level == level
        assert sign in found.reasons


@pytest.mark.parametrize("case", APART)
def test_what_is_no_pair(case: str) -> None:
    assert judge(ME, APART[case]) is None


def test_the_same_name_birth_and_telephone_are_likely_one() -> None:
    shares = frozenset({"a"})
    found = judge(replace(ME, phones=shares), traits(body="", phones=shares))
    assert found is not None
    assert found.level == "likely"
    assert "same_phone" in found.reasons


def test_the_digest_changes_with_either_side_and_not_with_the_order() -> None:
    other = traits("周阿美")
    assert likeness_digest((ME, other)) == likeness_digest((other, ME))
    changed = replace(other, phones=frozenset({"a"}))
    assert likeness_digest((ME, other)) != likeness_digest((ME, changed))


# ---------------------------------------------------------------- counted on a made-up county

COUNT, EACH = 4_000, 50
SLIPS = ("another paper", "wrong character", "slip in the division", "slip in the running number",
         "slip in the birthday", "no number, telephone", "no number")  # fmt: skip


def county() -> list[Traits]:
    found = []
    for life in people(7, COUNT, ON):
        one = life.person
        phones = frozenset({one.phone}) if one.phone else frozenset()
        found.append(
            Traits(one.name, sound_of(one.name), one.sex, one.born_on,
                   hukou_division=one.hukou_division,
                   numbers=frozenset({one.citizen_number}), phones=phones)
        )  # fmt: skip
    return found


def again(one: Traits, slip: str, chance: Random) -> Traits:
    """The same human being, entered a second time with a slip."""
    (own,) = one.numbers
    match slip:
        case "another paper":
            return replace(one, phones=frozenset())
        case "wrong character":
            name = one.name[:-1] + ("英" if one.name[-1] != "英" else "芬")
            body = _with_slip(own, chance.randrange(2, 6))
            return replace(one, name=name, sound=sound_of(name), numbers=_numbers(body))
        case "slip in the division":
            return replace(one, numbers=_numbers(_with_slip(own, chance.randrange(2, 6))))
        case "slip in the running number":
            return replace(one, numbers=_numbers(_with_slip(own, chance.randrange(14, 17))))
        case "slip in the birthday":
            day = one.born_on.day % 28 + 1
            while (day // 10 == one.born_on.day // 10) == (day % 10 == one.born_on.day % 10):
                day = day % 28 + 1
            born_on = one.born_on.replace(day=day)
            return replace(
                one, born_on=born_on, numbers=_numbers(f"{own[:12]}{day:02}{own[14:17]}")
            )
        case "no number, telephone":
            return replace(one, numbers=frozenset(), phones=one.phones or frozenset({"x"}))
        case _:
            return replace(one, numbers=frozenset(), phones=frozenset())


def _with_slip(own: str, place: int) -> str:
    return own[:place] + str((int(own[place]) + 1) % 10) + own[place + 1 : 17]


def _numbers(body: str) -> frozenset[str]:
    return frozenset({number(body)})


def worth_comparing(records: list[Traits]) -> Iterator[tuple[int, int]]:
    """As the database finds them: by sound with two of three parts of the birthday, or by day."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(records):
        born = one.born_on
        blocks["year and month", one.sound, born.year, born.month].append(place)
        blocks["year and day", one.sound, born.year, born.day].append(place)
        blocks["month and day", one.sound, born.month, born.day].append(place)
        blocks["day", born, one.name[0]].append(place)
        for phone in one.phones:
            blocks["phone", phone, born].append(place)
    yield from {pair for block in blocks.values() for pair in combinations(block, 2)}


def counted(records: list[Traits], twins: dict[int, tuple[int, str]]) -> Iterable[tuple[str, str]]:
    for earlier, later in worth_comparing(records):
        found = judge(records[earlier], records[later])
        if found is not None:
            first, slip = twins.get(later, (later, ""))
            if first != earlier:  # two slips over the same person are right as well
                slip = "both" if first == twins.get(earlier, (earlier, ""))[0] else ""
            yield str(found.level), slip


@pytest.mark.slow
def test_recall_and_precision_on_a_made_up_county() -> None:
    """The figures of docs/clerk/duplicates.md; they must not get worse."""
    chance = Random(11)
    records = county()
    twins: dict[int, tuple[int, str]] = {}
    for slip in SLIPS:
        for place in chance.sample(range(COUNT), EACH):
            twins[len(records)] = (place, slip)
            records.append(again(records[place], slip, chance))
    told = list(counted(records, twins))
    recall = {slip: sum(slip == one for _, one in told) / EACH for slip in SLIPS}
    right, wrong = Counter(), Counter()
    for level, slip in told:
        (right if slip else wrong)[level] += 1
    told_words = f"{recall} right {right} wrong {wrong}"
    assert min(recall.values()) >= 0.9, told_words
    assert not wrong["same"], told_words
    assert right["likely"] / (right["likely"] + wrong["likely"]) >= 0.95, told_words
    assert wrong["possible"] <= COUNT / 200, told_words
