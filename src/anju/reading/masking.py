"""The numbers of a person, opened: masked as they may stand on a page, or clear for a reason."""

from collections.abc import Iterable

from anju.access.masking import masked_number, masked_phone
from anju.access.secrets import open_sealed
from anju.reading import cells
from anju.records.people.models import Contact, IdentityDocument

__all__ = [
    "clear_contact",
    "clear_document",
    "document_kind",
    "masked_contact",
    "masked_document",
    "masked_documents",
]


def clear_document(person_id: int) -> str:
    """The number of the document the person is known by. Only for `reveal_number`."""
    row = _document(person_id)
    if row is None:
        return ""
    return open_sealed(row.number_encrypted, cells.document(row.person_id, row.blind_index))


def masked_document(person_id: int) -> str:
    """The number of the document the person is known by, masked."""
    return masked_number(clear_document(person_id))


def document_kind(person_id: int) -> str:
    """The kind of the document the person is known by."""
    row = _document(person_id)
    return row.kind if row else ""


def clear_contact(person_id: int) -> str:
    """The person's telephone; empty when there is none. Only for `reveal_number`."""
    rows = Contact.objects.known_now().filter(person_id=person_id, valid__upper_inf=True)
    row = rows.order_by("-id").first()
    if row is None:
        return ""
    return open_sealed(row.number_encrypted, cells.contact(row.person_id, row.blind_index))


def masked_contact(person_id: int) -> str:
    """The person's telephone, masked; empty when there is none."""
    return masked_phone(clear_contact(person_id))


def _document(person_id: int) -> IdentityDocument | None:
    rows = IdentityDocument.objects.known_now().filter(person_id=person_id, valid__upper_inf=True)
    found: IdentityDocument | None = rows.order_by("kind", "-id").first()
    return found


def masked_documents(person_ids: Iterable[int]) -> dict[int, str]:
    """The masked numbers of many people, in one question."""
    rows = IdentityDocument.objects.known_now().filter(
        person_id__in=list(person_ids), valid__upper_inf=True
    )
    return {
        row.person_id: masked_number(
            open_sealed(row.number_encrypted, cells.document(row.person_id, row.blind_index))
        )
        for row in rows.order_by("-kind", "id")
    }
