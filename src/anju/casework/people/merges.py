"""Two records of one human being become one file, and two again when that was wrong.

Nothing is rewritten: the absorbed record keeps its rows and points to the living one, and every
question about a person asks for both (`reading.legal_facts.person_ids`). What the merge ended and
began is kept with it, so that undoing puts both records back as they stood.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.identities import index_person
from anju.casework.people.merged_facts import TAKEN, need_only_one, one_stay, take_over
from anju.casework.people.notices_of_merge import tell_stations, withdraw_notices
from anju.casework.people.standing import put_back, standing, what_changed
from anju.casework.people.territory import move_file
from anju.casework.registrations.register import reaching
from anju.kit.clock import day_of
from anju.law.workflow import DUPLICATE, PERSON
from anju.reading.duplicates.likeness import likeness_digest
from anju.reading.duplicates.traits import traits_of
from anju.reading.legal_facts import known_facts
from anju.records.people.models import DuplicatePair, Person, PersonMerge, ResidentSearch

__all__ = ["UNDO_DAYS", "Merging", "PersonsMerged", "merge_persons", "unmerge_persons"]

#: For so many days a merge can be undone as if it had not been.
UNDO_DAYS = 30
SIDES = "SELECT DISTINCT person_id, area FROM sides_of_pair(%s)"
ALREADY_ONE = "这两份已经是同一份档案，不用再合并"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """How two records become one: which lives on, and what it takes over from the other.

    `taken` names the facts in which the other record is right. Where both have an open stay,
    `stands` is the number of the one that goes on and `left_on` the last day of the other;
    left out, the law proposes both (reading R-0037).
    """

    pair_ref: str
    keep_ref: str
    taken: tuple[str, ...] = ()
    stands: str = ""
    left_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonsMerged:
    """Which file is the living one, and which now points to it (or stands alone again)."""

    kept_ref: str
    absorbed_ref: str
    state: str


@official_act
def merge_persons(
    *, actor: Actor, merging: Merging, request_key: UUID, now: datetime
) -> PersonsMerged:
    """Make one file of a suspected pair; what changed is kept so that it can be undone.

    Officers and station chiefs. Refused while both have an open case or a permit that cannot
    stand beside the other's; of two open stays one goes on, the other ends.
    """
    act = Act("merge_persons", actor, request_key, now)
    pair = locked(act, DuplicatePair, ref=merging.pair_ref)
    joined = act.step(DUPLICATE, pair.state, name="join")
    sides = sides_of(pair)
    with reaching(act, *(area for _, area in sides)) as looked:
        kept, absorbed = _in_order(sides, merging.keep_ref)
        need_only_one(kept, absorbed)
        to = act.step(PERSON, "separate", name="merge")
        said = {"pair": pair.ref, "reason": merging.reason, "taken": sorted(merging.taken)}
        act_id = act.journal(_named(kept), to, absorbed=absorbed.ref, **said, **looked)
        act.journal(_named(absorbed), to, kept=kept.ref, **said)
        merge = _join(act, act_id, kept, absorbed, merging)
        tell_stations(act, merge, absorbed_area=merge.moved["area"], reason=merging.reason)
        settle_pair(act, act_id, pair, joined.outcome)
    return PersonsMerged(kept.ref, absorbed.ref, to.outcome)


@official_act
def unmerge_persons(
    *, actor: Actor, absorbed_ref: str, reason: str, request_key: UUID, now: datetime
) -> PersonsMerged:
    """Undo a merge within its days: both records stand alone again, each as and where it was.

    Officers and chiefs of the station that keeps the file, and county reviewers. Refused when
    the merged file was changed since.
    """
    act = Act("unmerge_persons", actor, request_key, now)
    absorbed = locked(act, Person, ref=absorbed_ref)
    merge = PersonMerge.objects.filter(absorbed=absorbed, undone_at__isnull=True).first()
    if merge is None:
        raise NotYours(act.name)
    if act.on > day_of(merge.merged_at) + timedelta(days=UNDO_DAYS):
        raise Conflict(f"合并已经超过 {UNDO_DAYS} 天，不能再撤销。确实合错的，请报县级公安机关")
    kept = Person.objects.select_for_update().get(pk=merge.kept_id)
    to = act.step(PERSON, "merged", name="unmerge")
    with reaching(act, merge.moved["area"], *merge.moved["told"]) as looked:
        act_id = act.journal(_named(kept), to, absorbed=absorbed.ref, reason=reason, **looked)
        _part(act, act_id, kept, absorbed, merge)
        act.journal(_named(absorbed), to, kept=kept.ref, reason=reason)
        withdraw_notices(act, act_id, merge)
        pair = DuplicatePair.objects.filter(ref=merge.moved["pair"]).first()
        if pair is not None and pair.state == "merged":
            settle_pair(act, act_id, pair, act.step(DUPLICATE, pair.state, name="part").outcome)
    return PersonsMerged(kept.ref, absorbed.ref, to.outcome)


def sides_of(pair: DuplicatePair) -> list[tuple[int, str]]:
    """The two living records of a pair with their areas, wherever they are kept."""
    with connection.cursor() as cursor:
        cursor.execute(SIDES, [pair.pk])
        sides = cursor.fetchall()
    if len(sides) < len(("left", "right")):
        raise Conflict(ALREADY_ONE)
    return sorted(sides)


def settle_pair(act: Act, act_id: int, pair: DuplicatePair, state: str) -> None:
    """Write what was decided about a pair, with the digest of what was compared."""
    sides = traits_of([pair.person_id, pair.other_id])
    pair.state, pair.decided_by, pair.decided_at = state, act.actor.staff_number, act.now
    pair.likeness, pair.act_id = likeness_digest(sides.values()), act_id
    pair.save()


def _in_order(sides: Sequence[tuple[int, str]], keep_ref: str) -> tuple[Person, Person]:
    """The record that lives on and the other, both locked in the order of their ids."""
    ids = [person_id for person_id, _ in sides]
    people = list(Person.objects.select_for_update().filter(id__in=ids).order_by("id"))
    if keep_ref not in {person.ref for person in people}:
        raise NotYours("merge_persons")
    kept, absorbed = sorted(people, key=lambda person: person.ref != keep_ref)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise Conflict("其中一份档案刚刚并入另一份，请刷新后再比对")
    return kept, absorbed


def _join(act: Act, act_id: int, kept: Person, absorbed: Person, merging: Merging) -> PersonMerge:
    """Let one record point to the other, with one set of facts and one stay between them."""
    if not set(merging.taken) <= TAKEN:
        raise Conflict("这些内容不能从另一份档案里取")
    followers = list(Person.objects.filter(merged_into=absorbed).values_list("id", flat=True))
    both = (kept.pk, absorbed.pk, *followers)
    area = absorbed.area
    before = standing(both)
    Person.objects.filter(id__in=[absorbed.pk, *followers]).update(merged_into=kept)
    take_over(act, act_id, kept, absorbed, merging.taken)
    one_stay(act, act_id, kept, both, stands=merging.stands, left_on=merging.left_on)
    ResidentSearch.objects.filter(person_id=absorbed.pk).delete()
    told = {kept.area, area} - {act.actor.area}
    moved = {
        "area": area,
        "followers": followers,
        "told": sorted(told),
        "pair": merging.pair_ref,
        "changed": what_changed(before, standing(both)),
    }
    if area != kept.area:
        move_file((absorbed.pk, *followers), kept.area)
    return PersonMerge.objects.create(
        kept=kept, absorbed=absorbed, area=kept.area, moved=moved, act_id=act_id, merged_at=act.now
    )


def _part(act: Act, act_id: int, kept: Person, absorbed: Person, merge: PersonMerge) -> None:
    """Let both records stand alone, each with what it had and where it was."""
    followers, area = merge.moved["followers"], merge.moved["area"]
    put_back(act, act_id, merge.moved["changed"], kept.area)
    Person.objects.filter(id=absorbed.pk).update(merged_into=None)
    Person.objects.filter(id__in=followers).update(merged_into=absorbed)
    if area != absorbed.area:
        move_file((absorbed.pk, *followers), area)
        absorbed.area = area
    for person in (kept, absorbed):
        facts = known_facts(person.pk, act.on)
        index_person(person, facts.name, facts.born_on)
    merge.undone_at, merge.undone_by_act_id = act.now, act_id
    merge.save(update_fields=["undone_at", "undone_by_act_id"])


def _named(person: Person) -> Subject:
    return Subject("person", person.ref, person.area, person.pk)
