"""Issue, face, end of a permit, new cards, legacy permits, entitlements."""

from datetime import date, timedelta
from unittest import mock

import pytest
from tests.law.reasons import codes

from anju.law.calendar import last_day_to_act
from anju.law.effects.rights import (
    conveniences,
    entitlements,
    may_be_enjoyed,
    may_move_hukou,
    public_services,
    rights_by_law,
)
from anju.law.endorsement import endorsement_window, may_endorse
from anju.law.permit import (
    PermitEnd,
    Use,
    items_on_the_face,
    legacy_permit_is_valid,
    may_issue,
    may_take_application,
    permit_ends,
    suspension_ends_permit_on,
    use_of_permit,
    years_anchor,
)
from anju.law.registration import Office
from anju.law.replacement import (
    Cause,
    loss_report_may_be_cancelled,
    may_reissue,
    may_replace,
    must_surrender_old_card,
)
from anju.law.text import parameters
from anju.law.text.instruments import paragraph

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("office", Office)
def test_the_county_issues(office: Office) -> None:
    found = may_issue(office=office)
    assert found.outcome == (office is Office.COUNTY_BUREAU)
    assert codes(found) == ([] if found.outcome else ["wrong_office"])


@pytest.mark.parametrize(
    ("office", "is_entrusted", "reasons"),
    [
        (Office.POLICE_STATION, False, []),
        (Office.SERVICE_CENTRE, True, []),
        (Office.SERVICE_CENTRE, False, ["not_entrusted"]),
        (Office.COUNTY_BUREAU, True, ["wrong_office"]),
    ],
)
def test_station_and_entrusted_centre_take_applications(
    office: Office, is_entrusted: bool, reasons: list[str]
) -> None:
    found = may_take_application(office=office, is_entrusted=is_entrusted)
    assert (found.outcome, codes(found)) == (not reasons, reasons)


def test_the_face_has_as_many_items_as_the_article() -> None:
    written = paragraph("IRRP 4").text.partition("：")[2]
    named = written.replace("和", "、").split("、")
    assert len(items_on_the_face().outcome) == len(named)
    assert items_on_the_face().outcome == (
        *("name", "sex", "ethnic_group", "born_on", "citizen_number", "photo"),
        *("hukou_address", "residence_address", "issuing_organ", "issued_on"),
    )


def test_years_count_from_the_day_of_issue() -> None:
    anchor = years_anchor(issued_on=DAY, residence_starts_on=date(2026, 1, 1))
    assert anchor.outcome == DAY


@pytest.mark.parametrize("cause", PermitEnd)
def test_every_cause_but_merged_units_ends_a_permit(cause: PermitEnd) -> None:
    assert permit_ends(cause=cause, on=DAY).outcome == (cause is not PermitEnd.UNITS_MERGED)


class TestOtherReadings:
    """What would follow if the province chose the other reading."""

    def test_merged_units_could_end_a_permit_and_a_move_need_not(self) -> None:
        with mock.patch.object(parameters, "switch", return_value=False):
            ended = {cause for cause in PermitEnd if permit_ends(cause=cause, on=DAY).outcome}
        assert ended == set(PermitEnd) - {PermitEnd.MOVED_TO_ANOTHER_CITY}

    def test_changed_particulars_could_be_no_cause_for_a_new_card(self) -> None:
        with mock.patch.object(parameters, "switch", return_value=False):
            given = {"old_card_surrendered": True, "on": DAY}
            changed = may_replace(cause=Cause.PARTICULARS_CHANGED, **given)
            damaged = may_replace(cause=Cause.DAMAGED, **given)
        assert (changed.outcome, codes(changed)) == (False, ["no_cause_for_replacement"])
        assert damaged.outcome is True

    def test_years_could_count_from_the_start_of_residence(self) -> None:
        start = date(2026, 1, 1)
        with mock.patch.object(parameters, "choice", return_value="residence_start"):
            known = years_anchor(issued_on=DAY, residence_starts_on=start)
            unknown = years_anchor(issued_on=DAY, residence_starts_on=None)
        assert (known.outcome, unknown.outcome) == (start, DAY)

    def test_a_suspension_could_end_a_permit_after_two_years(self) -> None:
        with mock.patch.object(parameters, "possible_number", return_value=24):
            found = suspension_ends_permit_on(suspended_from=DAY)
        assert found.outcome == date(2028, 11, 23)

    def test_the_ground_could_have_to_be_proved_again(self) -> None:
        window = endorsement_window(anchor_on=DAY, year=1).outcome
        with mock.patch.object(parameters, "switch", return_value=True):
            found = may_endorse(
                window=window, still_resides=True, still_has_ground=False, on=window.opens_on
            )
        assert (found.outcome, codes(found)) == (False, ["ground_not_proved"])

    def test_deadlines_could_stay_where_they_fall(self) -> None:
        saturday = date(2026, 11, 21)
        with mock.patch.object(parameters, "switch", return_value=False):
            assert last_day_to_act(ends_on=saturday).outcome == saturday


def test_no_suspension_ends_a_permit_by_itself() -> None:
    assert suspension_ends_permit_on(suspended_from=DAY).outcome is None


def test_a_permit_of_before_the_regulation_is_good_for_its_term() -> None:
    last_day = date(2017, 6, 30)

    def good(issued_on: date, on: date) -> bool:
        found = legacy_permit_is_valid(issued_on=issued_on, valid_until=last_day, on=on)
        return found.outcome

    assert good(date(2015, 12, 31), last_day)
    assert not good(date(2015, 12, 31), last_day + timedelta(days=1))
    assert not good(date(2016, 1, 1), last_day)


class TestNewCard:
    def replaced(self, cause: Cause, *, surrendered: bool = True):
        return may_replace(cause=cause, old_card_surrendered=surrendered, on=DAY)

    @pytest.mark.parametrize("cause", [Cause.DAMAGED, Cause.PARTICULARS_CHANGED])
    def test_a_card_is_replaced_against_the_old_one(self, cause: Cause) -> None:
        assert self.replaced(cause).outcome is True
        refused = self.replaced(cause, surrendered=False)
        assert (refused.outcome, codes(refused)) == (False, ["old_card_not_surrendered"])
        assert must_surrender_old_card(cause=cause).outcome is True

    def test_a_lost_card_is_reissued_not_replaced(self) -> None:
        refused = self.replaced(Cause.LOST, surrendered=False)
        assert (refused.outcome, codes(refused)) == (False, ["no_cause_for_replacement"])
        assert must_surrender_old_card(cause=Cause.LOST).outcome is False

    def test_a_reissue_follows_a_report_of_loss(self) -> None:
        assert may_reissue(loss_reported=True).outcome is True
        assert codes(may_reissue(loss_reported=False)) == ["loss_not_reported"]
        assert may_reissue(loss_reported=False).outcome is False

    def test_a_report_of_loss_is_taken_back_before_the_new_card(self) -> None:
        assert loss_report_may_be_cancelled(is_reissued=False).outcome is True
        late = loss_report_may_be_cancelled(is_reissued=True)
        assert (late.outcome, codes(late)) == (False, ["already_reissued"])


class TestEntitlements:
    def test_three_rights_six_services_seven_conveniences(self) -> None:
        groups = [rights_by_law().outcome, public_services().outcome, conveniences().outcome]
        assert [len(group) for group in groups] == [3, 6, 7]
        assert entitlements().outcome == tuple(entry for group in groups for entry in group)

    @pytest.mark.parametrize(
        ("listed", "cite"),
        [(rights_by_law, "IRRP 12(1)"), (public_services, "IRRP 12(2)"), (conveniences, "IRRP 13")],
    )
    def test_each_is_named_in_the_words_of_its_article(self, listed, cite: str) -> None:
        words = paragraph(cite).text
        for entry in listed().outcome:
            assert entry.name in words
            assert entry.honoured_by

    def test_they_are_enjoyed_while_the_permit_may_be_used(self) -> None:
        assert may_be_enjoyed(use=Use.USABLE).outcome is True
        closed = may_be_enjoyed(use=Use.SUSPENDED)
        assert (closed.outcome, codes(closed)) == (False, ["use_suspended"])

    @pytest.mark.parametrize("meets", [True, False])
    @pytest.mark.parametrize("own_wish", [True, False])
    def test_hukou_moves_by_own_wish_and_local_conditions(
        self, meets: bool, own_wish: bool
    ) -> None:
        found = may_move_hukou(meets_local_conditions=meets, own_wish=own_wish)
        assert found.outcome == (meets and own_wish)


def test_the_finding_of_a_permit_names_its_facts() -> None:
    endorsed = [date(2025, 6, 3), date(2024, 5, 1)]
    found = use_of_permit(anchor_on=date(2023, 5, 10), endorsed_on=endorsed, on=date(2025, 12, 31))
    assert found.facts == {
        "anchor_on": date(2023, 5, 10),
        "endorsed_on": (date(2024, 5, 1), date(2025, 6, 3)),
        "on": date(2025, 12, 31),
    }
    assert found.changes_on == date(2026, 6, 4)
    assert found.cites == ("IRRP 10(2)", "IRRP 10(3)", "PSD-2016 2(5)", "CC 203(1)")
