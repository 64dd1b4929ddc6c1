"""Applying for a permit, bringing what was missing, thinking better of it."""

from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.casework.act import Act, Subject, official_act
from anju.casework.cases.evidence import (
    agent_columns,
    digests_of,
    gathered,
    keep_evidence,
    missing_from,
    take_evidence,
)
from anju.casework.cases.outcomes import Application, CaseMoved, CaseOpened, EvidenceShown
from anju.casework.cases.steps import answer_by, move, resumed_by, subject_of
from anju.casework.locking import locked
from anju.casework.numbers import Series, draw
from anju.law.application.agents import AgentKind, agent_may_apply
from anju.law.eligibility import Eligibility
from anju.law.finding import Finding
from anju.law.identity import guardian_may_apply
from anju.law.workflow import CASE
from anju.reading.legal_facts import eligibility, known_facts, person_ids
from anju.records.cases.models import Case, CaseStep
from anju.records.people.models import Person
from anju.records.registrations.models import CurrentResidence

__all__ = ["submit_application", "supplement", "withdraw"]


@official_act
def submit_application(
    *, actor: Actor, application: Application, request_key: UUID, now: datetime
) -> CaseOpened:
    """Take an application for a first permit (IRRP 9(1)); it is free of charge.

    Window clerks and officers. Refused with the law's reasons when the person is not eligible or
    not yet (the day is in the finding). What is missing does not refuse: it is answered as
    `missing` and told by `notify_deficiencies`.
    """
    act = Act("submit_application", actor, request_key, now)
    person = locked(act, Person, ref=application.person_ref)
    residence = current_residence(person)
    eligible = eligibility(residence, grounds=application.grounds, on=act.on)
    if eligible.outcome.outcome is not Eligibility.ELIGIBLE:
        raise Refused(eligible)
    may_speak = _agent_allowed(person, application, act)
    to = act.step(CASE, "", name="submit")
    papers = gathered(act, person.pk, application.evidence)
    number = draw(Series.CASE, agency_code=actor.agency_code, on=act.on)
    subject = Subject("case", number, person.area, person.pk)
    facts = {"grounds": application.grounds, "files": digests_of(papers)}
    act_id = act.journal(subject, to, eligible, may_speak, **facts)
    case = Case.objects.create(
        number=number,
        kind="first_issue",
        person=person,
        area=person.area,
        agency_code=actor.agency_code,
        registration_id=residence.registration_id,
        state=to.outcome,
        housing=application.housing,
        grounds=list(application.grounds),
        submitted_on=act.on,
        due_on=answer_by(act.on),
        **agent_columns(number, application.agent),
    )
    note_first_step(act, case, act_id)
    take_evidence(act, case, papers)
    keep_evidence(case, application.evidence)
    missing = missing_from(case, act.on).outcome.missing
    return CaseOpened(number, case.state, tuple(item.code for item in missing))


@official_act
def supplement(
    *,
    actor: Actor,
    case_number: str,
    evidence: tuple[EvidenceShown, ...],
    request_key: UUID,
    now: datetime,
) -> CaseMoved:
    """Take what was missing (IRRP 9(5)): the case goes on at its place.

    Window clerks and officers. The time that was left when the clock stopped is left still.
    `missing` lists what the notice asked for and did not come.
    """
    act = Act("supplement", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    papers = gathered(act, case.person_id, evidence)
    brought = [paper.kind for paper in evidence]
    act_id = act.journal(subject_of(case), to, brought=brought, files=digests_of(papers))
    take_evidence(act, case, papers)
    move(act, case, to, act_id, due_on=resumed_by(case, act.on))
    missing = missing_from(case, act.on).outcome.missing
    return CaseMoved(case.number, case.state, case.due_on, tuple(item.code for item in missing))


@official_act
def withdraw(
    *, actor: Actor, case_number: str, reason: str = "", request_key: UUID, now: datetime
) -> CaseMoved:
    """Close a case because the applicant no longer wants it; one may apply again at any time.

    Window clerks and officers, until the permit is approved.
    """
    act = Act("withdraw", actor, request_key, now)
    case = locked(act, Case, number=case_number)
    to = act.step(CASE, case.state)
    act_id = act.journal(subject_of(case), to, reason=reason)
    move(act, case, to, act_id, note=reason, due_on=None, closed_on=act.on)
    return CaseMoved(case.number, case.state)


def current_residence(person: Person) -> CurrentResidence:
    """Where the person lives now; a `Conflict` says to register first."""
    ids = person_ids(person.pk)
    found = CurrentResidence.objects.filter(person_id__in=ids).first()
    if found is None:
        raise Conflict("没有查到此人现在的暂住登记，请先办理暂住登记")
    return found


def note_first_step(act: Act, case: Case, act_id: int) -> None:
    """The first line of a case's history."""
    CaseStep.objects.create(
        case=case,
        person_id=case.person_id,
        area=case.area,
        step=act.name,
        from_state="",
        to_state=case.state,
        at=act.now,
        actor_number=act.actor.staff_number,
        act_id=act_id,
    )


def _agent_allowed(person: Person, application: Application, act: Act) -> Finding[bool]:
    """Whether whoever stands at the counter may apply for the person (IRRP 9(3))."""
    born_on = known_facts(person.pk, act.on).born_on
    child = guardian_may_apply(born_on=born_on, limited_mobility=False, on=act.on).outcome
    found = agent_may_apply(
        agent=AgentKind(application.agent.kind),
        is_under_age=child,
        limited_mobility=application.limited_mobility,
    )
    if not found.outcome:
        raise Refused(found)
    return found
