"""The span of every code and name, and which code continues one that ended."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from code_books import Event
from reviewed import STARTS, SUCCESSIONS, SUCCESSIONS_BY_NAME

STILL_STANDING = ""
# Provinces that were one when the books began.
ONCE_ONE_PROVINCE = ({"51", "50"}, {"44", "46"})
REVIEWED = {old: (new, how) for old, new, how in SUCCESSIONS}


@dataclass(frozen=True)
class Version:
    """One code with one name over one span of time."""

    code: str
    name: str
    valid_from: str
    valid_to: str
    dated: str

    def stands_on(self, day: str) -> bool:
        """Whether the code stood under this name on the day."""
        return self.valid_from <= day and (not self.valid_to or day < self.valid_to)


@dataclass(frozen=True)
class Succession:
    """An old code that is continued by a new one from a day on."""

    old: str
    new: str
    on: str
    how: str
    document: str
    source: str


def first_day(label: str) -> str:
    """The first day of the month a code book belongs to."""
    return f"{label[:4]}-{label[4:]}-01"


def spans(books: dict[str, dict[str, str]]) -> Iterator[Version]:
    """Each code and name with the span over which the code books carry it.

    A code missing from some books between two that give it the same name is an omission of
    those books, not a change.
    """
    labels = list(books)
    following = {before: after for before, after in pairwise(labels)}
    for code in sorted({code for book in books.values() for code in book}):
        runs: list[tuple[str, str, str]] = []
        for label in labels:
            name = books[label].get(code)
            if name and runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1], label)
            elif name:
                runs.append((name, label, label))
        for name, first, last in runs:
            after = following.get(last)
            end = first_day(after) if after else STILL_STANDING
            dated = "month" if first > "2012" else "table"
            yield Version(code, name, first_day(first), end, dated)


def continued(
    books: dict[str, dict[str, str]], current: dict[str, str], events: list[Event]
) -> list[Version]:
    """The spans of the code books carried on to the current edition."""
    found = []
    oldest = first_day(next(iter(books)))
    last_book = books[list(books)[-1]]
    not_listed_but_standing = {"710000", "810000", "820000"}
    for version in spans(books):
        # What the first book lists was there before it.
        begun = "1980-01-01" if version.valid_from == oldest else version.valid_from
        ended = version.valid_to
        stands = version.code in not_listed_but_standing
        if not ended and not stands and current.get(version.code) != version.name:
            ended = recent_end(version.code, events)
        found.append(replace(version, valid_from=begun, valid_to=ended))
    for code, name in current.items():
        if last_book.get(code) != name:
            start, dated = recent_start(code, events)
            found.append(Version(code, name, start, STILL_STANDING, dated))
    return sorted(found, key=lambda version: (version.code, version.valid_from))


def recent_start(code: str, events: Iterable[Event]) -> tuple[str, str]:
    """When a code began that the last code book does not hold: its year is published."""
    if code in STARTS:
        return STARTS[code]
    years = [one.year for one in events if one.new == code and one.year >= 2019]
    return f"{max(years, default=2021)}-12-01", "year"


def recent_end(code: str, events: list[Event]) -> str:
    """The day a code of the last book ended: the day its successor began."""
    heirs = [REVIEWED[code][0]] if code in REVIEWED else []
    heirs += [one.new for one in events if one.old == code and one.year >= 2019 and one.new]
    for heir in heirs:
        if heir in STARTS:
            return STARTS[heir][0]
    years = [one.year for one in events if one.old == code and one.year >= 2019]
    return f"{max(years, default=2021)}-12-01"


def base_name(name: str) -> str:
    """A name without the word for its kind and without the peoples in it."""
    stem = re.sub(r"(特区|地区|自治县|自治旗|自治州|林区|市|县|区|旗|盟)$", "", name)
    return (
        re.sub(r"(苗|侗|布依|土家|仡佬|彝|回|壮|瑶|满|蒙古|藏|各|傣|水|黎)族.*$", "", stem) or stem
    )


def found_successions(versions: list[Version], events: list[Event]) -> Iterator[Succession]:
    """For each code that ended, the one that continues it."""
    began = defaultdict(list)
    for version in versions:
        began[version.valid_from].append(version)
    standing = {(v.code, v.name): v for v in versions}
    for version in versions:
        if not version.valid_to:
            continue
        new_here = began[version.valid_to]
        renamed = [one for one in new_here if one.code == version.code]
        if renamed and base_name(renamed[0].name) == base_name(version.name):
            continue
        heir = heir_of(version, new_here, events, standing)
        if heir:
            yield heir
        elif not renamed and not version.code.endswith("00"):
            parent = version.code[:4] + "00"
            yield Succession(version.code, parent, version.valid_to, "absorbed", "", "parent")


def heir_of(
    version: Version,
    new_here: list[Version],
    events: list[Event],
    standing: dict[tuple[str, str], Version],
) -> Succession | None:
    """The unit that continues one that ended, by the best evidence there is.

    1. A reviewed decision. 2. The same name under a new code. 3. A published event whose target
    stands on that day. 4. The same stem of the name under a new code.
    """
    on = version.valid_to
    decision = SUCCESSIONS_BY_NAME.get((version.code, version.name)) or REVIEWED.get(version.code)
    if decision:
        return Succession(version.code, decision[0], on, decision[1], "", "reviewed")
    near = [one for one in new_here if one.code != version.code and comparable(one, version)]
    same = [one for one in near if one.name == version.name]
    if len(same) == 1:
        return Succession(version.code, same[0].code, on, "recoded", "", "same name")
    told = published_heir(version, events, standing)
    if told:
        how = "merged" if told.kind in {"撤销", "区划调整"} else "recoded"
        return Succession(version.code, told.new, on, how, told.document, "published change")
    alike = [one for one in near if base_name(one.name) == base_name(version.name)]
    if len(alike) == 1:
        return Succession(version.code, alike[0].code, on, "recoded", "", "same stem")
    return None


def published_heir(
    version: Version, events: list[Event], standing: dict[tuple[str, str], Version]
) -> Event | None:
    """The published event that continues a unit, if its target stands on that day."""
    year = int(version.valid_to[:4])
    for event in events:
        same_unit = event.old == version.code and event.old_name == version.name
        if not same_unit or event.new in {"", version.code} or event.kind == "码位改派":
            continue
        target = standing.get((event.new, event.new_name))
        if abs(event.year - year) <= 1 and target and target.stands_on(version.valid_to):
            return event
    return None


def comparable(one: Version, other: Version) -> bool:
    """Whether an equal name means one unit: many cities have a 郊区, only one is meant."""
    if one.name.endswith("区") and one.code[:4] != other.code[:4]:
        return False
    pair = {one.code[:2], other.code[:2]}
    return len(pair) == 1 or pair in ONCE_ONE_PROVINCE


def parent_of(version: Version, prefectures: dict[str, list[Version]]) -> str:
    """The prefecture of a county if there was one in its time, else the province."""
    if version.code.endswith("0000"):
        return ""
    province = version.code[:2] + "0000"
    if version.code.endswith("00"):
        return province
    above = version.code[:4] + "00"
    in_its_time = any(
        (not one.valid_to or one.valid_to > version.valid_from)
        and (not version.valid_to or version.valid_to > one.valid_from)
        for one in prefectures.get(above, [])
    )
    return above if in_its_time else province
