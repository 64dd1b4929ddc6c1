"""A moment belongs to the civil day of China."""

from datetime import UTC, date, datetime

from anju.kit.clock import day_of, now


def test_evening_in_london_is_the_next_day_in_china() -> None:
    assert day_of(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)
    assert day_of(datetime(2026, 11, 23, 15, 59, tzinfo=UTC)) == date(2026, 11, 23)


def test_now_is_aware() -> None:
    assert now().tzinfo is UTC
