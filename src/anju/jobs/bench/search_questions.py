"""What is asked in the search bench: each search of the product, and the same as a bare look-up.

The bare one is the very statement of the reviewed function, or of the page, sent by the tables'
owner with the area written out: what the index gives when nobody has to be kept out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.access.actor import Actor
from anju.access.secrets import blind_index
from anju.exchange.synthesis.numbers import citizen_number_of, mobile_of
from anju.jobs.bench.search_columns import SEED
from anju.kit.grams import fragments
from anju.reading.finding_people import find_people
from anju.reading.known_person import known_person

__all__ = ["QUESTIONS", "Known", "Question"]

IN_AREA = "area >= %(area_from)s AND area < %(area_to)s"
BARE_TEXT = """
WITH met AS MATERIALIZED (
    SELECT person_id, name, pinyin, born_on, area FROM people_residentsearch
     WHERE {in_area} AND {matches} LIMIT 1000
)
SELECT met.*, r.person_id IS NOT NULL
  FROM met LEFT JOIN registrations_currentresidence r USING (person_id)
 ORDER BY r.person_id IS NULL, met.pinyin, met.person_id LIMIT 200
"""
BORN = "born_on >= %(born_from)s AND born_on < %(born_to)s"
NUMBER = "SELECT * FROM find_people_by_numbers(%(digests)s)"
BARE_NUMBER = """
SELECT k.blind_index, living.id, living.ref, living.area
  FROM people_identitykey k
  JOIN people_person p ON p.id = k.person_id
  JOIN people_person living ON living.id = coalesce(p.merged_into_id, p.id)
 WHERE k.blind_index = ANY (%(digests)s)
   AND living.area >= %(area_from)s AND living.area < %(area_to)s
"""
PHONE = """
SELECT * FROM people_contact
 WHERE blind_index = %(phone)s AND upper_inf(recorded) AND upper_inf(valid)
"""
PERMIT = "SELECT * FROM permits_residencepermit WHERE number = %(permit)s"
HOMES = """
SELECT r.person_id FROM registrations_currentresidence r
  JOIN places_dwelling d ON d.id = r.dwelling_id
  JOIN places_standardaddress a ON a.id = d.address_id
 WHERE a.id IN (SELECT id FROM {found}) AND d.room = %(room)s
"""
BARE_ADDRESSES = """
(SELECT id FROM places_standardaddress
  WHERE {in_area} AND state <> 'retired' AND {matches}
  ORDER BY text, id LIMIT 50) found
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the sample with all that a clerk might type to find them."""

    number: int
    name: str
    pinyin: str
    initials: str
    born_on: date
    sex: str
    permit: str
    address: str
    address_initials: str
    room: str

    @property
    def citizen_number(self) -> str:
        """The number their card would show."""
        return citizen_number_of(SEED, self.number, self.born_on, self.sex)

    @property
    def mobile(self) -> str:
        """Their telephone."""
        return mobile_of(SEED, self.number)

    def values(self) -> Mapping[str, object]:
        """The parameters of all statements."""
        end = self.name[-2:]
        return {
            "name": self.name,
            "pinyin": self.pinyin,
            "initials": self.initials,
            "grams": fragments(end),
            "born_from": self.born_on,
            "born_to": self.born_on + timedelta(days=1),
            "digests": [blind_index(kind, self.citizen_number).value for kind in ("111", "112")],
            "phone": blind_index("phone", self.mobile).value,
            "permit": self.permit,
            "address": fragments(self.address),
            "address_initials": self.address_initials,
            "room": self.room,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """One search: its name, the page's way, the clerk's statement and the bare one."""

    name: str
    page: Callable[[Actor, Known, datetime], object]
    clerk: str
    bare: str


def _typed(text: Callable[[Known], str]) -> Callable[[Actor, Known, datetime], object]:
    """The page's way: the text typed into the one box."""
    return lambda actor, known, now: find_people(actor, text(known), now=now)


def _by_text(
    name: str, text: Callable[[Known], str], by: str, *, match: str = "", born: str = ""
) -> Question:
    """A search through the reviewed function; a match other than a prefix is given."""
    key = "pinyin" if by == "sound" else by
    words = "'born'" if by == "born" else f"%({key})s"
    span = "%(born_from)s, %(born_to)s" if born else "NULL, NULL"
    matches = " AND ".join(filter(None, (match or _prefix(key), born)))
    return Question(
        name,
        _typed(text),
        f"SELECT * FROM find_people_by_text('{by}', {words}, {span}, 200)",  # noqa: S608
        BARE_TEXT.format(in_area=IN_AREA, matches=matches),
    )


def _prefix(column: str) -> str:
    return f"{column} >= %({column})s AND {column} < %({column})s || chr(1114111)"


def _at_home(name: str, text: Callable[[Known], str], by: str, column: str) -> Question:
    matches = (
        f"grams @> string_to_array(%({column})s, ' ')::varchar[]"
        if by == "grams"
        else f"initials >= %({column})s AND initials < %({column})s || chr(1114111)"
    )
    clerk = f"find_addresses('{by}', %({column})s, '', 0, 50)"
    bare = BARE_ADDRESSES.format(in_area=IN_AREA, matches=matches)
    return Question(
        name,
        _typed(text),
        HOMES.format(found=clerk),
        HOMES.format(found=bare) + " AND r.area >= %(area_from)s AND r.area < %(area_to)s",
    )


_IN_GRAMS = "grams @> string_to_array(%(grams)s, ' ')::varchar[]"
QUESTIONS = (
    Question(
        "公民身份号码 → 登记页面板",
        lambda actor, known, now: known_person(actor, "111", known.citizen_number, now=now),
        NUMBER,
        BARE_NUMBER,
    ),
    Question(
        "公民身份号码",
        _typed(lambda known: known.citizen_number),
        NUMBER,
        BARE_NUMBER,
    ),
    Question("电话", _typed(lambda known: known.mobile), PHONE, f"{PHONE} AND {IN_AREA}"),
    Question("居住证号", _typed(lambda known: known.permit), PERMIT, f"{PERMIT} AND {IN_AREA}"),
    _by_text("姓名", lambda known: known.name, "name"),
    _by_text(
        "姓名加出生日期", lambda known: f"{known.name} {known.born_on:%Y%m%d}", "name", born=BORN
    ),
    _by_text("名字中的两个字", lambda known: known.name[-2:], "grams", match=_IN_GRAMS),
    _by_text("拼音", lambda known: known.pinyin, "pinyin"),
    _by_text("首字母", lambda known: known.initials, "initials"),
    _by_text(
        "错一个字", lambda known: f"{known.name[:-1]}㛃", "sound", match="pinyin = %(pinyin)s"
    ),
    _by_text(
        "出生日期加号码后四位",
        lambda known: f"{known.born_on:%Y%m%d} {known.citizen_number[-4:]}",
        "born",
        match="true",
        born=BORN,
    ),
    _at_home("住址加房号", lambda known: f"{known.address} {known.room}", "grams", "address"),
    _at_home(
        "住址首字母加房号",
        lambda known: f"{known.address_initials} {known.room}",
        "initials",
        "address_initials",
    ),
)
