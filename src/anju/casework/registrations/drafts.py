"""Sheets somebody was called away from: kept sealed for a week, for whoever wrote them alone.

A draft is nobody's registration yet, so keeping one is no official act and leaves no entry in the
journal. It goes by the key under which the sheet will be saved: a sheet has one draft, and one
that was saved has none.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.secrets import seal
from anju.reading import cells
from anju.records.journal.models import RememberedRequest
from anju.records.registrations.models import IntakeDraft

__all__ = ["DRAFTS_KEPT", "forget_draft", "forget_old_drafts", "keep_draft"]

DRAFTS_KEPT = timedelta(days=7)
LONGEST = 100_000


def keep_draft(
    *, actor: Actor, sheet: UUID, content: Mapping[str, Sequence[str]], now: datetime
) -> bool:
    """Keep what stands on a sheet; not once it is saved, and never over another's draft."""
    text = json.dumps(content, ensure_ascii=False)
    with scoped(actor):
        require(actor, "register_household")
        taken = IntakeDraft.objects.filter(pk=sheet).exclude(staff_number=actor.staff_number)
        is_saved = RememberedRequest.objects.filter(key=sheet).exists()
        if is_saved or len(text) > LONGEST or taken.exists():
            return False
        told = {"content_encrypted": seal(text, cells.intake_draft(sheet)), "saved_at": now}
        IntakeDraft.objects.update_or_create(
            sheet=sheet,
            defaults=told,
            create_defaults={
                **told,
                "area": actor.area,
                "staff_number": actor.staff_number,
                "begun_at": now,
            },
        )
        return True


def forget_draft(*, actor: Actor, sheet: UUID) -> None:
    """Let go of one's own draft; one that is gone already is no fault."""
    with scoped(actor):
        IntakeDraft.objects.filter(pk=sheet, staff_number=actor.staff_number).delete()


def forget_old_drafts(province: Actor, now: datetime) -> int:
    """Let go of every draft nobody came back to in a week; how many there were."""
    with scoped(province):
        gone, _ = IntakeDraft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    return gone
