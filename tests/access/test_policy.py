"""The whole table: every post, relation and action, denied unless it is named."""

import ast
from pathlib import Path

import pytest

import anju.casework
from anju.access.actor import Actor, Post, area_range
from anju.access.policy import Relation, allowed_fields, may, policy, relation_of, require
from anju.access.refusals import NotYours
from anju.law.workflow import WORKFLOWS, Workflow

STATION, COUNTY = "52260102", "522601"
#: A chief may do what an officer may.
COUNTER = {Post.WINDOW_CLERK, Post.OFFICER, Post.STATION_CHIEF}
STATION_STAFF = COUNTER
FILE = {*STATION_STAFF, Post.COUNTY_REVIEWER}
DECIDES = {Post.STATION_CHIEF, Post.COUNTY_REVIEWER}

#: Written apart from policy.toml, action by action: the posts that may, on what is theirs.
EXPECTED: dict[str, set[Post]] = {
    "register_household": {*COUNTER, Post.FIELD_COLLECTOR},
    "confirm_stay": {*COUNTER, Post.FIELD_COLLECTOR},
    "amend_registration": {*COUNTER, Post.FIELD_COLLECTOR},
    "change_address": COUNTER,
    "recognise_start": COUNTER,
    "propose_departure": {*COUNTER, Post.FIELD_COLLECTOR},
    "object_to_departure": {*COUNTER, Post.FIELD_COLLECTOR},
    "confirm_departure": COUNTER,
    "deregister": COUNTER,
    "take_back_household": {*COUNTER, Post.FIELD_COLLECTOR},
    "reject_report": COUNTER,
    "place_address": {Post.OFFICER, Post.STATION_CHIEF},
    "merge_addresses": {Post.OFFICER, Post.STATION_CHIEF},
    "retire_address": {Post.OFFICER, Post.STATION_CHIEF},
    "submit_application": COUNTER,
    "supplement": COUNTER,
    "withdraw": COUNTER,
    "notify_deficiencies": COUNTER,
    "accept": COUNTER,
    "decline_acceptance": COUNTER,
    "lapse_unsupplemented": {Post.SYSTEM},
    "review": {Post.OFFICER, Post.STATION_CHIEF},
    "approve": {Post.COUNTY_REVIEWER},
    "refuse": DECIDES,
    "send_back": {Post.COUNTY_REVIEWER},
    "take_case": FILE,
    "take_over_case": FILE,
    "put_back_case": FILE,
    "assign_case": DECIDES,
    "begin_batch": {*FILE, Post.CARD_MAKER},
    "view_station": DECIDES,
    "view_orphans": {*DECIDES, Post.ADMINISTRATOR},
    "list_orphans": {Post.SYSTEM},
    "ask_second_notice": COUNTER,
    "agree_to_second_notice": {Post.STATION_CHIEF},
    "decline_second_notice": {Post.STATION_CHIEF},
    "send_to_production": {Post.COUNTY_REVIEWER, Post.CARD_MAKER},
    "record_produced": {Post.CARD_MAKER},
    "record_spoiled": {Post.CARD_MAKER},
    "notify_ready": {*COUNTER, Post.CARD_MAKER, Post.SYSTEM},
    "receive_blanks": {Post.CARD_MAKER},
    "send_back_blanks": {Post.CARD_MAKER},
    "open_batch": {Post.CARD_MAKER},
    "close_batch": {Post.CARD_MAKER},
    "send_to_station": {Post.CARD_MAKER},
    "receive_cards": COUNTER,
    "give_second_notices": COUNTER,
    "hand_over": COUNTER,
    "report_loss": COUNTER,
    "cancel_loss_report": COUNTER,
    "replace_card": COUNTER,
    "reissue_card": COUNTER,
    "endorse": COUNTER,
    "endorse_late": COUNTER,
    "refuse_endorsement": COUNTER,
    "lapse": {Post.SYSTEM},
    "cancel_permit": {Post.OFFICER, *DECIDES},
    "seize_permit": DECIDES,
    "open_inquiry": {*COUNTER, Post.FIELD_COLLECTOR},
    "note_inquiry_step": {*COUNTER, Post.FIELD_COLLECTOR},
    "conclude_inquiry": {Post.OFFICER, Post.STATION_CHIEF},
    "drop_inquiry": {Post.OFFICER, Post.STATION_CHIEF},
    "order_correction": {Post.OFFICER, Post.STATION_CHIEF},
    "note_corrected": COUNTER,
    "lift_order": DECIDES,
    "rate_service": {Post.SYSTEM},
    "protect_person": DECIDES,
    "end_protection": DECIDES,
    "end_due_protections": {Post.SYSTEM},
    "give_named_right": {Post.COUNTY_REVIEWER, Post.ADMINISTRATOR},
    "withdraw_named_right": {Post.COUNTY_REVIEWER, Post.ADMINISTRATOR},
    "open_sealed": {*FILE, Post.CARD_MAKER},
    "verify_document": FILE,
    "answer_rating": {Post.STATION_CHIEF},
    "view_ratings": {Post.STATION_CHIEF, Post.COUNTY_REVIEWER, Post.AUDITOR},
    "note_penalty": {Post.STATION_CHIEF},
    "propose_correction": COUNTER,
    "approve_correction": DECIDES,
    "reject_correction": DECIDES,
    "merge_persons": {Post.OFFICER, Post.STATION_CHIEF},
    "unmerge_persons": {Post.OFFICER, *DECIDES},
    "suspect_duplicate": COUNTER,
    "ask_to_verify": {Post.OFFICER, Post.STATION_CHIEF},
    "report_verification": {*COUNTER, Post.FIELD_COLLECTOR},
    "keep_apart": {Post.OFFICER, Post.STATION_CHIEF},
    "object_to_merge": {Post.OFFICER, Post.STATION_CHIEF},
    "uphold_merge": {Post.COUNTY_REVIEWER},
    "view_pair": FILE,
    "view_person": FILE,
    "view_case": {*FILE, Post.CARD_MAKER},
    "view_registration": {*FILE, Post.FIELD_COLLECTOR},
    "view_permit": {*FILE, Post.CARD_MAKER},
    "view_household": {*FILE, Post.FIELD_COLLECTOR},
    "find_person": {*FILE, Post.FIELD_COLLECTOR},
    "find_address": {*FILE, Post.FIELD_COLLECTOR},
    "view_queue": {*FILE, Post.FIELD_COLLECTOR, Post.CARD_MAKER},
    "view_paper": {*FILE, Post.CARD_MAKER},
    "print_paper": {*FILE, Post.CARD_MAKER},
    "reveal_number": FILE,
    "view_journal": {*DECIDES, Post.AUDITOR},
    "view_views": {Post.AUDITOR},
    "view_card_readings": {*DECIDES, Post.ADMINISTRATOR},
    "import_file": COUNTER,
    "manage_staff": {Post.ADMINISTRATOR, Post.SYSTEM},
    "load_reference_data": {Post.SYSTEM},
    "seal_journal": {Post.SYSTEM},
}
#: What may also be done on what another agency of the county keeps.
IN_OWN_COUNTY = {"find_address": {*STATION_STAFF, Post.FIELD_COLLECTOR}}

#: The step of the law each verb takes, where the names differ.
STEPS = {
    "register": ["register_household"], "report": ["register_household"],
    "confirm": ["confirm_stay"], "amend": ["amend_registration"],
    "submit": ["submit_application"], "decline": ["decline_acceptance"],
    "produce": ["record_produced"], "spoil": ["record_spoiled"], "notify": ["notify_ready"],
    "replace": ["replace_card"], "reissue": ["reissue_card"], "cancel": ["cancel_permit"],
    "seize": ["seize_permit"], "merge": ["merge_persons"], "unmerge": ["unmerge_persons"],
    "issue": ["approve"], "take_back": ["take_back_household"],
}  # fmt: skip

#: What everybody at a counter does without asking: it counts a reader's mistakes, about nobody.
UNBOUND = {"note_card_readings"}
#: Steps that are taken inside another act.
WITHIN_OTHER_ACTS = {"reject", "record", "join", "part", "tell", "withdraw_merge"}
#: Acts whose step depends on the post: what a collector reports the counter registers.
IN_TWO_STEPS = {"register", "report"}

AREAS = {
    Relation.OWN_AGENCY: STATION,
    Relation.UNDER_ME: f"{STATION}01",
    Relation.OWN_COUNTY: f"{COUNTY}03",
    Relation.OTHER: "52270101",
}


def at_station(post: str) -> Actor:
    return Actor("x", "某", post, STATION, STATION)


@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("relation", Relation)
def test_every_cell_of_the_table(post: Post, relation: Relation) -> None:
    actor, area = at_station(post), AREAS[relation]
    expected = IN_OWN_COUNTY if relation is Relation.OWN_COUNTY else EXPECTED
    for action in policy().actions:
        allowed = relation is not Relation.OTHER and post in expected.get(action, set())
        assert may(actor, action, area=area) is allowed, (action, post, relation)
        if allowed:
            require(actor, action, area=area)
        else:
            with pytest.raises(NotYours):
                require(actor, action, area=area)
            assert allowed_fields(actor, action, area=area) == frozenset()


def test_the_expectation_speaks_of_every_action() -> None:
    assert set(EXPECTED) == policy().actions


def test_every_verb_of_casework_is_an_action() -> None:
    """What carries `@official_act` is an act; it must not pass the table by."""
    verbs = {
        node.name
        for path in Path(anju.casework.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(mark).startswith("official_act") for mark in node.decorator_list)
    }
    assert verbs - UNBOUND <= policy().actions


def test_the_table_and_the_steps_of_the_law_name_the_same_posts() -> None:
    posts: dict[str, set[str]] = {}
    for workflow in WORKFLOWS:
        for step in workflow:
            for action in STEPS.get(step.name, [step.name]):
                posts.setdefault(action, set()).update(step.by)
    for action in posts.keys() & policy().actions:
        assert posts[action] - {"resident"} == EXPECTED[action], action
    assert posts.keys() - policy().actions == WITHIN_OTHER_ACTS


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_whoever_may_take_a_step_may_do_its_act_and_the_other_way_round(
    workflow: Workflow,
) -> None:
    """The table on the record in its state, against the posts of the step from that state."""
    for step in workflow:
        if step.name in {*WITHIN_OTHER_ACTS, *IN_TWO_STEPS}:
            continue
        (action,) = STEPS.get(step.name, [step.name])
        for state in step.from_:
            by_table = {post for post in Post if may(at_station(post), action, state=state)}
            assert by_table == set(step.by) - {"resident"}, (action, state)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda one: one.name)
def test_a_chief_may_take_every_step_an_officer_may(workflow: Workflow) -> None:
    for step in workflow:
        assert Post.OFFICER not in step.by or Post.STATION_CHIEF in step.by, step.name


@pytest.mark.parametrize("post", ["", "superuser", "Window_clerk"])
def test_an_unknown_post_may_do_nothing(post: str) -> None:
    assert not any(may(at_station(post), action) for action in policy().actions)


def test_an_unknown_action_is_a_mistake_and_not_a_refusal() -> None:
    with pytest.raises(ValueError, match="no action"):
        may(at_station("officer"), "open_sesame")


@pytest.mark.parametrize("post", Post)
def test_a_centre_does_only_what_it_is_entrusted_with(post: Post) -> None:
    if post is Post.SYSTEM:
        return
    centre = f"{STATION}01"
    unentrusted = Actor("x", "某", post, centre, centre)
    assert not any(may(unentrusted, action) for action in policy().actions)
    entrusted = Actor("x", "某", post, centre, centre, frozenset({"accept", "approve"}))
    allowed = {action for action in policy().actions if may(entrusted, action)}
    assert allowed == {a for a in ("accept", "approve") if post in EXPECTED[a]}


def test_fields_are_those_of_the_post() -> None:
    assert allowed_fields(at_station("field_collector"), "view_registration") == {
        "name", "sex", "address",
    }  # fmt: skip
    assert allowed_fields(at_station("officer"), "view_person") == policy().fields
    assert "phone" not in allowed_fields(at_station("card_maker"), "view_permit")
    assert allowed_fields(at_station("analyst"), "view_person") == frozenset()


@pytest.mark.parametrize(
    ("mine", "kept_at", "relation"),
    [
        (COUNTY, COUNTY, Relation.OWN_AGENCY),
        (COUNTY, STATION, Relation.UNDER_ME),
        ("5226", STATION, Relation.UNDER_ME),
        (STATION, COUNTY, Relation.OWN_COUNTY),
        (f"{STATION}01", STATION, Relation.OWN_COUNTY),
        (COUNTY, "522602", Relation.OTHER),
        ("5226", "5227", Relation.OTHER),
        (STATION, "5226", Relation.OTHER),
    ],
)
def test_how_a_record_stands_to_the_actor(mine: str, kept_at: str, relation: Relation) -> None:
    assert relation_of(Actor("x", "某", "officer", mine, mine), kept_at) is relation


@pytest.mark.parametrize(
    ("area", "end"),
    [("52", "53"), ("522601", "522602"), ("5229", "5230"), ("52260199", "52260200")],
)
def test_the_range_of_an_area_holds_what_begins_with_it(area: str, end: str) -> None:
    assert area_range(area) == (area, end)
    assert all(area <= area + below < end for below in ("", "0", "01", "99"))
    assert not end < area


@pytest.mark.parametrize("area", ["", "5226x", "99", "52\uff12"])
def test_what_is_no_area_has_no_range(area: str) -> None:
    with pytest.raises(ValueError, match="no area"):
        area_range(area)
