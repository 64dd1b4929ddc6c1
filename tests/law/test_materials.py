"""Papers: what is missing is said at once; agents; documents; ages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reasons import codes

from anju.law.application.agents import AgentKind, Errand, is_close_relative, may_act
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    deficiency_notice,
    material,
    may_notify_deficiencies,
    missing_materials,
    required_materials,
)
from anju.law.eligibility import Ground
from anju.law.identity import (
    document_identifies,
    document_kind,
    falls_under_other_rules,
    guardian_may_apply,
    guardian_must_be_adult,
)
from anju.law.text.instruments import paragraph

ONE_DAY = timedelta(days=1)
cases = st.builds(
    MaterialsCase,
    housing=st.sampled_from(Housing),
    grounds=st.frozensets(st.sampled_from(Ground)),
    is_under_age=st.booleans(),
    agent=st.sampled_from(AgentKind),
    limited_mobility=st.booleans(),
)


class TestOneNoticeOfEverything:
    """应当一次性告知申领人需要补充的材料"""

    @given(cases)
    def test_without_papers_all_is_missing(self, case: MaterialsCase) -> None:
        found = missing_materials(case=case, provided=()).outcome
        assert found.missing == required_materials(case=case).outcome
        assert not found.complete

    @given(cases, st.data())
    def test_any_alternative_satisfies_a_requirement(
        self, case: MaterialsCase, data: st.DataObject
    ) -> None:
        required = required_materials(case=case).outcome
        shown = {data.draw(st.sampled_from(one.alternatives)) for one in required}
        found = missing_materials(case=case, provided=shown)
        assert found.outcome.complete
        assert found.outcome.missing == ()

    @given(cases, st.data())
    def test_after_supplying_what_the_notice_named_nothing_is_missing(
        self, case: MaterialsCase, data: st.DataObject
    ) -> None:
        offered = sorted({c for r in required_materials(case=case).outcome for c in r.alternatives})
        shown = set(data.draw(st.lists(st.sampled_from(offered))))
        first = missing_materials(case=case, provided=shown).outcome
        supplied = shown | {one.alternatives[0] for one in first.missing}
        assert missing_materials(case=case, provided=supplied).outcome.complete

    @given(cases)
    def test_every_line_says_what_why_and_from_whom(self, case: MaterialsCase) -> None:
        required = required_materials(case=case).outcome
        for line, requirement in zip(
            deficiency_notice(missing=required).outcome, required, strict=True
        ):
            assert (line.code, line.cites) == (requirement.code, requirement.cites)
            assert all(paragraph(cite) is not None for cite in line.cites)
            assert line.what.startswith("缺少")
            assert line.why.endswith("。")
            assert tuple(paper.code for paper in line.alternatives) == requirement.alternatives
            assert all(paper.name and paper.issued_by for paper in line.alternatives)

    def test_it_is_given_once(self) -> None:
        assert may_notify_deficiencies(already_notified=False).outcome is True
        again = may_notify_deficiencies(already_notified=True)
        assert (again.outcome, codes(again)) == (False, ["already_notified"])

    def test_an_unknown_paper_has_no_entry(self) -> None:
        assert material("contract") is None


class TestAgents:
    """可以由其监护人、近亲属代为申领居住证"""

    @pytest.mark.parametrize("agent", AgentKind)
    @pytest.mark.parametrize("under_age", [True, False])
    @pytest.mark.parametrize("limited", [True, False])
    def test_guardian_and_relative_apply_for_those_who_cannot(
        self, agent: AgentKind, under_age: bool, limited: bool
    ) -> None:
        found = may_act(
            errand=Errand.APPLY, agent=agent, is_under_age=under_age, limited_mobility=limited
        )
        near = agent in {AgentKind.GUARDIAN, AgentKind.RELATIVE}
        may = agent is AgentKind.NONE or (near and (under_age or limited))
        assert found.outcome == may
        assert codes(found) == ([] if may else ["agent_may_not_apply"])

    @pytest.mark.parametrize("errand", [Errand.COLLECT, Errand.ENDORSE])
    @pytest.mark.parametrize("agent", AgentKind)
    def test_anyone_may_collect_and_have_endorsed(self, errand: Errand, agent: AgentKind) -> None:
        found = may_act(errand=errand, agent=agent, is_under_age=False, limited_mobility=False)
        assert found.outcome is True

    def test_close_relatives_are_those_of_the_code(self) -> None:
        close = ["spouse", "parent", "child", "sibling", "grandparent", "grandchild"]
        assert all(is_close_relative(relation=relation).outcome for relation in close)
        assert not is_close_relative(relation="cousin").outcome


class TestDocuments:
    """流动人口本人居民身份证或者其他有效身份证明"""

    @pytest.mark.parametrize("document", ["111", "112", "113", "114", "115", "117", "118", "119"])
    def test_these_identify(self, document: str) -> None:
        assert document_identifies(document=document).outcome is True
        assert falls_under_other_rules(document=document).outcome is False

    @pytest.mark.parametrize("document", ["133", "154", "414", "000", "title"])
    def test_these_do_not(self, document: str) -> None:
        found = document_identifies(document=document)
        assert (found.outcome, codes(found)) == (False, ["document_does_not_identify"])
        assert falls_under_other_rules(document=document).outcome is False

    @pytest.mark.parametrize("document", ["511", "516", "553", "554", "555"])
    def test_these_show_people_under_other_rules(self, document: str) -> None:
        assert falls_under_other_rules(document=document).outcome is True
        assert document_identifies(document=document).outcome is False

    def test_a_kind_knows_its_name(self) -> None:
        assert document_kind("111").name == "居民身份证"
        assert document_kind("999") is None


class TestGuardians:
    """未满16周岁的未成年人和行动不便的老年人、残疾人等"""

    born_on = date(2010, 11, 15)
    turns = date(2026, 11, 15)

    def may(self, on: date, *, limited: bool = False):
        return guardian_may_apply(born_on=self.born_on, limited_mobility=limited, on=on)

    def test_a_guardian_applies_until_the_sixteenth_birthday(self) -> None:
        before = self.may(self.turns - ONE_DAY)
        assert (before.outcome, before.changes_on) == (True, self.turns)
        assert before.facts == {"age": 15, "limited_mobility": False}
        after = self.may(self.turns)
        assert (after.outcome, after.changes_on) == (False, None)

    def test_limited_mobility_knows_no_age(self) -> None:
        assert self.may(self.turns, limited=True).outcome is True
        assert self.may(self.turns - ONE_DAY, limited=True).changes_on is None

    def test_a_guardian_is_an_adult(self) -> None:
        eighteen = date(2028, 11, 15)
        minor = guardian_must_be_adult(guardian_born_on=self.born_on, on=eighteen - ONE_DAY)
        assert (minor.outcome, minor.changes_on) == (False, eighteen)
        assert codes(minor) == ["guardian_is_minor"]
        assert guardian_must_be_adult(guardian_born_on=self.born_on, on=eighteen).outcome is True
