"""Who may report and take a registration, by when others must, and how departures are entered."""

from datetime import date, timedelta

import pytest
from tests.law.reasons import codes

from anju.law.registration import (
    Office,
    Party,
    days_late,
    departure_may_be_entered,
    lateness_is_shown_to_resident,
    may_report,
    may_take_registration,
    must_report_by,
    must_report_departure_by,
    must_report_new_address_by,
    objection_is_open_until,
)

ONE_DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("party", Party)
def test_only_the_person_and_the_householder_report_for_themselves(party: Party) -> None:
    assert may_report(party=party).outcome == (party in {Party.PERSON, Party.HOUSEHOLDER})


@pytest.mark.parametrize(
    ("office", "is_entrusted", "may", "reasons"),
    [
        (Office.POLICE_STATION, False, True, []),
        (Office.POLICE_STATION, True, True, []),
        (Office.SERVICE_CENTRE, True, True, []),
        (Office.SERVICE_CENTRE, False, False, ["not_entrusted"]),
        (Office.COUNTY_BUREAU, False, False, ["wrong_office"]),
        (Office.COUNTY_BUREAU, True, False, ["wrong_office"]),
    ],
)
def test_the_station_or_an_entrusted_centre_takes_a_registration(
    office: Office, is_entrusted: bool, may: bool, reasons: list[str]
) -> None:
    found = may_take_registration(office=office, is_entrusted=is_entrusted)
    assert (found.outcome, codes(found)) == (may, reasons)
    assert found.facts == {"office": office, "is_entrusted": is_entrusted}


@pytest.mark.parametrize("party", [Party.PERSON, Party.HOUSEHOLDER, Party.LANDLORD])
def test_three_days_to_report_a_stay(party: Party) -> None:
    found = must_report_by(party=party, began_on=date(2026, 3, 4))
    assert found.outcome == date(2026, 3, 9)
    assert found.warnings == ()


def test_the_employer_s_limit_is_open_and_said_to_be() -> None:
    found = must_report_by(party=Party.EMPLOYER, began_on=MONDAY)
    assert found.outcome is None
    assert found.warnings == ("limit_to_be_confirmed:registration.employer_reports_within",)


@pytest.mark.parametrize("party", [Party.PERSON, Party.HOUSEHOLDER])
def test_a_departure_is_reported_before_leaving(party: Party) -> None:
    assert must_report_departure_by(party=party, leaves_on=MONDAY).outcome == MONDAY


@pytest.mark.parametrize("party", [Party.LANDLORD, Party.EMPLOYER])
def test_the_limit_of_others_for_departures_is_open(party: Party) -> None:
    found = must_report_departure_by(party=party, leaves_on=MONDAY)
    key = f"registration.{party}_reports_departure_within"
    assert (found.outcome, found.warnings) == (None, (f"limit_to_be_confirmed:{key}",))


def test_the_limit_for_a_new_address_is_open() -> None:
    found = must_report_new_address_by(moved_on=MONDAY)
    assert found.outcome is None
    assert found.warnings == ("limit_to_be_confirmed:registration.change_of_address_within",)


def test_lateness_is_counted_and_never_negative() -> None:
    assert days_late(due_on=MONDAY, registered_on=MONDAY + ONE_DAY * 4).outcome == 4
    assert days_late(due_on=MONDAY, registered_on=MONDAY).outcome == 0
    assert days_late(due_on=MONDAY, registered_on=MONDAY - ONE_DAY).outcome == 0


def test_lateness_is_not_shown_to_the_resident() -> None:
    assert lateness_is_shown_to_resident(on=MONDAY).outcome is False


def test_objection_stays_open_seven_days_and_rolls() -> None:
    assert objection_is_open_until(told_on=MONDAY).outcome == date(2026, 3, 9)
    assert objection_is_open_until(told_on=date(2026, 2, 28)).outcome == date(2026, 3, 9)


class TestDeparture:
    until = date(2026, 3, 9)

    def entered(self, party: Party, on: date, *, objected: bool = False):
        return departure_may_be_entered(
            party=party, objection_until=self.until, objected=objected, on=on
        )

    @pytest.mark.parametrize("party", [Party.PERSON, Party.HOUSEHOLDER])
    def test_one_s_own_word_counts_at_once(self, party: Party) -> None:
        assert self.entered(party, MONDAY).outcome is True

    @pytest.mark.parametrize("party", [Party.LANDLORD, Party.EMPLOYER])
    def test_another_s_word_counts_after_the_time_to_object(self, party: Party) -> None:
        waiting = self.entered(party, self.until)
        assert (waiting.outcome, codes(waiting)) == (False, ["objection_still_open"])
        assert waiting.changes_on == self.until + ONE_DAY
        assert self.entered(party, self.until + ONE_DAY).outcome is True

    @pytest.mark.parametrize("party", Party)
    def test_an_objection_stops_it(self, party: Party) -> None:
        stopped = self.entered(party, date(2026, 5, 1), objected=True)
        assert (stopped.outcome, codes(stopped)) == (False, ["person_objected"])

    def test_untold_it_never_counts(self) -> None:
        found = departure_may_be_entered(
            party=Party.LANDLORD, objection_until=None, objected=False, on=MONDAY
        )
        assert (found.outcome, found.changes_on) == (False, None)
