"""Which papers a permit needs, as the law's catalogue has them, laid out for a page."""

from dataclasses import dataclass

from anju.law.application.agents import AgentKind
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    Requirement,
    deficiency_notice,
    proof_of_address,
    proof_of_ground,
    required_materials,
)
from anju.law.eligibility import Ground
from anju.web.punctuation import full_width

__all__ = ["GROUND_WORDS", "HOUSING_WORDS", "PaperNeed", "papers_needed", "permit_papers"]

HOUSING_WORDS = {
    Housing.RENTED: "租房",
    Housing.OWN_HOUSE: "自有住房",
    Housing.WORKPLACE: "单位宿舍",
    Housing.STUDENT: "学校宿舍",
    Housing.RELATIVE: "亲友家",
}
GROUND_WORDS = {
    Ground.EMPLOYMENT: "合法稳定就业",
    Ground.DWELLING: "合法稳定住所",
    Ground.SCHOOLING: "连续就读",
}


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """One thing to show: for whom, what, and the papers any one of which will do."""

    what: str
    papers: tuple[str, ...]
    why: str = ""


def papers_needed(case: MaterialsCase) -> tuple[PaperNeed, ...]:
    """Everything one person must bring."""
    return _laid_out(required_materials(case=case).outcome)


def permit_papers() -> tuple[tuple[str, tuple[PaperNeed, ...]], ...]:
    """Everything the guide lists: for all, by dwelling, by ground."""
    anyone = _case(Housing.RENTED, Ground.DWELLING)
    personal = required_materials(case=anyone).outcome[:2]
    return (
        ("每个人都要", _laid_out(personal)),
        ("住处证明，按您住的地方任选一样", tuple(_by_housing(one) for one in HOUSING_WORDS)),
        ("条件证明，三条有一条就行，任选一样", tuple(_by_ground(one) for one in GROUND_WORDS)),
    )


def _case(housing: Housing, ground: Ground) -> MaterialsCase:
    return MaterialsCase(
        housing=housing, grounds=frozenset({ground}), is_under_age=False, agent=AgentKind.NONE
    )


def _by_housing(housing: Housing) -> PaperNeed:
    needed = proof_of_address(case=_case(housing, Ground.DWELLING)).outcome
    return PaperNeed(HOUSING_WORDS[housing], _laid_out(needed)[0].papers)


def _by_ground(ground: Ground) -> PaperNeed:
    needed = proof_of_ground(case=_case(Housing.RENTED, ground)).outcome
    return PaperNeed(GROUND_WORDS[ground], _laid_out(needed)[0].papers)


def _laid_out(requirements: tuple[Requirement, ...]) -> tuple[PaperNeed, ...]:
    lines = deficiency_notice(missing=requirements).outcome
    return tuple(
        PaperNeed(
            line.what.removeprefix("缺少"),
            tuple(paper.name for paper in line.alternatives),
            full_width(line.why),
        )
        for line in lines
    )
