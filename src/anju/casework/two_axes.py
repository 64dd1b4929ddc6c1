"""Writing facts on two time axes: nothing is overwritten, what is superseded stays readable."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import TypeVar

from psycopg.types.range import DateRange, TimestamptzRange

from anju.records.journal.time_axes import TwoTimeAxes

__all__ = ["change_from", "end_on", "recorded_from", "restate", "supersede", "valid_from"]

F = TypeVar("F", bound=TwoTimeAxes)


def valid_from(since: date, until: date | None = None) -> DateRange:
    """The civil span from a day on, up to but without `until`."""
    return DateRange(since, until, "[)")


def recorded_from(at: datetime) -> TimestamptzRange:
    """Known from a moment on, not yet superseded."""
    return TimestamptzRange(at, None, "[)")


def supersede(rows: Iterable[TwoTimeAxes], *, act_id: int, at: datetime) -> None:
    """End the recorded time of rows: from this act on the register says something else."""
    for row in rows:
        row.recorded = TimestamptzRange(row.recorded.lower, max(at, row.recorded.lower), "[)")
        row.superseded_by_act_id = act_id
        row.save(update_fields=["recorded", "superseded_by_act_id"])


def restate(row: F, *, act_id: int, at: datetime, **changes: object) -> F:
    """Record a row anew with changes, after it was superseded."""
    anew = copy(row)
    anew.pk = None
    anew._state.adding = True
    anew.recorded = recorded_from(at)
    anew.act_id, anew.superseded_by_act_id = act_id, None
    for name, value in changes.items():
        setattr(anew, name, value)
    anew.save(force_insert=True)
    return anew


def change_from(row: F, *, since: date, act_id: int, at: datetime, **changes: object) -> F:
    """From a day on something else is true: the old fact ends the day before, a new one begins.

    A change on the fact's own first day replaces it; what was known is kept in recorded time.
    """
    supersede([row], act_id=act_id, at=at)
    first, end = row.valid.lower, row.valid.upper
    if since > first:
        restate(row, act_id=act_id, at=at, valid=valid_from(first, since))
    return restate(row, act_id=act_id, at=at, valid=valid_from(max(since, first), end), **changes)


def end_on(row: F, *, until: date, act_id: int, at: datetime) -> None:
    """The fact was true up to but without a day; one that never was true is superseded only."""
    supersede([row], act_id=act_id, at=at)
    if until > row.valid.lower:
        restate(row, act_id=act_id, at=at, valid=valid_from(row.valid.lower, until))
