"""Properties of the counting of days: each class holds the clause it is about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reasons import codes
from tests.law.strategies import days, published_days

from anju.codes import working_calendar
from anju.law.calendar import (
    add_months,
    last_day_to_act,
    period_in_days_ends_on,
    period_in_months_ends_on,
    waiting_period_is_complete_from,
)
from anju.law.identity import age_on
from anju.law.registration import must_register, register_by, registration_duty
from anju.law.residence_period import half_year_residence
from anju.law.time_limits import (
    is_overdue,
    issue_limits,
    longest_extension_ends_on,
    must_hand_over_by,
    must_produce_by,
    must_supplement_by,
)

ONE_DAY = timedelta(days=1)


class TestPeriodInDays:
    """按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。"""

    @given(days, st.integers(0, 400))
    def test_a_period_in_days_ends_so_many_days_on(self, start: date, count: int) -> None:
        assert (period_in_days_ends_on(starts_on=start, days=count).outcome - start).days == count


class TestPeriodInMonths:
    """到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。"""

    @given(days, st.integers(1, 240))
    def test_the_last_day_corresponds_or_ends_its_month(self, start: date, months: int) -> None:
        end = period_in_months_ends_on(starts_on=start, months=months).outcome
        assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
        assert end.day == start.day or (end.day < start.day and (end + ONE_DAY).day == 1)

    @given(days, days, st.integers(1, 60))
    def test_a_later_start_never_ends_earlier(self, one: date, two: date, months: int) -> None:
        first, second = sorted((one, two))
        assert add_months(first, months) <= add_months(second, months)

    @given(days, st.integers(1, 60))
    def test_a_waiting_period_is_complete_the_day_after(self, start: date, months: int) -> None:
        complete = waiting_period_is_complete_from(starts_on=start, months=months)
        assert complete.outcome == add_months(start, months) + ONE_DAY
        assert complete.facts == {"starts_on": start, "full_on": add_months(start, months)}


class TestLastDay:
    """期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。"""

    @given(published_days)
    def test_the_last_day_to_act_is_the_first_day_offices_are_open(self, end: date) -> None:
        last = last_day_to_act(ends_on=end).outcome
        passed = [end + ONE_DAY * n for n in range((last - end).days)]
        assert last >= end
        assert not working_calendar.is_rest_day(last).rest
        assert all(working_calendar.is_rest_day(day).rest for day in passed)

    @given(published_days)
    def test_published_years_carry_no_warning(self, end: date) -> None:
        assert last_day_to_act(ends_on=end).warnings == ()

    def test_each_unpublished_year_passed_is_named(self) -> None:
        found = last_day_to_act(ends_on=date(2039, 12, 31))
        assert found.outcome == date(2040, 1, 2)
        assert found.warnings == ("holidays_not_published:2039", "holidays_not_published:2040")


class TestTheNoticeOnRegistration:
    """流动人口暂住3日以上的，自到达居住地之日起3日内申报。"""

    @given(published_days, st.integers(0, 30))
    def test_only_three_days_or_more_oblige(self, arrived_on: date, length: int) -> None:
        leaves_on = arrived_on + ONE_DAY * length
        assert must_register(arrived_on=arrived_on, leaves_on=leaves_on).outcome == (length >= 3)

    @given(published_days)
    def test_the_deadline_is_the_third_day_or_the_next_working_day(self, arrived_on: date) -> None:
        duty = registration_duty(arrived_on=arrived_on).outcome
        assert duty.unrolled_on == arrived_on + ONE_DAY * 3
        assert duty.due_on == last_day_to_act(ends_on=duty.unrolled_on).outcome
        assert duty.due_on == register_by(arrived_on=arrived_on).outcome


class TestHalfAYear:
    """居住半年以上"""

    @given(days)
    def test_half_a_year_takes_181_to_184_days(self, start: date) -> None:
        half_year = half_year_residence(starts_on=start).outcome
        assert 181 <= (half_year.full_on - start).days <= 184 or start.day > half_year.full_on.day
        assert half_year.complete_from == half_year.full_on + ONE_DAY


class TestTimeLimits:
    """七日内制作，十五日内制作发放，最长不得超过三十日。"""

    @given(published_days.filter(lambda day: day >= date(2016, 7, 30)))
    def test_the_shorter_limit_lies_inside_the_longer(self, accepted_on: date) -> None:
        limits = issue_limits(accepted_on=accepted_on).outcome
        assert limits.produce_by <= limits.hand_over_by
        assert limits.hand_over_by <= longest_extension_ends_on(accepted_on=accepted_on).outcome
        assert limits.produce_by == must_produce_by(accepted_on=accepted_on).outcome
        assert limits.hand_over_by == must_hand_over_by(accepted_on=accepted_on).outcome
        assert limits.produce_by_unrolled == accepted_on + ONE_DAY * 7
        assert limits.hand_over_by_unrolled == accepted_on + ONE_DAY * 15

    def test_a_limit_is_overdue_only_after_its_last_day(self) -> None:
        due_on = date(2026, 3, 9)
        assert is_overdue(due_on=due_on, on=due_on).outcome is False
        assert is_overdue(due_on=due_on, on=due_on).changes_on == due_on + ONE_DAY
        late = is_overdue(due_on=due_on, on=due_on + ONE_DAY)
        assert late.outcome is True
        assert codes(late) == ["limit_passed"]

    def test_supplements_have_fifteen_days(self) -> None:
        found = must_supplement_by(notified_on=date(2026, 3, 2))
        assert found.outcome == date(2026, 3, 17)


class TestAge:
    """未满16周岁"""

    @given(days, st.integers(0, 100))
    def test_a_year_is_reached_on_the_birthday(self, born_on: date, years: int) -> None:
        birthday = add_months(born_on, 12 * years)
        assert age_on(born_on=born_on, on=birthday).outcome == years
        if years:
            assert age_on(born_on=born_on, on=birthday - ONE_DAY).outcome == years - 1

    def test_nobody_is_older_before_birth(self) -> None:
        with pytest.raises(ValueError, match=r"^on lies before born_on"):
            age_on(born_on=date(2026, 1, 2), on=date(2026, 1, 1))
