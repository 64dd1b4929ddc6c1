"""Papers shown for a case, and whom the papers of a case speak of."""

from collections.abc import Iterable
from datetime import date

from anju.access.secrets import seal
from anju.casework.act import Act
from anju.casework.cases.outcomes import Agent, EvidenceShown
from anju.law.application.materials import MissingMaterials
from anju.law.finding import Finding
from anju.reading import cells
from anju.reading.legal_facts import known_facts, missing_of
from anju.records.cases.models import Case, Evidence

__all__ = ["agent_columns", "keep_evidence", "missing_from", "take_evidence"]


LAPSED = "closed"


def take_evidence(act: Act, case: Case, shown: Iterable[EvidenceShown]) -> None:
    """Note the papers put on the counter, each with its fault where it has one."""
    Evidence.objects.bulk_create(
        Evidence(
            case=case,
            person_id=case.person_id,
            area=case.area,
            kind=paper.kind,
            dated_on=paper.dated_on,
            issued_by=paper.issued_by,
            state="faulty" if paper.fault else "provided",
            fault=paper.fault,
            file_ref=paper.file_ref,
            added_at=act.now,
            added_by=act.actor.staff_number,
        )
        for paper in shown
    )


def keep_evidence(case: Case, shown: Iterable[EvidenceShown]) -> None:
    """Take along what was good in a case that lapsed (R-0035), save what is shown anew."""
    lapsed = Case.objects.filter(person_id=case.person_id, state=LAPSED).order_by("-pk").first()
    if lapsed is None:
        return
    anew = {paper.kind for paper in shown}
    good = Evidence.objects.filter(case_id=lapsed.pk, person_id=case.person_id).exclude(
        state="faulty"
    )
    kept = [paper for paper in good.order_by("pk") if paper.kind not in anew]
    for paper in kept:
        paper.pk, paper.case, paper.area, paper.state = None, case, case.area, "provided"
    Evidence.objects.bulk_create(kept)


def agent_columns(case_number: str, agent: Agent) -> dict[str, object]:
    """The columns of a case that say who acts for the applicant; the number is sealed."""
    cell = cells.agent_number(case_number)
    return {
        "agent_kind": agent.kind,
        "agent_name": agent.name,
        "agent_number_encrypted": seal(agent.number, cell) if agent.number else None,
    }


def missing_from(case: Case, on: date) -> Finding[MissingMaterials]:
    """What a case still lacks; a new card for a standing permit needs no proofs of its ground."""
    if case.kind != "first_issue":
        return Finding(MissingMaterials(complete=True, missing=()))
    return missing_of(case, born_on=known_facts(case.person_id, on).born_on, on=on)
