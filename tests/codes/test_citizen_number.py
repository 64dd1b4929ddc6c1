from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codes.writing import full_width

from anju.codes import citizen_number
from anju.codes.problem import Problem

TODAY = date(2026, 11, 1)
HINT = "11010519491231002X"


def number(division: str = "990101", birth: str = "19900101", sequence: str = "001") -> str:
    """A well-formed number of nobody."""
    first_seventeen = division + birth + sequence
    return first_seventeen + citizen_number.check_digit(first_seventeen)


def codes(text: str) -> list[str]:
    return [one.code for one in citizen_number.read(text, TODAY).problems]


births = st.dates(min_value=date(1900, 1, 1), max_value=TODAY)
sequences = st.integers(0, 999).map("{:03d}".format)
made_up = st.builds(
    number,
    division=st.integers(990000, 999999).map(str),
    birth=births.map("{:%Y%m%d}".format),
    sequence=sequences,
)


def test_the_number_printed_in_the_standard_reads() -> None:
    read = citizen_number.read(HINT, TODAY)
    assert read.valid
    assert read.problems == ()
    assert read.birth_on == date(1949, 12, 31)
    assert read.sex == "female"
    assert (read.division, read.division_state) == ("110105", "current")
    assert not read.made_up


@pytest.mark.parametrize(
    "typed",
    [
        " 110105 19491231 002X ",
        "11010519491231002x",
        full_width("11010519491231002X"),
        "110105-19491231-002X",
        "\u200b11010519491231002X\ufeff",
        "110105.19491231.002x",
    ],
)
def test_what_typing_adds_is_taken_away(typed: str) -> None:
    assert citizen_number.read(typed, TODAY).normalised == HINT


@pytest.mark.parametrize("typed", ["", "   ", "\u3000"])
def test_nothing_typed_is_said(typed: str) -> None:
    assert citizen_number.read(typed, TODAY).problems == (Problem("ID-EMPTY"),)


@pytest.mark.parametrize(("cut", "short"), [(17, -1), (16, -2), (14, -4), (1, -17)])
def test_missing_digits_are_counted(cut: int, short: int) -> None:
    assert citizen_number.read(HINT[:cut], TODAY).problems == (Problem("ID-LEN", count=short),)


def test_digits_too_many_are_counted() -> None:
    read = citizen_number.read(number() + "77", TODAY)
    assert read.problems == (Problem("ID-LEN", count=2),)


def test_a_letter_inside_is_shown_with_its_place() -> None:
    wrong = HINT[:4] + "O" + HINT[5:]
    expected = (Problem("ID-CHAR", position=5, text="O"),)
    assert citizen_number.read(wrong, TODAY).problems == expected


def test_x_stands_only_at_the_end() -> None:
    wrong = "X" + HINT[1:]
    assert citizen_number.read(wrong, TODAY).problems == (Problem("ID-CHAR", position=1, text="X"),)


@pytest.mark.parametrize("birth", ["19900230", "19901301", "19000229", "19900100", "20991231"])
def test_a_day_no_calendar_has_or_still_to_come_is_no_birth(birth: str) -> None:
    read = citizen_number.read(number(birth=birth), TODAY)
    assert Problem("ID-BIRTH", position=7, text=birth) in read.problems
    assert read.birth_on is None
    assert not read.valid


def test_a_leap_day_is_a_birth() -> None:
    assert citizen_number.read(number(birth="20000229"), TODAY).birth_on == date(2000, 2, 29)


def test_birth_today_is_possible_and_tomorrow_not() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert codes(number(birth=f"{TODAY:%Y%m%d}")) == ["ID-DIV"]
    assert codes(number(birth=f"{tomorrow:%Y%m%d}")) == ["ID-BIRTH", "ID-DIV"]


def test_nobody_alive_was_born_before_1850() -> None:
    assert "ID-BIRTH" in codes(number(birth="18491231"))
    assert "ID-BIRTH" not in codes(number(birth="18500101"))


@pytest.mark.parametrize(
    ("division", "state"),
    [
        ("522601", "current"),
        ("520581", "current"),
        ("522101", "historic"),
        ("522423", "historic"),
        ("520522", "historic"),
        ("810000", "current"),
        ("820000", "current"),
        ("830000", "current"),
        ("529999", "unknown"),
        ("990101", "unknown"),
    ],
)
def test_the_division_is_graded_and_never_refuses(division: str, state: str) -> None:
    read = citizen_number.read(number(division=division), TODAY)
    assert read.division_state == state
    assert read.valid
    assert ("ID-DIV" in [one.code for one in read.problems]) == (state == "unknown")


def test_an_old_number_of_fifteen_digits_is_upgraded_and_said() -> None:
    full = number(birth="19670401")
    old = full[:6] + full[8:17]
    read = citizen_number.read(old, TODAY)
    assert read.normalised == full
    assert "ID-OLD" in [one.code for one in read.problems]
    assert read.valid


def test_the_oldest_people_have_a_sequence_of_their_own_in_old_numbers() -> None:
    full = number(birth="18990401", sequence="998")
    assert citizen_number.upgraded(full[:6] + full[8:17]) == full


def test_an_x_in_an_old_number_is_a_wrong_character() -> None:
    assert codes("99010167040100X") == ["ID-CHAR"]


@given(made_up)
def test_every_made_up_number_is_valid_and_nobodys(text: str) -> None:
    read = citizen_number.read(text, TODAY)
    assert read.valid
    assert read.made_up
    assert [one.code for one in read.problems] == ["ID-DIV"]
    assert (read.sex == "male") == (int(text[16]) % 2 == 1)


@given(made_up, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(text: str, place: int, shift: int) -> None:
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]
    read = citizen_number.read(wrong, TODAY)
    assert "ID-CHECK" in [one.code for one in read.problems]


@given(made_up, st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_found(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if swapped != text:
        assert "ID-CHECK" in codes(swapped)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995).map("{:03d}".format))
def test_old_and_new_number_say_the_same(birth: date, sequence: str) -> None:
    full = number(birth=f"{birth:%Y%m%d}", sequence=sequence)
    old = citizen_number.read(full[:6] + full[8:17], TODAY)
    new = citizen_number.read(full, TODAY)
    assert (old.normalised, old.birth_on, old.sex) == (new.normalised, new.birth_on, new.sex)


@given(st.text(max_size=40))
def test_any_text_is_judged_without_failing(text: str) -> None:
    read = citizen_number.read(text, TODAY)
    assert read.valid == (read.birth_on is not None and "ID-CHECK" not in codes(text))


@given(st.integers(0, 10**17 - 1).map("{:017d}".format))
def test_the_check_digit_makes_the_sum_one_modulo_eleven(first_seventeen: str) -> None:
    """ISO 7064 MOD 11-2: with weights 2^17 … 2^0 the whole number leaves 1."""
    full = first_seventeen + citizen_number.check_digit(first_seventeen)
    values = [10 if one == "X" else int(one) for one in full]
    assert sum(value * 2 ** (17 - place) for place, value in enumerate(values)) % 11 == 1
