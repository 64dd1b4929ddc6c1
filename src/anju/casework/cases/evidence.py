"""Papers shown for a case, and whom the papers of a case speak of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anju.access.evidence_files import held_for, keep_pages
from anju.access.refusals import Conflict, NotYours
from anju.access.secrets import seal
from anju.casework.act import Act
from anju.casework.cases.outcomes import Agent, EvidenceShown
from anju.kit.page_bundle import PageBundle, joined
from anju.law.application.materials import MissingMaterials
from anju.law.finding import Finding
from anju.reading import cells
from anju.reading.legal_facts import known_facts, missing_of, person_ids
from anju.records.cases.models import Case, Evidence

__all__ = [
    "PaperShown",
    "agent_columns",
    "digests_of",
    "gathered",
    "keep_evidence",
    "missing_from",
    "take_evidence",
]


LAPSED = "closed"
FORGOTTEN = "上传的文件放得太久，已经清除，请重新选择文件"
FILE_TWICE = "同一个文件交了两次，请核对每样材料的文件"


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper as it will stand in the case, with its pages where it was photographed."""

    said: EvidenceShown
    pages: PageBundle | None = None
    on_file: Evidence | None = None

    @property
    def digests(self) -> tuple[str, ...]:
        """By what the files of the paper are known again."""
        if self.on_file is not None:
            return tuple(self.on_file.digests)
        return self.pages.digests if self.pages else ()


def gathered(act: Act, person_id: int, shown: Iterable[EvidenceShown]) -> tuple[PaperShown, ...]:
    """The papers shown with their pages; a `Conflict` for a file that is gone or comes twice."""
    papers = tuple(_gathered(act, person_id, paper) for paper in shown)
    digests = [digest for paper in papers for digest in paper.digests]
    if len(set(digests)) < len(digests):
        raise Conflict(FILE_TWICE)
    return papers


def _gathered(act: Act, person_id: int, said: EvidenceShown) -> PaperShown:
    if said.again is not None:
        mine = Evidence.objects.filter(person_id__in=person_ids(person_id)).exclude(state="faulty")
        on_file = mine.filter(pk=said.again, kind=said.kind).first()
        if on_file is None:
            raise NotYours(act.name)
        return PaperShown(said, on_file=on_file)
    held = [held_for(act.actor, ref) for ref in said.drafts]
    bundles = [bundle for bundle in held if bundle is not None]
    if len(bundles) < len(held):
        raise Conflict(FORGOTTEN)
    return PaperShown(said, joined(bundles) if bundles else None)


def digests_of(papers: Iterable[PaperShown]) -> dict[str, list[str]]:
    """The digests of the files of each kind of paper, as the journal keeps them."""
    return {paper.said.kind: list(paper.digests) for paper in papers if paper.digests}


def take_evidence(act: Act, case: Case, papers: Iterable[PaperShown]) -> None:
    """Note the papers put on the counter, each with its fault where it has one, and its pages."""
    Evidence.objects.bulk_create(_row(act, case, paper) for paper in papers)


def _row(act: Act, case: Case, paper: PaperShown) -> Evidence:
    said, again = paper.said, paper.on_file
    row = Evidence(
        case=case,
        person_id=case.person_id,
        area=case.area,
        kind=said.kind,
        dated_on=said.dated_on,
        issued_by=said.issued_by,
        state="faulty" if said.fault else "provided",
        fault=said.fault,
        digests=list(paper.digests),
        added_at=act.now,
        added_by=act.actor.staff_number,
    )
    if again is not None:
        row.file_ref, row.pages = again.file_ref, again.pages
        row.dated_on = said.dated_on or again.dated_on
        row.issued_by = said.issued_by or again.issued_by
    elif paper.pages is not None:
        row.file_ref, row.pages = keep_pages(paper.pages), len(paper.pages.pages)
    return row


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
