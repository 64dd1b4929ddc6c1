"""An endorsement the law does not let one give: refused in writing, never by shaking the head."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor, county_of
from anju.access.refusals import Conflict
from anju.casework.act import Act, official_act
from anju.casework.cases.papers import remedy_of
from anju.casework.contents import PaperKind, RefusalKind, RefusalNoticeContent, RefusalReason
from anju.casework.issuing import blank, freeze, office_of
from anju.casework.locking import locked
from anju.casework.permits.states import current_state, subject_of
from anju.codes.tables import table
from anju.law.endorsement import may_endorse
from anju.law.finding import Finding
from anju.law.text.citation_words import citations_in_words
from anju.law.workflow import PERMIT
from anju.reading.legal_facts import known_facts, use_of
from anju.reading.masking import masked_document
from anju.records.permits.models import ResidencePermit

__all__ = ["ENDORSEMENT_REASONS", "EndorsementRefused", "refuse_endorsement"]

SERVICE = "居住证签注"
#: Reason of the table → reason of the law that must stand behind it.
ENDORSEMENT_REASONS = {
    "too_early": "too_early",
    "not_residing": "not_residing",
    "no_ground": "ground_not_proved",
}
MAY_BE_ENDORSED = "按规定可以签注，不能以这个理由不予签注"


@dataclass(frozen=True, slots=True)
class EndorsementRefused:
    """A permit whose endorsement was refused, and the notice that says why."""

    permit_number: str
    state: str
    notice_number: str


@official_act
def refuse_endorsement(
    *,
    actor: Actor,
    permit_number: str,
    reason_code: str,
    reason_text: str,
    request_key: UUID,
    now: datetime,
) -> EndorsementRefused:
    """Refuse an endorsement (不予签注) in a notice with reason, article and remedy.

    Window clerks and officers. Only for a reason the law knows and that holds on this day: what
    may be endorsed is not refused. The permit stays in the state it is in.
    """
    act = Act("refuse_endorsement", actor, request_key, now)
    permit = locked(act, ResidencePermit, number=permit_number)
    to = act.step(PERMIT, current_state(permit).state)
    barred = _barred(act, permit, reason_code)
    act_id = act.journal(subject_of(permit), to, barred, reason=reason_code, facts=reason_text)
    number = _tell(act, act_id, permit, reason_code, reason_text)
    return EndorsementRefused(permit.number, to.outcome, number)


def _barred(act: Act, permit: ResidencePermit, reason_code: str) -> Finding[bool]:
    """The law's finding that the endorsement may not be given for this reason, today."""
    found = may_endorse(
        window=use_of(permit, act.on).outcome.window,
        still_resides=reason_code != "not_residing",
        still_has_ground=reason_code != "no_ground",
        on=act.on,
    )
    if ENDORSEMENT_REASONS.get(reason_code) not in {reason.code for reason in found.reasons}:
        raise Conflict(MAY_BE_ENDORSED)
    return found


def _tell(
    act: Act, act_id: int, permit: ResidencePermit, reason_code: str, reason_text: str
) -> str:
    """The notice of the refusal with its remedy; its number."""
    paper = blank(PaperKind.REFUSAL_NOTICE, agency_code=act.actor.agency_code, on=act.on)
    reason = table("refusal_reasons").find(reason_code, act.on)
    if reason is None:
        raise ValueError(f"no such reason of refusal: {reason_code}")
    basis = citations_in_words(reason.more["cites"].split(";"))
    content = RefusalNoticeContent(
        kind=RefusalKind.REFUSE_ENDORSEMENT,
        number=paper.number,
        decided_on=act.on,
        service=SERVICE,
        applicant=known_facts(permit.person_id, act.on).name,
        document_number_masked=masked_document(permit.person_id),
        applied_on=act.on,
        facts=reason_text,
        reasons=(RefusalReason(reason.more["sentence"], basis),),
        what_to_do=reason.more["what_to_do"],
        remedy=remedy_of(county_of(permit.area), act.on),
        office=office_of(act.actor.agency_code),
        clerk=act.actor.name,
        verification=paper.verification,
    )
    return freeze(act, act_id, paper, content, subject_of(permit))
