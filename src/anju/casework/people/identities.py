"""Who stands behind a document, and recording somebody the register has not met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from anju.access.refusals import BY_THE_COUNTY, Conflict
from anju.access.secrets import blind_index, seal
from anju.casework.act import Act
from anju.casework.numbers import reference
from anju.casework.registration_form import RegistrationValues
from anju.casework.two_axes import change_from, end_on, recorded_from, valid_from
from anju.codes import pinyin
from anju.kit.grams import grams
from anju.reading import cells
from anju.records.people.models import (
    Contact,
    IdentityDocument,
    IdentityKey,
    Person,
    PersonFacts,
    Relation,
    ResidentSearch,
)

__all__ = [
    "Holder",
    "bring_up_to_date",
    "facts_columns",
    "holders",
    "index_person",
    "is_withheld",
    "new_person",
    "news_of",
    "record_contact",
    "record_guardian",
    "record_identity",
    "refuse_withheld",
]

#: What the counter may write anew; name, sex and birth are corrected by four eyes.
KEPT_UP_TO_DATE = ("hukou_division", "hukou_address", "hukou_kind", "education", "marital_status")


@dataclass(frozen=True, slots=True)
class Holder:
    """The living file behind a document, wherever it is kept."""

    person_id: int
    ref: str
    area: str


def holders(documents: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Holder]:
    """The files known for documents (kind and number), in one look beyond the own territory.

    Protected files are not known here; `refuse_withheld` keeps them from being made twice.
    """
    by_digest = {blind_index(kind, number).value: (kind, number) for kind, number in documents}
    if not by_digest:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM find_people_by_numbers(%s)", [list(by_digest)])
        rows = cursor.fetchall()
    return {by_digest[digest]: Holder(pk, ref, area) for digest, pk, ref, area in rows}


def refuse_withheld(documents: Iterable[tuple[str, str]]) -> None:
    """Refuse, without saying why, when a protected file stands behind one of the documents."""
    if is_withheld(documents):
        raise Conflict(BY_THE_COUNTY)


def is_withheld(documents: Iterable[tuple[str, str]]) -> bool:
    """Whether a file of the other side, open or protected, stands behind one of the documents."""
    digests = [blind_index(kind, number).value for kind, number in documents]
    with connection.cursor() as cursor:
        cursor.execute("SELECT withheld_numbers(%s)", [digests])
        (found,) = cursor.fetchone()
    return bool(found)


def new_person(area: str) -> Person:
    """An empty file; `record_identity` writes who it is."""
    return Person.objects.create(ref=reference(), area=area)


def record_identity(act: Act, act_id: int, person: Person, values: RegistrationValues) -> None:
    """Write who a new person is: facts, document with its key, and what they are found by."""
    axes = {"recorded": recorded_from(act.now), "act_id": act_id}
    PersonFacts.objects.create(
        person=person,
        area=person.area,
        valid=valid_from(act.on),
        **axes,
        **facts_columns(values),
    )
    digest = blind_index(values.document_kind, values.document_number)
    IdentityDocument.objects.create(
        person=person,
        area=person.area,
        kind=values.document_kind,
        number_encrypted=seal(values.document_number, cells.document(person.pk, digest.value)),
        blind_index=digest.value,
        valid=valid_from(act.on),
        **axes,
    )
    IdentityKey.objects.create(
        blind_index=digest.value,
        key_version=digest.key_version,
        person_id=person.pk,
        area=person.area,
    )
    index_person(person, values.name, values.born_on)


def index_person(person: Person, name: str, born_on: date) -> None:
    """Keep what a clerk finds the person by."""
    ResidentSearch.objects.update_or_create(
        person_id=person.pk,
        defaults={
            "area": person.area,
            "name": name,
            "pinyin": pinyin.name_sort_key(name).replace(" ", "")[:200],
            "initials": pinyin.initials(name, of_person=True)[:50],
            "born_on": born_on,
            "grams": grams(name),
        },
    )


def bring_up_to_date(act: Act, act_id: int, person: Person, values: RegistrationValues) -> None:
    """Write what has changed about a known person since the last time."""
    row = PersonFacts.objects.known_now().get(person_id=person.pk, valid__upper_inf=True)
    changes = news_of(row, values)
    if changes:
        change_from(row, since=act.on, act_id=act_id, at=act.now, **changes)


def news_of(row: PersonFacts, values: RegistrationValues) -> dict[str, str]:
    """What the form says otherwise than the file, of what the counter may write anew."""
    told = {name: getattr(values, name) for name in KEPT_UP_TO_DATE if getattr(values, name)}
    if not row.ethnic_group and values.ethnic_group:
        told["ethnic_group"] = values.ethnic_group
    return {name: value for name, value in told.items() if getattr(row, name) != value}


def record_contact(act: Act, act_id: int, person: Person, phone: str) -> None:
    """Write a person's telephone, in place of the one before."""
    if not phone:
        return
    digest = blind_index("phone", phone)
    rows = Contact.objects.known_now().filter(person_id=person.pk, valid__upper_inf=True)
    earlier = list(rows)
    if any(row.blind_index == digest.value for row in earlier):
        return
    for row in earlier:
        end_on(row, until=act.on, act_id=act_id, at=act.now)
    Contact.objects.create(
        person=person,
        area=person.area,
        kind="phone",
        number_encrypted=seal(phone, cells.contact(person.pk, digest.value)),
        blind_index=digest.value,
        valid=valid_from(act.on),
        recorded=recorded_from(act.now),
        act_id=act_id,
    )


def record_guardian(
    act: Act, act_id: int, person: Person, values: RegistrationValues, relative: Person | None
) -> None:
    """Write who looks after a person; somebody of the same household is linked."""
    if not values.guardian_name:
        return
    rows = Relation.objects.known_now().filter(
        person_id=person.pk, is_guardian=True, valid__upper_inf=True
    )
    for row in rows:
        end_on(row, until=act.on, act_id=act_id, at=act.now)
    number = values.guardian_number
    Relation.objects.create(
        person=person,
        area=person.area,
        relation=values.guardian_relation[:2],
        is_guardian=True,
        relative=relative,
        relative_name=values.guardian_name,
        relative_number_encrypted=(
            seal(number, cells.relative_number(person.ref)) if number else None
        ),
        valid=valid_from(act.on),
        recorded=recorded_from(act.now),
        act_id=act_id,
    )


def facts_columns(values: RegistrationValues) -> dict[str, object]:
    """The columns of a person's facts that the form fills."""
    return {
        "name": values.name,
        "former_name": values.former_name,
        "sex": values.sex,
        "born_on": values.born_on,
        "ethnic_group": values.ethnic_group,
        "hukou_division": values.hukou_division,
        "hukou_address": values.hukou_address,
        "hukou_kind": values.hukou_kind,
        "education": values.education,
        "marital_status": values.marital_status,
    }
