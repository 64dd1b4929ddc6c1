"""Whatever stands in an address or a form, a page answers."""

from typing import Any

import pytest
from tests.factories.lives import ELIGIBLE_ON, applying, holding
from tests.web.moving_clock import moving_clock
from tests.web.staff_desks import CHIEF, CLERK, OFFICER, at_desk, open_house

pytestmark = pytest.mark.django_db

GARBAGE = ("\x00'\"<%ff" + "x" * 3000, "9" * 50, "٣")
ASKED = ("queue", "with", "q", "what", "after")
SENT = (
    "request_key", "housing", "grounds", "agent_kind", "agent_name", "agent_number", "listed",
    "name", "born_on", "sex", "hukou_division", "since", "reason", "evidence_note", "keep",
    "seen", "fault_lease", "preview", "party", "why",
)  # fmt: skip


def test_no_garbage_breaks_a_page(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    permit = holding().permit_number
    life = applying()
    file, case = f"/counter/person/{life.person_ref}", f"/cases/{life.case_number}"
    desks = {number: at_desk(number) for number in (CLERK, OFFICER, CHIEF)}
    pages = [
        (CLERK, f"{file}/apply/"), (CLERK, f"{case}/"), (CLERK, f"{case}/notify_deficiencies/"),
        (CLERK, f"{case}/withdraw/"), (CLERK, f"{file}/correct/"), (OFFICER, f"{file}/merge/"),
        (CLERK, "/cards/"), (CLERK, "/permits/due/"), (CLERK, "/counter/import/"),
        (CHIEF, "/corrections/"), (CLERK, f"/permits/{permit}/replace/"),
    ]  # fmt: skip
    for number, address in pages:
        for garbage in GARBAGE:
            for name in ASKED:
                answer = desks[number].get(address, {name: garbage})
                assert answer.status_code in {200, 302, 404}, (address, name)
            answer = desks[number].post(address, dict.fromkeys(SENT, garbage))
            assert answer.status_code in {200, 404, 405}, address
