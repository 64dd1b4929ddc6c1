"""The tables of steps: every act is there, every state is reached, posts are known."""

import pytest
from tests.law.reasons import codes

from anju.law.finding import Reason
from anju.law.workflow import (
    BATCH,
    BLANKS,
    BOX,
    CASE,
    CASE_KINDS,
    CORRECTION,
    DEPARTURE,
    DUPLICATE,
    INQUIRY,
    MERGE_NOTICE,
    NOTHING,
    ORDER,
    PERMIT,
    PERSON,
    REGISTRATION,
    WORKFLOWS,
    Workflow,
    state_after,
)

STAFF = {
    "window_clerk",
    "officer",
    "station_chief",
    "county_reviewer",
    "card_maker",
    "field_collector",
    "analyst",
    "auditor",
    "administrator",
}
OTHERS = {"resident", "nightly"}

ACTS = {
    REGISTRATION.name: {
        "report", "register", "reject", "confirm", "amend", "change_address", "deregister",
        "take_back",
    },
    DEPARTURE.name: {"propose_departure", "object_to_departure", "confirm_departure"},
    CASE.name: {
        "submit", "notify_deficiencies", "supplement", "accept", "decline", "withdraw",
        "lapse_unsupplemented", "review", "send_back", "approve", "refuse", "send_to_production",
        "produce", "spoil", "notify", "give_second_notices", "hand_over",
    },
    BLANKS.name: {"receive_blanks", "send_back_blanks"},
    BATCH.name: {"open_batch", "close_batch"},
    BOX.name: {"send_to_station", "receive_cards"},
    PERMIT.name: {
        "issue", "endorse", "endorse_late", "lapse", "report_loss", "cancel_loss_report",
        "replace", "reissue", "cancel", "seize", "refuse_endorsement",
    },
    CORRECTION.name: {"propose_correction", "approve_correction", "reject_correction"},
    PERSON.name: {"record", "merge", "unmerge"},
    DUPLICATE.name: {
        "suspect_duplicate", "ask_to_verify", "report_verification", "keep_apart", "join", "part",
    },
    MERGE_NOTICE.name: {"tell", "object_to_merge", "uphold_merge", "withdraw_merge"},
    INQUIRY.name: {"open_inquiry", "note_inquiry_step", "conclude_inquiry", "drop_inquiry"},
    ORDER.name: {"order_correction", "note_corrected", "lift_order", "note_penalty"},
}  # fmt: skip

STATES = {
    REGISTRATION.name: ["submitted", "registered", "rejected", "deregistered", "taken_back"],
    DEPARTURE.name: ["proposed", "objected", "confirmed"],
    INQUIRY.name: ["open", "concluded", "dropped"],
    ORDER.name: ["open", "corrected", "lifted", "penalised"],
    CASE.name: [
        "draft", "submitted", "supplemented", "accepted", "awaiting_supplement", "declined",
        "under_review", "withdrawn", "closed", "approved", "refused", "in_production", "produced",
        "ready", "collected",
    ],
    BLANKS.name: ["in_stock", "sent_back"],
    BATCH.name: ["open", "closed"],
    BOX.name: ["sent", "arrived"],
    PERMIT.name: ["in_use", "suspended", "lost", "cancelled", "seized"],
    CORRECTION.name: ["proposed", "approved", "rejected"],
    PERSON.name: ["separate", "merged"],
    DUPLICATE.name: ["apart", "open", "verifying", "merged"],
    MERGE_NOTICE.name: ["told", "objected", "upheld", "undone"],
}  # fmt: skip

FINAL = {
    REGISTRATION.name: {"rejected", "deregistered", "taken_back"},
    DEPARTURE.name: {"objected", "confirmed"},
    CASE.name: {"declined", "withdrawn", "closed", "refused", "collected"},
    PERMIT.name: {"cancelled", "seized"},
    BLANKS.name: {"sent_back"},
    BATCH.name: {"closed"},
    BOX.name: set(),
    CORRECTION.name: {"approved", "rejected"},
    PERSON.name: set(),
    INQUIRY.name: {"concluded", "dropped"},
    ORDER.name: {"corrected", "lifted", "penalised"},
    DUPLICATE.name: set(),
    MERGE_NOTICE.name: {"upheld", "undone"},
}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
class TestTable:
    def test_every_act_has_its_step(self, workflow: Workflow) -> None:
        assert {step.name for step in workflow} == ACTS[workflow.name]

    def test_states_and_ends(self, workflow: Workflow) -> None:
        assert list(workflow.states) == STATES[workflow.name]
        assert set(workflow.final_states) == FINAL[workflow.name]

    def test_every_state_can_be_reached(self, workflow: Workflow) -> None:
        reached, grows = {NOTHING, "draft"}, True
        while grows:
            found = {step.to for step in workflow if reached & set(step.from_)}
            grows = not found <= reached
            reached |= found
        assert set(workflow.states) <= reached

    def test_posts_are_known(self, workflow: Workflow) -> None:
        for step in workflow:
            assert step.by
            assert set(step.by) <= STAFF | OTHERS
            assert len(set(step.by)) == len(step.by)

    def test_a_name_and_a_state_name_one_step(self, workflow: Workflow) -> None:
        pairs = [(step.name, state) for step in workflow for state in step.from_]
        assert len(pairs) == len(set(pairs))


def test_the_three_kinds_of_case() -> None:
    assert CASE_KINDS == ("first_issue", "replacement", "reissue")


def test_a_collector_decides_nothing() -> None:
    steps = {
        step.name for workflow in WORKFLOWS for step in workflow if "field_collector" in step.by
    }
    decisions = {"accept", "decline", "approve", "refuse", "endorse", "seize", "cancel", "reject"}
    assert not steps & decisions


def test_only_the_county_approves_and_issues() -> None:
    assert CASE.step("approve", "under_review").by == ("county_reviewer",)
    assert PERMIT.step("issue").by == ("county_reviewer",)


class TestStateAfter:
    def after(self, step: str, state: str, post: str):
        return state_after(workflow=CASE, step=step, state=state, post=post)

    def test_a_step_leads_on_under_its_place_of_law(self) -> None:
        found = self.after("accept", "submitted", "window_clerk")
        assert found.outcome == "accepted"
        assert found.cites == ("IRRP 8(1)", "IRRP 9(1)")
        assert found.version
        assert found.facts == {
            "workflow": "case",
            "step": "accept",
            "state": "submitted",
            "post": "window_clerk",
        }

    def test_a_wrong_state_bars_it(self) -> None:
        found = self.after("accept", "collected", "window_clerk")
        assert (found.outcome, found.reasons) == (None, (Reason("wrong_state"),))
        assert found.version

    def test_a_wrong_post_bars_it_and_says_under_which_article(self) -> None:
        found = self.after("approve", "under_review", "window_clerk")
        assert (found.outcome, codes(found)) == (None, ["wrong_post"])
        assert found.cites == found.reasons[0].cites == ("IRRP 10(1)", "IRRP 9(6)")
        assert found.facts["post"] == "window_clerk"

    def test_what_a_post_may_do_next(self) -> None:
        names = [step.name for step in CASE.steps_from("submitted", "window_clerk")]
        assert names == ["notify_deficiencies", "accept", "decline", "withdraw"]
        assert CASE.steps_from("submitted", "analyst") == ()

    def test_a_name_may_stand_twice_where_its_end_depends_on_its_start(self) -> None:
        assert PERMIT.step("replace", "in_use").to == "in_use"
        assert PERMIT.step("replace", "suspended").to == "suspended"
        assert PERMIT.step("replace", "lost") is None
        assert PERMIT.step("renew", "in_use") is None
