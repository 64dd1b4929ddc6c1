"""The card: ordered, made, spoiled and made again, ready, in the holder's hand."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.cases.outcomes import CardOrdered, Collector

__all__ = ["hand_over", "notify_ready", "record_produced", "record_spoiled", "send_to_production"]


def send_to_production(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Order the card of an approved case. County reviewers and card makers."""
    raise NotImplementedError


def record_produced(
    *, actor: Actor, case_number: str, blank_serial: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Note that the card is made, on which blank. Card makers. A blank serves once."""
    raise NotImplementedError


def record_spoiled(
    *,
    actor: Actor,
    case_number: str,
    blank_serial: str,
    reason: str,
    request_key: UUID,
    now: datetime,
) -> CardOrdered:
    """Note that a blank was spoiled; the same applicant's card is ordered anew. Card makers."""
    raise NotImplementedError


def notify_ready(
    *, actor: Actor, case_number: str, request_key: UUID, now: datetime
) -> CardOrdered:
    """Tell the holder that the card can be collected; freezes the collection notice.

    Card makers, window clerks and officers.
    """
    raise NotImplementedError


def hand_over(
    *,
    actor: Actor,
    case_number: str,
    collector: Collector,
    request_key: UUID,
    now: datetime,
) -> CardOrdered:
    """Hand the card to the holder or an agent; a replaced card is surrendered first.

    Window clerks and officers. Closes the case; a reissued card ends the report of loss.
    """
    raise NotImplementedError
