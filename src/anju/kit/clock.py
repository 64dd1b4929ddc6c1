"""The only place that reads the clock. Rooms below web and jobs are given the moment or the day."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["SHANGHAI", "day_of", "now", "today"]

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=1024)
def day_of(moment: datetime) -> date:
    """The civil day in China on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def today() -> date:
    """The present civil day in China."""
    return day_of(now())
