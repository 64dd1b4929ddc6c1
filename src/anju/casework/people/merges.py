"""Two records of one human being become one file, and two again when that was wrong.

Nothing is rewritten: the absorbed record keeps its rows and points to the living one, and every
question about a person asks for both (`reading.legal_facts.person_ids`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.identities import index_person
from anju.casework.people.territory import move_file
from anju.law.workflow import PERSON
from anju.reading.legal_facts import known_facts
from anju.records.cases.models import Case
from anju.records.people.models import Person, PersonMerge, ResidentSearch
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import CurrentResidence

__all__ = ["PersonsMerged", "merge_persons", "unmerge_persons"]

ONLY_ONE = {
    "两份档案都有现在的居住登记，请先核实并注销一份": (CurrentResidence, {}),
    "两份档案都有有效的居住证，请先核实并注销一个": (
        ResidencePermit,
        {"ended_on__isnull": True},
    ),
    "两份档案都有正在办理的申请，请先办结一个": (Case, {"closed_on__isnull": True}),
}


@dataclass(frozen=True, slots=True)
class PersonsMerged:
    """Which file is the living one, and which now points to it (or stands alone again)."""

    kept_ref: str
    absorbed_ref: str
    state: str


@official_act
def merge_persons(
    *,
    actor: Actor,
    kept_ref: str,
    absorbed_ref: str,
    reason: str,
    request_key: UUID,
    now: datetime,
) -> PersonsMerged:
    """Make one file of two; what changed is noted so that it can be undone.

    Officers and station chiefs. Refused while both have a stay, an open case or a permit that
    cannot stand beside the other's.
    """
    act = Act("merge_persons", actor, request_key, now)
    first, second = sorted((kept_ref, absorbed_ref))
    by_ref = {ref: locked(act, Person, ref=ref) for ref in (first, second)}
    kept, absorbed = by_ref[kept_ref], by_ref[absorbed_ref]
    if kept_ref == absorbed_ref:
        raise Conflict("不能把一份档案并入它自己", "person_not_merged_into_self")
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Conflict("其中一份档案已经并入另一份，请从现在的档案办起")
    _need_only_one(kept, absorbed)
    to = act.step(PERSON, "separate", name="merge")
    act_id = act.journal(_named(kept), to, absorbed=absorbed.ref, reason=reason)
    act.journal(_named(absorbed), to, kept=kept.ref, reason=reason)
    followers = list(Person.objects.filter(merged_into=absorbed).values_list("id", flat=True))
    PersonMerge.objects.create(
        kept=kept,
        absorbed=absorbed,
        area=kept.area,
        moved={"area": absorbed.area, "followers": followers},
        act_id=act_id,
        merged_at=now,
    )
    Person.objects.filter(id__in=[absorbed.pk, *followers]).update(merged_into=kept)
    ResidentSearch.objects.filter(person_id=absorbed.pk).delete()
    if absorbed.area != kept.area:
        move_file((absorbed.pk, *followers), kept.area)
    return PersonsMerged(kept.ref, absorbed.ref, to.outcome)


@official_act
def unmerge_persons(
    *, actor: Actor, absorbed_ref: str, reason: str, request_key: UUID, now: datetime
) -> PersonsMerged:
    """Undo a merge: both files stand alone again, each where it was. Officers, chiefs."""
    act = Act("unmerge_persons", actor, request_key, now)
    absorbed = locked(act, Person, ref=absorbed_ref)
    merge = PersonMerge.objects.filter(absorbed=absorbed, undone_at__isnull=True).first()
    if merge is None:
        raise NotYours(act.name)
    kept = merge.kept
    to = act.step(PERSON, "merged", name="unmerge")
    act_id = act.journal(_named(kept), to, absorbed=absorbed.ref, reason=reason)
    followers = merge.moved["followers"]
    Person.objects.filter(id=absorbed.pk).update(merged_into=None)
    Person.objects.filter(id__in=followers).update(merged_into=absorbed)
    if merge.moved["area"] != absorbed.area:
        move_file((absorbed.pk, *followers), merge.moved["area"])
        absorbed.area = merge.moved["area"]
    act.journal(_named(absorbed), to, kept=kept.ref, reason=reason)
    facts = known_facts(absorbed.pk, act.on)
    index_person(absorbed, facts.name, facts.born_on)
    merge.undone_at, merge.undone_by_act_id = now, act_id
    merge.save(update_fields=["undone_at", "undone_by_act_id"])
    return PersonsMerged(kept.ref, absorbed.ref, to.outcome)


def _need_only_one(kept: Person, absorbed: Person) -> None:
    """What a human being has once must not be there twice after the merge."""
    for said, (model, live) in ONLY_ONE.items():
        rows = model._default_manager.filter(person_id__in=[kept.pk, absorbed.pk], **live)
        if rows.count() > 1:
            raise Conflict(said)


def _named(person: Person) -> Subject:
    return Subject("person", person.ref, person.area, person.pk)
