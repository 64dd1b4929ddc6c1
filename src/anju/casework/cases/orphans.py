"""Every open record in somebody's list: what nobody would find is put before somebody at night."""

from dataclasses import dataclass
from datetime import datetime

from anju.access.actor import Actor
from anju.access.refusals import conflicts
from anju.access.scope import scoped
from anju.casework.act import Act, Subject
from anju.kit.clock import day_of
from anju.reading.police.orphans import Orphan, find_orphans
from anju.records.cases.models import OrphanedWork

__all__ = ["OrphansListed", "list_orphans"]


@dataclass(frozen=True, slots=True)
class OrphansListed:
    """How much open work nobody would find, how much of it is new, how much is settled now."""

    found: int
    new: int
    settled: int


def list_orphans(*, actor: Actor, now: datetime) -> OrphansListed:
    """Put open work that nobody on duty would find before a chief, the county or an administrator.

    The nightly actor, for all areas. Idempotent: what was listed stays as it is, what a list
    holds again or is done is settled.
    """
    act = Act("list_orphans", actor, None, now)
    with conflicts(), scoped(actor, durable=True):
        act.allow()
        found = {_key(one): one for one in find_orphans(actor, on=day_of(now))}
        listed = {
            (row.kind, row.ref, row.reason, row.put_before_agency, row.put_before_post): row
            for row in OrphanedWork.objects.select_for_update().filter(settled_at__isnull=True)
        }
        gone = [row.pk for key, row in listed.items() if key not in found]
        settled = OrphanedWork.objects.filter(pk__in=gone).update(settled_at=now)
        new = [one for key, one in found.items() if key not in listed]
        for one in new:
            _list(act, one)
    return OrphansListed(len(found), len(new), settled)


def _key(one: Orphan) -> tuple[str, str, str, str, str]:
    return one.kind, one.ref, one.reason, one.put_before.agency_code, one.put_before.post


def _list(act: Act, one: Orphan) -> None:
    """Write one down, with its row in the journal."""
    subject = Subject(one.kind, one.ref, one.area, one.person_id)
    act.journal(subject, reason=one.reason, holder=one.holder, put_before=one.put_before.post)
    OrphanedWork.objects.create(
        kind=one.kind,
        ref=one.ref,
        person_id=one.person_id,
        area=one.area,
        reason=one.reason,
        holder=one.holder,
        put_before_agency=one.put_before.agency_code,
        put_before_post=one.put_before.post,
        due_on=one.due_on,
        found_at=act.now,
    )
