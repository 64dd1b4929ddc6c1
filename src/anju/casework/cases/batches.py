"""The same safe step on many cases: each its own act in its own transaction, with its own result.

A batch is written down before its first act. Each line has the key of its request: a batch that
was cut off goes on where it stood, and no case is done twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours, Refused, conflicts
from anju.access.scope import scoped
from anju.casework.act import Act, Subject, official_act
from anju.casework.cards.collection import notify_ready
from anju.casework.cases.decisions import approve
from anju.casework.cases.in_hand import assign_case
from anju.casework.cases.production import send_to_production
from anju.casework.numbers import reference
from anju.reading.police.batches import MOST, left_out_for
from anju.records.cases.models import BatchLine, Case

__all__ = ["BatchBegun", "begin_batch", "go_on_with_batch"]

VERBS: dict[str, Callable[..., Any]] = {
    "approve": approve,
    "send_to_production": send_to_production,
    "notify_ready": notify_ready,
    "assign_case": assign_case,
}


@dataclass(frozen=True, slots=True)
class BatchBegun:
    """A batch as written down: its reference, how many lines wait, how many are left out."""

    ref: str
    waiting: int
    left_out: int


@official_act
def begin_batch(
    *,
    actor: Actor,
    step: str,
    case_numbers: tuple[str, ...],
    asked: dict[str, str],
    request_key: UUID,
    now: datetime,
) -> BatchBegun:
    """Write down which cases a safe step is to be taken on, and which are left out and why.

    County reviewers, card makers, chiefs and clerks, for what each may do. Nothing is done yet:
    `go_on_with_batch` does it. `asked` are the further arguments of the step, the same for all.
    """
    act = Act("begin_batch", actor, request_key, now)
    act.allow()
    if step not in VERBS:
        raise NotYours(step)
    if len(case_numbers) > MOST:
        raise Conflict(f"一次最多选 {MOST} 件")
    ref = reference()
    cases = Case.objects.filter(number__in=case_numbers).order_by("due_on", "id")
    lines = [
        BatchLine(
            batch_ref=ref,
            asked=asked,
            position=place,
            request_key=uuid5(request_key, case.number),
            **_of(act, step, case),
        )
        for place, case in enumerate(cases, 1)
    ]
    if not lines:
        raise Conflict("没有选中能办的办件")
    act.journal(
        Subject("batch", ref, actor.area), step=step, cases=[line.case.number for line in lines]
    )
    BatchLine.objects.bulk_create(lines)
    waiting = sum(line.state == "waiting" for line in lines)
    return BatchBegun(ref, waiting, len(lines) - waiting)


def _of(act: Act, step: str, case: Case) -> dict[str, Any]:
    """The columns of a line that come from its case: whose, where, and whether it is left out."""
    why = left_out_for(act.actor, step, case, on=act.on)
    return {
        "act": step,
        "case": case,
        "person_id": case.person_id,
        "area": case.area,
        "begun_by": act.actor.staff_number,
        "begun_at": act.now,
        "state": "left_out" if why else "waiting",
        "said": why,
    }


def go_on_with_batch(*, actor: Actor, ref: str, now: datetime) -> int:
    """Do what of a batch still waits, case by case; gives how many were done now.

    Clerks, chiefs, reviewers and card makers, for a batch they began. May be called again after
    any interruption.
    """
    with scoped(actor):
        waiting = list(
            BatchLine.objects.filter(batch_ref=ref, begun_by=actor.staff_number, state="waiting")
            .select_related("case")
            .order_by("position")
        )
    return sum(_do(actor, line, now) for line in waiting)


def _do(actor: Actor, line: BatchLine, now: datetime) -> bool:
    """One case: its act, then its result. The key makes the act happen once."""
    state, said = "done", ""
    try:
        VERBS[line.act](
            actor=actor,
            case_number=line.case.number,
            request_key=line.request_key,
            now=now,
            **line.asked,
        )
    except Conflict as conflict:
        state, said = "refused", conflict.sentence
    except Refused as refusal:
        state, said = "refused", "；".join(reason.code for reason in refusal.finding.reasons)
    except NotYours:
        state, said = "refused", "not_yours"
    with conflicts(), scoped(actor, durable=True):
        BatchLine.objects.filter(pk=line.pk, person_id=line.person_id, state="waiting").update(
            state=state, said=said[:200], done_at=now
        )
    return state == "done"
