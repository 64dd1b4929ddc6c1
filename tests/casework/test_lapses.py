"""Cases nothing was brought in for: closed the day after, and nothing good is asked for twice."""

from datetime import date, timedelta

import pytest
from tests.factories.cast import NIGHT, WU
from tests.factories.lives import ELIGIBLE_ON, EVERYTHING, Life, applying, registered
from tests.factories.registrations import at, entry, key

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.cases.acceptance import notify_deficiencies
from anju.casework.cases.applications import submit_application, supplement
from anju.casework.cases.lapses import LAPSED_NOTE, lapse_unsupplemented
from anju.casework.cases.outcomes import Application, Deficiency, EvidenceShown
from anju.reading.case_page import CasePage, case_page
from anju.records.journal.models import JournalEntry

pytestmark = pytest.mark.django_db

#: Fifteen days after the notice; a Sunday on which offices work.
LAST_DAY = date(2026, 9, 20)
DAY_AFTER = LAST_DAY + timedelta(days=1)


def told(*faulty: Deficiency, life: Life | None = None, on: date = ELIGIBLE_ON) -> Life:
    """Somebody who was told what is missing."""
    life = applying(life, evidence=EVERYTHING[:3], on=on)
    notify_deficiencies(
        actor=WU, case_number=life.case_number, faulty=faulty, request_key=key(), now=at(on)
    )
    return life


def page(life: Life) -> CasePage:
    return case_page(WU, life.case_number, now=at(DAY_AFTER))


def apply_again(life: Life, *evidence: EvidenceShown) -> tuple[str, ...]:
    """What is missing in a new application."""
    application = Application(
        person_ref=life.person_ref, housing="rented", grounds=("employment",), evidence=evidence
    )
    opened = submit_application(
        actor=WU, application=application, request_key=key(), now=at(DAY_AFTER)
    )
    return opened.missing


def test_irrp_9_5_a_case_is_closed_when_its_day_has_passed_and_not_before() -> None:
    life = told()
    on_the_day = lapse_unsupplemented(actor=NIGHT, on=LAST_DAY, now=at(LAST_DAY, 1))
    assert (on_the_day.looked_at, on_the_day.closed) == (1, 0)
    after = lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER, 1))
    assert (after.looked_at, after.closed, after.finished) == (1, 1, True)
    again = lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER, 2))
    assert (again.looked_at, again.closed) == (0, 0)
    shown = page(life)
    assert (shown.state, shown.closed_on, shown.due_on) == ("closed", DAY_AFTER, None)
    assert shown.steps[-1].note == LAPSED_NOTE
    with scoped(NIGHT):
        row = JournalEntry.objects.get(act="lapse_unsupplemented")
    assert row.cites == ["IRRP 9(5)"]
    assert row.facts == {"supply_by": LAST_DAY.isoformat()}


def test_what_was_brought_in_time_is_not_closed() -> None:
    life = told()
    supplement(
        actor=WU,
        case_number=life.case_number,
        evidence=EVERYTHING[3:],
        request_key=key(),
        now=at(LAST_DAY),
    )
    assert lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER)).looked_at == 0
    assert page(life).state == "supplemented"


def test_nothing_is_brought_to_a_closed_case() -> None:
    life = told()
    lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER, 1))
    with pytest.raises(Conflict):
        supplement(
            actor=WU,
            case_number=life.case_number,
            evidence=EVERYTHING[3:],
            request_key=key(),
            now=at(DAY_AFTER),
        )


def test_batches_go_on_behind_each_other() -> None:
    for room in ("1", "2", "3"):
        told(life=registered(entry(room=room)))
    first = lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, batch=2, now=at(DAY_AFTER))
    assert (first.closed, first.finished) == (2, False)
    rest = lapse_unsupplemented(
        actor=NIGHT, on=DAY_AFTER, after=first.cursor, batch=2, now=at(DAY_AFTER)
    )
    assert (rest.closed, rest.finished) == (1, True)


def test_one_may_apply_again_at_once_and_what_was_good_stays_good() -> None:
    life = told(Deficiency("lease", "没有出租人签名"))
    lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER, 1))
    assert apply_again(life) == ("address_proof", "employment_proof")


def test_what_is_shown_anew_goes_before_what_was_kept() -> None:
    life = told()
    lapse_unsupplemented(actor=NIGHT, on=DAY_AFTER, now=at(DAY_AFTER, 1))
    assert apply_again(life, EvidenceShown("lease", fault="过期")) == (
        "address_proof",
        "employment_proof",
    )


def test_only_the_nightly_work_does_it() -> None:
    with pytest.raises(NotYours):
        lapse_unsupplemented(actor=WU, on=DAY_AFTER, now=at(DAY_AFTER))
