"""What the eligibility check answers: more than eighty sets of answers on 23 November 2026."""

from datetime import date

import pytest

from anju.law.application.outlook import Outlook
from anju.web.pages.public.check.answers import Answers
from anju.web.pages.public.check.outcome import check_result, is_settled
from anju.web.pages.public.check.questions import MONTH_FORGOTTEN, NOT_REGISTERED, month_answer

ON = date(2026, 11, 23)
NOW, LATER, FIRST = Outlook.NOW, Outlook.LATER, Outlook.REGISTER_FIRST
NO, ASK, OTHER = Outlook.NOT_THIS_WAY, Outlook.ASK_A_PERSON, Outlook.OTHER_RULES

GUANGDONG, HUNAN, BEIJING, CHONGQING, TIBET = 440000, 430000, 110000, 500000, 540000
YUNYAN, NANMING, GUANSHANHU, BAIYUN, HUAXI, WUDANG = 520103, 520102, 520115, 520113, 520111, 520112
QINGZHEN, XIUWEN = 520181, 520123
HONGHUAGANG, HUICHUAN, BOZHOU, RENHUAI = 520302, 520303, 520304, 520382
BIJIANG, WANSHAN, SONGTAO = 520602, 520603, 520628
KAILI, LIPING, MAJIANG, XINGYI, DUYUN = 522601, 522631, 522635, 522301, 522701
RENT, OWN, WORK, SCHOOL, KIN, HOTEL, HOSPITAL, RELIEF, UNCLEAR_STAY = range(1, 10)
JOB, HOME, STUDY, NONE_OF_THEM, UNCLEAR = 1, 2, 4, 8, 16
LONG_AGO, APRIL, MAY, JUNE, NOVEMBER = (
    month_answer(date(year, month, 1))
    for year, month in ((2025, 3), (2026, 4), (2026, 5), (2026, 6), (2026, 11))
)
MAINLANDER_UNCLEAR = 9

#: hukou, residence, way of living, month registered, grounds, outcome
TABLE = [
    # A: the half year is full, whatever the ground and the dwelling
    (LIPING, KAILI, RENT, APRIL, JOB, NOW),
    (LIPING, KAILI, RENT, APRIL, HOME, NOW),
    (LIPING, KAILI, RENT, APRIL, STUDY, NOW),
    (LIPING, KAILI, RENT, APRIL, JOB | HOME, NOW),
    (LIPING, KAILI, RENT, APRIL, JOB | HOME | STUDY, NOW),
    (LIPING, KAILI, OWN, LONG_AGO, HOME, NOW),
    (LIPING, KAILI, WORK, LONG_AGO, JOB, NOW),
    (LIPING, KAILI, SCHOOL, LONG_AGO, STUDY, NOW),
    (LIPING, KAILI, KIN, LONG_AGO, JOB, NOW),
    (MAJIANG, KAILI, RENT, APRIL, JOB, NOW),
    (DUYUN, KAILI, RENT, APRIL, JOB, NOW),
    (XINGYI, KAILI, RENT, APRIL, JOB, NOW),
    (YUNYAN, KAILI, RENT, APRIL, JOB, NOW),
    (HONGHUAGANG, KAILI, RENT, APRIL, JOB, NOW),
    (GUANGDONG, KAILI, RENT, APRIL, JOB, NOW),
    (HUNAN, KAILI, WORK, APRIL, JOB, NOW),
    (BEIJING, KAILI, OWN, APRIL, HOME, NOW),
    (CHONGQING, KAILI, KIN, APRIL, STUDY, NOW),
    (TIBET, KAILI, SCHOOL, APRIL, STUDY, NOW),
    # a county-level city or a county is another city than the districts beside it
    (QINGZHEN, YUNYAN, RENT, APRIL, JOB, NOW),
    (YUNYAN, QINGZHEN, RENT, APRIL, JOB, NOW),
    (XIUWEN, NANMING, RENT, APRIL, JOB, NOW),
    (RENHUAI, HUICHUAN, RENT, APRIL, JOB, NOW),
    (SONGTAO, BIJIANG, RENT, APRIL, JOB, NOW),
    (YUNYAN, HONGHUAGANG, RENT, APRIL, JOB, NOW),
    (KAILI, YUNYAN, RENT, APRIL, JOB, NOW),
    (KAILI, LIPING, RENT, APRIL, JOB, NOW),
    # B: the half year is not full; the last day of the month counts
    (LIPING, KAILI, RENT, MAY, JOB, LATER),
    (LIPING, KAILI, RENT, JUNE, JOB, LATER),
    (LIPING, KAILI, RENT, NOVEMBER, JOB, LATER),
    (LIPING, KAILI, OWN, JUNE, HOME, LATER),
    (LIPING, KAILI, WORK, JUNE, JOB, LATER),
    (LIPING, KAILI, SCHOOL, JUNE, STUDY, LATER),
    (LIPING, KAILI, KIN, JUNE, JOB | HOME, LATER),
    (GUANGDONG, KAILI, RENT, JUNE, JOB, LATER),
    (BEIJING, KAILI, RENT, NOVEMBER, STUDY, LATER),
    (YUNYAN, KAILI, RENT, JUNE, JOB, LATER),
    (QINGZHEN, YUNYAN, RENT, JUNE, JOB, LATER),
    (KAILI, YUNYAN, RENT, MAY, JOB, LATER),
    # C: not registered yet
    (LIPING, KAILI, RENT, NOT_REGISTERED, JOB, FIRST),
    (LIPING, KAILI, OWN, NOT_REGISTERED, HOME, FIRST),
    (LIPING, KAILI, WORK, NOT_REGISTERED, JOB, FIRST),
    (LIPING, KAILI, SCHOOL, NOT_REGISTERED, STUDY, FIRST),
    (LIPING, KAILI, KIN, NOT_REGISTERED, JOB | STUDY, FIRST),
    (GUANGDONG, KAILI, RENT, NOT_REGISTERED, JOB, FIRST),
    (BEIJING, KAILI, RENT, NOT_REGISTERED, JOB, FIRST),
    (YUNYAN, KAILI, RENT, NOT_REGISTERED, JOB, FIRST),
    (KAILI, HUAXI, RENT, NOT_REGISTERED, JOB, FIRST),
    # D: inside the city of the hukou
    (YUNYAN, HUAXI, RENT, APRIL, JOB, NO),
    (HUAXI, YUNYAN, OWN, LONG_AGO, HOME, NO),
    (NANMING, GUANSHANHU, RENT, JUNE, JOB, NO),
    (BAIYUN, WUDANG, RENT, NOT_REGISTERED, JOB, NO),
    (HONGHUAGANG, HUICHUAN, RENT, APRIL, JOB, NO),
    (HUICHUAN, BOZHOU, RENT, APRIL, JOB, NO),
    (BIJIANG, WANSHAN, RENT, APRIL, JOB, NO),
    (KAILI, KAILI, RENT, APRIL, JOB, NO),
    (KAILI, KAILI, OWN, NOT_REGISTERED, HOME, NO),
    # D: housed where the unit registers
    (LIPING, KAILI, HOTEL, APRIL, JOB, NO),
    (LIPING, KAILI, HOTEL, NOT_REGISTERED, JOB, NO),
    (LIPING, KAILI, HOTEL, JUNE, STUDY, NO),
    (LIPING, KAILI, HOSPITAL, APRIL, JOB, NO),
    (LIPING, KAILI, HOSPITAL, NOT_REGISTERED, HOME, NO),
    (LIPING, KAILI, RELIEF, APRIL, JOB, NO),
    (GUANGDONG, KAILI, HOTEL, LONG_AGO, JOB, NO),
    (BEIJING, KAILI, HOSPITAL, LONG_AGO, HOME, NO),
    (TIBET, KAILI, RELIEF, NOT_REGISTERED, STUDY, NO),
    # D: none of the three grounds
    (LIPING, KAILI, RENT, APRIL, NONE_OF_THEM, NO),
    (GUANGDONG, KAILI, KIN, LONG_AGO, NONE_OF_THEM, NO),
    (LIPING, KAILI, KIN, JUNE, NONE_OF_THEM, NO),
    # E: something only a person can clear
    (MAINLANDER_UNCLEAR, KAILI, RENT, APRIL, JOB, ASK),
    (MAINLANDER_UNCLEAR, KAILI, RENT, NOT_REGISTERED, JOB, ASK),
    (LIPING, KAILI, UNCLEAR_STAY, APRIL, JOB, ASK),
    (LIPING, KAILI, RENT, MONTH_FORGOTTEN, JOB, ASK),
    (GUANGDONG, KAILI, WORK, MONTH_FORGOTTEN, JOB, ASK),
    (LIPING, KAILI, RENT, APRIL, UNCLEAR, ASK),
    (LIPING, KAILI, RENT, NOT_REGISTERED, UNCLEAR, ASK),
    (LIPING, 6, RENT, APRIL, JOB, ASK),
    (GUANGDONG, 6, RENT, NOT_REGISTERED, JOB, ASK),
    (MAINLANDER_UNCLEAR, KAILI, UNCLEAR_STAY, MONTH_FORGOTTEN, UNCLEAR, ASK),
    # F: no hukou of the mainland
    (1, KAILI, RENT, APRIL, JOB, OTHER),
    (2, KAILI, WORK, LONG_AGO, JOB, OTHER),
    (3, KAILI, RENT, NOT_REGISTERED, JOB, OTHER),
    (1, KAILI, HOTEL, APRIL, JOB, OTHER),
    (2, 0, 0, 0, 0, OTHER),
    (3, 0, 0, 0, 0, OTHER),
]


def answers(hukou: int, residence: int, stay: int, since: int, grounds: int) -> Answers:
    return Answers(hukou=hukou, residence=residence, stay=stay, since=since, grounds=grounds)


def test_table_is_long_enough() -> None:
    assert len(set(TABLE)) == len(TABLE) >= 80


@pytest.mark.parametrize(("hukou", "residence", "stay", "since", "grounds", "outcome"), TABLE)
def test_each_set_of_answers_has_its_outcome(
    hukou: int, residence: int, stay: int, since: int, grounds: int, outcome: Outlook
) -> None:
    found = check_result(answers(hukou, residence, stay, since, grounds), ON)
    assert found.outlook is outcome
    assert (found.eligible_from is not None) == (outcome is LATER)
    assert bool(found.unclear) >= (outcome is ASK)


@pytest.mark.parametrize(
    ("since", "eligible_from", "might_be_now"),
    [
        (MAY, date(2026, 12, 1), True),
        (JUNE, date(2026, 12, 31), False),
        (NOVEMBER, date(2027, 5, 24), False),
    ],
)
def test_nobody_is_promised_a_day_too_early(
    since: int, eligible_from: date, might_be_now: bool
) -> None:
    found = check_result(answers(LIPING, KAILI, RENT, since, JOB), ON)
    assert (found.eligible_from, found.might_be_now) == (eligible_from, might_be_now)


@pytest.mark.parametrize(
    ("given", "settled"),
    [
        (Answers(hukou=1), True),
        (Answers(hukou=MAINLANDER_UNCLEAR), False),
        (Answers(hukou=YUNYAN, residence=HUAXI), True),
        (Answers(hukou=QINGZHEN, residence=YUNYAN), False),
        (Answers(hukou=LIPING, residence=KAILI, town=2, stay=HOTEL), True),
        (Answers(hukou=LIPING, residence=KAILI, town=2, stay=RENT), False),
    ],
)
def test_no_question_is_asked_that_cannot_change_the_outcome(given: Answers, settled: bool) -> None:
    assert is_settled(given, ON) is settled
