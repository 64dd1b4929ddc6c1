"""The seven questions, their choices, and which one comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from anju.codes import divisions
from anju.codes.offices import offices
from anju.law.application.agents import AgentKind
from anju.law.application.materials import Housing
from anju.law.eligibility import Ground
from anju.law.excluded_stays import StayKind
from anju.web.pages.public.check.answers import Answers

__all__ = [
    "APPLICANTS",
    "ELSEWHERE",
    "GROUNDS",
    "GUIZHOU",
    "HUKOU_NOT_A_PLACE",
    "KAILI",
    "NOT_REGISTERED",
    "PAPERS",
    "STAYS",
    "STEPS",
    "Choice",
    "Section",
    "StayChoice",
    "counties",
    "first_month",
    "month_answer",
    "months",
    "next_step",
    "previous_step",
    "provinces",
    "question_number",
    "towns",
]

GUIZHOU = 520_000
KAILI = 522_601
#: Answers about the hukou that are no place: the kind of document that decides, or unclear.
HUKOU_NOT_A_PLACE = MappingProxyType(
    {1: ("516", "港澳居民"), 2: ("511", "台湾居民"), 3: ("554", "外国人"), 9: ("", "不清楚")}
)
#: The residence is neither in Kaili nor yet told: its county is asked on the next page.
ELSEWHERE = 5
NOT_IN_GUIZHOU = 6
NOT_REGISTERED, MONTH_FORGOTTEN = 1, 2
MONTHS_OFFERED = 12
FIRST_YEAR, BEFORE_MONTHS = 2000, 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer one can give."""

    value: int
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Some choices under a heading."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class StayChoice:
    """A way of living: its words, what it is to the law, and which proof of address it gives."""

    label: str
    kind: StayKind | None
    housing: Housing = Housing.RENTED


STAYS: Mapping[int, StayChoice] = MappingProxyType(
    {
        1: StayChoice("租房", StayKind.ORDINARY, Housing.RENTED),
        2: StayChoice("自己或家人的房子", StayKind.ORDINARY, Housing.OWN_HOUSE),
        3: StayChoice("单位宿舍、工地", StayKind.ORDINARY, Housing.WORKPLACE),
        4: StayChoice("学校宿舍", StayKind.ORDINARY, Housing.STUDENT),
        5: StayChoice("亲友家", StayKind.ORDINARY, Housing.RELATIVE),
        6: StayChoice("宾馆、旅店、招待所", StayKind.HOTEL),
        7: StayChoice("医院（住院）", StayKind.HOSPITAL),
        8: StayChoice("救助管理站", StayKind.RELIEF_STATION),
        9: StayChoice("不清楚", None),
    }
)
#: Grounds and papers are bits of a sum; the last two bits of grounds say "none" and "unclear".
GROUNDS: Mapping[int, tuple[Ground | None, str, str]] = MappingProxyType(
    {
        1: (Ground.EMPLOYMENT, "在这里上班或者做生意", "合法稳定就业"),
        2: (Ground.DWELLING, "在这里有房子或者租了房子", "合法稳定住所"),
        4: (Ground.SCHOOLING, "在这里连续上学", "连续就读"),
        8: (None, "都不符合", ""),
        16: (None, "不清楚", ""),
    }
)
#: Papers that can show an earlier start of residence.
PAPERS: Mapping[int, str] = MappingProxyType(
    {
        1: "劳动合同",
        2: "营业执照",
        4: "租赁房屋登记备案",
        8: "学籍或者入学证明",
        16: "房产证或者购房合同",
        32: "都没有",
    }
)
APPLICANTS: Mapping[int, tuple[AgentKind, str, str]] = MappingProxyType(
    {
        1: (AgentKind.NONE, "本人", ""),
        2: (AgentKind.GUARDIAN, "监护人替孩子", "孩子未满 {0.applies_alone_from} 周岁"),
        3: (AgentKind.RELATIVE, "近亲属替老人、残疾人", "本人行动不便"),
        4: (AgentKind.OTHER, "别人代办", ""),
    }
)

#: The pages in order, each with the number of its question; a place may take two pages.
STEPS: Mapping[str, int] = MappingProxyType(
    {
        "hukou": 1,
        "hukou-county": 1,
        "residence": 2,
        "residence-county": 2,
        "stay": 3,
        "since": 4,
        "grounds": 5,
        "papers": 6,
        "applicant": 7,
    }
)


def question_number(step: str) -> int:
    """Which of the seven questions a page belongs to."""
    return STEPS[step]


def next_step(answers: Answers) -> str | None:
    """The first page that still lacks its answer; none when the result can be shown."""
    return next((step for step in STEPS if _lacks(step, answers)), None)


def previous_step(step: str, answers: Answers) -> str | None:
    """The page before, leaving out those that were not asked."""
    asked = [one for one in STEPS if one == step or _was_asked(one, answers)]
    at = asked.index(step)
    return asked[at - 1] if at else None


def _lacks(step: str, answers: Answers) -> bool:
    match step:
        case "hukou-county":
            return answers.hukou == GUIZHOU
        case "residence-county":
            return answers.residence == ELSEWHERE
    return _decides_later(answers, step) and getattr(answers, step) == 0


def _decides_later(answers: Answers, step: str) -> bool:
    """Whether a page can still matter: whoever falls under other rules is asked nothing more."""
    return step == "hukou" or answers.hukou not in HUKOU_NOT_A_PLACE or answers.hukou == 9


def _was_asked(step: str, answers: Answers) -> bool:
    match step:
        case "hukou-county":
            return answers.hukou // 10_000 == GUIZHOU // 10_000
        case "residence-county":
            return answers.residence not in {KAILI, NOT_IN_GUIZHOU, 0}
    return True


def provinces(on: date) -> tuple[Section, ...]:
    """Where a hukou can be: this province first, then the others, then what is no place."""
    named = tuple(Choice(int(one.code), one.name) for one in divisions.provinces(on))
    here = tuple(one for one in named if one.value == GUIZHOU)
    others = tuple(one for one in named if one.value != GUIZHOU and one.value < 700_000)
    special = tuple(Choice(value, label) for value, (_, label) in HUKOU_NOT_A_PLACE.items())
    return Section("", here), Section("其他省、自治区、直辖市", others), Section("其他", special)


def counties(on: date) -> tuple[Section, ...]:
    """The counties of the province under their cities and prefectures."""
    return tuple(
        Section(
            parent.name,
            tuple(Choice(int(one.code), one.name) for one in divisions.children(parent.code, on)),
        )
        for parent in divisions.children(str(GUIZHOU), on)
    )


def towns() -> tuple[Section, ...]:
    """The towns of Kaili, then the rest of the province and what lies outside it."""
    kaili = tuple(Choice(int(one.code[6:]), one.name) for one in offices())
    other = (
        Choice(ELSEWHERE * 1_000, "贵州省其他县（市、区）"),
        Choice(NOT_IN_GUIZHOU * 1_000, "不在贵州省"),
    )
    return Section("凯里市", kaili), Section("其他", other)


def months(on: date) -> tuple[Choice, ...]:
    """When one registered: not yet, one of the last twelve months, longer ago, forgotten."""
    latest = month_answer(on)
    recent = tuple(_month(latest - back) for back in range(MONTHS_OFFERED))
    return (
        Choice(NOT_REGISTERED, "还没有登记过"),
        *recent,
        Choice(latest - MONTHS_OFFERED, "更早"),
        Choice(MONTH_FORGOTTEN, "登记过，不记得哪个月"),
    )


def month_answer(on: date) -> int:
    """A month as the code writes it."""
    return (on.year - FIRST_YEAR) * 12 + on.month + BEFORE_MONTHS


def first_month(answer: int) -> date | None:
    """The first day of the month an answer names; nothing where it names none."""
    if answer <= BEFORE_MONTHS:
        return None
    years, month = divmod(answer - BEFORE_MONTHS - 1, 12)
    return date(FIRST_YEAR + years, month + 1, 1)


def _month(answer: int) -> Choice:
    first = first_month(answer)
    assert first is not None
    return Choice(answer, f"{first.year}年{first.month}月")
