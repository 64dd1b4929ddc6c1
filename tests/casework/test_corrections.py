"""Four eyes for recognised facts."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import FENG, LI, WANG, WU
from tests.factories.lives import REGISTERED_ON, registered
from tests.factories.registrations import at, entry, key

from anju.access.refusals import Conflict, NotYours, Refused
from anju.access.scope import scoped
from anju.casework.people.corrections import (
    ProposedCorrection,
    approve_correction,
    propose_correction,
    reject_correction,
)
from anju.reading.counter.corrections import correction_page
from anju.reading.finding_people import find_people
from anju.reading.person_file import person_file
from anju.reading.queues import queue
from anju.records.people.models import PersonFacts

DAY = date(2026, 5, 6)
NOW = at(DAY)


def propose(actor, kind, ref, **after):
    return propose_correction(
        actor=actor,
        correction=ProposedCorrection(
            subject_kind=kind,
            subject_ref=ref,
            after=after,
            reason="登记时看错了证件",
            evidence_note="居民身份证原件",
        ),
        request_key=key(),
        now=NOW,
    ).correction_ref


def approve(actor, ref):
    return approve_correction(actor=actor, correction_ref=ref, request_key=key(), now=NOW)


def test_a_corrected_name_is_found_and_the_wrong_one_stays_readable_as_known_then() -> None:
    life = registered()
    ref = propose(WU, "person", life.person_ref, name="周亚妹")
    assert [row.ref for row in queue(WANG, "corrections", now=NOW).page.rows] == [ref]
    with pytest.raises(NotYours):  # a clerk decides nothing
        approve(WU, ref)
    assert approve(WANG, ref).state == "approved"
    assert person_file(WU, life.person_ref, now=NOW).name == "周亚妹"
    assert len(find_people(WU, "周亚妹", now=NOW).rows) == 1
    with scoped(WU):
        known_then = PersonFacts.objects.as_known(at=at(date(2026, 4, 1)), on=REGISTERED_ON)
        assert known_then.get().name == "周阿妹"


def test_nobody_approves_what_they_proposed() -> None:
    life = registered()
    ref = propose(WU, "person", life.person_ref, sex="1")
    proposer_as_chief = replace(WANG, staff_number=WU.staff_number)
    with pytest.raises(Conflict, match="更正要由另一人批准"):
        approve(proposer_as_chief, ref)
    told = reject_correction(
        actor=LI, correction_ref=ref, reason="证件无误", request_key=key(), now=NOW
    )
    assert told.state == "rejected"
    with pytest.raises(Conflict):
        approve(WANG, ref)


def test_a_corrected_start_moves_the_first_day_of_eligibility() -> None:
    life = registered(entry(arrived_on="2026-02-20"))
    ref = propose(WU, "start", life.registration_number, starts_on="2026-02-25")
    approve(WANG, ref)
    stay = person_file(WU, life.person_ref, now=NOW).registrations[0]
    assert (stay.starts_on, stay.basis) == (date(2026, 2, 25), "corrected")
    assert stay.eligible_from == date(2026, 8, 26)


@pytest.mark.parametrize(
    ("starts_on", "refusal"),
    [("2026-01-05", Refused), ("2026-05-05", Conflict), ("2027-01-01", Conflict)],
)
def test_sd_3_a_start_before_arrival_after_registration_or_in_the_future_is_refused(
    starts_on: str, refusal: type[Exception]
) -> None:
    life = registered(entry(arrived_on="2026-02-20"))
    with pytest.raises(refusal):
        propose(WU, "start", life.registration_number, starts_on=starts_on)


def test_a_corrected_arrival_moves_the_span_of_the_stay() -> None:
    life = registered()
    approve(WANG, propose(WU, "stay", life.registration_number, arrived_on="2026-02-27"))
    stay = person_file(WU, life.person_ref, now=NOW).registrations[0]
    assert stay.arrived_on == date(2026, 2, 27)


def test_another_station_proposes_nothing() -> None:
    life = registered()
    with pytest.raises(NotYours):
        propose(FENG, "person", life.person_ref, name="周亚妹")


def test_the_unit_that_proposed_does_not_approve_but_may_reject() -> None:
    ref = propose(WU, "person", registered().person_ref, name="周亚妹")
    with pytest.raises(Conflict, match="另一个单位"):
        approve(LI, ref)
    told = reject_correction(
        actor=LI, correction_ref=ref, reason="证件无误", request_key=key(), now=NOW
    )
    assert told.state == "rejected"


def test_what_hangs_on_a_corrected_fact_is_answered_before_it_is_approved() -> None:
    life = registered(entry(arrived_on="2026-02-20"))
    starts = propose(WU, "start", life.registration_number, starts_on="2026-02-25")
    effects = {one.of: one for one in correction_page(WANG, starts, now=NOW).effects}
    assert not effects["another_city"].changes
    first_day = effects["eligible_from"]
    assert (first_day.before, first_day.after) == (date(2026, 9, 4), date(2026, 8, 26))
    hukou = propose(WU, "person", life.person_ref, hukou_division="522601")
    effects = {one.of: one for one in correction_page(WANG, hukou, now=NOW).effects}
    assert (effects["another_city"].before, effects["another_city"].after) == (True, False)
    assert effects["eligible_from"].after is None
    arrival = propose(WU, "stay", life.registration_number, arrived_on="2026-03-01")
    effects = {one.of: one for one in correction_page(WANG, arrival, now=NOW).effects}
    assert effects["days_late"].before > effects["days_late"].after
    birth = propose(WU, "person", life.person_ref, born_on="2015-01-01")
    effects = {one.of: one for one in correction_page(WANG, birth, now=NOW).effects}
    assert (effects["guardian_applies"].before, effects["guardian_applies"].after) == (False, True)
    approve(WANG, starts)
    assert correction_page(WANG, starts, now=NOW).effects == ()
