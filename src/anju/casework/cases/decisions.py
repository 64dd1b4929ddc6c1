"""Review at the station, decision at the county bureau: never by whoever accepted."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.cases.outcomes import CaseApproved, CaseMoved, CaseRefused

__all__ = ["approve", "refuse", "review"]


def review(
    *, actor: Actor, case_number: str, note: str = "", request_key: UUID, now: datetime
) -> CaseMoved:
    """Examine an accepted case and pass it to the county bureau (审核).

    Officers and the station chief, another person than the acceptor.
    """
    raise NotImplementedError


def approve(
    *, actor: Actor, case_number: str, note: str = "", request_key: UUID, now: datetime
) -> CaseApproved:
    """Approve a case (审批) and, for a first issue, issue the permit by that day's date.

    County reviewers, another person than the acceptor (`decided_by_another`). Asks the law anew
    whether the person is eligible. The number is drawn from the station's daily series.
    """
    raise NotImplementedError


def refuse(
    *,
    actor: Actor,
    case_number: str,
    reason_code: str,
    reason_text: str,
    request_key: UUID,
    now: datetime,
) -> CaseRefused:
    """Refuse a case (不予办理) with reason, article and remedy in a notice.

    The station chief and county reviewers, another person than the acceptor.
    """
    raise NotImplementedError
