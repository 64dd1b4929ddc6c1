"""Numbers nobody else has: citizen numbers, telephones, credit codes of made-up people.

No province begins with 99, no operator was given 154, and a credit code of division 990000 is
nobody's. Each number of a seed is used once, by construction and not by remembering: that is what
lets ten million people stream past in little memory.
"""

from __future__ import annotations

from datetime import date, timedelta

from anju.codes import citizen_number, credit_code, phone

__all__ = ["birth_with_free_number", "citizen_number_of", "credit_code_of", "mobile_of"]

#: Four digits of division and 500 sequences of a sex.
_NUMBERS_OF_A_BIRTHDAY = 10_000 * 500
# Coprime to the size of the range, so that stepping by it meets every number once.
_STRIDE = 3_141_593
_PHONE_STRIDE = 31_415_927
_PHONES = 100_000_000
_TURNS = 4


def birth_with_free_number(person: int, born_on: date) -> date:
    """The birthday moved by up to three days back, so that later turns of the range stay free."""
    turn = person // _NUMBERS_OF_A_BIRTHDAY % _TURNS
    return born_on - timedelta(days=(born_on.toordinal() - turn) % _TURNS)


def citizen_number_of(seed: int, person: int, born_on: date, sex: str) -> str:
    """The citizen number of a made-up person; valid, and beginning with 99."""
    place = (person * _STRIDE + seed) % _NUMBERS_OF_A_BIRTHDAY
    division, step = divmod(place, 500)
    sequence = 2 * step + (1 if sex == "1" else 0)
    first_seventeen = f"{citizen_number.MADE_UP_PREFIX}{division:04d}{born_on:%Y%m%d}{sequence:03d}"
    return first_seventeen + citizen_number.check_digit(first_seventeen)


def mobile_of(seed: int, person: int) -> str:
    """A mobile number of 11 digits that cannot ring anywhere."""
    return f"{phone.MADE_UP_PREFIX}{(person * _PHONE_STRIDE + seed) % _PHONES:08d}"


def credit_code_of(employer: int) -> str:
    """A valid credit code of division 990000, so of no real organisation."""
    first_seventeen = f"91990000MA{employer:07d}"
    return first_seventeen + credit_code.check_character(first_seventeen)
