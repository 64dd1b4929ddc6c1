"""Ratings as a chief may see them: how many of each level, and the bad ones with their words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import day_of
from anju.records.supervision.models import ServiceRating

__all__ = ["RatingRow", "Ratings", "ratings"]

MOST = 200
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rating; nothing in it says who served or who rated."""

    ref: str
    subject_kind: str
    level: int
    reasons: tuple[str, ...]
    words: str
    rated_on: date
    due_on: date | None
    is_overdue: bool
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """The last ninety days: how many of each level, and the rows of one level or of those open."""

    counts: dict[int, int]
    open_count: int
    rows: tuple[RatingRow, ...]


def ratings(actor: Actor, *, level: int | None = None, now: datetime) -> Ratings:
    """The ratings of the actor's territory; without a level, the bad ones nobody has answered."""
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_ratings")
        recent = ServiceRating.objects.filter(rated_on__gt=on - LOOKED_BACK)
        waiting = ServiceRating.objects.filter(due_on__isnull=False, answered_on__isnull=True)
        shown = waiting if level is None else recent.filter(level=level)
        rows = tuple(_row(row, on) for row in shown.order_by("due_on", "-rated_on", "id")[:MOST])
        counted = Counter(recent.values_list("level", flat=True))
        counts = {one: counted[one] for one in (5, 4, 3, 2, 1)}
        return Ratings(counts, waiting.count(), rows)


def _row(row: ServiceRating, on: date) -> RatingRow:
    due_on = row.due_on if row.answered_on is None else None
    return RatingRow(
        ref=row.ref,
        subject_kind=row.subject_kind,
        level=row.level,
        reasons=tuple(row.reasons),
        words=row.words,
        rated_on=row.rated_on,
        due_on=row.due_on,
        is_overdue=due_on is not None and due_on < on,
        answer=row.answer,
        answered_on=row.answered_on,
    )
