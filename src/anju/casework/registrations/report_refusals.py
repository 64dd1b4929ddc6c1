"""A collector's report that does not stand: rejected with a reason, and the person is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor, county_of
from anju.casework.act import Act, official_act
from anju.casework.cases.papers import remedy_of
from anju.casework.contents import PaperKind, RefusalKind, RefusalNoticeContent, RefusalReason
from anju.casework.issuing import blank, freeze, office_of
from anju.casework.locking import locked
from anju.casework.registrations.stay_rows import current_facts
from anju.casework.registrations.stays import subject_of
from anju.casework.two_axes import supersede
from anju.law.finding import Finding
from anju.law.text.citation_words import citations_in_words
from anju.law.workflow import REGISTRATION
from anju.reading.legal_facts import known_facts
from anju.reading.masking import masked_document
from anju.records.registrations.models import ResidenceRegistration

__all__ = ["ReportRejected", "reject_report"]

SERVICE = "暂住登记"
WHAT_TO_DO = "情况核实清楚以后，可以随时到派出所或者受委托的服务中心登记，当场办完，不收费"


@dataclass(frozen=True, slots=True)
class ReportRejected:
    """A report that was rejected, and the notice that tells the person why."""

    registration_number: str
    state: str
    notice_number: str


@official_act
def reject_report(
    *, actor: Actor, registration_number: str, reason: str, request_key: UUID, now: datetime
) -> ReportRejected:
    """Reject what a field collector reported (未通过): it is no registration, and says why.

    Window clerks and officers, in writing with the remedy. What was reported is no longer held
    to be true, so that it bars no registration of the same person.
    """
    act = Act("reject_report", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    to = act.step(REGISTRATION, registration.state, name="reject")
    act_id = act.journal(subject_of(registration), to, reason=reason)
    supersede([current_facts(registration)], act_id=act_id, at=now)
    registration.state = to.outcome
    registration.save(update_fields=["state"])
    number = _tell(act, act_id, registration, to, reason)
    return ReportRejected(registration.number, registration.state, number)


def _tell(
    act: Act, act_id: int, registration: ResidenceRegistration, to: Finding[str], reason: str
) -> str:
    """The notice of the rejection with its remedy; its number."""
    paper = blank(PaperKind.REFUSAL_NOTICE, agency_code=act.actor.agency_code, on=act.on)
    content = RefusalNoticeContent(
        kind=RefusalKind.REJECT_REPORT,
        number=paper.number,
        decided_on=act.on,
        service=SERVICE,
        applicant=known_facts(registration.person_id, act.on).name,
        document_number_masked=masked_document(registration.person_id),
        applied_on=registration.registered_on,
        facts=reason,
        reasons=(RefusalReason("申报的情况与核实的情况不符", citations_in_words(to.cites)),),
        what_to_do=WHAT_TO_DO,
        remedy=remedy_of(county_of(registration.area), act.on),
        office=office_of(act.actor.agency_code),
        clerk=act.actor.name,
        verification=paper.verification,
    )
    return freeze(act, act_id, paper, content, subject_of(registration))
