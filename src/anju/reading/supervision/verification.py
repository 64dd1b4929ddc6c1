"""What a permit or slip is worth today, told without a word of where its holder lives.

The one look into every county and both sides: a reviewed function says where the document is kept,
the law says what it is worth, and `Verified` is all that leaves this module.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from anju.access.actor import Actor, county_of
from anju.access.masking import masked_name
from anju.access.scope import scoped
from anju.codes import divisions
from anju.reading.legal_facts import known_facts, permit_state, use_of
from anju.records.issued.models import Paper
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import ResidenceRegistration

__all__ = ["UNKNOWN", "Verified", "verified"]

WORDS = {
    "in_use": "有效",
    "suspended": "中止",
    "lost": "已挂失",
    "cancelled": "已注销",
    "seized": "已收缴",
}
AREA_OF_DOCUMENT = "SELECT kind, area FROM area_of_document(%s)"


@dataclass(frozen=True, slots=True)
class Verified:
    """The word, the kind of document, the masked name, until when endorsed, the issuing county."""

    word: str
    kind: str = ""
    name: str = ""
    until: date | None = None
    county: str = ""


UNKNOWN = Verified("无法核验")


def verified(number: str, *, on: date) -> Verified:
    """What a document is worth on a day; a number nobody knows cannot be verified."""
    with connection.cursor() as cursor:
        cursor.execute(AREA_OF_DOCUMENT, [number])
        found = cursor.fetchone()
    if found is None:
        return UNKNOWN
    kind, area = found
    with scoped(Actor.system("核验", area)):
        return _permit(number, on) if kind == "permit" else _slip(number, on)


def _permit(number: str, on: date) -> Verified:
    permit = ResidencePermit.objects.get(number=number)
    return Verified(
        word=WORDS[permit_state(permit, on)],
        kind="permit",
        name=masked_name(known_facts(permit.person_id, on).name),
        until=use_of(permit, on).outcome.window.closes_on,
        county=divisions.full_name(county_of(permit.area), on) or "",
    )


def _slip(number: str, on: date) -> Verified:
    slip = Paper.objects.get(number=number)
    stands = slip.voided_at is None and (
        ResidenceRegistration.objects.filter(number=slip.subject_ref, state="registered").exists()
    )
    return Verified(
        word="有效" if stands else "已注销",
        kind="slip",
        name=masked_name(known_facts(slip.person_id, on).name),
        county=divisions.full_name(county_of(slip.area), on) or "",
    )
