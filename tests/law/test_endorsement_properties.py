"""Properties of endorsements: windows, suspension, restoration, years, new cards."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reasons import codes
from tests.law.strategies import published_days

from anju.law.calendar import add_months
from anju.law.endorsement import (
    Timing,
    endorsement_timing,
    endorsement_window,
    may_endorse,
    use_is_suspended,
    years_are_counted_from,
)
from anju.law.permit import Use, use_of_permit
from anju.law.replacement import anchor_after_new_card

ONE_DAY = timedelta(days=1)
years = st.integers(1, 8)
anchors = st.dates(date(2016, 1, 1), date(2017, 12, 31))


class TestEndorsementWindow:
    """应当在居住每满1年之日前1个月内"""

    @given(published_days, years)
    def test_windows_never_overlap(self, anchor: date, year: int) -> None:
        one = endorsement_window(anchor_on=anchor, year=year).outcome
        two = endorsement_window(anchor_on=anchor, year=year + 1).outcome
        assert one.opens_on <= one.year_completed_on <= one.closes_on < two.opens_on
        assert one.suspended_from == one.closes_on + ONE_DAY

    @given(published_days, years)
    def test_every_year_is_counted_from_the_anchor(self, anchor: date, year: int) -> None:
        window = endorsement_window(anchor_on=anchor, year=year).outcome
        assert window.year_completed_on == add_months(anchor, 12 * year)
        assert window.opens_on == add_months(window.year_completed_on, -1)

    @given(published_days, years, st.integers(-500, 500))
    def test_a_day_is_early_in_time_or_late(self, anchor: date, year: int, shift: int) -> None:
        window = endorsement_window(anchor_on=anchor, year=year).outcome
        day = window.year_completed_on + ONE_DAY * shift
        found = endorsement_timing(window=window, on=day)
        suspended = use_is_suspended(window=window, on=day)
        assert suspended.outcome == (found.outcome is Timing.LATE)
        assert (found.outcome is Timing.TOO_EARLY) == (day < window.opens_on)
        if found.changes_on is not None:
            assert found.changes_on > day
            assert endorsement_timing(window=window, on=found.changes_on).outcome != found.outcome

    def test_there_is_no_year_zero(self) -> None:
        with pytest.raises(ValueError, match=r"^the first year is 1"):
            endorsement_window(anchor_on=date(2025, 1, 1), year=0)


class TestMayEndorse:
    """居住证签注是居住证持有人在居住地连续居住年限的证明。"""

    window = endorsement_window(anchor_on=date(2025, 7, 18), year=1).outcome

    def may(self, on: date, **known: bool) -> tuple[bool, list[str], date | None]:
        given = {"still_resides": True, "still_has_ground": True, **known}
        found = may_endorse(window=self.window, on=on, **given)
        return found.outcome, codes(found), found.changes_on

    def test_the_day_before_the_window_is_too_early(self) -> None:
        assert self.may(date(2026, 6, 17)) == (False, ["too_early"], date(2026, 6, 18))

    def test_the_first_and_the_last_day_are_in_time(self) -> None:
        assert self.may(date(2026, 6, 18)) == (True, [], None)
        assert self.may(date(2026, 7, 20)) == (True, [], None)

    def test_late_is_allowed(self) -> None:
        assert self.may(date(2027, 7, 21)) == (True, [], None)

    def test_who_moved_away_is_not_endorsed(self) -> None:
        assert self.may(date(2026, 7, 1), still_resides=False) == (False, ["not_residing"], None)

    def test_the_ground_is_not_proved_again_by_default(self) -> None:
        assert self.may(date(2026, 7, 1), still_has_ground=False) == (True, [], None)


@st.composite
def endorsed_lives(draw: st.DrawFn) -> tuple[date, list[date], date]:
    """A permit with endorsements at random days, looked at on a day."""
    anchor = draw(anchors)
    gaps = draw(st.lists(st.integers(300, 800), max_size=6))
    endorsed, day = [], anchor
    for gap in gaps:
        day += ONE_DAY * gap
        endorsed.append(day)
    return anchor, endorsed, anchor + ONE_DAY * draw(st.integers(0, 3200))


def use_on(anchor: date, endorsed: list[date], on: date):
    return use_of_permit(anchor_on=anchor, endorsed_on=endorsed, on=on)


class TestSuspensionAndRestoration:
    """补办签注手续的，居住证的使用功能恢复，居住年限自补办签注手续之日起连续计算。"""

    @given(endorsed_lives())
    def test_years_never_exceed_the_time_since_the_anchor(
        self, life: tuple[date, list[date], date]
    ) -> None:
        anchor, endorsed, on = life
        found = use_on(anchor, endorsed, on).outcome
        assert found.anchor_on in {anchor, *endorsed}
        assert add_months(found.anchor_on, 12 * found.continuous_years) <= max(on, anchor)

    @given(endorsed_lives())
    def test_the_use_changes_on_the_day_told(self, life: tuple[date, list[date], date]) -> None:
        anchor, endorsed, on = life
        known = [day for day in endorsed if day <= on]
        found = use_on(anchor, known, on)
        if found.changes_on is None:
            assert found.outcome.state is Use.SUSPENDED
            assert codes(found) == ["endorsement_missed"]
        else:
            day_before = use_on(anchor, known, found.changes_on - ONE_DAY)
            assert day_before.outcome.state is Use.USABLE
            assert use_on(anchor, known, found.changes_on).outcome.state is Use.SUSPENDED

    @given(anchors, st.integers(1, 700), st.integers(0, 3))
    def test_a_late_endorsement_restores_and_never_lengthens_years(
        self, anchor: date, lateness: int, in_time: int
    ) -> None:
        endorsed = [add_months(anchor, 12 * year) for year in range(1, in_time + 1)]
        missed = endorsement_window(anchor_on=anchor, year=in_time + 1).outcome
        late_on = missed.closes_on + ONE_DAY * lateness
        before = use_on(anchor, endorsed, late_on)
        after = use_on(anchor, [*endorsed, late_on], late_on)
        assert before.outcome.state is Use.SUSPENDED
        assert before.outcome.continuous_years == in_time
        assert after.outcome.state is Use.USABLE
        assert after.outcome.continuous_years == 0
        assert after.outcome.anchor_on == late_on

    @given(anchors, years)
    def test_who_always_endorses_in_time_counts_every_year(self, anchor: date, count: int) -> None:
        endorsed = [
            endorsement_window(anchor_on=anchor, year=year).outcome.opens_on
            for year in range(1, count + 1)
        ]
        completed_on = add_months(anchor, 12 * count)
        assert use_on(anchor, endorsed, completed_on).outcome.continuous_years == count - 1
        day_after = use_on(anchor, endorsed, completed_on + ONE_DAY).outcome
        assert day_after.continuous_years == count
        assert day_after.state is Use.USABLE

    def test_years_count_from_the_late_day_only_when_late(self) -> None:
        anchor, day = date(2023, 5, 10), date(2025, 6, 3)
        for timing in Timing:
            found = years_are_counted_from(anchor_on=anchor, endorsed_on=day, timing=timing)
            assert found.outcome == (day if timing is Timing.LATE else anchor)


class TestNewCard:
    """居住证损坏难以辨认或者丢失的，应当办理换领、补领手续。"""

    @given(published_days, st.integers(0, 3000))
    def test_a_new_card_keeps_the_years(self, anchor: date, age: int) -> None:
        made_on = anchor + ONE_DAY * age
        assert anchor_after_new_card(anchor_on=anchor, made_on=made_on).outcome == anchor
