"""Since when residence counts: the declared day, or an earlier one that papers prove."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from anju.access.actor import Actor, Post
from anju.access.refusals import Conflict, NotYours, Refused
from anju.casework.act import Act, official_act
from anju.casework.locking import locked
from anju.casework.registrations.stay_rows import (
    CONTINUED,
    Start,
    current_facts,
    eligible_from,
    recognised_start,
    write_start,
)
from anju.casework.registrations.stays import subject_of
from anju.casework.two_axes import supersede
from anju.law.application.agents import AgentKind
from anju.law.application.materials import Housing, MaterialsCase, proof_of_ground
from anju.law.eligibility import Ground
from anju.law.finding import Finding, Reason
from anju.law.residence_period import (
    DECLARED,
    StartOfResidence,
    half_year_residence,
    residence_starts_on,
)
from anju.law.residence_period import Proof as LawProof
from anju.records.registrations.models import (
    CurrentResidence,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["Proof", "StartRecognised", "recognise_start"]

OVERRIDING_POSTS = frozenset({Post.OFFICER, Post.STATION_CHIEF})
#: Papers of any of the three grounds can fix the start (notice 2(3)).
ANY_GROUND = MaterialsCase(
    housing=Housing.RENTED,
    grounds=frozenset(Ground),
    is_under_age=False,
    agent=AgentKind.NONE,
)
NOTHING_EARLIER = (Reason("no_earlier_start_proved", ("PSD-2016 2(3)",)),)


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper that shows residence since its day: contract, licence, lease filing, school roll."""

    kind: str
    dated_on: date
    recognised: bool = True


@dataclass(frozen=True, slots=True)
class StartRecognised:
    """The day residence counts from, on which basis, and when half a year will be complete."""

    registration_number: str
    starts_on: date
    basis: str
    eligible_from: date


@official_act
def recognise_start(
    *,
    actor: Actor,
    registration_number: str,
    proofs: tuple[Proof, ...],
    override_reason: str = "",
    request_key: UUID,
    now: datetime,
) -> StartRecognised:
    """Recognise since when the person has lived here (notice 2(3)).

    Window clerks and officers, once: the earliest recognised proof counts, not before arrival; an
    officer may let a proof before arrival count and says why (`override_reason`). After that only
    an approved correction changes the start.
    """
    act = Act("recognise_start", actor, request_key, now)
    registration = locked(act, ResidenceRegistration, number=registration_number)
    if registration.state != "registered":
        raise Conflict("这份登记已经注销或者还没有核实，不能认定起算日期")
    earlier = recognised_start(registration)
    if earlier.basis not in {DECLARED, CONTINUED}:
        raise Conflict("起算日期已经认定过，要改的，请提出更正，由另一人批准")
    facts = current_facts(registration)
    found = residence_starts_on(
        registered_on=registration.registered_on,
        arrived_on=facts.arrived_on,
        proofs=[LawProof(p.kind, p.dated_on, _may_start(p)) for p in proofs],
        on=act.on,
    )
    start = _overridden(act, proofs, override_reason) or found.outcome
    recognised = _need_earlier(start, earlier.starts_on, found)
    act_id = act.journal(
        subject_of(registration),
        found,
        before=earlier.starts_on,
        starts_on=recognised.starts_on,
        basis=recognised.basis,
        override=override_reason,
    )
    supersede([earlier], act_id=act_id, at=act.now)
    write_start(act, act_id, registration, recognised, why=override_reason)
    first_day = _settle(registration, facts, recognised.starts_on, act.on)
    return StartRecognised(registration.number, recognised.starts_on, recognised.basis, first_day)


def _need_earlier(start: StartOfResidence, before: date, found: Finding[Any]) -> Start:
    """The start that is proved, if it lies before the one that stands."""
    if start.starts_on is None or start.basis in {None, DECLARED} or start.starts_on >= before:
        raise Refused(Finding(False, found.cites, found.version, reasons=NOTHING_EARLIER))
    return Start(start.starts_on, str(start.basis))


def _may_start(proof: Proof) -> bool:
    """Whether a paper of this kind can show since when somebody lives here: one of the grounds."""
    (needed,) = proof_of_ground(case=ANY_GROUND).outcome
    return proof.recognised and proof.kind in needed.alternatives


def _overridden(act: Act, proofs: tuple[Proof, ...], why: str) -> StartOfResidence | None:
    """An officer's choice to let the earliest proof count although it lies before arrival."""
    if not why:
        return None
    if act.actor.post not in OVERRIDING_POSTS:
        raise NotYours(act.name)
    able = [proof for proof in proofs if _may_start(proof) and proof.dated_on <= act.on]
    first = min(able, key=lambda proof: proof.dated_on, default=None)
    return StartOfResidence(first.dated_on, first.kind) if first else None


def _settle(
    registration: ResidenceRegistration, facts: RegistrationFacts, starts_on: date, on: date
) -> date:
    """Keep start and first day of eligibility of the present residence in line."""
    current = CurrentResidence.objects.get(registration_id=registration.pk)
    current.starts_on = starts_on
    current.eligible_from = eligible_from(
        hukou_division=current.hukou_division, facts=facts, starts_on=starts_on, on=on
    )
    current.save(update_fields=["starts_on", "eligible_from"])
    return half_year_residence(starts_on=starts_on).outcome.complete_from
