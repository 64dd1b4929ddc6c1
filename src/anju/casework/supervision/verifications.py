"""A document shown somewhere is verified, and that it was is written down."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.codes import citizen_number
from anju.codes.tables import table
from anju.reading.supervision.verification import verified

__all__ = ["DocumentVerified", "verify_document"]


@dataclass(frozen=True, slots=True)
class DocumentVerified:
    """The answer: one word, and of a document that is known whose it is, until when, from where."""

    word: str
    kind: str
    name: str
    until: date | None
    county: str


@official_act
def verify_document(
    *, actor: Actor, number: str, purpose: str, request_key: UUID, now: datetime
) -> DocumentVerified:
    """Say what a permit or slip of any county is worth, for a purpose of the list.

    Clerks, officers, chiefs and county reviewers. The journal keeps the number of a document that
    is known; what is not known may be anything, a citizen number perhaps, and is not kept.
    """
    act = Act("verify_document", actor, request_key, now)
    act.allow()
    if not table("verification_purposes").has(purpose, act.on):
        raise Conflict("请选择为什么核验")
    asked = citizen_number.normalise(number)
    found = verified(asked, on=act.on)
    ref = asked if found.kind else "unknown"
    act.journal(Subject("document", ref, actor.area), purpose=purpose, word=found.word)
    return DocumentVerified(found.word, found.kind, found.name, found.until, found.county)
