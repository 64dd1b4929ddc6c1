"""Applications whose missing papers never came: closed at night, with nothing lost."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from anju.access.actor import Actor
from anju.access.refusals import conflicts
from anju.access.scope import scoped
from anju.casework.act import Act
from anju.casework.cases.steps import move, subject_of
from anju.law.workflow import CASE
from anju.records.cases.models import Case, DeficiencyNotice

__all__ = ["LAPSED_NOTE", "CasesLapsed", "lapse_unsupplemented"]

AWAITING = "awaiting_supplement"
LAPSED_NOTE = (
    "逾期没有补交材料，办件结束。材料备齐后可以随时重新申请，已经收下、仍然有效的材料不用再交"
)


@dataclass(frozen=True, slots=True)
class CasesLapsed:
    """How many waiting cases one nightly run looked at and closed, and after which it stopped."""

    looked_at: int
    closed: int
    finished: bool
    cursor: int = 0


def lapse_unsupplemented(
    *, actor: Actor, on: date, after: int = 0, batch: int = 500, now: datetime
) -> CasesLapsed:
    """Close the cases whose day to bring in what was missing has passed, in one batch (IRRP 9(5)).

    The nightly actor, for all areas: call again with `cursor` until `finished`. Idempotent: a
    closed case waits for nothing any more. The day of the latest notice counts.
    """
    act = Act("lapse_unsupplemented", actor, None, now)
    notices = DeficiencyNotice.objects.filter(
        case_id=OuterRef("pk"), person_id=OuterRef("person_id")
    )
    supply_by = notices.order_by("-sequence").values("supplement_by")[:1]
    with conflicts(), scoped(actor, durable=True):
        act.allow()
        waiting = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(
            state=AWAITING, pk__gt=after
        )
        rows = list(waiting.annotate(supply_by=Subquery(supply_by)).order_by("pk")[:batch])
        closed = sum(_lapse(act, row, row.supply_by, on) for row in rows)
    cursor = rows[-1].pk if rows else after
    return CasesLapsed(len(rows), closed, len(rows) < batch, cursor)


def _lapse(act: Act, case: Case, supply_by: date | None, on: date) -> bool:
    """Close one case, if its day has passed."""
    if supply_by is None or on <= supply_by:
        return False
    to = act.step(CASE, case.state)
    act_id = act.journal(subject_of(case), to, supply_by=supply_by)
    move(act, case, to, act_id, note=LAPSED_NOTE, due_on=None, closed_on=on)
    return True
