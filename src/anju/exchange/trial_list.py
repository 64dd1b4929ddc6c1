"""A large made-up list with known faults, to try an import with: how fast, and what comes back.

Nobody in it exists: citizen numbers begin with 99. The same seed gives the same list.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from anju.codes.citizen_number import check_digit

__all__ = ["FAULTS", "Fault", "TrialRow", "trial_rows", "write_trial_list"]

HEADERS = (
    "公民身份号码", "姓名", "性别", "出生日期", "民族", "户籍所在县", "户籍地址", "手机号码",
    "乡镇街道", "现居住地址", "楼栋", "楼层", "房号", "居住处所", "房主", "到达日期",
    "拟居住期限", "预计离开日期", "暂住事由", "事由说明", "职业", "服务处所", "统一社会信用代码",
    "入职日期", "就读学校", "入学日期", "投靠人", "与投靠人关系", "与户主关系", "监护人",
    "备注", "已核对无误", "工号",
)  # fmt: skip
SURNAMES = "杨吴龙潘张王李石罗刘陈周田姚黄欧陆邰顾雷万莫蒙韦"
GIVEN = "秀英明华芳军丽强敏静伟涛娟勇艳杰玉兰凤鸣诗雨子涵浩然梓萱㛃䶮"
LONG_NAMES = ("阿依古丽·买买提", "买买提江·吾买尔", "扎西·次仁", "巴特尔·那仁")
ETHNIC_GROUPS = ("汉族", "苗族", "侗族", "布依族", "土家族", "水族", "彝族", "仡佬族")
COUNTIES = (
    "贵州省雷山县", "贵州省台江县", "贵州省黄平县", "贵州省榕江县", "湖南省新晃侗族自治县",
    "重庆市酉阳土家族苗族自治县", "四川省古蔺县", "广西壮族自治区三江侗族自治县",
)  # fmt: skip
ROADS = ("北京西路", "宁波路", "韶山南路", "文化北路", "永丰西路", "环城东路", "营盘西路")
STAYS = (
    {"暂住事由": "务工", "职业": "工人", "服务处所": "某某建筑公司"},
    {"暂住事由": "服务", "职业": "服务人员", "服务处所": "某某酒楼"},
    {"暂住事由": "经商", "职业": "服务人员"},
    {"暂住事由": "在校学生", "就读学校": "某某职业学院", "入学日期": "2025-09-01"},
    {"暂住事由": "投靠亲友", "投靠人": "杨某某", "与投靠人关系": "父母"},
)

TrialRow = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Fault:
    """A way in which a row goes wrong, and under which code and header it must come back."""

    name: str
    code: str
    header: str
    spoil: Callable[[TrialRow], TrialRow]


def setting(**cells: str | float) -> Callable[[TrialRow], TrialRow]:
    """A fault that writes something else into cells."""
    return lambda row: {**row, **cells}


def numbered(change: Callable[[str], str]) -> Callable[[TrialRow], TrialRow]:
    """A fault of the citizen number."""
    return lambda row: {**row, "公民身份号码": change(str(row["公民身份号码"]))}


def other_check_digit(number: str) -> str:
    """The number with another last digit."""
    return number[:17] + ("0" if number[17] != "0" else "1")


def without_such_a_day(number: str) -> str:
    """A number whose birthday is the 30th of February, its check digit made right."""
    first = number[:10] + "0230" + number[14:17]
    return first + check_digit(first)


FAULTS = (
    Fault("no number", "ID-EMPTY", "公民身份号码", setting(公民身份号码="")),
    Fault("a digit short", "ID-LEN", "公民身份号码", numbered(lambda n: n[:9] + n[10:])),
    Fault("a digit long", "ID-LEN", "公民身份号码", numbered(lambda n: n + "1")),
    Fault("letter inside", "ID-CHAR", "公民身份号码", numbered(lambda n: n[:5] + "O" + n[6:])),
    Fault("wrong check digit", "ID-CHECK", "公民身份号码", numbered(other_check_digit)),
    Fault("no such birthday", "ID-BIRTH", "公民身份号码", numbered(without_such_a_day)),
    Fault("old number", "ID-OLD", "公民身份号码", numbered(lambda n: n[:6] + n[8:17])),
    Fault("number kept as number", "CELL-DIGITS", "公民身份号码", setting(公民身份号码=9.9e17)),
    Fault("no name", "NM-EMPTY", "姓名", setting(姓名="")),
    Fault("long name", "NM-LONG", "姓名", setting(姓名="杨" * 51)),
    Fault("digits in name", "NM-CHAR", "姓名", setting(姓名="杨3")),
    Fault("other birthday", "BI-DIFF", "出生日期", setting(出生日期="1900-01-01")),
    Fault("no ethnic group", "ET-EMPTY", "民族", setting(民族="")),
    Fault("unknown ethnic group", "CD-UNKNOWN", "民族", setting(民族="贵州族")),
    Fault("no hukou", "HK-EMPTY", "户籍所在县", setting(户籍所在县="")),
    Fault("short telephone", "PH-FORM", "手机号码", setting(手机号码="1398551234")),
    Fault("no address", "AD-EMPTY", "现居住地址", setting(现居住地址="")),
    Fault("impossible floor", "AD-FLOOR", "楼层", setting(楼层="120")),
    Fault("hotel", "AD-HOTEL", "居住处所", setting(居住处所="旅馆")),
    Fault("no dwelling kind", "PK-EMPTY", "居住处所", setting(居住处所="")),
    Fault("no arrival", "DT-EMPTY", "到达日期", setting(到达日期="")),
    Fault("day that is none", "DT-REAL", "到达日期", setting(到达日期="2026-02-30")),
    Fault("arrival to come", "DT-FUTURE", "到达日期", setting(到达日期="2099-01-01")),
    Fault("half a day", "CELL-DAY", "到达日期", setting(到达日期="26-5")),
    Fault("leaving first", "DT-ORDER", "预计离开日期", setting(预计离开日期="2001-01-01")),
    Fault("no reason", "RS-EMPTY", "暂住事由", setting(暂住事由="")),
    Fault("unknown reason", "CD-UNKNOWN", "暂住事由", setting(暂住事由="看看再说")),
    Fault("unexplained reason", "RS-NOTE", "事由说明", setting(暂住事由="其他", 事由说明="")),
    Fault("no employer", "EM-EMPTY", "服务处所", setting(暂住事由="务工", 职业="6", 服务处所="")),
    Fault("wrong credit code", "EM-CODE", "统一社会信用代码", setting(统一社会信用代码="9152260")),
)  # fmt: skip


def trial_rows(
    *, rows: int, bad: int, seed: int, on: date, township: str
) -> list[tuple[TrialRow, Fault | None]]:
    """The rows of a list, `bad` of them spoilt in turn by every kind of fault."""
    chance = random.Random(seed)  # noqa: S311 - made-up people need no secrecy
    spoilt = dict(enumerate(sorted(chance.sample(range(rows), bad))))
    faults = {row: FAULTS[turn % len(FAULTS)] for turn, row in spoilt.items()}
    people = [person(chance, serial, on, township) for serial in range(rows)]
    return [
        (faults[serial].spoil(row), faults[serial]) if serial in faults else (row, None)
        for serial, row in enumerate(people)
    ]


def person(chance: random.Random, serial: int, on: date, township: str) -> TrialRow:
    """One made-up adult, somewhere in the township since some day of the last two years."""
    born = on - timedelta(days=chance.randint(18 * 366, 60 * 366))
    first = f"99{serial // 1000 % 10000:04d}{born:%Y%m%d}{serial % 1000:03d}"
    name = (
        chance.choice(LONG_NAMES)
        if chance.random() < 0.01
        else chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))
    )
    house = chance.randint(1, 199)
    row: TrialRow = dict.fromkeys(HEADERS, "")
    row |= {
        "公民身份号码": first + check_digit(first),
        "姓名": name,
        "民族": chance.choice(ETHNIC_GROUPS),
        "户籍所在县": chance.choice(COUNTIES),
        "户籍地址": f"某某乡某某村{chance.randint(1, 12)}组",
        "手机号码": f"1{chance.choice('3589')}9{chance.randint(0, 99_999_999):08d}",
        "乡镇街道": township,
        "现居住地址": f"{chance.choice(ROADS)}{house}号",
        "楼栋": f"{chance.randint(1, 6)}栋",
        "房号": f"{chance.randint(1, 20)}{chance.randint(1, 4):02d}",
        "居住处所": "租赁房屋",
        "房主": chance.choice(SURNAMES) + "某某",
        "到达日期": f"{on - timedelta(days=chance.randint(0, 700)):%Y-%m-%d}",
        "拟居住期限": "半年以上",
        "与户主关系": "户主",
        "已核对无误": "是",
        "工号": f"G{serial:06d}",
    }
    return row | chance.choice(STAYS)


def write_trial_list(
    path: Path, *, rows: int = 10_000, bad: int = 300, seed: int = 1, on: date, township: str
) -> None:
    """Write such a list as a workbook."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("人员名单")
        sheet.write_row(0, 0, HEADERS)
        people = trial_rows(rows=rows, bad=bad, seed=seed, on=on, township=township)
        for number, (row, _) in enumerate(people, start=1):
            write_row(sheet, number, row)


def write_row(sheet: Worksheet, number: int, row: TrialRow) -> None:
    """One person's cells, numbers as numbers and everything else as text."""
    for column, header in enumerate(HEADERS):
        cell = row[header]
        if isinstance(cell, float):
            sheet.write_number(number, column, cell)
        elif cell:
            sheet.write_string(number, column, cell)
