"""Two records of one human being become one file, and two again when that was wrong."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = ["PersonsMerged", "merge_persons", "unmerge_persons"]


@dataclass(frozen=True, slots=True)
class PersonsMerged:
    """Which file is the living one, and which now points to it (or stands alone again)."""

    kept_ref: str
    absorbed_ref: str
    state: str


def merge_persons(
    *,
    actor: Actor,
    kept_ref: str,
    absorbed_ref: str,
    reason: str,
    request_key: UUID,
    now: datetime,
) -> PersonsMerged:
    """Make one file of two; everything moved is noted so that it can be undone.

    Officers and station chiefs. Refused while both have a stay, an open case or a permit that
    cannot stand beside the other's.
    """
    raise NotImplementedError


def unmerge_persons(
    *, actor: Actor, absorbed_ref: str, reason: str, request_key: UUID, now: datetime
) -> PersonsMerged:
    """Undo a merge: what moved goes back. Officers and station chiefs."""
    raise NotImplementedError
