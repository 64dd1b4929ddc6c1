"""The sixty mistakes of a counter: what is typed wrong, and what becomes of it.

`meets` is the code of the sentence a mistake is stopped with at its `field`; or one of the words
below where it is put right by itself or is none at all. Files are mistakes of another page.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from tests.factories.registrations import TOWN_A, made_up_number

from anju.codes.citizen_number import check_digit

__all__ = ["PASSES", "PUT_RIGHT", "Mistake", "mistakes"]

#: Saved, and what is saved is what was meant; saved as it stands, because it is no fault.
PUT_RIGHT, PASSES = "put right", "passes"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its group, what was done, the boxes it changes, and what it meets where."""

    group: str
    what: str
    typed: dict[str, str]
    meets: str
    field: str = ""
    sentence: str = ""
    meant: dict[str, str] = dataclasses.field(default_factory=dict)


def number(first: str, born: str = "19900101") -> str:
    """A number with a right check digit on any first digits."""
    head = f"{first}{born}018"
    return head + check_digit(head)


def with_x() -> str:
    """A made-up number that ends in X."""
    numbers = (made_up_number(date(1900 + year, 1, 1)) for year in cycle(range(30, 99)))
    return next(one for one in numbers if one.endswith("X"))


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isdecimal() else one for one in text)


def wrong_check(right: str) -> str:
    return right[:-1] + ("1" if right[-1] != "1" else "2")


def mistakes() -> list[Mistake]:
    """All of them, with numbers of their own each time."""
    return [
        *of_the_number(), *of_the_name(), *of_dates(), *of_telephones(), *of_addresses(),
        *of_logic(),
    ]  # fmt: skip


def of_the_number() -> list[Mistake]:
    box = "p0-document_number"

    def one(what: str, typed: str, meets: str, sentence: str = "", meant: str = "") -> Mistake:
        means = {"number": meant} if meant else {}
        return Mistake("号码", what, {box: typed}, meets, box, sentence, means)

    wide, spaced, small = made_up_number(), made_up_number(), with_x()
    good = made_up_number()
    return [
        one("17 位", good[:-1], "ID-LEN", "少了 1 位"),
        one("19 位", good + "0", "ID-LEN", "多了 1 位"),
        one("校验位错", wrong_check(good), "ID-CHECK", "有一位填错了"),
        one("字母 O 当 0", good[:9] + "O" + good[10:], "ID-CHAR", "第 10 位是“O”"),
        one("全角数字", full_width(wide), PUT_RIGHT, meant=wide),
        one("有空格", f"{spaced[:6]} {spaced[6:14]} {spaced[14:]}", PUT_RIGHT, meant=spaced),
        one("小写 x", small.lower(), PUT_RIGHT, meant=small),
        one("X 在中间", good[:8] + "X" + good[9:], "ID-CHAR", "第 9 位是“X”"),
        one("15 位旧号", "990101900101018", "ID-OLD", "15 位旧号码"),
        one("出生日期不存在", number("990101", "19900230"), "ID-BIRTH", "不存在"),
        one("出生在将来", number("990101", "20900101"), "ID-BIRTH", "不存在"),
        one("行政区划没有", number("980101"), "ID-DIV", "不是行政区划代码"),
    ]


def of_the_name() -> list[Mistake]:
    box = "p0-name"

    def one(what: str, typed: str, meets: str, sentence: str = "", meant: str = "") -> Mistake:
        means = {"name": meant} if meant else {}
        return Mistake("姓名", what, {box: typed}, meets, box, sentence, means)

    return [
        one("26 个汉字", "买" * 26, PASSES, meant="买" * 26),
        one("间隔点写法不同", "阿卜杜・热合曼", PUT_RIGHT, meant="阿卜杜·热合曼"),
        one("中间有空格", "周 小 满", PUT_RIGHT, meant="周小满"),
        one("只有拼音", "zhou xiaoman", "NM-LATIN", "姓名里没有汉字"),
        one("生僻字", "周\U00020087", PASSES, meant="周\U00020087"),
        one("看不见的字符", "\u200b周小满\ufeff", PUT_RIGHT, meant="周小满"),
        one("有数字", "周小满2", "NM-CHAR", "“2”"),
        one("空", "", "NM-EMPTY", "请填写姓名"),
    ]


def of_dates() -> list[Mistake]:
    box = "arrived_on"

    def one(what: str, typed: str, meets: str, sentence: str = "") -> Mistake:
        return Mistake("日期", what, {box: typed}, meets, box, sentence)

    return [
        one("2月30日", "2026年2月30日", "DT-REAL", "2026年2月没有30日"),
        one("将来", "2090-01-01", "DT-FUTURE", "不能晚于今天"),
        one("40 年前", "1986-05-20", "DT-OLD", "40 年前"),
        one("两位年份", "26-05-20", "DT-READ", "看不明白"),
        one("日月颠倒", "20-05-2026", "DT-READ", "看不明白"),
        one("八位连写", "20260520", PASSES),
        one("农历", "五月初五", "DT-READ", "看不明白"),
        one("空", "", "DT-EMPTY", "请填写到达日期"),
    ]


def of_telephones() -> list[Mistake]:
    box = "p0-phone"

    def one(what: str, typed: str, meets: str) -> Mistake:
        return Mistake("电话", what, {box: typed}, meets, box, "应为 11 位数字")

    return [
        one("10 位", "1541234567", "PH-FORM"),
        one("12 位", "154123456789", "PH-FORM"),
        one("座机没有区号", "8223045", "PH-FORM"),
        one("+86", "+86 154 1234 5678", PUT_RIGHT),
        one("有空格", "154 1234 5678", PUT_RIGHT),
        one("没有手机", "", PASSES),
    ]


def of_addresses() -> list[Mistake]:
    empty = {"address": "", "building": "", "room": ""}

    def one(what: str, typed: dict[str, str], meets: str, *more: str, place: str = "") -> Mistake:
        box, sentence = (*more, "", "")[:2]
        means = {"address": place} if place else {}
        return Mistake("地址", what, empty | typed, meets, box, sentence, means)

    pasted = "贵州省黔东南苗族侗族自治州凯里市莲花巷136号2栋1单元301室"
    return [
        one("只有社区", {"address": "北京西路社区"}, PASSES, place="北京西路社区"),
        one("有房号没有楼", {"room": "602"}, "AD-EMPTY", "address", "请填写住处"),
        one("负楼层", {"address": "安置区10栋负二楼"}, PUT_RIGHT, place="安置区10栋负2楼"),
        one("只有参照物", {"landmark": "村委会对面"}, PASSES, place="村委会对面"),
        one("外县的乡镇", {"address": "平街1号", "township": "522631001"}, "AD-TOWN", "township",
            "请选择住处所在的乡镇"),
        one("整段粘贴", {"address": pasted}, PUT_RIGHT, place="莲花巷136号2栋1单元301室"),
        one("表情", {"address": "🏠🏠"}, "AD-CHAR", "address", "不能用的字符"),
        one("200 个字", {"address": "路" * 200}, "TX-LONG", "address", "最多 120 个字符"),
    ]  # fmt: skip


def of_logic() -> list[Mistake]:
    def one(what: str, typed: dict[str, str], meets: str, box: str, sentence: str) -> Mistake:
        return Mistake("逻辑", what, typed, meets, box, sentence)

    child = {"p0-document_number": made_up_number(date(2018, 5, 1))}
    return [
        one("小孩没有监护人", child, "GU-EMPTY", "p0-guardian_name", "请填写监护人"),
        one("务工没有单位", {"p0-employer_name": ""}, "EM-EMPTY", "p0-employer_name",
            "请填写工作单位"),
        one("租房没有房主", {"landlord_name": ""}, "OW-EMPTY", "landlord_name", "请填写房主"),
        one("离开早于到达", {"leaves_on": "2020-01-01"}, "DT-ORDER", "leaves_on",
            "不能早于到达日期"),
        one("同城要申领", {"p0-hukou_division": "522601", "p0-wants_permit": "1",
            "township": TOWN_A}, "WP-SAME", "p0-wants_permit", "不能申领居住证"),
    ]  # fmt: skip
