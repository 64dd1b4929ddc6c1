"""What a text in the box can mean, the likeliest first."""

from datetime import date

import pytest
from tests.factories.registrations import made_up_number

from anju.reading.finding.meanings import Meaning, meanings

ON = date(2026, 11, 24)
YEAR_1990 = (date(1990, 1, 1), date(1991, 1, 1))
NEW_YEAR_1990 = (date(1990, 1, 1), date(1990, 1, 2))


def first(text: str) -> Meaning:
    return meanings(text, on=ON)[0]


def kinds(text: str) -> list[str]:
    return [meaning.by for meaning in meanings(text, on=ON)]


def test_a_number_is_only_itself() -> None:
    number = made_up_number()
    spaced = f" {number[:6]} {number[6:14]} {number[14:]} "
    wide = number.translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    for typed in (number, number.lower(), spaced, wide, f"周阿妹 {number}"):
        assert meanings(typed, on=ON) == (Meaning("citizen_number", number),), typed


def test_an_old_number_is_looked_up_as_the_new_one() -> None:
    number = made_up_number()
    old = number[:6] + number[8:17]
    assert first(old) == Meaning("citizen_number", number)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("52260100220260904 00001", Meaning("permit", "5226010022026090400001")),
        ("D5226010226030300001", Meaning("registration", "D5226010226030300001")),
        ("s5226010226030300001", Meaning("case", "S5226010226030300001")),
        ("P5226010226030300001", Meaning("paper", "P5226010226030300001")),
        ("K7F3-29QM", Meaning("check_code", "K7F3-29QM")),
        ("154 0000 0001", Meaning("phone", "15400000001")),
        ("+86 15400000001", Meaning("phone", "15400000001")),
        ("0855-8223045", Meaning("phone", "0855-8223045")),
        ("E12345678", Meaning("document", "E12345678")),
        ("H1234567800", Meaning("document", "H1234567800")),
    ],
)
def test_every_number_of_the_house_is_recognised(typed: str, meaning: Meaning) -> None:
    assert meanings(typed, on=ON) == (meaning,)


@pytest.mark.parametrize(
    "typed",
    ["买买提·吐尔逊", "买买提.吐尔逊", "买买提・吐尔逊", "买买提 • 吐尔逊", "买买提\uff0e吐尔逊"],
)
def test_a_name_may_have_any_dot(typed: str) -> None:
    assert first(typed) == Meaning("name", "买买提·吐尔逊")


@pytest.mark.parametrize("typed", ["吴阿妹", " 吴 阿妹", "吴\u3000阿妹", "吴 阿 妹 "])
def test_spaces_in_a_name_do_not_count(typed: str) -> None:
    assert first(typed) == Meaning("name", "吴阿妹")


@pytest.mark.parametrize("typed", ["wuamei", "Wu Amei", "wú ā mèi", "wu'amei", "\uff57u\uff41mei"])
def test_letters_are_a_sound(typed: str) -> None:
    assert first(typed) == Meaning("pinyin", "wuamei")


def test_the_letter_u_with_dots_is_typed_as_v() -> None:
    assert first("Lǚ") == first("lü") == Meaning("pinyin", "lv")


@pytest.mark.parametrize("typed", ["吴amei", "吴 amei", "wu阿妹"])
def test_characters_and_letters_may_be_mixed(typed: str) -> None:
    assert first(typed) == Meaning("mixed", typed.replace(" ", ""))


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("吴阿妹 1990", YEAR_1990),
        ("1990年 吴阿妹", YEAR_1990),
        ("吴阿妹1990", YEAR_1990),
        ("吴阿妹 199001", (date(1990, 1, 1), date(1990, 2, 1))),
        ("吴阿妹 1990-12", (date(1990, 12, 1), date(1991, 1, 1))),
        ("吴阿妹 19900101", NEW_YEAR_1990),
        ("吴阿妹 1990-1-1", NEW_YEAR_1990),
        ("吴阿妹 1990年1月1日", NEW_YEAR_1990),
        ("吴阿妹19900101", NEW_YEAR_1990),
    ],
)
def test_a_name_stands_with_a_birth(typed: str, born: tuple[date, date]) -> None:
    assert first(typed) == Meaning("name", "吴阿妹", born)


def test_four_digits_can_be_a_year_or_the_end_of_the_number() -> None:
    found = meanings("吴阿妹 1990", on=ON)
    assert found[:2] == (
        Meaning("name", "吴阿妹", YEAR_1990),
        Meaning("name", "吴阿妹", number_end="1990"),
    )
    assert first("吴阿妹 432x") == Meaning("name", "吴阿妹", number_end="432X")
    assert first("wam 4321") == Meaning("pinyin", "wam", number_end="4321")
    assert first("19900101 4321") == Meaning("born", "", NEW_YEAR_1990, "4321")
    assert first("吴阿妹 1990 4321") == Meaning("name", "吴阿妹", YEAR_1990, "4321")


def test_nobody_is_born_tomorrow_and_no_day_is_made_up() -> None:
    assert first("吴阿妹 2027").born is None
    assert kinds("吴阿妹 20270101") == ["address"]
    assert kinds("吴阿妹 19900230") == ["address"]


@pytest.mark.parametrize(
    ("typed", "address", "unit", "room"),
    [
        ("迎宾大道15号 602", "迎宾大道15号", "", "602"),
        ("迎宾大道15号1栋602室", "迎宾大道15号1栋", "", "602"),
        ("迎宾大道15号1栋2单元602", "迎宾大道15号1栋", "2", "602"),
        ("未来城 1602", "未来城", "", "1602"),
        ("ybdd15 602", "ybdd15", "", "602"),
        ("云谷小区3栋 B201", "云谷小区3栋", "", "B201"),
    ],
)
def test_an_address_may_end_with_its_room(typed: str, address: str, unit: str, room: str) -> None:
    found = meanings(typed, on=ON)
    assert Meaning("address", typed) in found
    assert found[-1] == Meaning("address", address, unit=unit, room=room)


def test_words_are_a_name_before_they_are_an_address() -> None:
    assert kinds("迎宾大道") == ["name", "address"]
    assert kinds("迎宾大道15号") == ["address"]
    assert kinds("ybdd15") == ["address"]
    assert kinds("ybdd") == ["pinyin", "address"]


@pytest.mark.parametrize("typed", ["", "  ", "\u3000"])
def test_nothing_means_nothing(typed: str) -> None:
    assert meanings(typed, on=ON) == ()


@pytest.mark.parametrize("typed", ["%", "'; --", "()", "1", "12", "1990 1991 1992", "٣٤", "²"])
def test_rubbish_is_read_without_fear(typed: str) -> None:
    assert all(meaning.by != "citizen_number" for meaning in meanings(typed, on=ON))
