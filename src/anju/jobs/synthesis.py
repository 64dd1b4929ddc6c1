"""Loading the synthetic Kaili: thousands of made-up people with their cases and permits."""

from collections.abc import Callable
from datetime import datetime

from anju.access.actor import Actor
from anju.casework.bulk.migration import migrate_in
from anju.casework.bulk.past import Hands
from anju.exchange.past_lives import past_households
from anju.exchange.synthesis import people
from anju.kit.clock import day_of
from anju.reading.population import somebody_is_registered

__all__ = ["load_demo"]

COUNTY = "522601"
HANDS = Hands(clerk="demo01", officer="demo02", reviewer="demo04", card_maker="demo05")

Progress = Callable[[str], None]


def load_demo(
    *, count: int = 5_000, seed: int = 1, now: datetime, progress: Progress = lambda _line: None
) -> int:
    """Load the made-up people into an empty register; into any other nothing, and gives 0."""
    actor = Actor.system("示范数据", COUNTY)
    if somebody_is_registered(actor):
        return 0
    progress(f"生成 {count} 名虚构人员")
    households = list(past_households(people(seed, count, day_of(now)), day_of(now)))
    progress("写入数据库")
    return migrate_in(actor, households, hands=HANDS, now=now)
