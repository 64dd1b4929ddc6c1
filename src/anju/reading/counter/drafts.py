"""The sheets one was called away from, and what stood on them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.access.secrets import open_sealed
from anju.reading import cells
from anju.records.registrations.models import IntakeDraft

__all__ = ["Draft", "draft_content", "drafts_of"]

MOST = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet not saved yet: whose first line names whom, where, and when it was left."""

    sheet: UUID
    name: str
    address: str
    people: int
    saved_at: datetime


def drafts_of(actor: Actor) -> tuple[Draft, ...]:
    """One's own drafts, the last first."""
    with scoped(actor):
        require(actor, "register_household")
        rows = IntakeDraft.objects.filter(area=actor.area, staff_number=actor.staff_number)
        return tuple(_draft(row) for row in rows.order_by("-saved_at")[:MOST])


def draft_content(actor: Actor, sheet: UUID) -> Mapping[str, list[str]]:
    """What stood on a sheet, box by box; `NotYours` for anybody else's and for none."""
    with scoped(actor):
        row = IntakeDraft.objects.filter(pk=sheet, staff_number=actor.staff_number).first()
    if row is None:
        raise NotYours("register_household")
    return _opened(row)


def _draft(row: IntakeDraft) -> Draft:
    content = _opened(row)
    name = next(iter(content.get("p0-name", [])), "")
    address = next(iter(content.get("address", [])), "")
    return Draft(row.sheet, name, address, len(content.get("person", [])), row.saved_at)


def _opened(row: IntakeDraft) -> dict[str, list[str]]:
    text = open_sealed(row.content_encrypted, cells.intake_draft(row.sheet))
    content: dict[str, list[str]] = json.loads(text)
    return content
