"""The case as it was shown, carried along by the page, and what is no longer so."""

from dataclasses import dataclass
from datetime import date

from django.core import signing

from anju.kit.clock import SHANGHAI
from anju.reading.case_page import CasePage
from anju.web.pages.cases.shown import CHECK_WORDS, evidence_line
from anju.web.pages.person.words import code_word
from anju.web.status_words import status_word

__all__ = ["Change", "Changed", "changed_by", "changes", "sealed"]

SALT = "anju.web.pages.cases.seen"
ANSWERS = {True: "符合", False: "不符合", None: "待核实"}
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its name, as it was shown, as it is now."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Who moved the case last, and when."""

    who: str
    when: str


def sealed(page: CasePage, on: date) -> str:
    """The case as it is shown, for the page to carry along."""
    return signing.dumps(_shown(page, on), salt=SALT, compress=True)


def changes(carried: str, page: CasePage, on: date) -> tuple[Change, ...]:
    """What is not as the page showed it; nothing for a page that carried nothing."""
    try:
        before: dict[str, str] = signing.loads(carried, salt=SALT)
    except signing.BadSignature:
        return ()
    now = _shown(page, on)
    names = dict.fromkeys([*before, *now])
    return tuple(
        Change(name, before.get(name, NOTHING), now.get(name, NOTHING))
        for name in names
        if before.get(name) != now.get(name)
    )


def changed_by(page: CasePage) -> Changed:
    """Who took the last step, and when."""
    if not page.steps:
        return Changed("", "")
    last = page.steps[-1]
    return Changed(last.actor_name or last.actor_number, f"{last.at.astimezone(SHANGHAI):%H:%M}")


def _shown(page: CasePage, on: date) -> dict[str, str]:
    """What a decision rests on, each by the name it has on the page."""
    lines = [evidence_line(row) for row in page.evidence]
    papers = {
        f"材料：{line.name}": "，".join(
            part
            for part in (f"{line.dated_on or ''}", line.issued_by, line.state[0], line.fault)
            if part
        )
        for line in lines
    }
    answers = {CHECK_WORDS.get(row.code, row.code): ANSWERS[row.holds] for row in page.checks}
    start = next((row for row in page.checks if row.code == "start_has_basis"), None)
    starts = {"起算日期": start.facts.get("starts_on", NOTHING)} if start else {}
    return {
        "状态": status_word("case", page.state).word,
        "住处": code_word("housing_kinds", page.housing, on),
        "凭": "、".join(code_word("grounds", ground, on) for ground in page.grounds),
        **papers,
        **answers,
        **starts,
    }
