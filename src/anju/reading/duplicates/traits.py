"""What is compared of records, read for many at once; numbers are opened in memory only."""

from collections import defaultdict
from collections.abc import Iterable

from anju.access.secrets import open_sealed
from anju.codes import pinyin
from anju.reading import cells
from anju.reading.duplicates.likeness import Traits
from anju.records.people.models import Contact, IdentityDocument, PersonFacts

__all__ = ["CITIZEN_DOCUMENTS", "sound_of", "traits_of"]

#: Kinds of documents that carry the citizen number.
CITIZEN_DOCUMENTS = ("111", "112", "113")


def sound_of(name: str) -> str:
    """How a name sounds, as people are found by it."""
    return pinyin.name_sort_key(name).replace(" ", "")[:200]


def traits_of(person_ids: Iterable[int]) -> dict[int, Traits]:
    """The traits of these records as known now, in three questions however many they are."""
    ids = list(person_ids)
    numbers, documents = _numbers(ids)
    phones = _phones(ids)
    rows = PersonFacts.objects.known_now().filter(person_id__in=ids, valid__upper_inf=True)
    return {
        row.person_id: Traits(
            name=row.name,
            sound=sound_of(row.name),
            sex=row.sex,
            born_on=row.born_on,
            hukou_division=row.hukou_division,
            former_name=row.former_name,
            numbers=frozenset(numbers[row.person_id]),
            documents=frozenset(documents[row.person_id]),
            phones=frozenset(phones[row.person_id]),
        )
        for row in rows
    }


def _numbers(ids: list[int]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """The citizen numbers in clear, and the digests of all documents."""
    numbers: dict[int, set[str]] = defaultdict(set)
    digests: dict[int, set[str]] = defaultdict(set)
    rows = IdentityDocument.objects.known_now().filter(person_id__in=ids)
    for row in rows.only("person_id", "kind", "number_encrypted", "blind_index"):
        digests[row.person_id].add(row.blind_index.hex)
        if row.kind in CITIZEN_DOCUMENTS:
            cell = cells.document(row.person_id, row.blind_index)
            numbers[row.person_id].add(open_sealed(row.number_encrypted, cell))
    return numbers, digests


def _phones(ids: list[int]) -> dict[int, set[str]]:
    phones: dict[int, set[str]] = defaultdict(set)
    rows = Contact.objects.known_now().filter(
        person_id__in=ids, kind="phone", valid__upper_inf=True
    )
    for person_id, digest in rows.values_list("person_id", "blind_index"):
        phones[person_id].add(digest.hex)
    return phones
