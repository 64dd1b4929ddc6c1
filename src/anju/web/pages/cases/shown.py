"""A case in words, ready for the page."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.kit.clock import SHANGHAI, day_of
from anju.law.application.materials import deficiency_notice, material
from anju.law.eligibility import Ground
from anju.law.text.citation_words import citation_in_words
from anju.reading.case_page import CasePage, EvidenceRow, StepRow
from anju.reading.police.answers import Answer, Source
from anju.web.pages.cases.apply_form import AGENT_WORDS
from anju.web.pages.cases.needs import lacking
from anju.web.pages.person.words import ACT_WORDS, CASE_WORDS, basis_word, code_word
from anju.web.punctuation import full_width

__all__ = ["CHECK_WORDS", "CheckLine", "ShownCase", "check_line", "evidence_line", "shown_case"]

TURN_WORDS = {
    "applicant": "申请人",
    "station": "派出所",
    "bureau": "县级公安机关",
    "card_maker": "制证点",
}
CHECK_WORDS = {
    "stays_ordinarily": "不是住旅馆、住院、受救助",
    "lives_in_another_city": "离开户籍地，住在另一个城市",
    "holds_no_permit_yet": "还没有居住证",
    "has_ground": "有就业、住所、就读之一",
    "lived_half_a_year": "住满半年",
    "start_has_basis": "起算日期有依据",
    "photo": "有本人相片",
    "papers": "证明材料齐全",
}
SOURCE_WORDS = {
    "registration": "登记",
    "hukou": "身份信息中的户籍地",
    "permits": "居住证库，按本人全部档案查",
    "start_declared": "登记之日",
    "start_continued": "接续上一处登记",
}
FACT_WORDS = {
    "residence_starts_on": "起算日期",
    "complete_from": "满半年之日",
    "starts_on": "起算日期",
    "grounds": "凭",
    "stay_kind": "住处",
    "hukou_unit": "户籍地",
    "residence_unit": "居住地",
    "hukou_division": "户籍地",
    "residence_division": "居住地",
    "basis": "依据",
    "override": "说明",
}
DIVISIONS = {"hukou_division", "residence_division"}
PAPERS = {
    "G": "一次性告知书",
    "H": "受理回执",
    "L": "领证通知",
    "J": "不予受理、办理通知书",
}
EVIDENCE_STATES = {
    "provided": ("已收", "plain", "check"),
    "accepted": ("已采用", "plain", "check"),
    "faulty": ("不能用", "warn", "circle-alert"),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A question the law has answered: the answer, what it rests on, records and articles."""

    code: str
    words: str
    holds: bool | None
    facts: str
    basis: str
    sources: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A paper shown, with its state in words."""

    name: str
    dated_on: date | None
    issued_by: str
    fault: str
    state: tuple[str, str, str]
    pages: int


@dataclass(frozen=True, slots=True)
class ShownCase:
    """The words beside a case."""

    kind: str
    turn: str
    housing: str
    grounds: str
    agent: str
    evidence: tuple[EvidenceLine, ...]
    missing: tuple[str, ...]
    notices: tuple[dict[str, object], ...]
    checks: tuple[CheckLine, ...]
    steps: tuple[dict[str, object], ...]
    papers: tuple[tuple[str, str], ...]
    is_overdue: bool


def shown_case(page: CasePage, now: datetime) -> ShownCase:
    """Every code of a case as its word on the day."""
    on = day_of(now)
    missing = deficiency_notice(missing=lacking(page, on)).outcome if page.missing else ()
    return ShownCase(
        kind=CASE_WORDS.get(page.kind, page.kind),
        turn=TURN_WORDS.get(page.turn, ""),
        housing=code_word("housing_kinds", page.housing, on),
        grounds="、".join(code_word("grounds", ground, on) for ground in page.grounds),
        agent=f"{AGENT_WORDS.get(page.agent_kind, '')} {page.agent_name}".strip(),  # type: ignore[call-overload]
        evidence=tuple(evidence_line(row) for row in page.evidence),
        missing=tuple(item.what for item in missing),
        notices=tuple(
            {
                "sequence": notice.sequence,
                "count": len(notice.items),
                "given_on": day_of(notice.given_at),
                "supplement_by": notice.supplement_by,
            }
            for notice in page.notices
        ),
        checks=tuple(check_line(row, on) for row in page.checks),
        steps=tuple(_step(row) for row in reversed(page.steps)),
        papers=tuple((number, PAPERS.get(number[:1], "文书")) for number in page.papers),
        is_overdue=page.due_on is not None and page.due_on < on and page.closed_on is None,
    )


def evidence_line(row: EvidenceRow) -> EvidenceLine:
    """A paper of a case in words."""
    paper = material(row.kind)
    name = paper.name if paper else row.kind
    state = EVIDENCE_STATES.get(row.state, (row.state, "grey", "minus"))
    return EvidenceLine(name, row.dated_on, row.issued_by, row.fault, state, row.pages)


def check_line(row: Answer, on: date) -> CheckLine:
    """A question the law has answered, in words."""
    facts = [
        f"{FACT_WORDS[name]} {_fact(name, value, on)}"
        for name, value in row.facts.items()
        if name in FACT_WORDS and value not in {"", "None", "ordinary"}
    ]
    basis = "、".join(dict.fromkeys(citation_in_words(cite) for cite in row.cites))
    return CheckLine(
        row.code,
        CHECK_WORDS.get(row.code, row.code),
        row.holds,
        full_width("，".join(facts)),
        basis,
        "；".join(dict.fromkeys(_source(source) for source in row.sources)),
    )


def _source(source: Source) -> str:
    """The record an answer was read from, as one would ask for it."""
    if source.kind == "paper":
        paper = material(source.ref)
        name = paper.name if paper else source.ref
        return " ".join(part for part in (name, f"{source.on or ''}", source.by) if part)
    if source.kind == "registration":
        return f"{SOURCE_WORDS['registration']} {source.ref}"
    word = SOURCE_WORDS.get(source.kind) or basis_word(source.kind.removeprefix("start_"))
    return f"{word} {source.on}" if source.on else word


def _fact(name: str, value: str, on: date) -> str:
    """A fact as people say it."""
    if name == "grounds":
        named = [code_word("grounds", ground, on) for ground in Ground if ground in value]
        return "、".join(named)
    if name == "basis":
        return basis_word(value)
    if name in DIVISIONS:
        return code_word("divisions", value, on)
    return value


def _step(row: StepRow) -> dict[str, object]:
    when = row.at.astimezone(SHANGHAI)
    return {
        "title": ACT_WORDS.get(row.step, row.step),
        "when": f"{when:%Y-%m-%d %H:%M}",
        "text": " · ".join(part for part in (row.actor_name or row.actor_number, row.note) if part),
        "done": True,
    }
