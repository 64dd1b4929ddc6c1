"""Every kind of paper as the verbs really issue it: printed, read back, and found fit to take home."""

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import LI, SUN, WANG, WU, ZHENG
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    REGISTERED_ON,
    Life,
    accepted,
    applying,
    approved,
    carded,
    registered,
)
from tests.factories.registrations import at, child, entry, household, key
from tests.papers.reading import Paper

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.cases.acceptance import accept, decline_acceptance, notify_deficiencies
from anju.casework.cases.applications import supplement
from anju.casework.cases.decisions import refuse, review
from anju.casework.cases.outcomes import Deficiency
from anju.casework.prints import count_print
from anju.casework.registrations.register import register_household
from anju.papers import Printing, render
from anju.reading.papers_issued import FrozenPaper, household_slips, paper
from anju.reading.person_file import person_file
from anju.records.issued.models import Paper as PaperRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]

CODE_OF_AN_ARTICLE = re.compile(r"(IRRP|PSD-2016|HRR|PFPR|MPS-24|CC)\s?\d")
DAY = at(ELIGIBLE_ON, 15)


def printed(found: FrozenPaper) -> Paper:
    """The paper as it comes from the printer, nothing on it that only the house understands."""
    made = Paper(render(found.kind, found.content, found.edition, Printing(number=1)).pdf)
    assert not CODE_OF_AN_ARTICLE.search(made.text)
    assert "待确认" not in made.text
    assert "None" not in made.text
    return made


def case_paper(life: Life, kind: str, *, reader: Actor = WU) -> tuple[FrozenPaper, Paper]:
    """The last paper of a kind given out in a case, as issued and as printed."""
    with scoped(reader):
        rows = PaperRow.objects.filter(subject_ref=life.case_number, kind=kind)
        number = rows.order_by("id").values_list("number", flat=True).last()
    assert number is not None
    found = paper(reader, number, now=DAY)
    return found, printed(found)


def test_a_family_gets_one_slip_and_one_form() -> None:
    told = register_household(
        actor=WU,
        household=household(entry(), child()),
        request_key=key(),
        now=at(REGISTERED_ON),
    )
    papers = household_slips(WU, told.household_ref, now=at(REGISTERED_ON))
    assert sorted(one.kind for one in papers) == ["registration_form", "slip"]
    by_kind = {one.kind: printed(one).text for one in papers}
    for words in (
        "2026年3月3日",
        "2026年9月4日（星期五）",
        "依据：申报登记之日",
        "周小龙（子女",
        "0855-",
        "大十字街道流动人口服务中心",
    ):
        assert words.replace(" ", "") in by_kind["slip"], words
    assert "贵州省黔东南苗族侗族自治州黎平县德凤街道" in by_kind["registration_form"]
    assert count_print(actor=WU, number=papers[0].number) == 1
    assert count_print(actor=WU, number=papers[0].number) == 2
