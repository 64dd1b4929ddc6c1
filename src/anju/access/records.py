"""The only way to get a record of a person: by its outward number, for an actor.

Each function answers with the record or `NotYours`. "Not there", "elsewhere" and "not for this
post" look the same: whoever guesses numbers learns nothing. What is got here may be looked at;
casework locks the row anew before it changes anything.
"""

from typing import TypeVar

from anju.access.actor import Actor
from anju.access.policy import may
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.records.cases.models import Case, Correction
from anju.records.issued.models import Paper
from anju.records.people.models import DuplicatePair, MergeNotice, Person
from anju.records.permits.models import Card, ResidencePermit
from anju.records.registrations.models import DepartureProposal, Household, ResidenceRegistration
from anju.records.supervision.models import AddressInquiry, CorrectionOrder

__all__ = [
    "card_for",
    "case_for",
    "correction_for",
    "departure_for",
    "household_for",
    "inquiry_for",
    "merge_notice_for",
    "order_for",
    "pair_for",
    "paper_for",
    "permit_for",
    "person_for",
    "registration_for",
]

R = TypeVar(
    "R",
    Card,
    Case,
    Correction,
    DepartureProposal,
    AddressInquiry,
    CorrectionOrder,
    DuplicatePair,
    Household,
    MergeNotice,
    Paper,
    Person,
    ResidencePermit,
    ResidenceRegistration,
)


def person_for(actor: Actor, ref: str, *, action: str = "view_person") -> Person:
    """The person of a file. A file merged into another leads to the one that lives on."""
    with scoped(actor):
        person = Person.objects.filter(ref=ref).select_related("merged_into").first()
    return _yours(actor, person.merged_into or person if person else None, action)


def registration_for(
    actor: Actor, number: str, *, action: str = "view_registration"
) -> ResidenceRegistration:
    """A residence registration by its number."""
    with scoped(actor):
        found = ResidenceRegistration.objects.filter(number=number).first()
    return _yours(actor, found, action, found.state if found else None)


def household_for(actor: Actor, ref: str, *, action: str = "view_household") -> Household:
    """The people registered together in one act."""
    with scoped(actor):
        found = Household.objects.filter(ref=ref).first()
    return _yours(actor, found, action)


def departure_for(
    actor: Actor, ref: str, *, action: str = "view_registration"
) -> DepartureProposal:
    """What a third party said about a person's having left."""
    with scoped(actor):
        found = DepartureProposal.objects.filter(ref=ref).first()
    return _yours(actor, found, action, found.state if found else None)


def case_for(actor: Actor, number: str, *, action: str = "view_case") -> Case:
    """An application by its number."""
    with scoped(actor):
        found = Case.objects.filter(number=number).first()
    return _yours(actor, found, action, found.state if found else None)


def correction_for(actor: Actor, ref: str, *, action: str = "view_person") -> Correction:
    """A correction that was proposed."""
    with scoped(actor):
        found = Correction.objects.filter(ref=ref).first()
    return _yours(actor, found, action, found.state if found else None)


def pair_for(actor: Actor, ref: str, *, action: str = "view_pair") -> DuplicatePair:
    """Two records that look like one human being, for the station that decides."""
    with scoped(actor):
        found = DuplicatePair.objects.filter(ref=ref).first()
    return _yours(actor, found, action, found.state if found else None)


def merge_notice_for(actor: Actor, ref: str, *, action: str = "view_pair") -> MergeNotice:
    """What a station was told of a merge."""
    with scoped(actor):
        found = MergeNotice.objects.filter(ref=ref).first()
    return _yours(actor, found, action, found.state if found else None)


def inquiry_for(actor: Actor, ref: str, *, action: str = "view_registration") -> AddressInquiry:
    """An inquiry into an address."""
    with scoped(actor):
        found = AddressInquiry.objects.filter(ref=ref).first()
    return _yours(actor, found, action, found.state if found else None)


def order_for(actor: Actor, number: str, *, action: str = "view_person") -> CorrectionOrder:
    """An order to correct by its number."""
    with scoped(actor):
        found = CorrectionOrder.objects.filter(number=number).first()
    return _yours(actor, found, action, found.state if found else None)


def permit_for(actor: Actor, number: str, *, action: str = "view_permit") -> ResidencePermit:
    """A permit by its number."""
    with scoped(actor):
        found = ResidencePermit.objects.filter(number=number).first()
    return _yours(actor, found, action)


def card_for(actor: Actor, blank_serial: str, *, action: str = "view_permit") -> Card:
    """A card by the serial number of the blank it was made on."""
    with scoped(actor):
        found = Card.objects.filter(blank_serial=blank_serial).exclude(blank_serial="").first()
    return _yours(actor, found, action, found.state if found else None)


def paper_for(actor: Actor, number: str, *, action: str = "view_paper") -> Paper:
    """An issued paper by its number."""
    with scoped(actor):
        found = Paper.objects.filter(number=number).first()
    return _yours(actor, found, action)


def _yours(actor: Actor, record: R | None, action: str, state: str | None = None) -> R:
    """The record, if there is one and the table lets the actor do this with it."""
    if record is None or not may(actor, action, area=record.area, state=state):
        raise NotYours(action)
    return record
