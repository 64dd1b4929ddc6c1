"""A file is sealed for a time: found by nobody but whoever has a named right to it.

The file goes to the sealed side of its agency's area (`anju.access.actor.sealed_side`), which no
ordinary range holds, and comes back to where it was.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from psycopg.types.range import Range

from anju.access.actor import Actor, open_side, sealed_side, station_of
from anju.access.refusals import Conflict, NotYours, conflicts
from anju.access.scope import across_the_seal, scoped
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.territory import move_file
from anju.casework.registrations.dwellings import responsible_for
from anju.codes.tables import table
from anju.reading.legal_facts import person_ids
from anju.records.journal.models import JournalEntry
from anju.records.people.models import DuplicatePair, MergeNotice, Person
from anju.records.registrations.models import CurrentResidence
from anju.records.supervision.models import Protection

__all__ = [
    "FileOpened",
    "FileSealed",
    "Protecting",
    "end_due_protections",
    "end_protection",
    "protect_person",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protecting:
    """Why a file is sealed, by which order, and until which day; without one until it is ended."""

    ground: str
    order: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FileSealed:
    """A file nobody finds any more without a named right, and its last day so."""

    person_ref: str
    until: date | None


@dataclass(frozen=True, slots=True)
class FileOpened:
    """A file that is back where it was."""

    person_ref: str


@official_act
def protect_person(
    *, actor: Actor, person_ref: str, protecting: Protecting, request_key: UUID, now: datetime
) -> FileSealed:
    """Seal a file. Chiefs and the county, on the ground of an order.

    Refused while a pair or a notice of a merge about the person waits to be settled: its page
    names both, also at other stations.
    """
    act = Act("protect_person", actor, request_key, now)
    person = locked(act, Person, ref=person_ref)
    _check(protecting, person, act.on)
    came_from, sealed = person.area, sealed_side(person.area)
    ids = person_ids(person.pk)
    with across_the_seal(actor, act.name, came_from):
        _need_nothing_open(ids)
        _seal(ids, sealed)
        act_id = act.journal(
            Subject("person", person.ref, sealed, person.pk),
            came_from=came_from,
            ground=protecting.ground,
            order=protecting.order,
            until=protecting.until,
        )
        Protection.objects.create(
            person=person,
            area=sealed,
            ground=protecting.ground,
            order=protecting.order,
            during=_through(act.on, protecting.until),
            ordered_by=actor.staff_number,
            act_id=act_id,
        )
    return FileSealed(person.ref, protecting.until)


@official_act
def end_protection(
    *, actor: Actor, person_ref: str, reason: str, request_key: UUID, now: datetime
) -> FileOpened:
    """Open a sealed file again. Chiefs and the county, by a named right to it."""
    act = Act("end_protection", actor, request_key, now)
    person = locked(act, Person, ref=person_ref)
    if not reason:
        raise Conflict("请写明为什么不再保护")
    protection = _standing(person)
    lower, until = protection.during.lower, protection.during.upper
    last = act.on if until is None else min(act.on, until)
    _open(act, person, protection, Range(lower, max(lower, last), "[)"), reason)
    return FileOpened(person.ref)


def end_due_protections(*, actor: Actor, on: date, now: datetime) -> int:
    """Open the files whose last day has passed; gives how many. The nightly actor, sealed side."""
    act = Act("end_due_protections", actor, None, now)
    with conflicts(), scoped(actor, durable=True):
        act.allow()
        due = list(
            Protection.objects.select_for_update(skip_locked=True)
            .filter(ended_by_act_id__isnull=True, during__endswith__lte=on)
            .order_by("pk")
        )
        for protection in due:
            person = locked(act, Person, pk=protection.person_id)
            _open(act, person, protection, protection.during, "期限已到")
    return len(due)


def _seal(ids: tuple[int, ...], area: str) -> None:
    """Carry the file to the sealed side, with what another window writes about it meanwhile.

    The first pass waits for every act that holds a row of the file; what such an act wrote into
    tables already passed is found by the second.
    """
    for _pass in ("waits", "gathers"):
        move_file(ids, area)


def _open(
    act: Act, person: Person, protection: Protection, during: Range[date], reason: str
) -> None:
    """Carry the file back, and close the protection."""
    back = _where_it_was(person, protection)
    with across_the_seal(act.actor, act.name, person.area):
        move_file(person_ids(person.pk), back)
        act_id = act.journal(Subject("person", person.ref, back, person.pk), reason=reason)
        Protection.objects.filter(pk=protection.pk).update(during=during, ended_by_act_id=act_id)


def _where_it_was(person: Person, protection: Protection) -> str:
    """The area the file came from, or that of the home moved to: centres have no sealed side."""
    entry = JournalEntry.objects.get(pk=protection.act_id)
    came_from: str = entry.facts["came_from"]
    here = open_side(person.area)
    if station_of(came_from) == here:
        return came_from
    homes = CurrentResidence.objects.filter(person_id__in=person_ids(person.pk))
    township = homes.values_list("dwelling__address__township", flat=True).first()
    return responsible_for(township) if township else here


def _standing(person: Person) -> Protection:
    """The protection that stands; `NotYours` when there is none."""
    rows = Protection.objects.select_for_update().filter(ended_by_act_id__isnull=True)
    found = rows.filter(person_id__in=person_ids(person.pk)).first()
    if found is None:
        raise NotYours("end_protection")
    return found


def _check(protecting: Protecting, person: Person, on: date) -> None:
    """Refuse what is no ground, no order, a day that has passed, or no living file."""
    if person.merged_into_id:
        raise Conflict("这份档案已经并入另一份，请从现在的档案办起")
    if not table("protection_grounds").has(protecting.ground, on):
        raise Conflict("请选择为什么保护")
    if not protecting.order:
        raise Conflict("请填写决定或者命令的文号")
    if protecting.until is not None and protecting.until < on:
        raise Conflict("保护到哪天，不能早于今天")


def _need_nothing_open(ids: tuple[int, ...]) -> None:
    """Refuse while other stations' lists name the person beside somebody else."""
    pairs = DuplicatePair.objects.filter(Q(person_id__in=ids) | Q(other_id__in=ids))
    notices = MergeNotice.objects.filter(
        Q(merge__kept_id__in=ids) | Q(merge__absorbed_id__in=ids), state__in=["told", "objected"]
    )
    if pairs.filter(state__in=["open", "verifying"]).exists() or notices.exists():
        raise Conflict("这个人还有没办结的重复档案或者合并通知，请先办结，再设为受保护")


def _through(first: date, last: date | None) -> Range[date]:
    """The days from the first to the last, both included."""
    return Range(first, last, "[]")
