"""What a case must show by the law, and the lines of the notice of what it lacks."""

from collections.abc import Collection
from datetime import date

from anju.casework.cases.outcomes import Deficiency
from anju.casework.cases.papers import lines
from anju.casework.contents import MissingItem
from anju.law.application.agents import AgentKind
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    Requirement,
    deficiency_notice,
    missing_materials,
    required_materials,
)
from anju.law.eligibility import Ground
from anju.law.identity import guardian_may_apply
from anju.reading.case_page import CasePage

__all__ = ["lacking", "needed", "notice_lines"]


def needed(page: CasePage, on: date) -> tuple[Requirement, ...]:
    """Everything a first application must show; a new card for a standing permit nothing."""
    if page.kind != "first_issue":
        return ()
    return required_materials(case=_situation(page, on)).outcome


def lacking(page: CasePage, on: date, *, faulty: Collection[str] = ()) -> tuple[Requirement, ...]:
    """What of it is not there when the faulty papers are left out."""
    if page.kind != "first_issue":
        return ()
    good = [row.kind for row in page.evidence if row.state != "faulty" and row.kind not in faulty]
    return missing_materials(case=_situation(page, on), provided=good).outcome.missing


def _situation(page: CasePage, on: date) -> MaterialsCase:
    """What decides which papers the case needs."""
    return MaterialsCase(
        housing=Housing(page.housing),
        grounds=frozenset(Ground(ground) for ground in page.grounds),
        is_under_age=guardian_may_apply(
            born_on=page.born_on, limited_mobility=False, on=on
        ).outcome,
        agent=AgentKind(page.agent_kind),
    )


def notice_lines(
    page: CasePage, on: date, faulty: tuple[Deficiency, ...]
) -> tuple[MissingItem, ...]:
    """The complete notice as it would be given now."""
    missing = lacking(page, on, faulty=[paper.code for paper in faulty])
    return lines(deficiency_notice(missing=missing).outcome, faulty)
