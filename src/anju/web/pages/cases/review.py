"""The page on which a case is decided: the papers left, the law's answers right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.forms import BoundField
from django.urls import reverse

from anju.access.session import names_of_staff
from anju.kit.clock import SHANGHAI
from anju.reading.case_page import CasePage
from anju.web.act_form import ActForm
from anju.web.pages.cases.decision_forms import OTHERWISE
from anju.web.pages.cases.shown import CheckLine, ShownCase

__all__ = ["AskedAnswer", "Holder", "Picture", "asked_answers", "holder", "pictures"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a paper: what it is called, where it is; empty where nothing was scanned."""

    name: str
    page: int
    pages: int
    address: str


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """An answer of the law, where to contradict it, and who did so before."""

    line: CheckLine
    field: BoundField | None
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """In whose hands the case is: a sentence, and whether they are one's own."""

    number: str
    name: str
    since: str
    is_me: bool


def pictures(page: CasePage, words: ShownCase) -> tuple[Picture, ...]:
    """Every page of every paper, in the order of the papers; one without a page for the others."""
    return tuple(_pictures(page, words))


def _pictures(page: CasePage, words: ShownCase) -> Iterator[Picture]:
    for place, paper in enumerate(words.evidence, 1):
        for one in range(1, paper.pages + 1):
            address = reverse("case_picture", args=[page.number, place, one])
            yield Picture(paper.name, one, paper.pages, address)
        if not paper.pages:
            yield Picture(paper.name, 0, 0, "")


def asked_answers(
    page: CasePage, words: ShownCase, form: ActForm | None
) -> tuple[AskedAnswer, ...]:
    """The answers one under another, each with its field and what others noted."""
    names = names_of_staff(one.noted_by for one in page.contradictions)
    noted: dict[str, list[str]] = {}
    for one in page.contradictions:
        said = f"{names.get(one.noted_by, one.noted_by)}：{one.note}"
        noted.setdefault(one.code, []).append(said)
    fields = form.fields if form else {}
    return tuple(
        AskedAnswer(
            line,
            form[f"{OTHERWISE}{line.code}"]
            if form and f"{OTHERWISE}{line.code}" in fields
            else None,
            tuple(noted.get(line.code, ())),
        )
        for line in words.checks
    )


def holder(page: CasePage, me: str, now: datetime) -> Holder | None:
    """Who has the case and since when; nobody for a case nobody took up."""
    if not page.held_by or page.held_since is None:
        return None
    since = page.held_since.astimezone(SHANGHAI)
    is_today = since.date() == now.astimezone(SHANGHAI).date()
    when = f"{since:%H:%M}" if is_today else f"{since.month}月{since.day}日 {since:%H:%M}"
    name = page.held_by_name or page.held_by
    return Holder(page.held_by, name, when, page.held_by == me)
