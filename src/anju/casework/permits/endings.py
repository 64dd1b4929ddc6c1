"""A permit that ends: cancelled, or seized because it was obtained by deceit."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.permits.losses import PermitMoved

__all__ = ["cancel_permit", "seize_permit"]


def cancel_permit(
    *, actor: Actor, permit_number: str, reason: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """End a permit: hukou moved in, death, surrender. Officers, chiefs, county reviewers."""
    raise NotImplementedError


def seize_permit(
    *, actor: Actor, permit_number: str, reason: str, request_key: UUID, now: datetime
) -> PermitMoved:
    """End a permit that was forged, altered or obtained by deceit (IRRP 19(2)).

    Station chiefs and county reviewers, with a reason.
    """
    raise NotImplementedError
