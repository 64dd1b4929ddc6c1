"""What the result page shows beside the outcome: papers, place, code and its picture."""

from dataclasses import dataclass
from datetime import date

import segno

from anju.law.application.agents import AgentKind
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    deficiency_notice,
    required_materials,
)
from anju.law.eligibility import Ground
from anju.law.text.citation_words import citation_in_words
from anju.web.pages.public.check.answers import Answers, spaced
from anju.web.pages.public.check.outcome import CheckResult, agent_of, grounds_of
from anju.web.pages.public.check.questions import KAILI, PAPERS, STAYS
from anju.web.pages.public.guide.basis import fee_in_words
from anju.web.pages.public.where.places import Place, place_of

__all__ = ["PaperLine", "ShownResult", "shown_result"]

#: The papers asked about that the catalogue of materials knows, by their bit.
IN_CATALOGUE = {
    1: ("employment_contract",),
    2: ("business_licence",),
    4: ("lease_filing", "lease"),
    8: ("school_roll", "student_card", "school_proof"),
    16: ("title_document", "purchase_contract"),
}
#: Papers whose date may be the start of residence (bits).
DATED_PAPERS = 1 | 2 | 4 | 8


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One thing to bring: the papers any one of which will do, and whether one is at hand."""

    what: str
    papers: tuple[str, ...]
    at_hand: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """Everything on the result page that is not the outcome itself."""

    papers: tuple[PaperLine, ...]
    earlier_by: tuple[str, ...]
    place: Place | None
    code: str
    picture: str
    fee: str
    basis: tuple[str, ...]
    on: date


def shown_result(
    answers: Answers, result: CheckResult, *, code: str, address: str, on: date
) -> ShownResult:
    """The personal list, the place that serves the town, the code and what the outcome rests on."""
    return ShownResult(
        papers=_papers(answers),
        earlier_by=tuple(
            words for bit, words in PAPERS.items() if answers.papers & bit & DATED_PAPERS
        ),
        place=place_of(f"{KAILI}{answers.town:03}") if answers.residence == KAILI else None,
        code=spaced(code),
        picture=segno.make_qr(address).svg_inline(scale=3, border=2),
        fee=fee_in_words("first_issue", on),
        basis=tuple(citation_in_words(one) for one in result.finding.cites),
        on=on,
    )


def _papers(answers: Answers) -> tuple[PaperLine, ...]:
    agent = agent_of(answers)
    case = MaterialsCase(
        housing=STAYS[answers.stay].housing if answers.stay else Housing.RENTED,
        grounds=grounds_of(answers) or frozenset(Ground),
        is_under_age=agent is AgentKind.GUARDIAN,
        agent=agent,
        limited_mobility=agent is AgentKind.RELATIVE,
    )
    held = {code for bit, codes in IN_CATALOGUE.items() if answers.papers & bit for code in codes}
    lines = deficiency_notice(missing=required_materials(case=case).outcome).outcome
    return tuple(
        PaperLine(
            line.what.removeprefix("缺少"),
            tuple(paper.name for paper in line.alternatives),
            any(paper.code in held for paper in line.alternatives),
        )
        for line in lines
    )
