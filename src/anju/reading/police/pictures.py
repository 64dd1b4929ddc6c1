"""One page of a paper shown for a case, as a picture; each look leaves its row."""

from datetime import datetime

from anju.access.actor import Actor
from anju.access.evidence_files import pages_kept
from anju.access.looks import seen
from anju.access.records import case_for
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.kit.secrets import SecretUnreadable
from anju.records.cases.models import Evidence
from anju.records.people.models import Person

__all__ = ["evidence_page"]


def evidence_page(
    actor: Actor, case_number: str, *, paper: int, page: int, now: datetime
) -> bytes | None:
    """A page of the n-th paper of a case as JPEG; nothing where the file cannot be read.

    `NotYours` when there is no such page, or the case is not the actor's to see.
    """
    with scoped(actor):
        case = case_for(actor, case_number)
        rows = Evidence.objects.filter(case_id=case.pk, person_id=case.person_id).order_by("id")
        row = rows[paper - 1 : paper].first() if paper >= 1 else None
        if row is None or not 1 <= page <= row.pages:
            raise NotYours("view_case")
        person = Person.objects.get(pk=case.person_id)
        seen(actor, person, (f"evidence:{row.kind}",), purpose="evidence_page", now=now)
    try:
        return pages_kept(row.file_ref).pages[page - 1]
    except (OSError, ValueError, IndexError, SecretUnreadable):
        return None
