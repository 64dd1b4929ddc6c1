"""A new card for a standing permit: replaced when damaged or changed, reissued after loss."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.cases.outcomes import NOBODY, Agent, CaseOpened, EvidenceShown

__all__ = ["CardRequest", "reissue_card", "replace_card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """Why a new card is wanted: lost, damaged, or changed facts; and what was shown for it."""

    permit_number: str
    why: str
    evidence: tuple[EvidenceShown, ...] = ()
    agent: Agent = NOBODY


def replace_card(
    *, actor: Actor, request: CardRequest, request_key: UUID, now: datetime
) -> CaseOpened:
    """Open a case for a replacement (换领): the damaged card is surrendered at hand-over.

    Window clerks and officers. The years of residence stay. Only a rate in force is charged;
    without one the fee is 0 and `fee_note` says so.
    """
    raise NotImplementedError


def reissue_card(
    *, actor: Actor, request: CardRequest, request_key: UUID, now: datetime
) -> CaseOpened:
    """Open a case for a reissue after loss (补领). The loss is reported first.

    Window clerks and officers. Fee as for a replacement; years of residence stay.
    """
    raise NotImplementedError
