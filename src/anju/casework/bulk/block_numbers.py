"""Numbers for many papers at once: one look at the ledger for all the blocks that are wanted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db import connection

from anju.casework.numbers import Series

__all__ = ["BlockKey", "draw_block", "draw_running"]

BlockKey = tuple[str, str, date]
"""Series, agency and day."""

NEXT_BLOCKS = """
INSERT INTO issued_numberledger (series, agency_code, day, last)
SELECT * FROM unnest(%s::text[], %s::text[], %s::date[], %s::integer[])
ON CONFLICT (series, agency_code, day)
DO UPDATE SET last = issued_numberledger.last + EXCLUDED.last
RETURNING series, agency_code, day, last
"""


def draw_running(wanted: Counter[BlockKey]) -> dict[BlockKey, Iterator[int]]:
    """The next running numbers of each series, agency and day, as many as are wanted."""
    keys = list(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            NEXT_BLOCKS,
            [
                [series for series, _, _ in keys],
                [agency for _, agency, _ in keys],
                [day for _, _, day in keys],
                [wanted[key] for key in keys],
            ],
        )
        last = {(series, agency, day): number for series, agency, day, number in cursor.fetchall()}
    return {key: iter(range(last[key] - wanted[key] + 1, last[key] + 1)) for key in keys}


def draw_block(series: Series, *, agency_code: str, on: date, count: int) -> list[str]:
    """The next `count` numbers of a series, as `casework.numbers.draw` would give them in turn."""
    if not count:
        return []
    key = (str(series), agency_code, on)
    running = draw_running(Counter({key: count}))[key]
    head = f"{series}{agency_code}{on:%y%m%d}"
    return [f"{head}{number:05d}" for number in running]
