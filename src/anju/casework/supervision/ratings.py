"""What people thought of being served; a bad rating is answered by the chief in time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.codes.tables import table
from anju.codes.working_calendar import after_working_days
from anju.records.supervision.models import ServiceRating

__all__ = ["BAD", "GivenRating", "RatingKept", "answer_rating", "rate_service"]

#: Ratings at or below this are answered.
BAD = 2
WORKING_DAYS_TO_ANSWER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRating:
    """Which act is rated, how (1 to 5), why (codes), and what the person added."""

    subject_kind: str
    subject_ref: str
    level: str
    reasons: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class RatingKept:
    """A rating that was kept, and by when it is answered if it was bad."""

    rating_ref: str
    due_on: date | None


@official_act
def rate_service(
    *, actor: Actor, rating: GivenRating, request_key: UUID, now: datetime
) -> RatingKept:
    """Keep what somebody thought of an act: once, without who served them.

    The nightly actor, for the agency of the act: whoever rates is not signed in.
    """
    act = Act("rate_service", actor, request_key, now)
    act.allow()
    if not table("rating_levels").has(rating.level, act.on):
        raise Conflict("请选择满意程度")
    known = table("rating_reasons")
    reasons = [code for code in rating.reasons if known.has(code, act.on)]
    level, ref = int(rating.level), reference()
    due_on = after_working_days(act.on, WORKING_DAYS_TO_ANSWER) if level <= BAD else None
    act_id = act.journal(Subject("rating", ref, actor.area), level=level)
    ServiceRating.objects.create(
        ref=ref,
        area=actor.area,
        subject_kind=rating.subject_kind,
        subject_ref=rating.subject_ref,
        level=level,
        reasons=reasons,
        words=rating.words,
        rated_on=act.on,
        due_on=due_on,
        act_id=act_id,
    )
    return RatingKept(ref, due_on)


@official_act
def answer_rating(
    *, actor: Actor, rating_ref: str, answer: str, request_key: UUID, now: datetime
) -> RatingKept:
    """Note how a bad rating was dealt with. Chiefs."""
    act = Act("answer_rating", actor, request_key, now)
    row = locked(act, ServiceRating, ref=rating_ref)
    if row.answered_on is not None:
        raise Conflict("这条评价已经答复过了")
    if not answer:
        raise Conflict("请写明怎样处理的")
    row.act_id = act.journal(Subject("rating", row.ref, row.area), answered=True)
    row.answer, row.answered_on, row.answered_by = answer, act.on, actor.staff_number
    row.save(update_fields=["act_id", "answer", "answered_on", "answered_by"])
    return RatingKept(row.ref, row.due_on)
