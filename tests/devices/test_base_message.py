"""The 256 bytes of a chip: every layout, and what is marked for the eye."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.codes.citizen_number import check_digit
from anju.devices.base_message import KIND_AT, LAYOUTS, MESSAGE_BYTES, read_message, written_message
from anju.devices.faults import DeviceFault
from anju.devices.simulator.cards import CARDS, Chip, citizen, made_up, wrong

NUMBER = made_up("99010119900307002")


def marks(values: dict[str, str], letter: str = "") -> dict[str, str]:
    card = read_message(written_message(letter, values))
    return {mark.field: mark.sentence for mark in card.marks}


@pytest.mark.parametrize("letter", LAYOUTS)
def test_a_layout_fills_the_message_and_its_letter_stands_where_all_look_for_it(
    letter: str,
) -> None:
    _, layout = LAYOUTS[letter]
    assert sum(width for _, width in layout) == MESSAGE_BYTES
    at = 0
    for name, width in layout:
        if name == "letter":
            assert at == KIND_AT
        at += width


def test_a_citizens_card_is_read_whole() -> None:
    card = read_message(
        written_message("", citizen("潘晓兰", NUMBER, "虚构省黎阳县", ethnic_group="06"))
    )
    assert card.kind == "citizen"
    assert card.marks == ()
    assert card.fields == {
        "name": "潘晓兰",
        "sex": "2",
        "ethnic_group": "06",
        "born_on": "1990-03-07",
        "address": "虚构省黎阳县",
        "number": NUMBER,
        "authority": "虚构县公安局",
        "valid_from": "2018-05-12",
        "valid_to": "2038-05-12",
    }


def test_bytes_stand_where_the_standard_puts_them() -> None:
    """Counted by hand, not by our own table: the layout is not only read as it is written."""
    message = bytearray(" ".encode("utf-16-le") * 128)
    for at, text in (
        (0, "潘晓兰"), (30, "2"), (32, "06"), (36, "19900307"), (52, "虚构省"), (122, NUMBER),
        (158, "虚构县公安局"), (188, "20180512"), (204, "长期"),
    ):  # fmt: skip
        encoded = text.encode("utf-16-le")
        message[at : at + len(encoded)] = encoded
    card = read_message(bytes(message))
    assert (card.fields["name"], card.fields["number"]) == ("潘晓兰", NUMBER)
    assert (card.fields["born_on"], card.fields["valid_to"]) == ("1990-03-07", "长期")
    assert card.marks == ()


def test_a_card_of_hong_kong_macao_taiwan_residents_has_no_ethnic_group_and_a_pass_number() -> None:
    values = citizen("林虚构", NUMBER, "虚构市", ethnic_group="", travel_permit="T00000001")
    card = read_message(written_message("J", {**values, "issue_count": "01"}))
    assert card.kind == "hk_mo_tw"
    assert "ethnic_group" not in card.fields
    assert (card.fields["travel_permit"], card.fields["issue_count"]) == ("T00000001", "01")
    assert card.marks == ()


FOREIGN = {
    "foreign_name": "MADE UP, JANE",
    "name": "简",
    "sex": "2",
    "nationality": "XXX",
    "born_on": "19900101",
    "valid_from": "20200101",
    "valid_to": "20300101",
}


def test_the_two_cards_of_foreign_permanent_residents() -> None:
    old = read_message(written_message("I", {**FOREIGN, "number": "XXX999190010101"}))
    new_number = made_up("99711119900101002")
    new = read_message(
        written_message("Y", {**FOREIGN, "number": new_number, "foreign_name_more": " ANNE"})
    )
    assert old.kind == new.kind == "foreign_resident"
    assert old.fields["foreign_name"] == "MADE UP, JANE"
    assert new.fields["foreign_name"] == "MADE UP, JANEANNE"
    assert old.fields["nationality"] == new.fields["nationality"] == "XXX"
    assert old.marks == new.marks == ()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": wrong(NUMBER)}, "number"),
        ({"number": NUMBER[:-1]}, "number"),
        ({"number": ""}, "number"),
        ({"sex": "1"}, "sex"),
        ({"sex": ""}, "sex"),
        ({"born_on": "19900308"}, "born_on"),
        ({"born_on": "19901340"}, "born_on"),
        ({"ethnic_group": "99"}, "ethnic_group"),
        ({"name": ""}, "name"),
        ({"name": "潘\ue000兰"}, "name"),
        ({"valid_to": "20389999"}, "valid_to"),
    ],
)
def test_what_does_not_fit_is_given_with_a_mark(changed: dict[str, str], field: str) -> None:
    found = marks({**citizen("潘晓兰", NUMBER, "虚构省"), **changed})
    assert field in found
    assert "请" in found[field]


def test_the_number_of_an_old_foreign_card_has_its_own_form() -> None:
    assert "number" in marks({**FOREIGN, "number": "99"}, "I")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("买买提•吐尔逊", "买买提·吐尔逊"), ("龙㵲清", "龙㵲清"), ("杨𬭎", "杨𬭎")],
)
def test_rare_characters_and_dots_come_through(written: str, kept: str) -> None:
    card = read_message(written_message("", citizen(written, NUMBER, "虚构省")))
    assert card.fields["name"] == kept
    assert card.marks == ()


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"", "misread"),
        (b"\x00" * 256, "misread"),
        (" ".encode("utf-16-le") * 128, "misread"),
        (b"\x20\x00" * 100, "misread"),
        (written_message("", citizen("潘", NUMBER, "")).replace(b"", b"")[:-1], "misread"),
    ],
)
def test_a_message_that_is_not_whole_is_no_card(message: bytes, code: str) -> None:
    with pytest.raises(DeviceFault) as told:
        read_message(message)
    assert told.value.code == code


def test_an_unknown_letter_is_an_unknown_card() -> None:
    message = bytearray(written_message("", citizen("潘晓兰", NUMBER, "")))
    message[KIND_AT : KIND_AT + 2] = "Q".encode("utf-16-le")
    with pytest.raises(DeviceFault) as told:
        read_message(bytes(message))
    assert told.value.code == "card_unknown"


@given(st.binary(min_size=256, max_size=256))
def test_any_256_bytes_are_a_card_with_marks_or_a_fault(message: bytes) -> None:
    marked = 0
    with suppress(DeviceFault):
        marked = len(read_message(message).marks) - 1
    assert marked >= 0


@given(
    born=st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    order=st.integers(0, 999),
    name=st.text(
        alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=15
    ),
)
def test_what_was_written_is_read(born: date, order: int, name: str) -> None:
    first = f"990101{born:%Y%m%d}{order:03d}"
    number = first + check_digit(first)
    card = read_message(written_message("", citizen(name, number, "虚构省")))
    assert (card.fields["name"], card.fields["number"]) == (name, number)
    assert card.fields["born_on"] == born.isoformat()
    assert card.marks == ()


def test_the_simulators_cards_are_of_nobody() -> None:
    for card in CARDS:
        if isinstance(card.chip, Chip) and card.chip.behaviour != "damaged":
            read = read_message(card.chip.message)
            assert "99" in read.fields["number"][:5], card.key
            assert bool(read.marks) == (card.key == "misread"), card.key


def test_a_value_too_long_for_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        written_message("", citizen("字" * 16, NUMBER, ""))
