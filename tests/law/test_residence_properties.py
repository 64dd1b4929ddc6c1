"""Properties of residence and eligibility: what may never happen, whatever the life."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.law.reasons import codes
from tests.law.strategies import DIVISIONS, applications, days, decision_days, stays

from anju.law.eligibility import Application, Eligibility, Ground, may_apply, may_refuse
from anju.law.excluded_stays import StayKind, registering_unit, stay_is_excluded
from anju.law.finding import Reason
from anju.law.registration import belongs_to_floating_population
from anju.law.residence_period import (
    Proof,
    Stay,
    continuous_residence_starts_on,
    residence_starts_on,
)
from anju.law.territory import another_city, city_unit

ONE_DAY = timedelta(days=1)
KAILI = "522601"


class TestAnotherCity:
    """其他城市，是指公民常住户口所在地城市以外的其他市、县"""

    @given(st.sampled_from(DIVISIONS), st.sampled_from(DIVISIONS), days)
    def test_another_city_is_mutual(self, one: str, two: str, on: date) -> None:
        there = another_city(hukou_division=one, residence_division=two, on=on)
        back = another_city(hukou_division=two, residence_division=one, on=on)
        assert there.outcome == back.outcome
        assert set(there.reasons) == set(back.reasons)

    @given(st.sampled_from(DIVISIONS), days)
    def test_a_unit_is_its_own_unit(self, division: str, on: date) -> None:
        unit = city_unit(division=division, on=on).outcome
        if unit is not None:
            assert city_unit(division=unit.code, on=on).outcome == unit

    def test_registration_has_the_same_scope(self) -> None:
        for hukou, expected in (("520103", False), ("520181", True), ("529999", None)):
            found = belongs_to_floating_population(
                hukou_division=hukou, residence_division="520111", on=date(2026, 1, 1)
            )
            assert found.outcome is expected
            assert found.cites[0] == "PFPR 3"


class TestStartOfResidence:
    """暂住登记起始时间以申报暂住登记时间为准，也可根据条件之一确定。"""

    @given(days, days, st.lists(st.tuples(days, st.booleans()), max_size=4), days)
    def test_the_start_is_never_after_registration_nor_before_arrival(
        self, one: date, two: date, proofs: list[tuple[date, bool]], on: date
    ) -> None:
        arrived_on, registered_on = sorted((one, two))
        assume(registered_on <= on)
        found = residence_starts_on(
            registered_on=registered_on,
            arrived_on=arrived_on,
            proofs=[Proof("lease_filing", day, recognised) for day, recognised in proofs],
            on=on,
        ).outcome
        assert found.starts_on is not None
        assert arrived_on <= found.starts_on <= registered_on
        assert (found.basis == "declared") == (found.starts_on == registered_on)

    def test_without_registration_there_is_no_start(self) -> None:
        found = residence_starts_on(
            registered_on=None, arrived_on=date(2026, 1, 1), proofs=[], on=date(2026, 6, 1)
        )
        assert found.outcome.starts_on is None
        assert codes(found) == ["not_registered"]


def start_of(lived: list[Stay], on: date) -> date | None:
    found = continuous_residence_starts_on(stays=lived, residence_division=KAILI, on=on)
    return found.outcome


class TestContinuousResidence:
    """到其他城市居住半年以上"""

    @given(st.lists(stays(), max_size=6), stays(), decision_days)
    def test_one_stay_more_never_makes_the_start_later(
        self, lived: list[Stay], more: Stay, on: date
    ) -> None:
        before, after = start_of(lived, on), start_of([*lived, more], on)
        if before is not None:
            assert after is not None
            assert after <= before

    @given(st.lists(stays(), max_size=6), decision_days, st.randoms())
    def test_the_order_of_stays_does_not_matter(
        self, lived: list[Stay], on: date, chance: object
    ) -> None:
        mixed = list(lived)
        chance.shuffle(mixed)  # type: ignore[attr-defined]
        assert start_of(mixed, on) == start_of(lived, on)

    @given(st.lists(stays(), max_size=6), decision_days)
    def test_every_day_since_the_start_is_covered(self, lived: list[Stay], on: date) -> None:
        start = start_of(lived, on)
        if start is None:
            return
        here = [stay for stay in lived if stay.division == KAILI and stay.from_on <= on]
        for number in range(0, (on - start).days + 1, 31):
            day = start + ONE_DAY * number
            assert any(s.from_on <= day and (s.to_on is None or day <= s.to_on) for s in here)

    @given(days, st.integers(0, 300), st.integers(1, 300))
    def test_a_stay_may_be_split_at_any_day(self, start: date, first: int, second: int) -> None:
        seam = start + ONE_DAY * first
        whole = [Stay(start, seam + ONE_DAY * second, KAILI)]
        parts = [Stay(start, seam, KAILI), Stay(seam + ONE_DAY, whole[0].to_on, KAILI)]
        assert start_of(parts, whole[0].to_on) == start_of(whole, whole[0].to_on)


class TestMayApply:
    """符合有合法稳定就业、合法稳定住所、连续就读条件之一的，可以依照本条例的规定申领居住证。"""

    @given(applications(), decision_days)
    def test_reasons_stand_in_the_way_of_all_but_the_eligible(
        self, application: Application, on: date
    ) -> None:
        found = may_apply(application=application, on=on)
        assert bool(found.reasons) == (found.outcome.outcome is not Eligibility.ELIGIBLE)
        assert all(reason.cites for reason in found.reasons)

    @given(applications(), decision_days)
    def test_the_day_told_is_the_day_it_turns(self, application: Application, on: date) -> None:
        found = may_apply(application=application, on=on)
        if found.outcome.outcome is Eligibility.NOT_YET:
            turns_on = found.outcome.eligible_from
            assert turns_on == found.changes_on > on
            settled = replace(application, starts_on=found.outcome.residence_starts_on)
            before = may_apply(application=settled, on=turns_on - ONE_DAY).outcome.outcome
            assert before is Eligibility.NOT_YET
            assert may_apply(application=settled, on=turns_on).outcome.outcome == "eligible"
        else:
            assert found.changes_on is None

    @given(applications(), stays(), decision_days)
    def test_one_stay_more_never_delays(
        self, application: Application, more: Stay, on: date
    ) -> None:
        before = may_apply(application=application, on=on).outcome
        longer = replace(application, stays=(*application.stays, more))
        after = may_apply(application=longer, on=on).outcome
        if before.eligible_from is not None:
            assert after.eligible_from is not None
            assert after.eligible_from <= before.eligible_from

    @given(applications(), st.sampled_from(Ground), decision_days)
    def test_one_ground_more_never_harms(
        self, application: Application, ground: Ground, on: date
    ) -> None:
        richer = replace(application, grounds=application.grounds | {ground})
        if may_apply(application=application, on=on).outcome.outcome is Eligibility.ELIGIBLE:
            assert may_apply(application=richer, on=on).outcome.outcome is Eligibility.ELIGIBLE

    def test_findings_carry_facts_cites_and_edition(self) -> None:
        application = Application(
            "522622", KAILI, StayKind.ORDINARY, frozenset({Ground.DWELLING}), date(2026, 1, 1)
        )
        found = may_apply(application=application, on=date(2026, 11, 23))
        assert found.facts == {
            "stay_kind": StayKind.ORDINARY,
            "on": date(2026, 11, 23),
            "hukou_unit": city_unit(division="522622", on=date(2026, 11, 23)).outcome,
            "residence_unit": city_unit(division=KAILI, on=date(2026, 11, 23)).outcome,
            "holds_permit": False,
            "grounds": (Ground.DWELLING,),
            "residence_starts_on": date(2026, 1, 1),
            "complete_from": date(2026, 7, 2),
        }
        assert found.cites[:3] == ("IRRP 2", "PSD-2016 2(1)", "PSD-2016 2(6)")
        assert {"PSD-2016 2(3)", "CC 202"} <= set(found.cites)
        assert found.version.startswith("1.")


class TestRefusal:
    """符合居住证申领条件但拒绝受理、发放"""

    def test_the_eligible_are_never_refused(self) -> None:
        reasons = (Reason("no_ground", ("IRRP 2",)),)
        for verdict in Eligibility:
            may = may_refuse(verdict=verdict, reasons=reasons).outcome
            assert may == (verdict is not Eligibility.ELIGIBLE)

    def test_nobody_is_refused_without_reason(self) -> None:
        assert may_refuse(verdict=Eligibility.NOT_ELIGIBLE, reasons=()).outcome is False


class TestExcludedStays:
    """登记单位应当在办理登记后将登记信息传送公安机关，不办理居住证。"""

    def test_only_an_ordinary_stay_leads_to_a_permit(self) -> None:
        for kind in StayKind:
            excluded = stay_is_excluded(stay_kind=kind)
            assert excluded.outcome == (kind is not StayKind.ORDINARY) == bool(excluded.reasons)
            unit = registering_unit(stay_kind=kind).outcome
            assert unit == (None if kind is StayKind.ORDINARY else kind.value)
