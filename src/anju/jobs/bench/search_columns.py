"""Made-up people in blocks for COPY: names as frequent as names are, numbers sealed and indexed.

Nothing is drawn twice: the same number of people gives the same people, block by block, in as
many processes as there are.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from anju.access.secrets import blind_index, seal
from anju.codes import divisions, pinyin
from anju.exchange.synthesis.chance import Chance
from anju.exchange.synthesis.naming import person_name, surname
from anju.exchange.synthesis.numbers import birth_with_free_number, citizen_number_of, mobile_of
from anju.exchange.synthesis.words import frequencies, words
from anju.kit.grams import grams
from anju.reading import cells
from anju.reading.addresses import address_initials

__all__ = ["BLOCK", "KAILI", "Country", "address_block", "country_of", "people_block"]

SEED = 20160730
BLOCK = 50_000
PROVINCE, KAILI = "52", "522601"
STATIONS, STATIONS_OF_KAILI = 12, 20
PEOPLE_A_HOME, HOMES_AN_ADDRESS = 3, 12
NAMES = 1_000_000
ON = date(2026, 11, 1)
SHARE_OF_PHONES, SHARE_OF_RESIDENTS, SHARE_OF_PERMITS = 0.92, 0.8, 0.2
OLDEST_DAYS = 75 * 365

Block = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Country:
    """The stations of the province with how many of the people and homes are theirs."""

    people: int
    areas: tuple[str, ...]
    weights: NDArray[np.float64]
    first_home: NDArray[np.int64]

    @property
    def homes(self) -> int:
        """How many homes there are in all."""
        return int(self.first_home[-1])


@cache
def country_of(people: int) -> Country:
    """Kaili and its first station are the largest; the rest follow as towns do, by rank."""
    counties = [
        county.code
        for prefecture in divisions.children(PROVINCE + "0000", ON)
        for county in divisions.children(prefecture.code, ON)
    ]
    counties.sort(key=lambda code: (code != KAILI, code))
    areas, weights = [], []
    for rank, county in enumerate(counties):
        stations = STATIONS_OF_KAILI if county == KAILI else STATIONS
        shares = _by_rank(stations)
        areas += [f"{county}{number:02d}" for number in range(1, stations + 1)]
        weights += [share / (rank + 5) ** 0.8 for share in shares]
    shares = np.array(weights) / sum(weights)
    homes = np.ceil(shares * people / PEOPLE_A_HOME / HOMES_AN_ADDRESS) * HOMES_AN_ADDRESS
    first = np.concatenate([[0], np.cumsum(homes)]).astype(np.int64)
    return Country(people, tuple(areas), shares, first)


def people_block(place: Block, people: int) -> bytes:
    """The people numbered from the first to before the last, a line each as COPY reads it."""
    first, last = place
    count = last - first
    country = country_of(people)
    chance = np.random.default_rng([SEED, first])
    station = chance.choice(len(country.areas), count, p=country.weights)
    homes = country.first_home[station + 1] - country.first_home[station]
    home = country.first_home[station] + (chance.random(count) * homes).astype(np.int64) + 1
    drawn = zip(
        (country.areas[place] for place in station.tolist()),
        home.tolist(),
        chance.integers(0, len(made_up_names(people)), count).tolist(),
        chance.integers(0, OLDEST_DAYS, count).tolist(),
        chance.random((count, 4)).tolist(),
        strict=True,
    )
    names = made_up_names(people)
    lines = (
        _person(number, names[name], days_old, odds, f"{home}", area)
        for number, (area, home, name, days_old, odds) in enumerate(drawn, start=first + 1)
    )
    return "".join(lines).encode()


def _person(
    number: int, spelled: str, days_old: int, odds: Sequence[float], home: str, area: str
) -> str:
    """One line: who, where, how found, and whether resident and holding a permit."""
    sex = "1" if odds[0] < 0.55 else "2"
    born_on = birth_with_free_number(number, ON - timedelta(days=days_old))
    citizen_number = citizen_number_of(SEED, number, born_on, sex)
    digest = blind_index("111", citizen_number).value
    document = seal(citizen_number, cells.document(number, digest))
    phone = r"\N"
    if odds[1] < SHARE_OF_PHONES:
        phone = str(blind_index("phone", mobile_of(SEED, number)).value)
    resident = "t" if odds[2] < SHARE_OF_RESIDENTS else "f"
    permit = "t" if odds[3] < SHARE_OF_PERMITS else "f"
    return (
        f"{number}\t{area}\t{spelled}\t{born_on}\t{sex}\t{digest}\t"
        f"\\\\x{document.hex()}\t{phone}\t{home}\t{resident}\t{permit}\n"
    )


@cache
def made_up_names(people: int) -> tuple[str, ...]:
    """Names with sound, initials and grams, as often as they are borne: columns of COPY."""
    return tuple(_spelled(name) for name in _names(min(people, NAMES)))


def _names(count: int) -> Iterator[str]:
    """Half the given names are the common ones, half are composed of two of their characters."""
    given = words("given_men") + words("given_women")
    characters = sorted({one for word in given for one in word})
    for number in range(count):
        chance = Chance(SEED, number)
        group = chance.draw(frequencies("ethnic_groups"))
        family = surname(chance, group)
        if family and chance.happens(0.5):
            yield family + chance.pick(characters) + chance.pick(characters)
        else:
            sex = "1" if chance.happens(0.55) else "2"
            yield person_name(chance, sex=sex, ethnic_group=group, family=family)


@cache
def _spelled(name: str) -> str:
    sound = pinyin.name_sort_key(name).replace(" ", "")[:200]
    return "\t".join((name, sound, pinyin.initials(name, of_person=True)[:50], _array(grams(name))))


def address_block(place: Block, people: int) -> bytes:
    """The addresses numbered from the first to before the last, a line each."""
    country = country_of(people)
    first, last = place
    homes = np.arange(first, last) * HOMES_AN_ADDRESS
    stations = np.searchsorted(country.first_home, homes, side="right") - 1
    lines = []
    for number, station in zip(range(first, last), stations.tolist(), strict=True):
        area = country.areas[station]
        text = _address(number - int(country.first_home[station]) // HOMES_AN_ADDRESS)
        spelled = "\t".join((text, address_initials(text), _array(grams(text))))
        lines.append(f"{number + 1}\t{area}\t{area[:6]}0{area[6:]}\t{spelled}\n")
    return "".join(lines).encode()


def _address(place: int) -> str:
    """The address of a place in its township; no two alike."""
    streets, estates = words("streets"), words("estates")
    turn, which = divmod(place, len(streets) + len(estates))
    if which < len(streets):
        return f"{streets[which]}{turn + 1}号"
    return f"{estates[which - len(streets)]}{turn + 1}栋"


def _by_rank(count: int) -> list[float]:
    shares = [1 / (rank + 3) for rank in range(count)]
    return [share / sum(shares) for share in shares]


def _array(values: Sequence[str]) -> str:
    """An array as COPY reads it; grams have no marks, so quoting each is enough."""
    return "{" + ",".join(json.dumps(one, ensure_ascii=False) for one in values) + "}"
