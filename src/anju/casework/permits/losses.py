"""A lost card stops at once and may be found again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = ["PermitMoved", "cancel_loss_report", "report_loss"]


@dataclass(frozen=True, slots=True)
class PermitMoved:
    """A permit after an act: its number and its state from that day."""

    permit_number: str
    state: str


def report_loss(
    *, actor: Actor, permit_number: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """Note that the card is lost (挂失): it is off from this moment. Window clerks, officers."""
    raise NotImplementedError


def cancel_loss_report(
    *, actor: Actor, permit_number: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """Note that the card was found, before a new one is made. Window clerks and officers.

    The permit goes back to what it would be: in use, or suspended when its window passed.
    """
    raise NotImplementedError
