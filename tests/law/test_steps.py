"""The tables of steps, read three ways: what follows what, who may do it, on what it rests."""

import pytest

from anju.law.workflow import WORKFLOWS

#: For each life and state: the acts that may follow, each with the state it leads to.
LEADS = {
    "registration": {
        "": "report>submitted register>registered",
        "submitted": "register>registered reject>rejected confirm>registered take_back>taken_back",
        "registered": (
            "confirm>registered amend>registered change_address>registered deregister>deregistered"
            " take_back>taken_back"
        ),
    },
    "departure": {
        "": "propose_departure>proposed",
        "proposed": "object_to_departure>objected confirm_departure>confirmed",
    },
    "case": {
        "": "submit>submitted",
        "draft": "submit>submitted withdraw>withdrawn",
        "submitted": (
            "notify_deficiencies>awaiting_supplement accept>accepted decline>declined"
            " withdraw>withdrawn"
        ),
        "awaiting_supplement": (
            "supplement>supplemented decline>declined withdraw>withdrawn"
            " lapse_unsupplemented>closed"
        ),
        "supplemented": (
            "notify_deficiencies>awaiting_supplement accept>accepted decline>declined"
            " withdraw>withdrawn"
        ),
        "accepted": (
            "review>under_review notify_deficiencies>awaiting_supplement refuse>refused"
            " withdraw>withdrawn"
        ),
        "under_review": ("approve>approved send_back>accepted refuse>refused withdraw>withdrawn"),
        "approved": "send_to_production>in_production",
        "in_production": "produce>produced spoil>in_production",
        "produced": "spoil>in_production notify>ready hand_over>collected",
        "ready": "give_second_notices>ready hand_over>collected",
    },
    "permit": {
        "": "issue>in_use",
        "in_use": (
            "endorse>in_use refuse_endorsement>in_use lapse>suspended report_loss>lost"
            " replace>in_use cancel>cancelled seize>seized"
        ),
        "suspended": (
            "endorse_late>in_use refuse_endorsement>suspended report_loss>lost"
            " replace>suspended cancel>cancelled seize>seized"
        ),
        "lost": "cancel_loss_report>in_use reissue>in_use cancel>cancelled seize>seized",
    },
    "blanks": {"": "receive_blanks>in_stock", "in_stock": "send_back_blanks>sent_back"},
    "batch": {"": "open_batch>open", "open": "close_batch>closed"},
    "box": {
        "": "send_to_station>sent",
        "sent": "receive_cards>arrived",
        "arrived": "receive_cards>arrived",
    },
    "correction": {
        "": "propose_correction>proposed",
        "proposed": "approve_correction>approved reject_correction>rejected",
    },
    "person": {
        "": "record>separate",
        "separate": "merge>merged",
        "merged": "unmerge>separate",
    },
    "inquiry": {
        "": "open_inquiry>open",
        "open": "note_inquiry_step>open conclude_inquiry>concluded drop_inquiry>dropped",
    },
    "order": {
        "": "order_correction>open",
        "open": "note_corrected>corrected lift_order>lifted note_penalty>penalised",
    },
    "duplicate": {
        "": "suspect_duplicate>open",
        "open": "ask_to_verify>verifying keep_apart>apart join>merged",
        "verifying": "report_verification>open keep_apart>apart join>merged",
        "apart": "suspect_duplicate>open",
        "merged": "part>apart",
    },
    "merge_notice": {
        "": "tell>told",
        "told": "object_to_merge>objected withdraw_merge>undone",
        "objected": "uphold_merge>upheld withdraw_merge>undone",
    },
}

AT_THE_COUNTER = (
    "register reject confirm amend change_address deregister take_back"
    " propose_departure object_to_departure confirm_departure"
    " submit notify_deficiencies supplement accept decline withdraw notify hand_over"
    " give_second_notices receive_cards"
    " endorse endorse_late refuse_endorsement report_loss cancel_loss_report replace reissue"
    " propose_correction record open_inquiry note_inquiry_step note_corrected"
    " suspect_duplicate report_verification"
)

#: What officer and chief decide about two records that look like one human being.
ON_DUPLICATES = (
    "merge unmerge ask_to_verify keep_apart join part tell object_to_merge withdraw_merge"
)
AT_THE_STATION = f"review {ON_DUPLICATES} conclude_inquiry drop_inquiry order_correction"

#: For each post, and for the person and the nightly run: the acts it may do.
MAY = {
    "resident": (
        "report propose_departure object_to_departure submit supplement withdraw"
        " report_loss cancel_loss_report"
    ),
    "nightly": "lapse_unsupplemented notify lapse",
    "field_collector": (
        "report confirm amend take_back propose_departure object_to_departure record"
        " open_inquiry note_inquiry_step report_verification"
    ),
    "window_clerk": AT_THE_COUNTER,
    "officer": f"{AT_THE_COUNTER} {AT_THE_STATION} cancel",
    "station_chief": (
        f"{AT_THE_COUNTER} {AT_THE_STATION} refuse cancel seize"
        " approve_correction reject_correction lift_order note_penalty"
    ),
    "county_reviewer": (
        "approve send_back refuse send_to_production issue cancel seize approve_correction"
        " reject_correction lift_order unmerge part withdraw_merge uphold_merge"
    ),
    "card_maker": (
        "send_to_production produce spoil notify receive_blanks send_back_blanks open_batch"
        " close_batch send_to_station"
    ),
}

#: For each act: the paragraphs it rests on, nearest first.
RESTS_ON = {
    "PSD-2016 2(2), HRR 15(1)": "report register",
    "PSD-2016 2(2)": "reject confirm amend take_back object_to_departure propose_correction"
    " reject_correction record open_inquiry note_inquiry_step drop_inquiry",
    "PFPR 14, PSD-2016 2(2)": "change_address",
    "HRR 15(1)": "deregister confirm_departure",
    "HRR 15(1), PFPR 18(1), PFPR 19": "propose_departure",
    "IRRP 9(1)": "submit",
    "IRRP 9(5)": "notify_deficiencies supplement lapse_unsupplemented",
    "IRRP 8(1), IRRP 9(1)": "accept",
    "IRRP 2, IRRP 20": "decline refuse",
    "IRRP 2": "withdraw",
    "IRRP 8(1)": "review send_back",
    "IRRP 10(1), IRRP 9(6)": "approve",
    "PSD-2016 2(4), IRRP 9(6)": (
        "send_to_production produce spoil receive_blanks send_back_blanks open_batch close_batch"
        " send_to_station receive_cards"
    ),
    "PSD-2016 2(4)": "notify give_second_notices",
    "IRRP 9(6)": "hand_over",
    "IRRP 10(1)": "issue",
    "IRRP 10(2), PSD-2016 2(5)": "endorse",
    "IRRP 10(2)": "refuse_endorsement",
    "IRRP 10(3)": "lapse endorse_late",
    "IRRP 11(1)": "report_loss cancel_loss_report reissue",
    "IRRP 11(1), IRRP 11(2)": "replace",
    "IRRP 2, IRRP 15": "cancel",
    "IRRP 19(2)": "seize",
    "PSD-2016 2(2), IRRP 20": "approve_correction",
    "PSD-2016 3, PSD-2016 2(2)": (
        f"suspect_duplicate report_verification uphold_merge {ON_DUPLICATES}"
    ),
    "HRR 15(1), PSD-2016 2(2)": "conclude_inquiry",
    "PFPR 27, PFPR 28": "order_correction note_corrected lift_order note_penalty",
}

STEPS = [step for workflow in WORKFLOWS for step in workflow]


def test_every_life() -> None:
    assert [workflow.name for workflow in WORKFLOWS] == list(LEADS)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_what_follows_what(workflow) -> None:
    found: dict[str, set[str]] = {}
    for step in workflow:
        for state in step.from_:
            found.setdefault(state, set()).add(f"{step.name}>{step.to}")
    assert found == {state: set(acts.split()) for state, acts in LEADS[workflow.name].items()}


def test_who_may_do_what() -> None:
    found: dict[str, set[str]] = {}
    for step in STEPS:
        for post in step.by:
            found.setdefault(post, set()).add(step.name)
    assert found == {post: set(acts.split()) for post, acts in MAY.items()}


@pytest.mark.parametrize(("paragraphs", "acts"), RESTS_ON.items())
def test_on_what_an_act_rests(paragraphs: str, acts: str) -> None:
    found = {step.name for step in STEPS if ", ".join(step.cites) == paragraphs}
    assert found == set(acts.split())
