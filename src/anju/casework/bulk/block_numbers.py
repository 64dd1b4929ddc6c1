"""Numbers and references for many papers at once: one look at the ledger for a whole block."""

from datetime import date

from django.db import connection

from anju.casework.numbers import Series

__all__ = ["draw_block"]

NEXT_BLOCK = """
INSERT INTO issued_numberledger (series, agency_code, day, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, agency_code, day)
DO UPDATE SET last = issued_numberledger.last + EXCLUDED.last
RETURNING last
"""


def draw_block(series: Series, *, agency_code: str, on: date, count: int) -> list[str]:
    """The next `count` numbers of a series, as `casework.numbers.draw` would give them in turn."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(NEXT_BLOCK, [str(series), agency_code, on, count])
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError("numbers were asked for and none were drawn")
    first = int(row[0]) - count + 1
    return [f"{series}{agency_code}{on:%y%m%d}{first + place:05d}" for place in range(count)]
