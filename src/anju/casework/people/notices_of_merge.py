"""Another station is told that a record it kept was merged; it may object, the county decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.law.workflow import MERGE_NOTICE
from anju.reading.legal_facts import known_facts
from anju.records.people.models import MergeNotice, PersonMerge

__all__ = [
    "NoticeMoved",
    "object_to_merge",
    "tell_stations",
    "uphold_merge",
    "withdraw_notices",
]


@dataclass(frozen=True, slots=True)
class NoticeMoved:
    """A notice of a merge after a step."""

    notice_ref: str
    state: str


def tell_stations(act: Act, merge: PersonMerge, *, absorbed_area: str, reason: str) -> None:
    """Leave a notice with each station that is not the actor's and kept one of the records."""
    to = act.step(MERGE_NOTICE, "", name="tell")
    names = [known_facts(pk, act.on).name for pk in (merge.kept_id, merge.absorbed_id)]
    areas = {absorbed_area, merge.kept.area}
    MergeNotice.objects.bulk_create(
        MergeNotice(
            ref=reference(),
            merge=merge,
            person_id=merge.absorbed_id if area == absorbed_area else merge.kept_id,
            area=area,
            kept_area=merge.kept.area,
            kept_name=names[0],
            absorbed_name=names[1],
            reason=reason,
            merged_by=act.actor.staff_number,
            told_at=act.now,
            state=to.outcome,
            act_id=merge.act_id,
        )
        for area in sorted(areas)
        if not area.startswith(act.actor.area)
    )


def withdraw_notices(act: Act, act_id: int, merge: PersonMerge) -> None:
    """A merge undone settles its notices, objected to or not."""
    for notice in MergeNotice.objects.filter(merge=merge, state__in=["told", "objected"]):
        to = act.step(MERGE_NOTICE, notice.state, name="withdraw_merge")
        _settle(act, act_id, notice, to.outcome, "")


@official_act
def object_to_merge(
    *, actor: Actor, notice_ref: str, objection: str, request_key: UUID, now: datetime
) -> NoticeMoved:
    """Say why two records are not one human being after all. Officers and chiefs told of it."""
    act = Act("object_to_merge", actor, request_key, now)
    notice = locked(act, MergeNotice, ref=notice_ref)
    to = act.step(MERGE_NOTICE, notice.state)
    if not objection:
        raise Conflict("有异议要写明理由", "merge_objection_has_reason")
    act_id = act.journal(_named(notice), to, objection=objection)
    notice.state, notice.objection, notice.act_id = to.outcome, objection, act_id
    notice.objected_by, notice.objected_at = actor.staff_number, now
    notice.save()
    return NoticeMoved(notice.ref, notice.state)


@official_act
def uphold_merge(
    *, actor: Actor, notice_ref: str, answer: str, request_key: UUID, now: datetime
) -> NoticeMoved:
    """Let a merge stand against an objection, with the reason. County reviewers."""
    act = Act("uphold_merge", actor, request_key, now)
    notice = locked(act, MergeNotice, ref=notice_ref)
    to = act.step(MERGE_NOTICE, notice.state)
    act_id = act.journal(_named(notice), to, answer=answer)
    _settle(act, act_id, notice, to.outcome, answer)
    return NoticeMoved(notice.ref, notice.state)


def _settle(act: Act, act_id: int, notice: MergeNotice, state: str, answer: str) -> None:
    notice.state, notice.answer, notice.act_id = state, answer, act_id
    notice.settled_by, notice.settled_at = act.actor.staff_number, act.now
    notice.save()


def _named(notice: MergeNotice) -> Subject:
    return Subject("merge_notice", notice.ref, notice.area, notice.person_id)
