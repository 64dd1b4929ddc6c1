"""Applying for a permit, bringing what was missing, thinking better of it."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.cases.outcomes import Application, CaseMoved, CaseOpened, EvidenceShown

__all__ = ["submit_application", "supplement", "withdraw"]


def submit_application(
    *, actor: Actor, application: Application, request_key: UUID, now: datetime
) -> CaseOpened:
    """Take an application for a first permit (IRRP 9(1)); it is free of charge.

    Window clerks and officers. Refused with the law's reasons when the person is not eligible or
    not yet (the day is in the finding). What is missing does not refuse: it is answered as
    `missing` and told by `notify_deficiencies`.
    """
    raise NotImplementedError


def supplement(
    *,
    actor: Actor,
    case_number: str,
    evidence: tuple[EvidenceShown, ...],
    request_key: UUID,
    now: datetime,
) -> CaseMoved:
    """Take what was missing (IRRP 9(5)): the case goes on at its place.

    Window clerks and officers. `missing` lists what the notice asked for and did not come.
    """
    raise NotImplementedError


def withdraw(
    *, actor: Actor, case_number: str, reason: str = "", request_key: UUID, now: datetime
) -> CaseMoved:
    """Close a case because the applicant no longer wants it; one may apply again at any time.

    Window clerks and officers, until the permit is approved.
    """
    raise NotImplementedError
