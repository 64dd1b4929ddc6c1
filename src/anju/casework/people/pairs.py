"""What is decided about two records that look alike, short of merging them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.merges import settle_pair, sides_of
from anju.casework.registrations.register import reaching
from anju.law.workflow import DUPLICATE
from anju.records.people.models import DuplicatePair, Person

__all__ = ["PairMoved", "ask_to_verify", "keep_apart", "report_verification"]


@dataclass(frozen=True, slots=True)
class PairMoved:
    """A pair after a step."""

    pair_ref: str
    state: str


@official_act
def keep_apart(
    *, actor: Actor, pair_ref: str, reason: str = "", request_key: UUID, now: datetime
) -> PairMoved:
    """Decide that two records are two people: they come back only when one of them changes.

    Officers and station chiefs.
    """
    act = Act("keep_apart", actor, request_key, now)
    pair = locked(act, DuplicatePair, ref=pair_ref)
    to = act.step(DUPLICATE, pair.state)
    with reaching(act, *(area for _, area in sides_of(pair))) as looked:
        act_id = act.journal(_named(pair), to, pair=pair.ref, reason=reason, **looked)
        settle_pair(act, act_id, pair, to.outcome)
    return PairMoved(pair.ref, pair.state)


@official_act
def ask_to_verify(
    *, actor: Actor, pair_ref: str, asked: str = "", request_key: UUID, now: datetime
) -> PairMoved:
    """Leave a pair to a visit: the collector asks and reports. Officers and station chiefs."""
    act = Act("ask_to_verify", actor, request_key, now)
    pair = locked(act, DuplicatePair, ref=pair_ref)
    to = act.step(DUPLICATE, pair.state)
    act_id = act.journal(_named(pair), to, pair=pair.ref, asked=asked)
    pair.state, pair.asked, pair.answer, pair.act_id = to.outcome, asked, "", act_id
    pair.save(update_fields=["state", "asked", "answer", "act_id"])
    return PairMoved(pair.ref, pair.state)


@official_act
def report_verification(
    *, actor: Actor, pair_ref: str, answer: str, request_key: UUID, now: datetime
) -> PairMoved:
    """Say what a visit found; the officer decides. Field collectors and window clerks."""
    act = Act("report_verification", actor, request_key, now)
    pair = locked(act, DuplicatePair, ref=pair_ref)
    to = act.step(DUPLICATE, pair.state)
    if not answer:
        raise Conflict("请写明核实的情况")
    act_id = act.journal(_named(pair), to, pair=pair.ref, answer=answer)
    pair.state, pair.answer, pair.act_id = to.outcome, answer, act_id
    pair.answered_by = actor.staff_number
    pair.save(update_fields=["state", "answer", "answered_by", "act_id"])
    return PairMoved(pair.ref, pair.state)


def _named(pair: DuplicatePair) -> Subject:
    person = Person.objects.get(pk=pair.person_id)
    return Subject("person", person.ref, pair.area, person.pk)
