"""The numbers of what leaves the house: drawn from a series of one agency and day, never twice.

A number reads: letter of the series, agency, day, running number. A permit's number has 22 digits:
division 6, station 3, day 8, running number 5.
"""

import secrets
from datetime import date
from enum import StrEnum

from django.db import connection

__all__ = ["Series", "check_code", "draw", "permit_number", "reference"]

#: Without I, L, O and U: what is read out over the telephone is not misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 12
NEXT = """
INSERT INTO issued_numberledger (series, agency_code, day, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (series, agency_code, day) DO UPDATE SET last = issued_numberledger.last + 1
RETURNING last
"""


class Series(StrEnum):
    """What is numbered; the value is the letter the number begins with."""

    REGISTRATION = "D"
    SLIP = "P"
    FORM = "B"
    CASE = "S"
    DEFICIENCY_NOTICE = "G"
    RECEIPT = "H"
    COLLECTION_NOTICE = "L"
    REFUSAL_NOTICE = "J"
    CORRECTION_ORDER = "T"
    BLANK_DELIVERY = "R"
    PRODUCTION_BATCH = "Z"
    HAND_OVER_LIST = "Y"


def draw(series: Series, *, agency_code: str, on: date) -> str:
    """The next number of a series; its row stays locked until the act ends."""
    return f"{series}{agency_code}{on:%y%m%d}{_next(series, agency_code, on):05d}"


def permit_number(*, division: str, station: str, on: date) -> str:
    """The next permit number of a station (eight digits: county and station)."""
    running = _next("permit", station, on)
    return f"{division}{station[6:8]:0>3}{on:%Y%m%d}{running:05d}"


def reference() -> str:
    """An opaque code to name a record outside by: nothing can be read or guessed from it."""
    return _drawn(REFERENCE_LENGTH)


def check_code() -> str:
    """The code on a paper by which anybody can ask whether it is genuine, such as K7F3-29QM."""
    drawn = _drawn(8)
    return f"{drawn[:4]}-{drawn[4:]}"


def _drawn(length: int) -> str:
    """Characters drawn alike: the alphabet has 32, so five bits of a byte choose one."""
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(length))


def _next(series: str, agency_code: str, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [str(series), agency_code, day])
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError("a number was asked for and none was drawn")
    return int(row[0])
