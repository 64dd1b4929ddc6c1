"""A person's file goes where the person lives: every row of it changes its area together."""

from anju.records.cases.models import (
    BatchLine,
    Case,
    CaseAssignment,
    CaseStep,
    ContradictedAnswer,
    Correction,
    Decision,
    DeficiencyNotice,
    Evidence,
    OrphanedWork,
    SecondNoticeRequest,
)
from anju.records.issued.models import Paper
from anju.records.people.models import (
    Contact,
    DuplicatePair,
    IdentityDocument,
    IdentityKey,
    Person,
    PersonFacts,
    PersonMerge,
    Relation,
    ResidentSearch,
)
from anju.records.permits.models import Card, Endorsement, PermitFacts, ResidencePermit
from anju.records.registrations.models import (
    CurrentResidence,
    DepartureProposal,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
    StayConfirmation,
)
from anju.records.supervision.models import (
    AddressInquiry,
    CorrectionOrder,
    InquiryNote,
    Protection,
)

__all__ = ["move_file"]

OF_A_PERSON = (
    PersonFacts,
    IdentityDocument,
    IdentityKey,
    Contact,
    Relation,
    ResidentSearch,
    DuplicatePair,
    ResidenceRegistration,
    RegistrationFacts,
    CurrentResidence,
    RecognisedStart,
    StayConfirmation,
    DepartureProposal,
    ResidencePermit,
    PermitFacts,
    Card,
    Endorsement,
    Case,
    CaseStep,
    Evidence,
    DeficiencyNotice,
    Decision,
    Correction,
    CaseAssignment,
    ContradictedAnswer,
    OrphanedWork,
    BatchLine,
    SecondNoticeRequest,
    Paper,
    AddressInquiry,
    InquiryNote,
    CorrectionOrder,
    Protection,
)


def move_file(person_ids: tuple[int, ...], area: str) -> None:
    """Give all rows of a human being to the agency of an area, the ones merged into it as well."""
    for model in OF_A_PERSON:
        model._default_manager.filter(person_id__in=person_ids).update(area=area)
    PersonMerge.objects.filter(kept_id__in=person_ids).update(area=area)
    Person.objects.filter(id__in=person_ids).update(area=area)
