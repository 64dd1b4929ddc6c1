"""Where each sealed number stands: the one place that names the cells for sealing and opening.

The row's part of a cell is a name that never changes: the person together with the digest of the
number, or the outward number of the record. A fact recorded anew keeps the sealed value as it is.
"""

from uuid import UUID

from anju.access.secrets import Cell

__all__ = [
    "agent_number",
    "collector_number",
    "contact",
    "document",
    "intake_draft",
    "landlord_phone",
    "other_contact",
    "paper_content",
    "relative_number",
    "reporting",
]


def document(person_id: int, blind_index: UUID) -> Cell:
    """The number of an identity document. Whose it is counts: it cannot be given to another."""
    return Cell("people_identitydocument", "number_encrypted", f"{person_id}/{blind_index}")


def contact(person_id: int, blind_index: UUID) -> Cell:
    """A telephone number of a person."""
    return Cell("people_contact", "number_encrypted", f"{person_id}/{blind_index}")


def relative_number(person_ref: str) -> Cell:
    """The number of a relative named for a person."""
    return Cell("people_relation", "relative_number_encrypted", person_ref)


def reporting(household_ref: str, column: str) -> Cell:
    """Number or telephone of whoever reported a household."""
    return Cell("registrations_household", column, household_ref)


def landlord_phone(registration_number: str) -> Cell:
    """The landlord's telephone in the facts of a stay."""
    return Cell("registrations_registrationfacts", "landlord_phone_encrypted", registration_number)


def other_contact(registration_number: str) -> Cell:
    """Whom else to call about a stay: a name with a telephone."""
    return Cell("registrations_registrationfacts", "other_contact_encrypted", registration_number)


def intake_draft(sheet: UUID) -> Cell:
    """A sheet that is not saved yet."""
    return Cell("registrations_intakedraft", "content_encrypted", str(sheet))


def agent_number(case_number: str) -> Cell:
    """The number of the agent of a case."""
    return Cell("cases_case", "agent_number_encrypted", case_number)


def collector_number(permit_id: int, issue_number: int) -> Cell:
    """The number of the agent who collected a card."""
    return Cell("permits_card", "collector_number_encrypted", f"{permit_id}/{issue_number}")


def paper_content(paper_number: str) -> Cell:
    """The content of a paper that holds numbers in clear."""
    return Cell("issued_paper", "content", paper_number)
