"""Sanctions after an order, fines, seizure, what is kept and what is not collected."""

from datetime import date, timedelta

import pytest
from tests.law.reasons import codes

from anju.law.effects.penalties import (
    FineRange,
    fine_after_order,
    fine_for_abuse,
    fine_for_withholding,
    may_fine_after_order,
    must_seize,
    not_holding_a_permit_is_an_offence,
    offence,
)
from anju.law.effects.retention import (
    Subject,
    kept_until,
    may_be_collected,
    must_be_kept_confidential,
)
from anju.law.text import typed_toml as toml

DAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)


def test_holding_no_permit_is_no_offence() -> None:
    assert not_holding_a_permit_is_an_offence(on=DAY).outcome is False


class TestOrderBeforeFine:
    """由公安机关责令限期改正；逾期不改正的"""

    due = date(2026, 11, 20)

    def fined(self, *, order: date | None = due, corrected: date | None = None, on: date = DAY):
        return may_fine_after_order(order_due_on=order, corrected_on=corrected, on=on)

    def test_no_order_no_fine(self) -> None:
        found = self.fined(order=None)
        assert (found.outcome, codes(found)) == (False, ["no_order_given"])

    def test_no_fine_while_the_order_runs(self) -> None:
        found = self.fined(on=self.due)
        assert (found.outcome, codes(found)) == (False, ["order_still_running"])
        assert found.changes_on == self.due + ONE_DAY
        assert self.fined(on=self.due + ONE_DAY).outcome is True

    def test_no_fine_for_what_was_put_right_in_time(self) -> None:
        found = self.fined(corrected=self.due)
        assert (found.outcome, codes(found)) == (False, ["put_right_in_time"])

    def test_put_right_too_late_may_be_fined(self) -> None:
        assert self.fined(corrected=self.due + ONE_DAY).outcome is True

    @pytest.mark.parametrize(
        ("code", "is_unit", "fine"),
        [
            ("not_registered", False, FineRange(100, 100)),
            ("tenants_not_reported", False, FineRange(200, 2000)),
            ("tenants_not_reported", True, FineRange(2000, 20000)),
            ("employees_not_reported", True, FineRange(2000, 20000)),
        ],
    )
    def test_the_range_is_that_of_the_article(
        self, code: str, is_unit: bool, fine: FineRange
    ) -> None:
        found = fine_after_order(offence_code=code, is_unit=is_unit, on=DAY)
        assert found.outcome == fine
        assert offence(code).order_first

    def test_no_fine_is_set_for_a_private_employer(self) -> None:
        found = fine_after_order(offence_code="employees_not_reported", is_unit=False, on=DAY)
        assert (found.outcome, codes(found)) == (None, ["no_fine_set"])


class TestAbuse:
    """有违法所得的，没收违法所得"""

    @pytest.mark.parametrize(
        ("code", "fine", "seized"),
        [
            ("obtained_by_deceit", FineRange(0, 200), True),
            ("permit_lent", FineRange(0, 200), False),
            ("permit_withheld", FineRange(0, 200), False),
            ("impersonation", FineRange(200, 1000), False),
            ("forged_permit", FineRange(200, 1000), True),
        ],
    )
    def test_fine_and_seizure(self, code: str, fine: FineRange, seized: bool) -> None:
        assert fine_for_abuse(offence_code=code, on=DAY).outcome == fine
        assert must_seize(offence_code=code).outcome is seized
        assert offence(code).gain_confiscated
        assert not offence(code).order_first
        assert offence(code).warning == ("IRRP 18" in offence(code).cites)

    def test_the_province_s_range_for_withholding_is_shown_beside(self) -> None:
        found = fine_for_withholding(on=DAY)
        assert found.outcome == FineRange(0, 200)
        assert found.warnings == ("provincial_range_differs",)
        assert found.facts["provincial_person"] == FineRange(200, 1000)
        assert found.facts["provincial_unit"] == FineRange(2000, 20000)

    def test_every_offence_of_the_catalogue_has_a_name(self) -> None:
        for code in toml.read("catalogues", "offences"):
            assert offence(code).name
            assert offence(code).cites


class TestData:
    """应当予以保密"""

    @pytest.mark.parametrize(
        ("subject", "until"),
        [
            (Subject.REGISTRATION, date(2036, 11, 23)),
            (Subject.CASE, date(2036, 11, 23)),
            (Subject.PERMIT, date(2056, 11, 23)),
            (Subject.EVIDENCE, date(2031, 11, 23)),
        ],
    )
    def test_records_are_kept_for_a_term(self, subject: Subject, until: date) -> None:
        assert kept_until(subject=subject, ended_on=DAY).outcome == until
        assert must_be_kept_confidential(subject=subject).outcome is True

    @pytest.mark.parametrize("item", ["religion", "family_planning"])
    def test_what_has_no_purpose_is_not_collected(self, item: str) -> None:
        found = may_be_collected(item=item, on=DAY)
        assert (found.outcome, codes(found)) == (False, ["no_purpose"])

    def test_the_rest_may_be_collected(self) -> None:
        assert may_be_collected(item="occupation", on=DAY).outcome is True
