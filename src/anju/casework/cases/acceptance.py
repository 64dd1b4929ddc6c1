"""The counter's answer to an application: what is missing, taken, or not to be taken."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.cases.outcomes import (
    CaseAccepted,
    CaseRefused,
    DeficienciesNotified,
    Deficiency,
    SecondNotice,
)

__all__ = ["accept", "decline_acceptance", "notify_deficiencies"]


def notify_deficiencies(
    *,
    actor: Actor,
    case_number: str,
    faulty: tuple[Deficiency, ...] = (),
    agreement: SecondNotice | None = None,
    request_key: UUID,
    now: datetime,
) -> DeficienciesNotified:
    """Tell the applicant once of everything missing (IRRP 9(5)); the clock pauses.

    Window clerks and officers. The list is computed by the law from the evidence shown; `faulty`
    adds papers that will not do. A second notice is refused unless the station chief agrees
    (`agreement`: the chief's staff number and why).
    """
    raise NotImplementedError


def accept(*, actor: Actor, case_number: str, request_key: UUID, now: datetime) -> CaseAccepted:
    """Accept an application whose materials are complete (受理): the time limits run from here.

    Window clerks and officers. Refused while something is missing. Gives the receipt with the
    day the card is made by (seven days) and handed over by (fifteen days).
    """
    raise NotImplementedError


def decline_acceptance(
    *,
    actor: Actor,
    case_number: str,
    reason_code: str,
    reason_text: str,
    request_key: UUID,
    now: datetime,
) -> CaseRefused:
    """Refuse to accept (不予受理), in writing, with reason, article and remedy.

    Window clerks and officers. Missing papers are no reason: they are notified.
    """
    raise NotImplementedError
