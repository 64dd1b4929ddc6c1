"""What a text in the one box can mean, the likeliest first. Pure: nothing is looked up here."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from anju.codes import citizen_number, names, phone, typed_dates

__all__ = ["Born", "Meaning", "meanings"]

#: From the first day to the one after the last.
Born = tuple[date, date]

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_PERMIT = re.compile(r"\d{22}")
_OWN_NUMBER = re.compile(r"[A-Z]\d{16,23}")
_CITIZEN = re.compile(r"\d{14}(?:\d|\d{3}[\dX])")
_OTHER_DOCUMENT = re.compile(r"[A-Z]{1,3}\d{6,10}")
_CHECK_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
_DOOR_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{10,12}")
_OWN_SERIES = {"D": "registration", "S": "case"}
_HAS_HAN = re.compile(rf"[{HAN}]")
_LATIN = re.compile(r"[a-z]+")
_HAN_THEN_DIGITS = re.compile(
    rf"(?<=[{HAN}])(?=(?:\d{{8}}|\d{{6}}|\d{{4}}|\d{{3}}[Xx]|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})$)"
)
_NUMBER_END = re.compile(r"\d{3}[\dXx]")
_YEAR = re.compile(r"(18|19|20)\d\d年?")
_MONTH = re.compile(r"((?:18|19|20)\d\d)[-/.年]?(0[1-9]|1[0-2])月?")
_ROOM = re.compile(
    r"(?P<address>.+?(?:\s|号|栋|幢|座|楼|层|单元))\s*"
    r"(?:(?P<unit>\d{1,2})单元\s*)?(?P<room>\d{1,4}[A-Za-z]?|[A-Za-z]\d{1,4})室?"
)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a text can mean: `by` names the kind of key, the rest is the key."""

    by: str
    text: str = ""
    born: Born | None = None
    number_end: str = ""
    unit: str = ""
    room: str = ""


def meanings(text: str, *, on: date) -> tuple[Meaning, ...]:
    """All that a text can mean. A number is only itself; words are a name before an address."""
    plain = text.translate(_FULL_WIDTH).strip()
    if not plain:
        return ()
    certain = _number(plain)
    if certain:
        return (certain,)
    return tuple(dict.fromkeys((*_people(plain, on), *_homes(plain))))


def _number(plain: str) -> Meaning | None:
    """A number that stands for itself, alone or beside a name."""
    for one in (plain, *plain.split()):
        number = citizen_number.normalise(one)
        if _PERMIT.fullmatch(number):
            return Meaning("permit", number)
        if _OWN_NUMBER.fullmatch(number):
            return Meaning(_OWN_SERIES.get(number[0], "paper"), number)
        if _CITIZEN.fullmatch(number):
            full = citizen_number.upgraded(number) if len(number) == 15 else number
            return Meaning("citizen_number", full)
        if phone.read(one).kind is not None:
            return Meaning("phone", phone.read(one).normalised)
        if _CHECK_CODE.fullmatch(one.upper()):
            return Meaning("check_code", one.upper())
        if _OTHER_DOCUMENT.fullmatch(number):
            return Meaning("document", number)
    return None


def _people(plain: str, on: date) -> Iterator[Meaning]:
    """A person by name or birth, each perhaps with the end of the number."""
    parts = _HAN_THEN_DIGITS.sub(" ", plain).split()
    words = [part for part in parts if not _is_figure(part, on)]
    figures = [part for part in parts if _is_figure(part, on)]
    if len(figures) > 2 or any(map(_has_digit, words)):
        return
    for born, number_end in _figures(figures, on):
        if words:
            yield _named(" ".join(words), born, number_end)
        elif born:
            yield Meaning("born", born=born, number_end=number_end)


def _named(words: str, born: Born | None, number_end: str) -> Meaning:
    """A name as it is written, as it sounds, or partly so."""
    letters = _letters(words)
    if not _HAS_HAN.search(words):
        is_sound = _LATIN.fullmatch(letters)
        return Meaning("pinyin" if is_sound else "name", letters or words, born, number_end)
    if re.search("[A-Za-z]", words):
        return Meaning("mixed", words.replace(" ", ""), born, number_end)
    return Meaning("name", names.read(words).normalised, born, number_end)


def _letters(words: str) -> str:
    """Pinyin as it is typed, without tones, hyphens and spaces; ü is v."""
    with_v = re.sub("[üǖǘǚǜÜǕǗǙǛ]", "v", unicodedata.normalize("NFC", words))
    parted = unicodedata.normalize("NFD", with_v)
    return "".join(one for one in parted.lower() if unicodedata.category(one)[0] == "L")


def _figures(figures: Sequence[str], on: date) -> Iterator[tuple[Born | None, str]]:
    """Day, month or year of birth and the end of the number; four digits can be either."""
    match figures:
        case []:
            yield None, ""
        case [one]:
            if born := _born(one, on):
                yield born, ""
            if _NUMBER_END.fullmatch(one):
                yield None, one.upper()
        case [first, second]:
            for one, other in ((first, second), (second, first)):
                born = _born(one, on)
                if born and _NUMBER_END.fullmatch(other):
                    yield born, other.upper()


def _is_figure(part: str, on: date) -> bool:
    return _NUMBER_END.fullmatch(part) is not None or _born(part, on) is not None


def _born(part: str, on: date) -> Born | None:
    """The days a figure can name as day of birth: one, or all of a month or year."""
    if _YEAR.fullmatch(part):
        first = int(part[:4])
        return (date(first, 1, 1), date(first + 1, 1, 1)) if first <= on.year else None
    if month := _MONTH.fullmatch(part):
        first, number = int(month[1]), int(month[2])
        begins = date(first, number, 1)
        return begins, (begins + timedelta(days=31)).replace(day=1)
    if len(part) < 8 or not part[0].isdigit():
        return None
    day = typed_dates.read(part, on).day
    return (day, day + _ONE_DAY) if day and day <= on else None


def _homes(plain: str) -> Iterator[Meaning]:
    """Whoever lives at an address: the whole text, or all but the room it ends with."""
    code = citizen_number.normalise(plain)
    if _DOOR_CODE.fullmatch(code):
        yield Meaning("door_code", code)
    if len(plain) > 1:
        yield Meaning("address", plain)
    if found := _ROOM.fullmatch(plain):
        address, unit, room = found.group("address", "unit", "room")
        yield Meaning("address", address.strip(), unit=unit or "", room=room.upper())


def _has_digit(part: str) -> bool:
    return any(map(str.isdecimal, part))
