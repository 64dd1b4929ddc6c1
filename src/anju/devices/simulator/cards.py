"""Cards of people who do not exist, as chips would give them, and how reading them goes wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from anju.codes.citizen_number import check_digit
from anju.devices.base_message import written_message

__all__ = ["CARDS", "Chip", "PermitCard", "SimulatedCard", "card_to_measure"]

Behaviour = Literal["", "half", "damaged"]
MADE_UP = re.compile(r"99\d{4}(?:19|20)\d{9}[\dX]")


@dataclass(frozen=True, slots=True)
class Chip:
    """256 bytes of text, and how the chip behaves: whole, read only at the second try, or dead."""

    message: bytes
    photo: str = ""
    behaviour: Behaviour = ""


@dataclass(frozen=True, slots=True)
class PermitCard:
    """A residence permit: of its chip only the number is read so far."""

    number: str


@dataclass(frozen=True, slots=True)
class SimulatedCard:
    """Something one can lay on the reader."""

    key: str
    title: str
    hint: str
    chip: Chip | PermitCard


def made_up(first: str) -> str:
    """The number of seventeen digits that begin with 99, with its check digit."""
    return first + check_digit(first)


def wrong(number: str) -> str:
    """The number with another check digit, as a misread gives it."""
    return number[:-1] + ("0" if number[-1] != "0" else "1")


def citizen(name: str, number: str, place: str, **more: str) -> dict[str, str]:
    """The raw values of a citizen's card; birth and sex are those of the number."""
    values = {
        "name": name,
        "number": number,
        "sex": "1" if int(number[16]) % 2 else "2",
        "born_on": number[6:14],
        "ethnic_group": "01",
        "address": place,
        "authority": "虚构县公安局",
        "valid_from": "20180512",
        "valid_to": "20380512",
    }
    return {**values, **more}


def chip(
    values: Mapping[str, str], photo: str, behaviour: Behaviour = "", letter: str = ""
) -> Chip:
    """The chip that gives these values."""
    return Chip(written_message(letter, values), photo, behaviour)


def card_to_measure(name: str, number: str, address: str) -> SimulatedCard:
    """A card with what somebody typed on the page; only numbers that belong to nobody."""
    if not MADE_UP.fullmatch(number) or check_digit(number[:17]) != number[17]:
        raise ValueError("虚构的号码以 99 开头，18 位，校验位要对")
    values = citizen(name, number, address)
    picture = "man" if values["sex"] == "1" else "woman"
    return SimulatedCard("own", name, "自己填的证件", chip(values, picture))


_WOMAN = made_up("99010119900307002")
_MAN = made_up("99020219850615003")
_CHILD = made_up("99010120160901004")
_OLD = made_up("99030319480120005")
_RARE = made_up("99040419920811007")
_BEYOND = made_up("99040419970223006")
_LONG = made_up("99050519880505009")
_MISREAD = made_up("99060619930412011")

CARDS: tuple[SimulatedCard, ...] = (
    SimulatedCard(
        "woman",
        "潘晓兰",
        "女，苗族，普通的一张",
        chip(
            citizen("潘晓兰", _WOMAN, "虚构省黎阳县德凤街道二郎坡12号", ethnic_group="06"), "woman"
        ),
    ),
    SimulatedCard(
        "man",
        "石大勇",
        "男，侗族，普通的一张",
        chip(
            citizen("石大勇", _MAN, "虚构省榕西县古州镇滨江路5号3栋401", ethnic_group="12"), "man"
        ),
    ),
    SimulatedCard(
        "child",
        "潘小满",
        "女，10 岁，同住人",
        chip(
            citizen(
                "潘小满",
                _CHILD,
                "虚构省黎阳县德凤街道二郎坡12号",
                ethnic_group="06",
                valid_from="20240901",
                valid_to="20290901",
            ),
            "woman",
        ),
    ),
    SimulatedCard(
        "old",
        "罗长寿",
        "男，老人，长期有效",
        chip(citizen("罗长寿", _OLD, "虚构省台山县台拱街道老屋基2组", valid_to="长期"), "man"),
    ),
    SimulatedCard(
        "rare",
        "龙㵲清",
        "名字里有生僻字（扩展 A）",
        chip(citizen("龙㵲清", _RARE, "虚构省镇阳县㵲阳镇兴隆街8号"), "man"),
    ),
    SimulatedCard(
        "beyond",
        "杨𬭎",
        "名字里有四字节字（扩展 E）",
        chip(citizen("杨𬭎", _BEYOND, "虚构省天柱山县凤城街道9号", ethnic_group="12"), "woman"),
    ),
    SimulatedCard(
        "dot",
        "买买提·吐尔逊",
        "间隔点是另一种写法",
        chip(
            citizen("买买提•吐尔逊", _LONG, "虚构自治区沙河县人民路1号", ethnic_group="05"), "man"
        ),
    ),
    SimulatedCard(
        "misread",
        "陈立新（读错）",
        "号码末位读错，性别对不上",
        chip(citizen("陈立新", wrong(_MISREAD), "虚构省三穗县八弓镇6号", sex="2"), "man"),
    ),
    SimulatedCard(
        "half",
        "潘晓兰（没放正）",
        "第一次读不全，放正再读就好",
        chip(
            citizen("潘晓兰", _WOMAN, "虚构省黎阳县德凤街道二郎坡12号", ethnic_group="06"),
            "woman",
            "half",
        ),
    ),
    SimulatedCard(
        "damaged",
        "芯片坏了",
        "芯片读不出来，只能手工填",
        chip(citizen("石大勇", _MAN, ""), "", "damaged"),
    ),
    SimulatedCard(
        "taiwan",
        "林虚构",
        "港澳台居民居住证",
        chip(
            citizen(
                "林虚构",
                made_up("99710019890918012"),
                "虚构省凯里市韶山南路3号",
                ethnic_group="",
                travel_permit="T00000001",
                issue_count="01",
            ),
            "woman",
            letter="J",
        ),
    ),
    SimulatedCard(
        "foreign",
        "MADE UP, JANE",
        "外国人永久居留身份证",
        chip(
            {
                "foreign_name": "MADE UP, JANE",
                "name": "简",
                "sex": "2",
                "number": "XXX999190010101",
                "nationality": "XXX",
                "born_on": "19900101",
                "valid_from": "20200101",
                "valid_to": "20300101",
                "version": "01",
                "authority_code": "9901",
            },
            "woman",
            letter="I",
        ),
    ),
)
