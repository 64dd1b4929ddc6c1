"""No citizen number that could be somebody's stands anywhere in the repository."""

import re

import pytest
from tests.architecture.source import place, tracked_files

NUMBER = re.compile(rb"(?<![0-9A-Za-z])(\d{6}(?:18|19|20)\d{9}[\dXx])(?![0-9A-Za-z])")
WEIGHTS = tuple(2 ** (17 - position) % 11 for position in range(17))
CHECK_DIGITS = b"10X98765432"
PRINTED_IN_STANDARDS = {b"11010519491231002X"}
NO_SUCH_PROVINCE = b"99"
LARGEST = 5_000_000


def check_digit(first: bytes) -> int:
    """The check digit of GB 11643 for the first seventeen digits, as a byte."""
    total = sum((digit - 48) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def could_be_somebody(number: bytes) -> bool:
    """Whether a number is valid and neither made up (99…) nor printed in a standard."""
    number = number.upper()
    if number.startswith(NO_SUCH_PROVINCE) or number in PRINTED_IN_STANDARDS:
        return False
    month, day = int(number[10:12]), int(number[12:14])
    is_date = 1 <= month <= 12 and 1 <= day <= 31
    return is_date and check_digit(number[:17]) == number[17]


def test_no_number_of_a_real_person_is_in_the_repository() -> None:
    found = [
        f"{place(path)}: {number[:6].decode()}…"
        for path in tracked_files()
        if path.stat().st_size <= LARGEST
        for number in NUMBER.findall(path.read_bytes())
        if could_be_somebody(number)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("province", "expected"), [("52", True), ("99", False)])
def test_guard_sees_a_planted_number(province: str, expected: bool) -> None:
    first = f"{province}260119900101001".encode()
    number = first + bytes([check_digit(first)])
    assert NUMBER.findall(b"(" + number + b")") == [number]
    assert could_be_somebody(number) is expected
