"""Serials of blank cards: a run of them, and the one that a few typed digits mean."""

import re
from collections.abc import Sequence

from anju.access.refusals import Conflict

__all__ = ["run_of", "the_one_meant"]

SERIAL = re.compile(r"([A-Za-z0-9-]*?)([0-9]{1,12})")
LONGEST_RUN = 10_000


def run_of(first: str, last: str) -> tuple[str, ...]:
    """Every serial from the first to the last; a mistyped end is said, not guessed."""
    start, end = SERIAL.fullmatch(first), SERIAL.fullmatch(last)
    if start is None or end is None:
        raise Conflict("空白卡编号由字母和数字组成，末尾是数字，请对照箱签")
    if start[1] != end[1] or len(start[2]) != len(end[2]):
        raise Conflict("起号和止号的字头、位数要相同，请对照箱签")
    numbers = range(int(start[2]), int(end[2]) + 1)
    if not numbers:
        raise Conflict("止号不能小于起号")
    if len(numbers) > LONGEST_RUN:
        raise Conflict(f"一次最多入库 {LONGEST_RUN} 张，请分箱入库")
    return tuple(f"{start[1]}{number:0{len(start[2])}d}" for number in numbers)


def the_one_meant(typed: str, serials: Sequence[str]) -> str | None:
    """The serial that ends as typed: the first in order where one is expected, else the only one.

    A scanner gives the whole serial; a hand types the last digits it reads from the blank.
    """
    ending = typed.strip().upper()
    fitting = [one for one in serials if ending and one.upper().endswith(ending)]
    if fitting and fitting[0] == serials[0]:
        return fitting[0]
    return fitting[0] if len(fitting) == 1 else None
