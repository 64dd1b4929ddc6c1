"""Two people at once: one application a person, one answer a request, and no page left behind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.casework.test_races_and_repeats import together
from tests.factories.cast import LI, NIGHT, SUN, WU
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, applying, registered
from tests.factories.registrations import at, key

from anju.access.actor import Actor
from anju.access.evidence_files import hold
from anju.access.refusals import Conflict
from anju.access.scope import scoped
from anju.casework.cases.acceptance import notify_deficiencies
from anju.casework.cases.applications import submit_application, supplement
from anju.casework.cases.outcomes import Application, EvidenceShown
from anju.casework.cases.second_notices import (
    agree_to_second_notice,
    ask_second_notice,
    decline_second_notice,
)
from anju.casework.reference_data import load_agencies
from anju.kit.page_bundle import PageBundle
from anju.records.cases.models import Evidence, SecondNoticeRequest

NOW = at(ELIGIBLE_ON, 15)


@pytest.fixture(autouse=True)
def house(transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    settings.ANJU_DATA = tmp_path
    load_agencies(actor=NIGHT, now=at(ELIGIBLE_ON, 8))
    return tmp_path


def test_two_clerks_file_for_one_person_and_one_of_them_does(house: Path) -> None:
    life = registered()

    def filing(actor: Actor) -> Callable[[], Any]:
        ref = hold(actor, actor.name.encode(), PageBundle((b"page",), (actor.name,), "1.jpg"))
        application = Application(
            person_ref=life.person_ref,
            housing="rented",
            grounds=("employment",),
            evidence=(EvidenceShown("lease", drafts=(ref,)),),
        )
        return lambda: submit_application(
            actor=actor, application=application, request_key=key(), now=NOW
        )

    told = list(together(filing(WU), filing(SUN)))
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    (refused,) = (one for one in told if isinstance(one, Conflict))
    assert "正在办理的申请" in refused.sentence
    with scoped(NIGHT):
        row = Evidence.objects.get()
    assert [place.name for place in (house / "objects").glob("??/*")] == [row.file_ref]


def test_a_request_is_answered_once() -> None:
    case = {"actor": WU, "case_number": applying(evidence=EVERYTHING[:2]).case_number}
    notify_deficiencies(**case, request_key=key(), now=NOW)
    supplement(**case, evidence=EVERYTHING[2:3], request_key=key(), now=NOW)
    ref = ask_second_notice(**case, reason="缺页", request_key=key(), now=NOW).ref
    asked = {"actor": LI, "ref": ref, "answer": "请电话核实", "now": NOW}
    told = list(
        together(
            lambda: agree_to_second_notice(**asked, request_key=key()),
            lambda: decline_second_notice(**asked, request_key=key()),
        )
    )
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    (answered,) = (one for one in told if not isinstance(one, Conflict))
    with scoped(NIGHT):
        assert SecondNoticeRequest.objects.get().state == answered.state
