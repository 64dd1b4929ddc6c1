"""Who is already on file under the name and birthday in hand: asked while it is being typed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from anju.access.actor import Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.secrets import blind_index
from anju.codes import citizen_number, phone
from anju.reading.duplicates.likeness import Level, Likeness, Traits, judge
from anju.reading.duplicates.traits import CITIZEN_DOCUMENTS, sound_of
from anju.records.agencies.models import Agency
from anju.records.people.models import Person

__all__ = ["InHand", "SimilarRecord", "SimilarTo", "in_county", "similar_to"]

MOST = 10
SHOWN = ("name", "born_on")
BY_SOUND = "SELECT * FROM similar_people(%s, %s, %s, %s)"
BY_NUMBERS = "SELECT person_id, ref, area FROM find_people_by_numbers(%s)"
ORDER = list(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """What a clerk has typed so far; whatever is not there yet stays empty."""

    name: str = ""
    born_on: date | None = None
    sex: str = ""
    hukou_division: str = ""
    document_kind: str = ""
    document_number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SimilarRecord:
    """A record that may be the person in hand; of one kept elsewhere only its station is said."""

    level: str
    reasons: tuple[str, ...]
    is_ours: bool
    person_ref: str
    name: str
    born_on: date | None
    agency: str


@dataclass(frozen=True, slots=True)
class SimilarTo:
    """The strongest first, ten at most."""

    rows: tuple[SimilarRecord, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A record the county has, and how alike it is."""

    person_id: int
    ref: str
    area: str
    likeness: Likeness


def similar_to(actor: Actor, in_hand: InHand, *, now: datetime) -> SimilarTo:
    """Records of the county that may be the person in hand, found by number, or sound and birth.

    The looks at records of the actor's own territory are journalled.
    """
    with scoped(actor):
        require(actor, "find_person")
        found = in_county(in_hand)
        ours = {
            row.pk: row for row in Person.objects.filter(id__in=[one.person_id for one in found])
        }
        agencies = dict(
            Agency.objects.filter(code__in={one.area for one in found}).values_list(
                "code", "short_name"
            )
        )
        seen_list(actor, ours.values(), SHOWN, purpose="similar_people", now=now)
    return SimilarTo(
        tuple(
            SimilarRecord(
                level=one.likeness.level,
                reasons=one.likeness.reasons,
                is_ours=one.person_id in ours,
                person_ref=one.ref if one.person_id in ours else "",
                name=in_hand.name if one.person_id in ours else "",
                born_on=in_hand.born_on if one.person_id in ours else None,
                agency=agencies.get(one.area, ""),
            )
            for one in found
        )
    )


def in_county(in_hand: InHand) -> tuple[Found, ...]:
    """The records of the county alike to what is in hand, in two indexed looks."""
    found = {one.person_id: one for one in _by_sound(in_hand)}
    found.update((one.person_id, one) for one in _by_number(in_hand))
    strongest = sorted(found.values(), key=lambda one: (ORDER.index(one.likeness.level), one.ref))
    return tuple(strongest[:MOST])


def _by_number(in_hand: InHand) -> list[Found]:
    """The same citizen number under another kind of document."""
    number = citizen_number.normalise(in_hand.document_number)
    if in_hand.document_kind not in CITIZEN_DOCUMENTS or not number:
        return []
    others = [kind for kind in CITIZEN_DOCUMENTS if kind != in_hand.document_kind]
    digests = [blind_index(kind, number).value for kind in others]
    likeness = Likeness(Level.SAME, ("same_number",))
    with connection.cursor() as cursor:
        cursor.execute(BY_NUMBERS, [digests])
        return [Found(pk, ref, area, likeness) for pk, ref, area in cursor.fetchall()]


def _by_sound(in_hand: InHand) -> list[Found]:
    """The same sound of the name and the same birthday."""
    if not in_hand.name or in_hand.born_on is None:
        return []
    sound, digest = sound_of(in_hand.name), _phone_digest(in_hand.phone)
    with connection.cursor() as cursor:
        cursor.execute(BY_SOUND, [sound, in_hand.born_on, digest, MOST])
        rows = cursor.fetchall()
    typed = _traits(in_hand, in_hand.name, sound, in_hand.sex, in_hand.hukou_division, shares=True)
    found = []
    for pk, ref, area, name, their_sound, sex, hukou, shares_phone in rows:
        told = _traits(
            in_hand, name, their_sound, sex if in_hand.sex else "", hukou, shares=shares_phone
        )
        likeness = judge(typed, told)
        if likeness:
            found.append(Found(pk, ref, area, likeness))
    return found


def _traits(
    in_hand: InHand, name: str, sound: str, sex: str, hukou: str, *, shares: bool
) -> Traits:
    """One side of the comparison: the birthday is the same, the telephone shared or not."""
    phones = frozenset({"shared"}) if shares else frozenset()
    born_on = in_hand.born_on or date.min
    return Traits(name, sound, sex, born_on, hukou_division=hukou, phones=phones)


def _phone_digest(text: str) -> UUID | None:
    read = phone.read(text)
    return blind_index("phone", read.normalised).value if read.kind is not None else None
